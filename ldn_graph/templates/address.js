// The address: only what differs from the first look. What it holds and the page does not know is left out.

import { SORTS } from "./columns.js";
import { FACETS, OPEN } from "./facets.js";
import { FIRST, LAST, VIEWS, start } from "./state.js";

export const addressOf = (next) => {
  const parameters = new URLSearchParams();
  if (next.published) parameters.set("as", "published");
  if (next.view !== start().view) parameters.set("view", next.view);
  if (next.year !== null) parameters.set("year", String(next.year));
  if (next.query) parameters.set("q", next.query);
  for (const [name, values] of Object.entries(next.filters)) for (const value of values) parameters.append(name, value);
  if (next.sort !== "id") parameters.set("sort", next.sort);
  if (next.claim !== null) parameters.set("claim", next.claim);
  return `#${parameters.toString()}`;
};
export const readAddress = (hash) => {
  const parameters = new URLSearchParams(hash.slice(1));
  const next = start();
  next.published = parameters.get("as") === "published";
  const view = parameters.get("view") ?? "";
  if (VIEWS.includes(view)) next.view = view;
  const year = Number(parameters.get("year"));
  if (parameters.has("year") && FIRST !== undefined && Number.isInteger(year) && year >= FIRST - 1 && year < LAST) {
    next.year = year;
  }
  next.query = parameters.get("q") || "";
  for (const name of Object.keys(FACETS)) {
    const asked = parameters.getAll(name).flatMap((value) => (OPEN.includes(name) ? [value] : value.split(",")));
    next.filters[name] = [...new Set(asked.filter(Boolean))];
  }
  if (next.year === null || next.published) next.filters.change = []; // nothing changed since no year
  const sort = parameters.get("sort") ?? "";
  if (SORTS.has(sort.replace(/^-/, ""))) next.sort = sort;
  if (parameters.get("claim")) next.claim = parameters.get("claim");
  return next;
};
