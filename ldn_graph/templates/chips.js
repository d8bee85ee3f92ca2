// The statuses above the views: how many claims have each, and what must be said of these; a check shows only them.

import { all } from "./data.js";
import { grouped } from "./grouping.js";
import { claimsBut } from "./selection.js";
import { citesNothing, citesUnknown, nothingWord, now } from "./standings.js";
import { filtered, state, toggled } from "./state.js";
import { go } from "./steps.js";

const boxes = all(".statuses input");
const show = (part, count, shown = count > 0) => {
  part.hidden = !shown;
  part.querySelector("b").textContent = count.toLocaleString("en");
};
export const showChips = () => {
  const left = grouped(claimsBut("status"), (claim) => now(claim).status);
  for (const box of boxes) {
    const some = left.get(box.value) ?? [];
    const bare = some.filter(citesNothing);
    const unknown = bare.filter(citesUnknown).length;
    const label = box.closest("label");
    box.checked = state.filters.status.includes(box.value);
    label.classList.toggle("empty", !some.length);
    label.querySelector("[data-count]").textContent = some.length.toLocaleString("en");
    const word = label.querySelector("[data-word]");
    word.dataset.own ??= word.textContent;
    const whole = bare.length === some.length && (!unknown || unknown === bare.length);
    word.textContent = bare.length && whole ? nothingWord(bare[0]) : word.dataset.own;
    show(label.querySelector("[data-uncertain]"), some.filter((claim) => now(claim).uncertain).length);
    show(label.querySelector("[data-overclaimed]"), some.filter((claim) => now(claim).overclaimed).length);
    show(label.querySelector("[data-nothing]"), bare.length - unknown, !whole && bare.length > unknown);
    show(label.querySelector("[data-unknown]"), unknown, !whole && unknown > 0);
  }
};
for (const box of boxes) {
  box.addEventListener("change", () => go({ ...filtered("status", toggled(state.filters.status, box.value)), claim: null }));
}
