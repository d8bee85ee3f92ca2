// The selection: the claims that every filter and the search leave, by id; how many there would be of each value; and
// all this in words.

import { claims, claimsWords, page } from "./data.js";
import { FACETS, LINE_FACETS, facetWord } from "./facets.js";
import { matcherOf } from "./query.js";
import { linesOf, now, takeStandings } from "./standings.js";
import { FIRST, state } from "./state.js";
import { plural } from "./words.js";

const OF_CLAIMS = Object.keys(FACETS).filter((name) => !FACETS[name].line);

// The one facet of claims that a claim does not fit; "" where it fits all, null where it fails several.
const failing = (claim, asked, filters) => {
  let one = "";
  for (const name of asked) {
    if (FACETS[name].of(claim, now(claim)).some((value) => filters[name].includes(value))) continue;
    if (one) return null;
    one = name;
  }
  return one;
};
const fitsLine = (line, asked, filters, but) => asked.every((name) => name === but || filters[name].includes(FACETS[name].line(line)));

/** @type {any[]} */
export let selection = [];
/** @type {Record<string, Map<string, number>>} */
let counts = {};
/** @type {{ claim: any, one: string }[]} */
let left = []; // what fits all filters but one of claims at most, and which
const tally = (name, values) => {
  for (const value of values) counts[name].set(value, (counts[name].get(value) || 0) + 1);
};
export const isFiltered = () => Boolean(state.query.trim()) || Object.values(state.filters).some((values) => values.length);
// One walk over the claims selects them and counts the values of every facet: of each facet among the claims that the
// search and all other facets leave. What is only clicked is not counted before it is.
export const select = () => {
  takeStandings();
  const { filters } = state;
  const matches = matcherOf(state.query);
  const asked = OF_CLAIMS.filter((name) => filters[name].length);
  const askedOfLines = LINE_FACETS.filter((name) => filters[name].length);
  const counted = OF_CLAIMS.filter((name) => !FACETS[name].clicked || filters[name].length);
  const countedOfLines = LINE_FACETS.filter((name) => !FACETS[name].clicked || filters[name].length);
  counts = Object.fromEntries(Object.keys(FACETS).map((name) => [name, new Map(filters[name].map((value) => [value, 0]))]));
  left = [];
  for (const claim of claims) {
    if (!matches(claim)) continue;
    const one = failing(claim, asked, filters);
    if (one === null) continue;
    const lines = linesOf(claim);
    if (!askedOfLines.length || lines.some((line) => fitsLine(line, askedOfLines, filters))) {
      left.push({ claim, one });
      for (const name of one ? [one] : counted) tally(name, FACETS[name].of(claim, now(claim)));
    }
    if (one || !lines.length) continue;
    for (const name of countedOfLines) {
      const { line: valueOf } = FACETS[name];
      tally(name, new Set(lines.filter((line) => fitsLine(line, askedOfLines, filters, name)).map(valueOf)));
    }
  }
  selection = claimsBut("");
};
// How many claims there would be of each value of a facet
export const countFacet = (name) => counts[name];
// The claims that the search and the filters leave, but for one of claims
export const claimsBut = (but) => left.filter(({ one }) => !one || one === but).map(({ claim }) => claim);

const asOfWords = (year) => (year < FIRST ? `before ${FIRST}` : `as of the end of ${year}`);
// What counts, in words: as of which year, as published, without which sources.
export const whenWords = () => [
  state.published ? "as published" : (state.year ?? page.asOf) !== null && asOfWords(state.year ?? page.asOf),
  page.without.length > 0 && `without ${page.without.join(", ")}`,
].filter(Boolean).join(", ");
// The selection in words: how many, of how many; by which filters.
export const selectionWords = () => (isFiltered()
  ? `${selection.length.toLocaleString("en")} of ${claimsWords(claims.length)} ${plural(selection.length, "matches", "match")}`
  : claimsWords(claims.length));
export const filterWords = () => [
  ...Object.entries(state.filters).filter(([, values]) => values.length).map(([name, values]) => (
    `${FACETS[name].title.toLowerCase()}: ${values.map((value) => facetWord(name, value)).join(" or ")}`
  )),
  ...state.query.trim() ? [`words: ${state.query.trim()}`] : [],
].join("; ");
