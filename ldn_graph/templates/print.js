// On paper: the claim that is open, with all that is behind it; else the article that is shown, or the table, each claim
// with its evidence.

import { all, byId, claimOf } from "./data.js";
import { sorted } from "./columns.js";
import { filterWords, selection, selectionWords, whenWords } from "./selection.js";
import { state } from "./state.js";
import { showTable } from "./table.js";

const PRINTED = 500;
const unfolded = new Set(); // what was folded, and is open on paper
const printClaim = () => {
  for (const details of all("#panel details:not(.means)")) {
    if (details.open) continue;
    unfolded.add(details);
    details.open = true;
  }
};
const printTable = () => {
  const list = sorted(selection);
  showTable(list.slice(0, PRINTED));
  const title = state.view === "table" ? "" : "The claims of this view as a table: ";
  byId("printed").textContent = `${title}${[selectionWords(), filterWords(), whenWords()].filter(Boolean).join("; ")}.`
    + (list.length > PRINTED ? ` The first ${PRINTED} are printed.` : "");
};
addEventListener("beforeprint", () => {
  const open = state.claim !== null && claimOf.has(state.claim);
  document.body.classList.toggle("print-claim", open);
  if (open) printClaim(); else if (state.view !== "article") printTable();
});
addEventListener("afterprint", () => {
  document.body.classList.remove("print-claim");
  for (const details of unfolded) details.open = false;
  unfolded.clear();
  showTable();
});
