// The evidence map: what claims are about, in groups, by conditions; each cell has the number of its claims, and a mark
// in its status for each. An empty cell is a gap that nobody claims anything of.

import { all, byId, claims, claimsWords, isSentence, page, statuses } from "./data.js";
import { inward, make, makeSvg, markOf, overclaimMark } from "./elements.js";
import { conditionOf } from "./facets.js";
import { grouped } from "./grouping.js";
import { selection } from "./selection.js";
import { now, standingWords } from "./standings.js";
import { state } from "./state.js";
import { clip, countWords, shortId } from "./words.js";

const MOST_ROWS = 60;
const MOST_COLUMNS = 24;
const MOST_MARKS = 24;
const NONE = "";
const SENTENCE = " "; // no label is blank

// The names with most claims, and how many others there are
/** @returns {[string[], number]} */
const mostOf = (counts, most) => {
  const names = [...counts].sort(([a, m], [b, n]) => n - m || a.localeCompare(b)).map(([name]) => name);
  return [names.slice(0, most), Math.max(0, names.length - most)];
};
const claimMark = (claim) => {
  const { status, look, overclaimed, independent_studies: studies, flags } = now(claim);
  const bare = flags.some((n) => page.findings[n].rule === "no-supporting-source") || statuses.get(status).stub;
  const words = `${shortId(claim.id)}, ${standingWords(claim)}${bare ? ", no supporting source" : ""}, ${countWords(studies, "study", "studies")} for it: ${clip(claim.label, 200)}`;
  const link = inward(markOf(look, 16), { claim: claim.id }, {
    class: `spot ${look}${claim.id === state.claim ? " chosen" : ""}`, "aria-label": words, "data-key": `mark ${claim.id}`,
  });
  if (bare) link.append(makeSvg("svg", { class: `mark ${look}`, viewBox: "0 0 16 16", width: 9, height: 9, "aria-hidden": "true" }, makeSvg("path", { d: page.cross })));
  if (overclaimed) link.append(overclaimMark(10));
  return link;
};
const leftWords = (rows, columns) => [
  rows && countWords(rows, "row", "rows"), columns && countWords(columns, "column", "columns"),
].filter(Boolean).join(" and ");
// The groups of rows, each with the kinds of entities that it has; what has no kind of ours comes last.
/** @type {[string, string[] | null][]} */
const GROUPS = [
  ["Outcomes", ["outcome"]],
  ["Mechanisms", ["mechanism"]],
  ["No mechanism or outcome", [NONE]],
  ["Populations, doses, other drugs and practice", ["population", "dose", "drug", "practice"]],
  ["No triple", [SENTENCE]],
  ["Other things", null],
];
const UNNAMED = { [NONE]: "the condition itself", [SENTENCE]: "a sentence only" };
const groupOf = (kind) => GROUPS.findIndex(([, kinds]) => !kinds || kinds.includes(kind));
// The row of a claim: what it is called, and of which group it is
const mapRow = (claim) => {
  const entity = claim.cells[1];
  const none = isSentence(claim) ? SENTENCE : NONE;
  return { label: entity ? entity.label : none, group: groupOf(entity ? entity.kind : none) };
};
const keyOf = (row, column) => JSON.stringify([row, column]);
const cellPlace = (claim) => {
  const { label, group } = mapRow(claim);
  return { row: JSON.stringify([group, label]), column: conditionOf(claim) || NONE };
};
const cellOf = (some, hidden) => {
  if (!some && hidden) return make("td", { class: "hid" }, make("span", { "aria-hidden": "true" }, "…"), make("span", { class: "unseen" }, "claims that are not in this selection"));
  if (!some) return make("td", { class: "gap" }, make("span", { class: "unseen" }, "no claim"));
  const bare = some.every((claim) => statuses.get(now(claim).status).stub);
  return make("td", { class: bare && "bare" },
    make("b", { class: "count" }, some.length.toLocaleString("en"), make("span", { class: "unseen" }, some.length === 1 ? " claim" : " claims")), " ",
    some.slice(0, MOST_MARKS).map(claimMark), some.length > MOST_MARKS && ` and ${(some.length - MOST_MARKS).toLocaleString("en")} more`);
};
const nameOf = (name, none) => make("span", { dir: "auto" }, name.trim() ? clip(name, 80) : make("em", {}, none));
// What is cut off at the right is told, and a click leads there.
const map = byId("map"), more = byId("map-more");
const showMore = () => {
  const edge = map.getBoundingClientRect().left + map.clientLeft + map.clientWidth;
  const beyond = all("thead th", byId("map-table")).filter((head) => head.getBoundingClientRect().right > edge + 1);
  more.hidden = !beyond.length;
  map.classList.toggle("cut", beyond.length > 0);
  more.textContent = `${countWords(beyond.length, "more column", "more columns")} →`;
};
map.addEventListener("scroll", showMore);
more.addEventListener("click", () => map.scrollBy(map.clientWidth / 2, 0));
new ResizeObserver(showMore).observe(map);
// Scroll to the mark of the claim that is open.
export const turnToMark = () => map.querySelector(".spot.chosen")?.scrollIntoView({ block: "nearest", inline: "nearest" });
export const showMap = () => {
  const claimed = new Set(claims.map(cellPlace).map(({ row, column }) => keyOf(row, column)));
  const countOf = (keyed) => new Map([...keyed].map(([key, some]) => [key, some.length]));
  const [rows, columns] = ["row", "column"].map((name) => countOf(grouped(selection, (claim) => cellPlace(claim)[name])));
  const cells = grouped(selection, (claim) => keyOf(...Object.values(cellPlace(claim))));
  const [down, rowsLeft] = mostOf(rows, MOST_ROWS);
  const [across, columnsLeft] = mostOf(columns, MOST_COLUMNS);
  // Rows come by their first condition, so that what is claimed of one condition lies together.
  /** @type {Map<string, any>} */
  const first = new Map(down.map((row) => [row, across.findIndex((column) => cells.has(keyOf(row, column)))]));
  down.sort((a, b) => first.get(a) - first.get(b));
  /** @type {(of: [string, any], group: number) => any} */
  const bodyOf = ([title], group) => {
    const ours = down.map((row) => [row, JSON.parse(row)]).filter(([, [of]]) => of === group);
    if (!ours.length) return null;
    const count = ours.reduce((sum, [row]) => sum + rows.get(row), 0);
    const head = make("tr", {}, make("th", { scope: "rowgroup", colspan: across.length + 1, class: "rows" }, make("span", {}, `${title} (${claimsWords(count)})`)));
    return make("tbody", {}, head, ours.map(([row, [, label]]) => make("tr", { "data-group": title },
      make("th", { scope: "row" }, nameOf(label, UNNAMED[label])), across.map((column) => cellOf(cells.get(keyOf(row, column)), claimed.has(keyOf(row, column)))))));
  };
  byId("map-table").replaceChildren(
    make("caption", { class: "unseen" }, "Claims by mechanism or outcome and by condition"),
    make("thead", {}, make("tr", {}, make("td", {}, make("span", { class: "unseen" }, "mechanism or outcome")),
      across.map((name) => make("th", { scope: "col" }, nameOf(name, "no condition"), " ", make("small", {}, claimsWords(columns.get(name))))))),
    ...GROUPS.map(bodyOf).filter(Boolean));
  byId("map-table").hidden = !selection.length;
  byId("no-marks").hidden = selection.length > 0;
  byId("map-left-out").textContent = rowsLeft || columnsLeft
    ? `Left out of the map: ${leftWords(rowsLeft, columnsLeft)} with the fewest claims. Filter or search to see them; the table has them all.`
    : "";
  showMore();
};
