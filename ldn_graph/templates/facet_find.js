// Finding a value of a facet that has many: a field above its values, and in words how many of them are shown.

import { page } from "./data.js";
import { make } from "./elements.js";
import { FACETS, facetWord } from "./facets.js";

const LONG = 20; // values of a facet; one with more has a field
const otherNames = { condition: new Map(page.conditions.map(([id, , also]) => [id, also])) };
const asked = new Map(); // what is written in the fields
const findings = new Map(); // the parts of the fields
const valueTexts = new Map(); // what each value is found by: its label, its other names, its id
const textOfValue = (name, value) => {
  const key = `${name} ${value}`;
  const text = valueTexts.get(key) ?? [facetWord(name, value), otherNames[name]?.get(value) ?? "", value].join("\n").toLowerCase();
  valueTexts.set(key, text);
  return text;
};
export const isAsked = (name) => Boolean(asked.get(name));
export const found = (name, values) => {
  const words = (asked.get(name) ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  return values.filter((value) => words.every((word) => textOfValue(name, value).includes(word)));
};
const amountWords = (name, all, fitting, shown) => {
  if (!isAsked(name)) return shown < all ? `${shown.toLocaleString("en")} of ${all.toLocaleString("en")} are shown` : "";
  const some = `${fitting ? fitting.toLocaleString("en") : "none"} of ${all.toLocaleString("en")} found`;
  return shown < fitting ? `${some}, ${shown.toLocaleString("en")} shown` : some;
};
// The field of a facet; what is typed in it changes no address. Escape empties it.
export const findParts = (name, refill) => {
  const title = FACETS[name].title.toLowerCase();
  const field = make("input", { type: "search", "aria-label": `Find in the filter ${title}`, autocomplete: "off", spellcheck: "false" });
  const amount = make("p", { class: "soft", role: "status" });
  const part = make("div", { class: "find" }, field, amount);
  const ask = () => {
    asked.set(name, field.value.trim());
    refill();
  };
  field.addEventListener("input", ask);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !field.value) return;
    event.preventDefault(); // it closes nothing else
    field.value = "";
    ask();
  });
  findings.set(name, { part, field, amount });
  return part;
};
export const showFound = (name, all, fitting, shown) => {
  const { part, field, amount } = findings.get(name);
  part.hidden = all <= LONG && !isAsked(name);
  field.placeholder = `find one of ${all.toLocaleString("en")}`;
  amount.textContent = amountWords(name, all, fitting, shown);
};
