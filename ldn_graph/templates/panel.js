// The panel: one claim, its evidence by bearing, its searches and flags; and ways to carry it off.

import { inReadingOrder, turnToPassage } from "./article.js";
import { sorted } from "./columns.js";
import { articlesOf, byId, chainWords, claimOf, isSentence, page, placesOf, statuses } from "./data.js";
import { button, claimLink, focusedElement, make, markOf, overclaimed, text } from "./elements.js";
import { sourceItem } from "./evidence.js";
import { flagItems } from "./flags.js";
import { laid } from "./graph.js";
import { levelWords } from "./levels.js";
import { turnToMark } from "./map.js";
import { meaning } from "./meanings.js";
import { reveal } from "./reach.js";
import { bibtexOf, citationOf, copy, recordOf } from "./records.js";
import { selection, selectionWords, whenWords } from "./selection.js";
import { inGroups, lookOf, now, statusWord } from "./standings.js";
import { state } from "./state.js";
import { byKey, go } from "./steps.js";
import { changeParts, sureParts } from "./sure.js";
import { turnTo } from "./table.js";
import { capital, clip, countWords, shortId } from "./words.js";

const panel = byId("panel");

const group = (name, items) => [
  make("h3", {}, `${name[0].toUpperCase()}${name.slice(1)} (${items.length})`),
  items.length > 0 && make("ul", {}, items),
];
const searchItem = ({ comment, facts }) => make("li", {}, text("p", comment), text("p", facts, "soft"));
const restsOn = (claim) => claim.rests.flatMap((id, n) => [
  n ? ", " : "Argued from ", claimOf.has(id) ? claimLink(claimOf.get(id), "rests") : shortId(id),
]);
const articleWords = (claim) => {
  const wording = page.wordings[claim.wording] || claim.wording;
  const [first, ...others] = articlesOf(claim);
  if (!first) return `No article is recorded for it. Wording: ${wording}.`;
  const more = others.length ? ` And ${countWords(others.length, "other that makes", "others that make")} the same claim.` : "";
  const which = page.articles.length > 1 ? first.cite : "The article:";
  return `${which} ${[wording, ...placesOf(claim)].join("; ")}.${more}`;
};

