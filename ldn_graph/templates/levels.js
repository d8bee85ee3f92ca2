// The best direct evidence for a claim and against it: its level, and what kind of study on how many.

import { page } from "./data.js";
import { linesOf } from "./standings.js";
import { countWords } from "./words.js";

const NO_LEVEL = 6; // what has no level comes after the last
const best = (lines) => lines.toSorted((a, b) => (a.level ?? NO_LEVEL) - (b.level ?? NO_LEVEL))[0];
const bestOf = (claim, sides) => best(linesOf(claim).filter((line) => line.directness !== "indirect" && sides.includes(line.side)));
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
const PART = { narrower: "for a narrower version of it", weaker: "by a study that compared nobody" };
const bestWords = (line) => [
  `${page.designs[line.design] ?? "kind of study not recorded"} (${levelWord(line)})`,
  page.sources[line.source].participants !== null && countWords(page.sources[line.source].participants, "person", "people"),
  PART[line.side],
].filter(Boolean).join(", ");
// In full: "randomised controlled trial (level 2), 40 people, for a narrower version of it".
export const levelWords = (claim, side) => {
  const { whole, part } = SIDES[side];
  return [...whole, ...part].map((each) => bestOf(claim, [each])).filter(Boolean).map(bestWords).join("; ") || "nothing direct";
};
