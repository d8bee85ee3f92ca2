// The table: what the graph shows, a row a claim; a row opens into its evidence.

import { COLUMNS, sorted } from "./columns.js";
import { all, byId, claims, page } from "./data.js";
import { button, inward, make, markOf, overclaimed, tell, text } from "./elements.js";
import { sourceItem } from "./evidence.js";
import { conditionOf } from "./facets.js";
import { flagWord } from "./flag_words.js";
import { commonFlags, flagItems, shortFlags } from "./flags.js";
import { shortLevel } from "./levels.js";
import { meaning } from "./meanings.js";
import { selection } from "./selection.js";
import { flagNames, inGroups, lookOf, now, statusWord, sureOf } from "./standings.js";
import { pageNumber, setPageNumber, state } from "./state.js";
import { go, keepFocus } from "./steps.js";
import { capital, clip, countWords, shortId } from "./words.js";

const PAGE = 100; // rows at a time
// Whether two flags have room in a line, with the panel closed and open; to measure the table would lay it out twice.
const [WIDE, WIDEST] = [1560, 2300].map((width) => matchMedia(`(min-width: ${width}px)`));
// How wide what unfolds is: where there is little room some columns are not shown.
const ROOM_FOR_ID = 6; // characters
const columnsShown = () => all("th", byId("rows-head")).filter((head) => head.offsetWidth).length || COLUMNS.length;
new ResizeObserver(() => {
  for (const cell of all(".more > td", byId("rows"))) cell.colSpan = columnsShown();
}).observe(byId("table"));
const opened = new Set(); // rows that show their evidence
let room = false;
let common = []; // flags that every claim has: no row needs to say them
const number = (count) => count.toLocaleString("en");
const flagCell = (claim, unfold) => {
  const { shown, more } = shortFlags(claim, room ? 2 : 1, ["overclaimed", ...common]);
  const rest = more > 0 && button(`${more} more`, `${countWords(more, "more flag", "more flags")} of ${shortId(claim.id)}`, unfold, "unfold-flags");
  return [...shown, rest].filter(Boolean).flatMap((part) => [part, " "]);
};
// The column says that it is certainty.
const sureWords = (claim, printed) => {
  const short = page.unmeasured.find(({ words }) => words === sureOf(claim)?.unmeasured)?.short;
  return (!printed && short) || (now(claim).certainty ?? "").replace(/ certainty$/, "");
};
// On paper flags stand above the evidence: a column of them would be a word wide.
const printedFlags = (claim) => {
  const names = flagNames(claim).filter((name) => name !== "overclaimed");
  return names.length > 0 && make("p", { class: "printed-flags" }, make("b", {}, "Flags: "), `${names.map(flagWord).join(", ")}.`);
};
// A study whose number of people nobody recorded has more than none.
const peopleWords = (claim) => {
  const { participants: people, unnumbered } = now(claim);
  if (people) return `${unnumbered ? "at least " : ""}${number(people)}`;
  return [make("span", { "aria-hidden": "true" }, "–"), make("span", { class: "unseen" }, "not recorded")];
};
const cellsOf = (claim, printed, unfold) => {
  const { certainty, overclaimed: more, independent_studies: studies } = now(claim);
  return {
    status: [markOf(lookOf(claim).name), " ", statusWord(claim), more && [" ", overclaimed(printed ? more : "overclaimed")]],
    certainty: certainty && sureWords(claim, printed),
    condition: clip(conditionOf(claim), 400),
    for: shortLevel(claim, "for", printed), against: shortLevel(claim, "against", printed), studies: number(studies),
    people: peopleWords(claim),
    wording: page.wordings[claim.wording] || claim.wording, flags: !printed && flagCell(claim, unfold),
    id: shortId(claim.id, 12),
  };
};
const rowsOf = (claim, open, printed) => {
  const { status, look } = now(claim);
  const toggle = make("button", {
    type: "button", class: "unfold", "aria-expanded": String(open), "aria-label": `Evidence of ${shortId(claim.id)}`,
    "data-key": `unfold ${claim.id}`,
  }, open ? "▾" : "▸");
  const unfold = () => {
    const unfolded = !opened.has(claim);
    opened[unfolded ? "add" : "delete"](claim);
    toggle.setAttribute("aria-expanded", String(unfolded));
    toggle.textContent = unfolded ? "▾" : "▸";
    if (unfolded) row.after(unfolding()); else row.nextElementSibling.remove();
  };
  toggle.addEventListener("click", unfold);
  const cells = cellsOf(claim, printed, unfold);
  const row = make("tr", { role: "row", "data-claim": claim.id, "data-status": status, class: claim.id === state.claim && "chosen" },
    make("th", { role: "rowheader", scope: "row", dir: "auto" }, toggle, " ",
      inward(clip(claim.label, 400), { claim: claim.id }, { "data-key": `row ${claim.id}` })),
    COLUMNS.slice(1).map(([name, title]) => make("td", {
      role: "cell", dir: "auto", "data-name": title.toLowerCase(), class: `cell-${name}${name === "status" ? ` ${look}` : ""}`,
    }, cells[name] ?? "")));
  const unfolding = () => make("tr", { role: "row", class: "more" },
    make("td", { role: "cell", colspan: printed ? COLUMNS.length : columnsShown() }, printed && printedFlags(claim), evidenceOf(claim, printed), !printed && flagsOf(claim)));
  return open ? [row, unfolding()] : [row];
};
const flagsOf = (claim) => {
  const flags = flagItems(claim);
  return flags.length > 0 && [make("p", { class: "group" }, `flags (${flags.length})`), make("ul", {}, flags)];
};
const evidenceOf = (claim, printed) => {
  const groups = inGroups(claim).filter(([, lines]) => lines.length);
  const searches = !state.published && claim.searches.length
    ? `${countWords(claim.searches.length, "search", "searches")} found nothing there.` : "";
  const sure = text("p", sureOf(claim)?.sentence, "soft");
  if (!groups.length) {
    const none = state.published ? `${capital(now(claim).reason)}.`
      : `No source${claim.lines.length ? " of that time" : ""} is recorded for it.`;
    return make("div", {}, sure, text("p", searches || none, "soft"));
  }
  return make("div", {}, sure, groups.map(([name, lines]) => [
    make("p", { class: "group" }, `${name} (${lines.length})`), make("ul", {}, lines.map((line) => sourceItem(line, printed ? "print" : "row"))),
  ]), text("p", searches, "soft"));
};