const saidWords = (claim) => {
  if (!isSentence(claim)) return `As a triple: ${chainWords(claim)}.`;
  return `A sentence only, not stated as a triple${claim.condition === null ? "" : ` (${chainWords(claim)})`}.`;
};
// What one reads first: the status, and in the same breath that the wording says more.
const verdictParts = (claim) => {
  const { status, look, reason, overclaimed: more } = now(claim);
  const word = capital(statusWord(claim));
  if (!more) return [make("p", {}, make("strong", { class: look }, `${word}: `), `${reason}.`)];
  const joint = statuses.get(status).stub ? "and" : "but";
  return [
    make("p", { class: "verdict" }, make("strong", { class: look }, `${word}, ${joint} `), make("strong", {}, overclaimed(more)), ", more than its evidence carries."),
    make("p", {}, `${word} means: ${reason}.`),
  ];
};
const claimParts = (claim) => {
  const { independent_studies: studies, participants: people, unnumbered } = now(claim);
  const groups = inGroups(claim).filter(([name, lines]) => lines.length || name === "for" || name === "against");
  return [
    text("p", claim.label, "label"),
    text("p", whenWords() && `${capital(whenWords())}${state.published ? ": only what the article itself cites" : ""}.`, "soft"),
    ...verdictParts(claim),
    sureParts(claim),
    changeParts(claim),
    make("dl", { class: "best" },
      make("dt", {}, "directly for it"), text("dd", levelWords(claim, "for")),
      make("dt", {}, "directly against it"), text("dd", levelWords(claim, "against")),
      make("dt", {}, "in favour"), text("dd", studies ? countWords(studies, "independent study", "independent studies") : "no independent study"),
      people > 0 && [make("dt", {}, "people in its studies"), text("dd", `${unnumbered ? "at least " : ""}${people.toLocaleString("en")}, whatever the studies say of it${unnumbered ? `; ${countWords(unnumbered, "study", "studies")} without a number` : ""}`)]),
    meaning("evidence", "What direct, in part and level mean"),
    text("p", saidWords(claim), "soft"),
    text("p", `${articleWords(claim)} Topic: ${claim.topic}.`, "soft"),
    claim.comment && text("p", claim.comment, "soft"),
    claim.rests.length > 0 && make("p", { class: "soft" }, restsOn(claim), "."),
    groups.map(([name, lines]) => group(name, lines.map((line) => sourceItem(line, "panel")))),
    state.published
      ? claim.unassessed.length > 0 && group("cited, and not assessed", claim.unassessed.map((label) => make("li", {}, text("p", label))))
      : group("searches that found nothing", claim.searches.map(searchItem)),
    group("flags", flagItems(claim)),
    text("p", claim.iri, "soft iri"),
  ];
};
// The claims in the order in which the view shows them
export const inViewOrder = () => {
  if (state.view === "article") return inReadingOrder();
  return state.view === "graph" ? laid.lanes.map((lane) => lane.claim) : sorted(selection);
};
export const showPanel = () => {
  const claim = state.claim === null ? null : claimOf.get(state.claim);
  document.body.classList.toggle("open", state.claim !== null);
  panel.hidden = state.claim === null;
  if (state.claim === null) return panel.replaceChildren();
  const close = button("✕", "Close", () => go({ claim: null }));
  if (!claim) {
    panel.replaceChildren(make("div", { class: "bar" }, make("h2", {}, `No claim ${clip(state.claim, 60)} is on this page.`), close));
    return null;
  }
  const step = (by) => {
    const order = inViewOrder();
    const at = order.indexOf(claim);
    const next = at < 0 ? (by < 0 ? order.length - 1 : 0) : (at + by + order.length) % order.length;
    if (order.length) go({ claim: order[next].id });
    panel.querySelector(by < 0 ? ".before" : ".after").focus();
  };
  const { name } = lookOf(claim);
  const { overclaimed: more } = now(claim);
  panel.replaceChildren(...[
    make("div", { class: "bar" },
      make("h2", { class: "badge" }, make("span", { class: name }, markOf(name), " ", statusWord(claim)), more && [" ", overclaimed("overclaimed")],
        " ", make("span", { class: "id" }, shortId(claim.id))),
      button("↑", "Claim before", () => step(-1), "before"), button("↓", "Claim after", () => step(1), "after"), close),
    !selection.includes(claim) && text("p", `It is not in the selection: ${selectionWords()}.`, "soft"),
    make("p", { class: "copy" }, "Copy: ",
      button("citation", "Copy as citation: the claim and its sources in words", () => copy(citationOf(claim))),
      button("BibTeX", "Copy as BibTeX: the article and the sources", () => copy(bibtexOf(claim), "There is no source to copy.")),
      button("JSON", "Copy as JSON: the claim with its evidence", () => copy(JSON.stringify(recordOf(claim), null, 2))),
      document.getElementById("served") && [" ", make("a", { href: `/claim/${encodeURIComponent(claim.iri)}` }, "page of this claim")]),
    ...claimParts(claim),
  ].flat(3).filter(Boolean));
  panel.scrollTop = 0;
  return null;
};

// Where the claim was opened from: there the focus returns to. It may have been made anew since.
let opener = null;
export const follow = (before, focused) => {
  if (state.claim !== null && before.claim !== state.claim) {
    if (before.claim === null) opener = focused;
    if (state.view === "graph") reveal(claimOf.get(state.claim));
    if (state.view === "article") turnToPassage(claimOf.get(state.claim));
    if (state.view === "map") turnToMark();
    if (state.view === "table") turnTo(claimOf.get(state.claim));
    if (!panel.contains(focusedElement())) panel.focus({ preventScroll: true });
  } else if (state.claim === null && before.claim !== null) {
    const at = focusedElement();
    if (at && at !== document.body && !panel.contains(at)) return;
    const again = opener?.isConnected && opener !== document.body ? opener : byKey(opener?.dataset?.key);
    (again || byId("view-tabs").querySelector("[aria-selected=true]")).focus({ preventScroll: true });
  }
};
