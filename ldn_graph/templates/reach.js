// How a claim of the graph is reached: pointed at, clicked, by the arrow keys, or scrolled to.

import { all, byId } from "./data.js";
import { focusedElement } from "./elements.js";
import { bringUp, floorOfSight } from "./sight.js";
import { state } from "./state.js";
import { go } from "./steps.js";

const [graphPane, rowList] = ["pane", "lanes"].map(byId);
/** @import { Box, Lane } from "./lanes.js" */
/** @type {Lane[]} */
let shownLanes = [];
/** @type {Box[]} */
let shownBoxes = [];
const items = () => all("li[data-claim]", rowList);
const boxIn = (element) => shownBoxes[Number(element.dataset.box)];
const claimIn = (item) => shownLanes[items().indexOf(item)].claim;

// Pointing at a row or a box lights the whole chains through it, and fades nothing. The chosen claim is lit always.
const light = (claims) => {
  const lit = new Set([...claims, ...shownLanes.map(({ claim }) => claim).filter(({ id }) => id === state.claim)]);
  items().forEach((item, n) => item.classList.toggle("lit", lit.has(shownLanes[n].claim)));
  for (const box of all(".box", rowList)) box.classList.toggle("lit", boxIn(box).claims.some((claim) => lit.has(claim)));
};
const claimsUnder = (part) => {
  if (!part?.matches(".box")) return part ? [claimIn(part)] : [];
  return shownBoxes.filter(({ entity }) => entity === boxIn(part).entity).flatMap(({ claims }) => claims);
};
let pointedAt = null;
rowList.addEventListener("pointerover", ({ target, pointerType }) => {
  const part = target.closest(".box") ?? target.closest("li[data-claim]");
  if (pointerType !== "mouse" || part === pointedAt) return;
  pointedAt = part;
  light(claimsUnder(part));
});
rowList.addEventListener("pointerleave", () => {
  pointedAt = null;
  light([]);
});
rowList.addEventListener("click", ({ target }) => { // not where a text was marked
  const item = target.closest("a, button, .box") ? null : target.closest("li[data-claim]");
  if (item && getSelection()?.isCollapsed) go({ claim: claimIn(item).id });
});

// With the keyboard the rows are one stop: up and down go from claim to claim, left and right along its chain.
let stopped = 0; // the row where the keyboard is
const sentences = () => all(".says", rowList);
const stopAt = (link) => {
  for (const stop of all("[tabindex='0']", rowList)) stop.tabIndex = -1;
  link.tabIndex = 0;
};
const alongChain = (n) => [
  ...all(".box", rowList).filter((box) => boxIn(box).first <= n && boxIn(box).last >= n)
    .sort((a, b) => boxIn(a).column - boxIn(b).column).map((box) => box.querySelector("a")),
  sentences()[n],
];
const nearest = (stops, n) => stops[Math.max(0, Math.min(stops.length - 1, n))];
graphPane.addEventListener("focusin", ({ target }) => {
  if (target.matches(".says")) stopped = sentences().indexOf(target);
  if (target.matches(".says, .box a")) stopAt(target);
});
graphPane.addEventListener("keydown", (event) => {
  const down = { ArrowDown: 1, ArrowUp: -1 }[event.key], right = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!(down || right) || !shownLanes.length || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  if (down) {
    const first = focusedElement() === graphPane;
    nearest(sentences(), first ? (down > 0 ? 0 : shownLanes.length - 1) : stopped + down).focus({ preventScroll: true });
    reveal(shownLanes[stopped].claim);
  } else {
    const stops = alongChain(stopped);
    nearest(stops, stops.indexOf(focusedElement()) + right).focus();
  }
});
export const reveal = (claim) => {
  const row = items()[shownLanes.findIndex((lane) => lane.claim === claim)]?.querySelector(".claim");
  if (!row) return;
  bringUp(graphPane);
  const { top, bottom } = row.getBoundingClientRect(), seen = graphPane.getBoundingClientRect();
  const floor = Math.min(seen.bottom, floorOfSight());
  if (top < seen.top + 40 || bottom > floor - 10) graphPane.scrollTop += top - seen.top - (floor - seen.top) / 3;
};

export const takeRows = (laid) => {
  ({ lanes: shownLanes, boxes: shownBoxes } = laid);
  pointedAt = null;
  stopped = Math.max(0, shownLanes.findIndex(({ claim }) => claim.id === state.claim));
  if (shownLanes.length) stopAt(sentences()[stopped]);
  light([]);
};
