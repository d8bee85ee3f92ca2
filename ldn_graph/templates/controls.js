// Where there is little room the filters, and on a narrow screen all that is not a claim, stand behind one button.

import { byId } from "./data.js";
import { state } from "./state.js";

const toggle = byId("controls-toggle");
toggle.addEventListener("click", () => {
  const open = document.body.classList.toggle("filtering");
  toggle.setAttribute("aria-expanded", String(open));
});
export const showControls = () => {
  const chosen = Object.values(state.filters).reduce((sum, values) => sum + values.length, 0);
  byId("chosen-filters").textContent = chosen ? ` (${chosen})` : "";
};
