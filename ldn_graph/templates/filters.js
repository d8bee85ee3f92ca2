// Filters: the facets beside the view, and what says how many claims they leave.

import { all, byId } from "./data.js";
import { make, tell, text } from "./elements.js";
import { findParts, found, isAsked, showFound } from "./facet_find.js";
import { FACETS, ORDERS, facetWord, noFilters } from "./facets.js";
import { meaning } from "./meanings.js";
import { search } from "./search.js";
import { countFacet, isFiltered, selectionWords, whenWords } from "./selection.js";
import { filtered, state, toggled } from "./state.js";
import { go, keepFocus } from "./steps.js";
import { clip } from "./words.js";

const SHOWN = 8; // values of a facet at first
const FOUND = 20; // of those that are looked for
const MOST_SHOWN = 200; // and at most
const inOrder = (name, counts) => {
  const order = ORDERS[name];
  const values = [...counts.keys()];
  if (order) return values.sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return values.sort((a, b) => counts.get(b) - counts.get(a) || facetWord(name, a).localeCompare(facetWord(name, b)));
};

const expanded = new Set(); // facets that show all their values
// Which values are shown: the first ones, of those that are looked for; what is chosen always.
const shownOf = (name, values) => {
  if (FACETS[name].clicked) return state.filters[name];
  const fitting = found(name, values);
  const first = new Set(fitting.slice(0, expanded.has(name) ? MOST_SHOWN : isAsked(name) ? FOUND : SHOWN));
  showFound(name, values.length, fitting.length, first.size);
  return values.filter((value) => first.has(value) || state.filters[name].includes(value));
};
const moreButton = (name, count) => {
  const more = make("button", { type: "button", class: "more-values", "data-key": `more ${name}` },
    expanded.has(name) ? "fewer" : `${Math.min(count, MOST_SHOWN) - SHOWN} more`,
    make("span", { class: "unseen" }, ` of ${FACETS[name].title.toLowerCase()}`));
  more.addEventListener("click", () => {
    expanded[expanded.has(name) ? "delete" : "add"](name);
    keepFocus(showFilters);
  });
  return more;
};
const facetParts = (name) => {
  const counts = countFacet(name);
  const values = inOrder(name, counts);
  const rows = shownOf(name, values).map((value) => {
    const box = make("input", { type: "checkbox", value, "data-facet": name, "data-key": `${name} ${value}` });
    box.checked = state.filters[name].includes(value);
    box.addEventListener("change", () => go({ ...filtered(name, toggled(state.filters[name], value)), claim: null }));
    const count = counts.get(value) ?? 0;
    return make("label", { class: count ? null : "empty" }, box, text("span", clip(facetWord(name, value), 80)), make("b", {}, count.toLocaleString("en")));
  });
  if (values.length > SHOWN && !FACETS[name].clicked && !isAsked(name)) rows.push(moreButton(name, values.length));
  return rows;
};
const showFacet = (part) => {
  const { facet } = part.dataset;
  part.lastElementChild.replaceChildren(...facetParts(facet));
  part.hidden = !part.lastElementChild.childElementCount && !isAsked(facet);
};

const facets = byId("facets");
for (const [name, { title }] of Object.entries(FACETS)) {
  if (name === "status") continue;
  facets.append(make("fieldset", { "data-facet": name }, make("legend", {}, title), meaning(name), make("div", {})));
}
for (const part of all("fieldset", facets)) {
  const { facet } = part.dataset;
  if (!FACETS[facet].clicked) part.lastElementChild.before(findParts(facet, () => showFacet(part)));
}
export const showFilters = () => {
  for (const part of all("fieldset", facets)) showFacet(part);
  byId("clear").hidden = !isFiltered();
  document.body.classList.toggle("filtered", isFiltered());
  tell([selectionWords(), whenWords()].filter(Boolean).join(", "));
  if (search.value !== state.query) search.value = state.query;
};
byId("clear").addEventListener("click", () => {
  go({ query: "", filters: noFilters(), claim: null });
  byId("view-tabs").querySelector("[aria-selected=true]").focus();
});
