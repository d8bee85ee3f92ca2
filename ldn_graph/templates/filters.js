// Filters: the statuses above, the other facets beside the view; the switch of what counts, and the year.

import { all, byId, claims, looks, statuses } from "./data.js";
import { make, tell, text } from "./elements.js";
import { FACETS, ORDERS, facetWord, noFilters } from "./facets.js";
import { search } from "./search.js";
import { claimsBut, countFacet, isFiltered, selectionWords, whenWords } from "./selection.js";
import { now } from "./standings.js";
import { FIRST, LAST, filtered, state, toggled } from "./state.js";
import { go, keepFocus } from "./steps.js";
import { clip } from "./words.js";

const SHOWN = 8; // values of a facet at first
const MOST_SHOWN = 200; // and at most
const [year, yearWords] = ["year", "year-words"].map(byId);
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
  facets.append(make("fieldset", { "data-facet": name }, make("legend", {}, title), make("div", {})));
}
// Of the claims in a status that the other filters leave, how many are shown with reserve
const showReserve = (status) => {
  const [part] = all(`[data-reserve="${status}"]`);
  if (!part) return;
  const some = claimsBut("status").filter((claim) => now(claim).status === status && now(claim).look !== status).length;
  part.hidden = !some;
  part.querySelector("b").textContent = some.toLocaleString("en");
};
export const showFilters = () => {
  for (const part of all("fieldset", facets)) {
    const { facet } = part.dataset;
    part.lastElementChild.replaceChildren(...facetParts(facet));
    part.hidden = !part.lastElementChild.childElementCount;
  }
  const counts = countFacet("status");
  for (const box of all(".statuses input")) {
    box.checked = state.filters.status.includes(box.value);
    box.closest("label").classList.toggle("empty", !counts.get(box.value));
    const [count] = all(`[data-count="${box.value}"]`);
    count.textContent = (counts.get(box.value) || 0).toLocaleString("en");
    showReserve(box.value);
  }
  const chosen = Object.values(state.filters).reduce((sum, values) => sum + values.length, 0);
  byId("filters-toggle").textContent = chosen ? `Filters (${chosen})` : "Filters";
  byId("clear").hidden = !isFiltered();
  document.body.classList.toggle("filtered", isFiltered());
  tell([selectionWords(), whenWords()].filter(Boolean).join(", "));
  if (search.value !== state.query) search.value = state.query;
  for (const box of all("[name=as]")) box.checked = (box.value === "published") === state.published;
  if (year) {
    year.value = state.year ?? LAST;
    year.disabled = state.published;
    const words = state.year === null ? "any year" : state.year < FIRST ? `before ${FIRST}` : String(state.year);
    yearWords.textContent = words;
    year.setAttribute("aria-valuetext", words);
  }
};
for (const box of all(".statuses input")) {
  box.addEventListener("change", () => go({ ...filtered("status", toggled(state.filters.status, box.value)), claim: null }));
}
for (const box of all("[name=as]")) {
  box.addEventListener("change", () => go({ published: box.value === "published" }));
}
let sliding = false; // a slide is one step that one can go back to
year?.addEventListener("input", () => {
  go({ year: Number(year.value) >= LAST ? null : Number(year.value) }, { replace: sliding });
  sliding = true;
});
year?.addEventListener("change", () => {
  sliding = false;
});

// How many of those that are supported, or partly, are shown with reserve, now
const showSum = () => {
  const supported = claims.filter((claim) => looks.has(`${now(claim).status}-with-reserve`));
  const some = supported.filter((claim) => now(claim).look !== now(claim).status).length;
  reserve.hidden = !some;
  for (const [name, number] of [["some", some], ["of", supported.length]]) {
    reserve.querySelector(`[data-number=${name}]`).textContent = number.toLocaleString("en");
  }
};
const reserve = byId("reserve");
// The sentence on how many claims have no direct support: as it was written, or of the year or the publication.
const support = byId("support");
const writtenSupport = support?.textContent;
export const showSupport = () => {
  if (!support) return;
  const bare = claims.filter((claim) => statuses.get(now(claim).status).stub).length;
  const whom = bare ? `${bare.toLocaleString("en")} of ${claims.length.toLocaleString("en")}` : "none";
  byId("facts").hidden = state.published; // they are about the literature
  showSum();
  if (state.published) support.textContent = `As published, no direct support is cited for ${whom}.`;
  else if (state.year === null) support.textContent = writtenSupport;
  else support.textContent = `By the end of ${state.year} no direct support is recorded for ${whom}.`;
};
byId("clear").addEventListener("click", () => {
  go({ query: "", filters: noFilters(), claim: null });
  byId("view-tabs").querySelector("[aria-selected=true]").focus();
});
byId("filters-toggle").addEventListener("click", () => {
  const open = document.body.classList.toggle("filtering");
  byId("filters-toggle").setAttribute("aria-expanded", String(open));
});
