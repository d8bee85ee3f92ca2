// What became of a claim since a year: how its standing then differs from the last one.

import { page, statuses } from "./data.js";

const WORDS = {
  gained: "gained direct support", contested: "became contested", lost: "lost direct support",
  contradicted: "became contradicted", other: "changed otherwise",
};
export const CHANGES = Object.keys(WORDS);
export const changeWord = (name) => (Object.hasOwn(WORDS, name) ? WORDS[name] : name);
const hasNone = (standing) => statuses.get(standing.status).stub;
export const changesOf = (claim, before) => {
  const [, place] = claim.states.at(-1);
  const after = page.states[place];
  if (after.status === before.status) return [];
  if (after.status === "contested" || after.status === "contradicted") return [after.status];
  if (hasNone(before) !== hasNone(after)) return [hasNone(after) ? "lost" : "gained"];
  return ["other"];
};
