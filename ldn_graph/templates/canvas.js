// The lanes between the boxes of the rows, drawn by vis-network as far as they are in view.

import { all, byId, options } from "./data.js";
import { stepsOf } from "./lanes.js";
import { colour } from "./pen.js";
import { lookOf } from "./standings.js";
import { state } from "./state.js";

const [pane, sheet, laneList, canvas] = ["pane", "sheet", "lanes", "canvas"].map(byId);
/** @import { Lane } from "./lanes.js" */
/** @type {Lane[]} */
let lanesDrawn = [];

// Where the browser has laid out the rows: the edges of the columns of boxes, where lanes end, and how high each lies;
// null where the rows are too narrow for a drawing.
export const measureRows = (rows) => {
  const widths = getComputedStyle(rows).gridTemplateColumns.split(" ").map(parseFloat);
  const ends = all(".end", rows);
  if (widths.length < 7 || !ends.length || !ends[0].offsetHeight) return null;
  const edges = [parseFloat(getComputedStyle(rows).paddingLeft)];
  for (const width of widths) edges.push(edges[edges.length - 1] + width);
  return {
    columns: [0, 2, 4].map((n) => ({ left: edges[n], right: edges[n + 1] })),
    end: edges[6] - 22,
    heights: ends.map((end) => Math.round(end.offsetTop + end.offsetHeight / 2)),
  };
};
/** @type {ReturnType<typeof measureRows>} */
let measured = null;

const drawnNodes = new vis.DataSet();
const drawnEdges = new vis.DataSet();
const network = new vis.Network(canvas, { nodes: drawnNodes, edges: drawnEdges }, options);
// The drawing is nothing to the keyboard; vis-network would make it a stop without a name.
for (const stop of all("[tabindex]", canvas)) stop.removeAttribute("tabindex");

const unseen = { shape: "custom", size: 0, ctxRenderer: () => ({ drawNode() {}, nodeDimensions: { width: 0, height: 0 } }) };
const stepsIn = ({ columns, end, heights }, { top, bottom }) => {
  const ports = [], steps = [];
  lanesDrawn.forEach(({ claim }, n) => {
    const y = heights[n];
    if (y < top || y > bottom) return;
    const { name, dashes } = lookOf(claim);
    stepsOf(claim, columns, end).forEach(([left, right], k) => {
      const ids = [`${n} ${k} a`, `${n} ${k} b`];
      [left, right].forEach((x, side) => ports.push({ id: ids[side], x, y, ...unseen }));
      steps.push({
        id: `${n} ${k}`, from: ids[0], to: ids[1], width: claim.id === state.claim ? 3 : 2, smooth: false,
        dashes: dashes.length ? dashes : false, color: { color: colour[name], inherit: false },
      });
    });
  });
  return { ports, steps };
};

// The canvas lies among the rows and scrolls with them. It is as high as three screens, and is moved and drawn anew only
// where the scroll comes to its end; so hundreds of lanes scroll as smoothly as ten.
let covered = { top: 1, bottom: 0 };
const cover = () => {
  if (!measured) return;
  const seen = { top: pane.scrollTop - sheet.offsetTop, bottom: pane.scrollTop - sheet.offsetTop + pane.clientHeight };
  const whole = sheet.offsetHeight;
  if (Math.max(0, seen.top) >= covered.top && Math.min(whole, seen.bottom) <= covered.bottom) return;
  const top = Math.max(0, seen.top - pane.clientHeight), bottom = Math.min(whole, seen.bottom + pane.clientHeight);
  covered = { top, bottom };
  const width = Math.ceil(measured.end) + 2, height = bottom - top;
  canvas.style.top = `${top}px`;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  network.setSize(`${width}px`, `${height}px`);
  const { ports, steps } = stepsIn(measured, covered);
  drawnEdges.clear();
  drawnNodes.clear();
  drawnNodes.add(ports);
  drawnEdges.add(steps);
  network.moveTo({ position: { x: width / 2, y: top + height / 2 }, scale: 1, animation: false });
  network.redraw();
};
let drawnSizes = ""; // for which it was drawn
const sizesNow = () => [pane.clientWidth, pane.clientHeight, laneList.offsetHeight].join(" ");
const placeLanes = () => {
  drawnSizes = sizesNow();
  if (!pane.clientWidth) return; // not shown
  measured = measureRows(laneList);
  canvas.hidden = !measured;
  covered = { top: 1, bottom: 0 };
  cover();
};
pane.addEventListener("scroll", cover, { passive: true });
const resized = new ResizeObserver(() => {
  if (drawnSizes !== sizesNow()) placeLanes();
});
resized.observe(pane);
resized.observe(laneList);

export const drawLanes = (some) => {
  lanesDrawn = some;
  placeLanes();
};
