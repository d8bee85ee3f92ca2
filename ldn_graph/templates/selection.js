// The selection: the claims that every filter and the search leave, by id; how many there would be of each value; and
// all this in words.

import { claims, claimsWords, page } from "./data.js";
import { FACETS, LINE_FACETS, facetWord } from "./facets.js";
import { matcherOf } from "./query.js";
import { linesOf, now, takeStandings } from "./standings.js";
import { state } from "./state.js";
import { plural } from "./words.js";

const fitsLine = (line, filters, but) => LINE_FACETS.every((name) => (
  name === but || !filters[name].length || filters[name].includes(FACETS[name].line(line))
));
const fits = (claim, filters, but) => {
  for (const [name, facet] of Object.entries(FACETS)) {
    if (facet.line || name === but || !filters[name].length) continue;
    if (!facet.of(claim, now(claim)).some((value) => filters[name].includes(value))) return false;
  }
  const asked = LINE_FACETS.some((name) => name !== but && filters[name].length);
  return !asked || linesOf(claim).some((line) => fitsLine(line, filters, but));
};
const valuesOf = (claim, name, filters) => {
  const facet = FACETS[name];
  if (!facet.line) return facet.of(claim, now(claim));
  return new Set(linesOf(claim).filter((line) => fitsLine(line, filters, name)).map(facet.line));
};
/** @type {any[]} */
export let selection = [];
export const isFiltered = () => Boolean(state.query.trim()) || Object.values(state.filters).some((values) => values.length);
export const select = () => {
  takeStandings();
  const matches = matcherOf(state.query);
  selection = claims.filter((claim) => matches(claim) && fits(claim, state.filters));
};
// The claims that the search and the filters but one leave
export const claimsBut = (but) => {
  const matches = matcherOf(state.query);
  return claims.filter((claim) => matches(claim) && fits(claim, state.filters, but));
};
export const countFacet = (name) => {
  const counts = new Map();
  for (const claim of claimsBut(name)) {
    for (const value of valuesOf(claim, name, state.filters)) counts.set(value, (counts.get(value) || 0) + 1);
  }
  for (const value of state.filters[name]) if (!counts.has(value)) counts.set(value, 0);
  return counts;
};

// What counts, in words: as of which year, as published, without which sources.
export const whenWords = () => [
  state.published ? "as published" : (state.year ?? page.asOf) !== null && `as of the end of ${state.year ?? page.asOf}`,
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
