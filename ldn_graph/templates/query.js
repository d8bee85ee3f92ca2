// What a search matches: every word must be somewhere in what the page has on a claim or on its sources; the name of a
// status means the status.

import { chainWords, claims, conditionsOf, page, placesOf, statuses } from "./data.js";
import { conditionOf } from "./facets.js";
import { wordsOf } from "./reference.js";
import { linesOf, now } from "./standings.js";

// The text of a claim is searched, and that of those of its lines that count now.
const textOf = (claim) => {
  const also = claim.cells.flatMap((entity) => (entity ? entity.also : []));
  return [claim.id, claim.label, chainWords(claim), ...also, conditionOf(claim), claim.topic, claim.comment,
    ...placesOf(claim), ...conditionsOf(claim), ...claim.unassessed].join("\n").toLowerCase();
};
const textOfState = (state) => [...state.flags.map((n) => page.findings[n].rule), state.certainty ?? ""].join("\n");
const textOfLine = (line) => {
  const { id, label, where, links, keys } = page.sources[line.source];
  const results = line.results.map((n) => page.results[n].words);
  return [id, ...results, label, where, ...links.map(([words]) => words), ...keys, page.designs[line.design] || "", line.comment, line.finding]
    .join("\n").toLowerCase();
};
// The texts of what was searched before
const texts = new Map();
const textFor = (item, write) => {
  const text = texts.get(item) ?? write(item);
  texts.set(item, text);
  return text;
};
// A short name with a number, such as that of a claim, begins a word: C47 is not a part of PMC4761092.
const isIn = (word) => {
  if (!/^[a-z]{1,3}[0-9]+$/.test(word)) return (text) => text.includes(word);
  const begins = new RegExp(`(?<![a-z0-9])${word}`);
  return (text) => begins.test(text);
};
const isSaidOf = (claim) => (has) => (
  has(textFor(claim, textOf)) || has(textFor(now(claim), textOfState)) || linesOf(claim).some((line) => has(textFor(line, textOfLine)))
);
// The texts of claims are written before anybody asks, in the pauses of the page.
const AT_ONCE = 500;
const pause = typeof requestIdleCallback === "function" ? requestIdleCallback : setTimeout; // Safari has pauses of no kind
export const writeTexts = (from = 0) => {
  for (const claim of claims.slice(from, from + AT_ONCE)) textFor(claim, textOf);
  if (from + AT_ONCE < claims.length) pause(() => writeTexts(from + AT_ONCE));
};
const statusWords = [...statuses.values()].map(({ name, word }) => [name, word]).sort(([, a], [, b]) => b.length - a.length);
// What is asked for: the statuses that are meant, and the words that are left. "unsupported" finds the claims with that
// status, not the flags with the word in them.
const readQuery = (query) => {
  let rest = ` ${wordsOf(query).join("  ")} `;
  const meant = new Set();
  for (const [name, word] of statusWords) {
    for (const words of [` ${name} `, ` ${word.replaceAll(" ", "  ")} `]) {
      if (!rest.includes(words)) continue;
      meant.add(name);
      rest = rest.replaceAll(words, " ");
    }
  }
  return { meant, words: rest.split(/\s+/).filter(Boolean) };
};
export const matcherOf = (query) => {
  const { meant, words } = readQuery(query);
  const tests = words.map(isIn);
  return (claim) => (!meant.size || meant.has(now(claim).status)) && tests.every(isSaidOf(claim));
};
