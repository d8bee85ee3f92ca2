// How much of the page is in sight: above the panel, where it lies over the page.

import { byId } from "./data.js";

const LEAST = 200; // pixels of a view that must be in sight
export const floorOfSight = () => {
  const panel = byId("panel");
  return getComputedStyle(panel).position === "fixed" && !panel.hidden ? panel.getBoundingClientRect().top : innerHeight;
};
// Scroll the page until enough of a view is seen.
export const bringUp = (view) => {
  if (floorOfSight() - view.getBoundingClientRect().top < LEAST) view.scrollIntoView({ block: "start" });
};
