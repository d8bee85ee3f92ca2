// The graph: the claims of the selection as rows of text, and what is told of them above.

import { drawLanes } from "./canvas.js";
import { byId, claimsWords, page, statuses } from "./data.js";
import { layOut } from "./lanes.js";
import { takeRows } from "./reach.js";
import { makeHeads, makeRows } from "./rows.js";
import { selection } from "./selection.js";
import { now } from "./standings.js";
import { state } from "./state.js";
import { capital } from "./words.js";

/** @type {ReturnType<typeof layOut>} */
export let laid = { lanes: [], boxes: [], left: 0 };
export const lay = () => {
  laid = layOut(selection);
};

// What is left out of the drawing, and whether what is drawn has support
export const drawnWords = () => {
  const supported = laid.lanes.filter(({ claim }) => !statuses.get(now(claim).status).stub).length;
  const which = supported ? "those with the most support first" : "none of which has direct support";
  return laid.left > 0 && `drawn are ${laid.lanes.length.toLocaleString("en")} of ${claimsWords(selection.length)}, ${which}`;
};
export const citedWords = () => {
  const [first, ...others] = state.published ? page.references : [];
  return first ? `Cited by the article, tied to no claim: ${first}${others.length ? ` and ${others.length} more` : ""}` : "";
};
export const showGraph = () => {
  lay();
  const rows = makeRows(laid);
  byId("lanes").replaceChildren(...rows);
  takeRows(laid);
  const words = drawnWords();
  byId("left-out").textContent = words ? `${capital(words)}. Filter or search to draw others; the table has them all.` : "";
  const cited = citedWords();
  byId("cited").hidden = !cited;
  byId("cited").textContent = cited;
  byId("nothing").hidden = rows.length > 0;
  drawLanes(laid.lanes);
};
byId("heads").append(...makeHeads());
