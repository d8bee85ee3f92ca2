// The flags of a claim: the gravest in few words, each with a mark for how grave it is; all of them in full.

import { claims, page } from "./data.js";
import { make, makeSvg, text } from "./elements.js";
import { flagMeaning, flagWord, severityWord } from "./flag_words.js";
import { flagNames, now } from "./standings.js";

const MARKS = { // a full square on its corner, an open one, a small circle
  Violation: "M8 1 15 8 8 15 1 8z",
  Warning: "M8 1 15 8 8 15 1 8zM8 3.8 3.8 8 8 12.2 12.2 8z",
  Info: "M8 5a3 3 0 1 0 0 6a3 3 0 1 0 0-6z",
};
const flagMark = (severity) => makeSvg(
  "svg", { class: `mark flag ${severity}`, viewBox: "0 0 16 16", width: 11, height: 11, "aria-hidden": "true" },
  makeSvg("path", { "fill-rule": "evenodd", d: MARKS[severity] ?? MARKS.Info }),
);
const findingsOf = (claim) => now(claim).flags.map((n) => page.findings[n]);
// Each rule once, in the order of page.flags: the gravest first. What stands beside the status is not said again.
const rulesOf = (claim, without) => {
  const found = new Map(findingsOf(claim).map(({ rule, severity }) => [rule, severity]));
  return page.flags.filter((rule) => found.has(rule) && !without.includes(rule)).map((rule) => [rule, found.get(rule)]);
};
// What every claim of the page has; with most pages it is known after a few claims that there is no such flag.
export const commonFlags = () => {
  let common = page.flags;
  for (const claim of claims) {
    if (!common.length) break;
    const flags = flagNames(claim);
    common = common.filter((rule) => flags.includes(rule));
  }
  return common;
};
// Those that are said beside a claim's status: "⚑ misreported, readers differ"
export const flagsBeside = (claim) => {
  const names = flagNames(claim);
  const words = page.flagsBeside.filter((name) => names.includes(name)).map(flagWord);
  return words.length > 0 && make("span", { class: "flags-beside" }, `⚑\u00a0${words.join(", ")}`);
};
export const shortFlags = (claim, most, without = []) => {
  const rules = rulesOf(claim, without);
  const shown = rules.slice(0, most).map(([rule, severity], n) => make("span", { class: "flagged" }, flagMark(severity), " ", flagWord(rule), n < rules.length - 1 ? "," : ""));
  return { shown, more: rules.length - shown.length };
};
const flagItem = ({ rule, severity, message, remedy }) => make("li", {},
  flagMark(severity), " ", make("strong", { class: severity }, flagWord(rule)), ` (${severityWord(severity)}): ${flagMeaning(rule)}.`,
  text("p", message), text("p", `Remedy: ${remedy}`, "soft"));
export const flagItems = (claim) => findingsOf(claim).map(flagItem);
