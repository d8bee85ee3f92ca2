// Facets: what claims can be filtered by. Those of evidence hold together for one line: a direct cohort is a line that is
// both.

import { changeWord, changesOf } from "./changes.js";
import { conditionWords, conditionsOf, entityWords, page, statuses, wordOf } from "./data.js";
import { flagWord } from "./flag_words.js";

// The highest level of certainty that may be said of a claim, by its name in the address.
const LEVELS = ["very-low", "low", "moderate", "high"];
const SURE = { ...Object.fromEntries(page.unmeasured.map(({ name, words }) => [name, words])), none: "no certainty is said" };
const sureName = ({ sure }) => {
  if (sure === null) return "none";
  const { best, unmeasured } = page.certainties[sure];
  return LEVELS[(best ?? 0) - 1] ?? Object.keys(SURE).find((name) => SURE[name] === unmeasured) ?? "none";
};
const sureWord = (name) => (
  LEVELS.includes(name) ? page.levelsOfCertainty[LEVELS.indexOf(name) + 1] : Object.hasOwn(SURE, name) ? SURE[name] : name
);
export const FACETS = {
  status: { title: "Status", of: (_, now) => [now.status], word: wordOf },
  certainty: { title: "Certainty, at best", of: (_, now) => [sureName(now)], word: sureWord },
  flag: {
    title: "Flag", of: (_, now) => [...new Set(now.flags.map((n) => page.findings[n].rule))], word: flagWord,
  },
  condition: { title: "Condition", of: conditionsOf, word: (id) => conditionWords.get(id) || id },
  topic: { title: "Topic", of: (claim) => [claim.topic] },
  wording: { title: "Wording", of: (claim) => [claim.wording], word: (name) => page.wordings[name] || name },
  design: { title: "Study design", line: (line) => line.design || "none", word: (name) => page.designs[name] || name },
  level: {
    title: "Level of evidence, 1 is best",
    line: (line) => String(line.level ?? "none"),
    word: (level) => (level === "none" ? "no level" : `level ${level}`),
  },
  directness: { title: "Directness", line: (line) => line.directness, word: (name) => name },
};
// What is filtered by only where it was clicked: an entity of the chain, a source of the evidence, what changed.
FACETS.entity = {
  title: "Entity", clicked: true, word: (name) => entityWords.get(name) || name,
  of: (claim) => claim.cells.filter(Boolean).map((entity) => entity.name),
};
FACETS.source = { title: "Source", clicked: true, line: (line) => page.sources[line.source].id, word: (id) => id };
FACETS.change = { title: "Since that year", clicked: true, of: changesOf, word: changeWord };
export const LINE_FACETS = Object.keys(FACETS).filter((name) => FACETS[name].line);
export const OPEN = ["condition", "entity", "source"]; // facets whose values are ids of the graph
export const facetWord = (name, value) => (FACETS[name].word ? FACETS[name].word(value) : value);
export const conditionOf = (claim) => (claim.condition === null ? "" : facetWord("condition", claim.condition));
export const ORDERS = {
  status: [...statuses.keys()],
  flag: page.flags,
  certainty: [...LEVELS].reverse().concat(Object.keys(SURE)),
  wording: Object.keys(page.wordings),
  design: Object.keys(page.designs),
  level: ["1", "2", "3", "4", "5", "none"],
  directness: ["direct", "indirect", "unrated"],
};
/** @returns {Record<string, string[]>} */
export const noFilters = () => Object.fromEntries(Object.keys(FACETS).map((name) => [name, []]));
