// What makes the forms of the server easier: an editor of queries, with line numbers and words that fit, and values for
// the parameters of questions. Fields stay fields: without this script, and for a keyboard, a screen reader and the
// form, they are what they were.

import { listEarlier, remember } from "./editor_history.js";
import { numberLines } from "./editor_lines.js";
import { offerWords } from "./editor_offers.js";
import { offerValues } from "./parameter_values.js";

/** @type {HTMLTextAreaElement | null} */
const field = document.querySelector(".editor textarea");
const area = field && field.parentElement;
if (field && area) {
  const { line, column } = field.dataset;
  numberLines(area, field, Number(line || 0));
  offerWords(area, field);
  if (line) {
    // the caret goes to the mistake, and with it the words of the message are read aloud
    const before = field.value.split("\n").slice(0, Number(line) - 1).join("\n").length + (Number(line) > 1 ? 1 : 0);
    const at = before + [...field.value.slice(before)].slice(0, Number(column) - 1).join("").length;
    const [wrong] = /^[^\s{}()]*/.exec(field.value.slice(at)) || [""];
    field.focus();
    field.setSelectionRange(at, at + Math.max(wrong.length, 1));
  }
  if ("asked" in area.dataset) remember(field.value.trim());
  listEarlier(field);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && field.form) {
      event.preventDefault();
      field.form.requestSubmit();
    }
  });
}
/** @type {NodeListOf<HTMLInputElement>} */
const parameters = document.querySelectorAll("input[data-kind]");
parameters.forEach(offerValues);
