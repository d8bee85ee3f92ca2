// How sure one may be of a claim, why, and what is missing for more; and what would change its status.

import { page, wordOf } from "./data.js";
import { fold, make, text } from "./elements.js";
import { now, sureOf } from "./standings.js";
import { state } from "./state.js";
import { capital, countWords } from "./words.js";

const domainItem = ({ domain, steps, reason }) => make("li", { dir: "auto" },
  make("b", {}, `${capital(domain)}: `), `${steps.replaceAll("-", "−")}; ${reason}`);
const whyParts = (sure) => {
  const domains = sure.domains.map((n) => page.domains[n]);
  const missing = domains.map((domain) => domain.missing).filter(Boolean);
  return [
    text("p", "By how many steps each of GRADE's five domains lowers it: at best, and at worst where something is not recorded.", "soft"),
    make("ul", {}, domains.map(domainItem)),
    text("p", sure.below && `${capital(sure.below)}.`, "soft"),
    missing.length > 0 && [text("p", "What is missing for it to rise, or to be narrower:"), make("ul", {}, missing.map((words) => text("li", words)))],
  ];
};
export const sureParts = (claim) => {
  const sure = sureOf(claim);
  if (!sure) {
    return state.published && text("p", "How sure one may be is said of all evidence, and not of what an article cites.", "soft");
  }
  const people = sure.people === null ? "" : `, ${countWords(sure.people, "person", "people")}`;
  const of = sure.studies ? ` (${countWords(sure.studies, "study", "studies")}${people})` : "";
  return [
    make("p", { class: "sure" }, !sure.unmeasured && make("strong", {}, `${capital(sure.words)}${of}: `), sure.sentence),
    text("p", sure.set && `Set by a person: ${sure.set}`, "soft"),
    sure.aside.map((rating) => text("p", `Rated by a person, and not used: ${rating}`, "soft")),
    sure.domains.length > 0 && fold("sure", "How sure one may be: the five domains", false, whyParts(sure)),
  ];
};
export const changeParts = (claim) => {
  const { decisive } = now(claim);
  if (!decisive.length) return text("p", "The loss of no single source would change the status.", "soft");
  return fold("change", `What would change the status: the loss of ${decisive.length === 1 ? "one source" : `any of ${decisive.length} sources`}`, false,
    make("ul", {}, decisive.map(([n, status]) => make("li", {},
      "without ", make("b", {}, page.sources[claim.lines[n].source].id), `: ${wordOf(status)}`))));
};
