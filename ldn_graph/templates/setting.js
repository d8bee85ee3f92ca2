// What counts as evidence: all that is recorded or only what is cited, and until which year; what changed since.

import { CHANGES, changeWord, changesOf } from "./changes.js";
import { all, byId, claims, page } from "./data.js";
import { inward, makeSvg } from "./elements.js";
import { now } from "./standings.js";
import { FIRST, LAST, filtered, only, state } from "./state.js";
import { go } from "./steps.js";
import { countWords } from "./words.js";

const [year, yearWords, since, appeared] = ["year", "year-words", "since", "appeared"].map(byId);
// A mark for each year in which sources appeared, as high as they were many
const drawYears = () => {
  const most = Math.max(...page.appeared.map(([, count]) => count));
  appeared.setAttribute("viewBox", `${FIRST - 1} 0 ${LAST - FIRST + 1} 10`);
  appeared.append(...page.appeared.map(([at, count]) => {
    const height = 3 + 7 * (count / most);
    return makeSvg("rect", { x: at - 0.25, y: 10 - height, width: 0.5, height });
  }));
};
const sourcesUntil = (last) => page.appeared.reduce((sum, [at, count]) => sum + (at <= last ? count : 0), 0);
// What became of the claims since the year, each as a link to those that it is true of
const sinceParts = () => {
  const counts = new Map();
  for (const claim of claims) {
    for (const name of changesOf(claim, now(claim))) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const changes = CHANGES.filter((name) => counts.has(name));
  return changes.flatMap((name, n) => [
    n ? ", " : "",
    inward(`${n ? counts.get(name).toLocaleString("en") : countWords(counts.get(name), "claim", "claims")} ${changeWord(name)}`, only("change", name), { "data-key": `since ${name}` }),
  ]);
};
const showSince = () => {
  const last = state.published ? null : state.year;
  since.hidden = last === null;
  if (last === null) return;
  const known = sourcesUntil(last), all = sourcesUntil(LAST);
  const parts = sinceParts();
  const until = last < FIRST ? `Before ${FIRST}` : `By the end of ${last}`;
  since.replaceChildren(
    `${until} ${known.toLocaleString("en")} of ${countWords(all, "dated source", "dated sources")} had appeared. Since then: `,
    ...(parts.length ? parts : ["no claim changed its status"]), ".");
};
export const showSetting = () => {
  for (const box of all("[name=as]")) box.checked = (box.value === "published") === state.published;
  if (!year) return;
  year.value = state.year ?? LAST;
  year.disabled = state.published;
  const words = state.year === null ? "of all years" : state.year < FIRST ? `before ${FIRST}` : `until the end of ${state.year}`;
  yearWords.textContent = words;
  year.setAttribute("aria-valuetext", words);
  showSince();
};
for (const box of all("[name=as]")) {
  box.addEventListener("change", () => go({ published: box.value === "published" }));
}
let sliding = false; // a slide is one step that one can go back to
year?.addEventListener("input", () => {
  const ever = Number(year.value) >= LAST;
  const change = ever ? { year: null, ...filtered("change", []) } : { year: Number(year.value) }; // nothing changed since the last
  go(change, { replace: sliding });
  sliding = true;
});
year?.addEventListener("change", () => {
  sliding = false;
});
if (year) drawYears();