// The rows of this page of the selection; or all of a list, each open, to be printed.
export const showTable = (printed = null) => {
  const list = printed || sorted(selection);
  const last = printed ? 0 : Math.max(0, Math.ceil(list.length / PAGE) - 1);
  setPageNumber(Math.min(pageNumber, last));
  const from = pageNumber * PAGE;
  const some = printed || list.slice(from, from + PAGE);
  room = (state.claim === null ? WIDE : WIDEST).matches;
  common = list.length > 1 ? commonFlags() : [];
  byId("table").classList.toggle("long-ids", claims.some(({ id }) => id.length > ROOM_FOR_ID));
  byId("rows-head").replaceChildren(make("tr", { role: "row" }, COLUMNS.map((column) => headOfColumn(column, Boolean(printed)))));
  byId("rows").replaceChildren(...some.flatMap((claim) => rowsOf(claim, Boolean(printed) || opened.has(claim), Boolean(printed))));
  byId("rows-pages").replaceChildren(...(last ? turnings(from, some.length, list.length, last) : []));
  byId("no-rows").hidden = list.length > 0;
};
/** @type {(column: [string, string, (claim: any) => any, boolean?], printed: boolean) => HTMLElement} */
const headOfColumn = ([name, title, , greatestFirst], printed) => {
  const [by, down] = [state.sort.replace(/^-/, ""), state.sort.startsWith("-")];
  const here = name === by;
  const arrow = here && make("span", { "aria-hidden": "true" }, down ? " ▼" : " ▲");
  const order = make("button", { type: "button", "data-key": `sort ${name}` }, title, arrow);
  order.addEventListener("click", () => go({ sort: `${(here ? !down : greatestFirst) ? "-" : ""}${name}` }));
  const sort = here ? (down ? "descending" : "ascending") : "none";
  return make("th", { scope: "col", role: "columnheader", "aria-sort": sort, "data-sort": name }, order,
    name === "claim" && !printed && meaning("columns"));
};
const rowsWords = (from, shown, total) => (
  `rows ${(from + 1).toLocaleString("en")} to ${(from + shown).toLocaleString("en")} of ${total.toLocaleString("en")}`
);
const turnings = (from, shown, total, last) => {
  const turn = (by) => { // a button that is disabled could not keep the focus
    if (pageNumber + by < 0 || pageNumber + by > last) return;
    setPageNumber(pageNumber + by);
    keepFocus(() => showTable());
    byId("table").scrollTop = 0;
    tell(byId("rows-pages").querySelector("span").textContent);
  };
  const before = button("← before", "The rows before", () => turn(-1));
  const after = button("after →", "The rows after", () => turn(1));
  before.setAttribute("aria-disabled", String(!pageNumber));
  after.setAttribute("aria-disabled", String(pageNumber === last));
  return [before, make("span", {}, ` ${rowsWords(from, shown, total)} `), after];
};
// Turn to the row of a claim, if the selection has it.
export const turnTo = (claim) => {
  const at = sorted(selection).indexOf(claim);
  if (at < 0) return;
  if (Math.floor(at / PAGE) !== pageNumber) {
    setPageNumber(Math.floor(at / PAGE));
    showTable();
  }
  document.querySelector("tr.chosen")?.scrollIntoView({ block: "nearest" });
};
