// The summary of findings on a condition: what was measured of each claim of efficacy or safety, and how sure one may be.

import { claimOf, conditionWords, page } from "./data.js";
import { claimLink, fold, make, text } from "./elements.js";
import { whenWords } from "./selection.js";
import { countWords } from "./words.js";

const HEADINGS = ["outcome", "studies and people", "effect", "certainty", "in plain words", "status"];
// Notes are numbered as they come; the same text has one number.
const numbering = () => {
  const numbers = new Map();
  const marks = (notes) => notes.map((words) => {
    if (!numbers.has(words)) numbers.set(words, numbers.size + 1);
    return numbers.get(words);
  });
  return { numbers, marks: (notes) => notes.length > 0 && make("sup", {}, ` ${marks(notes).join(", ")}`) };
};
const rowOf = ([n, population], marks) => {
  const { claim, outcome, body, effects, effectNotes, certainty, notes, status, plain } = page.summaries.rows[n];
  return make("tr", {},
    make("th", { scope: "row", dir: "auto" }, claimOf.has(claim) && [claimLink(claimOf.get(claim), "summary"), " "], population && `${population}: `, outcome),
    [[body], [effects.map((words) => text("p", words)), marks(effectNotes)], [certainty, marks(notes)], [plain], [status]].map(
      (parts, n) => make("td", { dir: "auto", "data-head": HEADINGS[n + 1] }, ...parts)));
};
export const summaryPart = (condition) => {
  const sections = Object.hasOwn(page.summaries.on, condition) ? page.summaries.on[condition] : [];
  if (!sections.length) return null;
  const { numbers, marks } = numbering();
  const bodies = sections.map(([heading, rows]) => make("tbody", {},
    make("tr", {}, make("th", { scope: "rowgroup", colspan: HEADINGS.length, class: "section" }, heading)),
    rows.map((row) => rowOf(row, marks))));
  const count = sections.reduce((sum, [, rows]) => sum + rows.length, 0);
  const all = page.asOf === null ? "all evidence" : `the evidence of the end of ${page.asOf}`;
  return fold("summary", `Summary of findings: ${conditionWords.get(condition)} (${countWords(count, "row", "rows")})`, false,
    text("p", whenWords() && `It is of ${all}, whatever else is shown ${whenWords()}.`),
    make("table", { class: "summary" },
      make("caption", { class: "unseen" }, "What was measured, and how sure one may be"),
      make("thead", {}, make("tr", {}, HEADINGS.map((head) => make("th", { scope: "col" }, head)))), bodies),
    numbers.size > 0 && make("ol", {}, [...numbers.keys()].map((words) => text("li", words))),
    page.summaries.how.map((words) => text("p", words, "soft")));
};
