// What became of a claim since a year: how its standing then differs from the last one. A claim that gained direct support
// may be contested as well.

import { page, statuses } from "./data.js";

const WORDS = {
  gained: "gained direct support", lost: "lost direct support", contested: "became contested",
  contradicted: "became contradicted", other: "changed otherwise", certainty: "changed in certainty alone",
};
export const CHANGES = Object.keys(WORDS);
export const changeWord = (name) => (Object.hasOwn(WORDS, name) ? WORDS[name] : name);
const hasNone = (standing) => statuses.get(standing.status).stub;
export const changesOf = (claim, before) => {
  const [, place] = claim.states.at(-1);
  const after = page.states[place];
  if (after.status === before.status) return after.certainty === before.certainty ? [] : ["certainty"];
  const changes = [
    hasNone(before) !== hasNone(after) && (hasNone(after) ? "lost" : "gained"),
    ["contested", "contradicted"].includes(after.status) && after.status,
  ].filter(Boolean);
  return changes.length ? changes : ["other"];
};
