// Filters: the facets beside the view, and what says how many claims they leave.

import { all, byId } from "./data.js";
import { make, tell, text } from "./elements.js";
import { FACETS, ORDERS, facetWord, noFilters } from "./facets.js";
import { meaning } from "./meanings.js";
import { search } from "./search.js";
import { countFacet, isFiltered, selectionWords, whenWords } from "./selection.js";
import { filtered, state, toggled } from "./state.js";
import { go, keepFocus } from "./steps.js";
import { clip } from "./words.js";

const SHOWN = 8; // values of a facet at first
const MOST_SHOWN = 200; // and at most
const inOrder = (name, counts) => {
  const order = ORDERS[name];
  const values = [...counts.keys()];
  if (order) return values.sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return values.sort((a, b) => counts.get(b) - counts.get(a) || facetWord(name, a).localeCompare(facetWord(name, b)));
};

const expanded = new Set(); // facets that show all their values
const facetParts = (name) => {
  const counts = countFacet(name);
  const chosen = state.filters[name];
  const values = inOrder(name, counts);
  const most = expanded.has(name) ? MOST_SHOWN : SHOWN;
  const shown = values.filter((value, n) => (n < most && !FACETS[name].clicked) || chosen.includes(value));
  const rows = shown.map((value) => {
    const box = make("input", { type: "checkbox", value, "data-facet": name, "data-key": `${name} ${value}` });
    box.checked = chosen.includes(value);
    box.addEventListener("change", () => go({ ...filtered(name, toggled(state.filters[name], value)), claim: null }));
    return make("label", { class: counts.get(value) ? null : "empty" }, box, text("span", clip(facetWord(name, value), 80)), make("b", {}, counts.get(value).toLocaleString("en")));
  });
  if (values.length > SHOWN && !FACETS[name].clicked) {
    const words = expanded.has(name) ? "fewer" : `${Math.min(values.length, MOST_SHOWN) - SHOWN} more`;
    const more = make("button", { type: "button", class: "more-values", "data-key": `more ${name}` }, words,
      make("span", { class: "unseen" }, ` of ${FACETS[name].title.toLowerCase()}`));
    more.addEventListener("click", () => {
      expanded[expanded.has(name) ? "delete" : "add"](name);
      keepFocus(showFilters);
    });
    rows.push(more);
  }
  return rows;
};

const facets = byId("facets");
for (const [name, { title }] of Object.entries(FACETS)) {
  if (name === "status") continue;
  facets.append(make("fieldset", { "data-facet": name }, make("legend", {}, title), meaning(name), make("div", {})));
}
export const showFilters = () => {
  for (const part of all("fieldset", facets)) {
    const { facet } = part.dataset;
    part.lastElementChild.replaceChildren(...facetParts(facet));
    part.hidden = !part.lastElementChild.childElementCount;
  }
  byId("clear").hidden = !isFiltered();
  document.body.classList.toggle("filtered", isFiltered());
  tell([selectionWords(), whenWords()].filter(Boolean).join(", "));
  if (search.value !== state.query) search.value = state.query;
};
byId("clear").addEventListener("click", () => {
  go({ query: "", filters: noFilters(), claim: null });
  byId("view-tabs").querySelector("[aria-selected=true]").focus();
});
