// What counts as evidence: all that is recorded or only what is cited, and until which year.

import { all, byId } from "./data.js";
import { FIRST, LAST, state } from "./state.js";
import { go } from "./steps.js";

const [year, yearWords] = ["year", "year-words"].map(byId);
export const showSetting = () => {
  for (const box of all("[name=as]")) box.checked = (box.value === "published") === state.published;
  if (year) {
    year.value = state.year ?? LAST;
    year.disabled = state.published;
    const words = state.year === null ? "any year" : state.year < FIRST ? `before ${FIRST}` : String(state.year);
    yearWords.textContent = words;
    year.setAttribute("aria-valuetext", words);
  }
};
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
