// The state: which view of which claims is shown, and what a step changes in it.

import { page } from "./data.js";
import { noFilters } from "./facets.js";

export const NARROW = matchMedia("screen and (max-width: 820px)");
export const VIEWS = [...page.readingOrder ? ["article"] : [], "graph", "map", "table"];
export const [FIRST, LAST] = page.years;
// A year of the slider in words: before the first there is only what has no date.
export const untilWords = (year) => (year < FIRST ? `before ${FIRST}` : `by the end of ${year}`);
/**
 * @typedef {{ view: string, published: boolean, year: number | null, query: string, claim: string | null, sort: string,
 *   filters: Record<string, string[]> }} State
 */
/** @returns {State} */
export const start = () => ({
  view: page.readingOrder ? "article" : NARROW.matches ? "table" : "graph",
  published: false,
  year: null,
  query: "",
  claim: null,
  sort: "id",
  filters: noFilters(),
});
export let state = start();
export const setState = (next) => {
  state = next;
};
export let pageNumber = 0; // of the table; no address keeps it
export const setPageNumber = (number) => {
  pageNumber = number;
};

export const toggled = (values, value) => (values.includes(value) ? values.filter((v) => v !== value) : [...values, value]);
export const filtered = (name, values) => ({ filters: { ...state.filters, [name]: values } });
// One filter alone: what a click on a box, a source or a suggestion asks for.
export const only = (name, value) => ({ filters: { ...noFilters(), [name]: [value] }, query: "", claim: null });
