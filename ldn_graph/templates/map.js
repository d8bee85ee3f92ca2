// The evidence map: mechanisms and outcomes by conditions, each cell with its claims as marks in their status, sized by
// the number of independent studies. An empty cell is a gap that nobody claims anything of.

import { byId, claims, isSentence, page, statuses } from "./data.js";
import { inward, make, makeSvg, markOf, overclaimMark } from "./elements.js";
import { conditionOf } from "./facets.js";
import { selection } from "./selection.js";
import { now, standingWords } from "./standings.js";
import { state } from "./state.js";
import { clip, countWords } from "./words.js";

const MOST_ROWS = 60;
const MOST_COLUMNS = 24;
const MOST_MARKS = 24;
const NONE = "";
const SENTENCE = " "; // no label is blank

// The names with most claims, and how many others there are
/** @returns {[string[], number]} */
const mostOf = (counts, most) => {
  const all = [...counts].sort(([a, m], [b, n]) => n - m || a.localeCompare(b)).map(([name]) => name);
  return [all.slice(0, most), Math.max(0, all.length - most)];
};
const sizeOf = (studies) => Math.min(28, 13 + 4 * Math.sqrt(studies));
const claimMark = (claim) => {
  const { status, look, overclaimed, independent_studies: studies, flags } = now(claim);
  const bare = flags.some((n) => page.findings[n].rule === "no-supporting-source") || statuses.get(status).stub;
  const words = `${clip(claim.id, 60)}, ${standingWords(claim)}${bare ? ", no supporting source" : ""}, ${countWords(studies, "study", "studies")} for it: ${clip(claim.label, 200)}`;
  const size = sizeOf(studies);
  const link = inward(markOf(look, size), { claim: claim.id }, {
    class: `spot ${look}${claim.id === state.claim ? " chosen" : ""}`, "aria-label": words, title: words,
    "data-key": `mark ${claim.id}`,
  });
  if (bare) link.append(makeSvg("svg", { class: `mark ${look}`, viewBox: "0 0 16 16", width: 9, height: 9, "aria-hidden": "true" }, makeSvg("path", { d: page.cross })));
  if (overclaimed) link.append(overclaimMark(9));
  return link;
};
const leftWords = (rows, columns) => [
  rows && countWords(rows, "row", "rows"), columns && countWords(columns, "column", "columns"),
].filter(Boolean).join(" and ");
const placeOf = (claim) => [claim.cells[1]?.label ?? (isSentence(claim) ? SENTENCE : NONE), conditionOf(claim) || NONE];
export const showMap = () => {
  const rows = new Map(), columns = new Map(), cells = new Map();
  const claimed = new Set(claims.map((claim) => JSON.stringify(placeOf(claim))));
  for (const claim of selection) {
    const [row, column] = placeOf(claim);
    rows.set(row, (rows.get(row) || 0) + 1);
    columns.set(column, (columns.get(column) || 0) + 1);
    const key = JSON.stringify([row, column]);
    if (!cells.has(key)) cells.set(key, []);
    cells.get(key).push(claim);
  }
  const [down, rowsLeft] = mostOf(rows, MOST_ROWS);
  const [across, columnsLeft] = mostOf(columns, MOST_COLUMNS);
  // Rows come by their first condition, so that what is claimed of one condition lies together.
  /** @type {Map<string, any>} */
  const first = new Map(down.map((row) => [row, across.findIndex((column) => cells.has(JSON.stringify([row, column])))]));
  down.sort((a, b) => Number(b === NONE) - Number(a === NONE) || first.get(a) - first.get(b));
  const cell = (row, column) => {
    const key = JSON.stringify([row, column]);
    const some = cells.get(key) || [];
    if (!some.length && claimed.has(key)) return make("td", { class: "hid", title: "claims that are not in this selection" }, "…");
    if (!some.length) return make("td", { class: "gap" }, make("span", { class: "unseen" }, "no claim"));
    const bare = some.every((claim) => statuses.get(now(claim).status).stub);
    return make("td", { class: bare && "bare" }, some.slice(0, MOST_MARKS).map(claimMark), some.length > MOST_MARKS && ` +${some.length - MOST_MARKS}`);
  };
  const nameOf = (name, none) => make("span", {}, name.trim() ? clip(name, 80) : make("em", {}, none));
  byId("map-table").replaceChildren(
    make("caption", { class: "unseen" }, "Claims by mechanism or outcome and by condition"),
    make("thead", {}, make("tr", {}, make("td", {}, make("span", { class: "unseen" }, "mechanism or outcome")), across.map((name) => make("th", { scope: "col", dir: "auto" }, nameOf(name, "no condition"))))),
    make("tbody", {}, down.map((row) => make("tr", {}, make("th", { scope: "row", dir: "auto" }, nameOf(row, row === SENTENCE ? "a sentence only" : "the condition itself")), across.map((column) => cell(row, column))))));
  byId("map-table").hidden = !selection.length;
  byId("no-marks").hidden = selection.length > 0;
  byId("map-left-out").textContent = rowsLeft || columnsLeft
    ? `Left out of the map: ${leftWords(rowsLeft, columnsLeft)} with the fewest claims. Filter or search to see them; the table has them all.`
    : "";
};
