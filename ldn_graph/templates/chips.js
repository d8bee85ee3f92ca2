// The statuses above the views: how many claims have each; a check shows only these.

import { all } from "./data.js";
import { claimsBut, countFacet } from "./selection.js";
import { now } from "./standings.js";
import { filtered, state, toggled } from "./state.js";
import { go } from "./steps.js";

// Of the claims in a status that the other filters leave, how many are shown with reserve
const showReserve = (status) => {
  const [part] = all(`[data-reserve="${status}"]`);
  if (!part) return;
  const some = claimsBut("status").filter((claim) => now(claim).status === status && now(claim).look !== status).length;
  part.hidden = !some;
  part.querySelector("b").textContent = some.toLocaleString("en");
};
export const showChips = () => {
  const counts = countFacet("status");
  for (const box of all(".statuses input")) {
    box.checked = state.filters.status.includes(box.value);
    box.closest("label").classList.toggle("empty", !counts.get(box.value));
    const [count] = all(`[data-count="${box.value}"]`);
    count.textContent = (counts.get(box.value) || 0).toLocaleString("en");
    showReserve(box.value);
  }
};
for (const box of all(".statuses input")) {
  box.addEventListener("change", () => go({ ...filtered("status", toggled(state.filters.status, box.value)), claim: null }));
}
