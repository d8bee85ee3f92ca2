// What counts as evidence: all that is recorded or only what is cited, and until which year; what changed since.

import { CHANGES, changeWord, changesOf } from "./changes.js";
import { all, byId, claims, page } from "./data.js";
import { inward, makeSvg } from "./elements.js";
import { now } from "./standings.js";
import { FIRST, LAST, filtered, only, state, untilWords } from "./state.js";
import { go } from "./steps.js";
import { capital, countWords, plural } from "./words.js";

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
// What became of the claims since the year, each as a link to those that it is true of; where a claim gained or lost
// support as well, of how many that is so
const sinceParts = () => {
  const became = claims.map((claim) => changesOf(claim, now(claim)));
  const counted = (...names) => became.filter((changes) => names.every((name) => changes.includes(name))).length;
  const also = (name, support) => (name !== support && counted(name, support)
    ? `, ${counted(name, support).toLocaleString("en")} of which ${changeWord(support)}` : "");
  return CHANGES.filter((name) => counted(name)).flatMap((name, n) => [
    n ? "; " : "",
    inward(`${n ? counted(name).toLocaleString("en") : countWords(counted(name), "claim", "claims")} ${changeWord(name)}`, only("change", name), { "data-key": `since ${name}` }),
    also(name, "gained"), name === "gained" ? "" : also(name, "lost"),
  ]);
};
const showSince = () => {
  const last = state.published ? null : state.year;
  since.hidden = last === null;
  if (last === null) return;
  const known = sourcesUntil(last), all = sourcesUntil(LAST);
  const parts = sinceParts();
  const undated = page.undated ? `; ${page.undated.toLocaleString("en")} without a date ${plural(page.undated, "counts", "count")} in every year` : "";
  since.replaceChildren(
    `${capital(untilWords(last))} ${known.toLocaleString("en")} of ${countWords(all, "dated source", "dated sources")} had appeared${undated}. Since then: `,
    ...(parts.length ? parts : ["no claim changed its status or certainty"]), ".");
};
export const showSetting = () => {
  for (const box of all("[name=as]")) box.checked = (box.value === "published") === state.published;
  if (!year) return;
  year.value = state.year ?? LAST;
  year.disabled = state.published;
  const words = state.year === null ? "of all years" : untilWords(state.year);
  yearWords.textContent = words;
  year.setAttribute("aria-valuetext", words);
  showSince();
};
for (const box of all("[name=as]")) {
  box.addEventListener("change", () => { // as published no year counts, and nothing changed since
    const published = box.value === "published";
    go({ published, ...published ? filtered("change", []) : {} });
  });
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
