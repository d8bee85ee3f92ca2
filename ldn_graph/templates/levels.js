// The best direct evidence for a claim and against it: its level, and what kind of study on how many.

import { page } from "./data.js";
import { linesOf } from "./standings.js";
import { countWords } from "./words.js";

const NO_LEVEL = 6; // what has no level comes after the last
const best = (lines) => lines.toSorted((a, b) => (a.level ?? NO_LEVEL) - (b.level ?? NO_LEVEL))[0];
const directOf = (claim, sides) => linesOf(claim).filter((line) => line.directness !== "indirect" && sides.includes(line.side));
const bestOf = (claim, sides) => best(directOf(claim, sides));
const SIDES = {
  for: { whole: ["for"], part: ["narrower", "weaker"] },
  against: { whole: ["against"], part: [] },
};
const levelWord = (line) => (line.level === null ? "no level" : `level ${line.level}`);
// In little room: "level 2", "level 2 in part", "level 5; level 2 in part"; on paper with the kind of study, "level 5 (opinion)".
export const shortLevel = (claim, side, printed = false) => {
  const words = (line) => `${levelWord(line)}${printed && line.design ? ` (${page.designs[line.design]})` : ""}`;
  const [whole, part] = [bestOf(claim, SIDES[side].whole), bestOf(claim, SIDES[side].part)];
  return [whole && words(whole), part && `${words(part)} in part`].filter(Boolean).join("; ") || "none";
};
const SIDE_HEADINGS = Object.fromEntries(page.groups);
// What is best of one side: "best" only where there is worse, and all that is of one level.
const bestWords = (lines) => {
  const { level } = best(lines);
  const top = lines.filter((line) => line.level === level);
  const sources = [...new Set(top.map((line) => line.source))];
  const kinds = [...new Set(top.map((line) => page.designs[line.design] ?? "kind of study not recorded"))];
  const [people] = sources.map((n) => page.sources[n].participants);
  return [
    `${top.length < lines.length ? "at best " : ""}${sources.length > 1 ? `${sources.length.toLocaleString("en")} sources: ` : ""}${kinds.join(", ")} (${level === null ? "no level" : `level ${level}`})`,
    sources.length === 1 && people !== null && countWords(people, "person", "people"),
  ].filter(Boolean).join(", ");
};
// In full: "at best randomised controlled trial (level 2), 40 people; for a narrower version of it: cohort (level 3)".
export const levelWords = (claim, side) => {
  const { whole, part } = SIDES[side];
  return [...whole, ...part].map((each) => [each, directOf(claim, [each])]).filter(([, lines]) => lines.length)
    .map(([each, lines]) => `${part.includes(each) ? `${SIDE_HEADINGS[each].replace(/^for, /, "")}: ` : ""}${bestWords(lines)}`).join("; ") || "nothing";
};
