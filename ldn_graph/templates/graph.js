// The graph: the lanes of the selection, drawn by vis-network as far as they are in view. Hovering lights whole chains
// and fades the rest.

import { all, byId, chart, claimOf, claimsWords, options, page, statuses, wordOf } from "./data.js";
import { make, tell } from "./elements.js";
import { EVIDENCE, LINE, REFERENCE, layOut, spanOf, stepsOf } from "./lanes.js";
import { canvasPen, colour, measure, shortened, wrapped } from "./pen.js";
import { selection } from "./selection.js";
import { lookOf, now, standingWords } from "./standings.js";
import { NARROW, only, state } from "./state.js";
import { go } from "./steps.js";
import { clip } from "./words.js";

const [pane, sheet, canvas, heads, tooltip] = ["pane", "sheet", "canvas", "heads", "tooltip"].map(byId);
export const MARGIN = 10;
const HEAD = 28;
/** @type {ReturnType<typeof layOut>} */
export let laid = { lanes: [], boxes: [], captions: [], height: 0, left: 0 };
let laneOf = new Map();
let hovered = null; // claims

// Drawing, with any pen ----------------------------------------------------------------------------

const drawBox = (pen, { entity, column, top, bottom }, seen) => {
  const { left, right } = spanOf(entity, column);
  const height = bottom - top, width = right - left;
  pen.box({ x: left, y: top, width, height, fill: colour.box, line: colour.edge });
  let look = { size: 12, align: "center" }, leading = 15;
  let lines = wrapped(entity.label, width - 12, Math.max(1, Math.min(6, Math.floor((height - 4) / leading))), look);
  if (lines.some((words) => words.endsWith("…"))) {
    look = { size: 11, align: "center" };
    leading = height < 40 ? 11 : 13;
    lines = wrapped(entity.label, width - 6, Math.max(2, Math.min(7, Math.floor((height - 2) / leading))), look);
  }
  // the label of a box taller than the view stays in view
  const half = (lines.length * leading) / 2 + 4;
  const middle = (Math.max(top, seen.top) + Math.min(bottom, seen.bottom)) / 2;
  const y = height < 40 ? (top + bottom) / 2 : Math.min(Math.max(middle, top + half), bottom - half);
  const first = y - ((lines.length - 1) * leading) / 2;
  lines.forEach((words, n) => pen.words(words, (left + right) / 2, first + n * leading, colour.ink, look));
};

const fitting = (choices, room, look) => choices.find((words) => measure(words, look) <= room);
const SHORT = Object.fromEntries(page.unmeasured.map(({ words, short }) => [words, short]));
const sureChoices = ({ certainty, overclaimed }) => {
  if (certainty === null) return overclaimed ? [overclaimed, "overclaimed"] : [];
  const short = SHORT[certainty] ?? certainty.replace(" certainty", "");
  return [...overclaimed ? [`${certainty}, ${overclaimed}`, `${certainty}, overclaimed`] : [], certainty, short];
};
const drawEnd = (pen, { claim, y }, right) => {
  const { status, words, faint, overclaimed } = now(claim);
  const { stub } = statuses.get(status);
  const { name, mark } = lookOf(claim);
  const ink = colour[name];
  if (stub) {
    const x = EVIDENCE.left - 6;
    pen.box({ x, y: y - chart.box / 2, width: right - x + 2, height: chart.box, fill: ink, opacity: 0.1 });
  }
  pen.mark(stub ? page.cross : mark, EVIDENCE.left, y, stub ? 15 : 13, ink);
  let x = EVIDENCE.left + 21;
  const bold = { bold: true };
  const id = shortened(claim.id, 70, bold);
  pen.words(id, x, y, ink, bold);
  x += measure(id, bold) + 7;
  if (stub) {
    pen.mark(mark, x, y, 11, ink);
    x += 15;
  }
  if (overclaimed) {
    pen.mark(page.overclaim, x, y, 11, colour.over);
    x += 15;
  }
  // How sure one may be stands beside what there is, in fewer words where there is little room.
  const sure = sureChoices(now(claim)).map((more) => ` · ${more}`);
  const room = right - x;
  const beside = (end) => sure.find((more) => measure(end + more) <= room);
  const choices = stub && !claim.negated ? [...words, wordOf(status)] : words;
  const end = choices.find((some) => beside(some) ?? (!sure.length && measure(some) <= room))
    ?? shortened(choices[choices.length - 1], room - Math.min(...sure.map((more) => measure(more)), room / 2) * Number(sure.length > 0));
  const certainty = beside(end);
  pen.words(end, x, y, stub ? ink : colour.ink);
  x += measure(end);
  if (certainty) {
    pen.words(certainty, x, y, ink);
    x += measure(certainty);
  }
  const small = { size: 11 };
  const also = fitting(faint.map((more) => ` · ${more}`), right - x, small);
  if (also) pen.words(also, x, y, colour.soft, small);
};

// A source under its claim: solid where it is direct, dotted where not, with what it counts as in words.
const shortSide = Object.fromEntries(page.groups.map(([side, , short]) => [side, short]));
const drawLines = (pen, { y, lines }, right) => lines.forEach((line, n) => {
  const at = y + chart.box / 2 + 2 + n * LINE + LINE / 2;
  const x = EVIDENCE.left + 8;
  const look = { size: 11.5 }, bold = { size: 11.5, bold: true };
  const direct = line.directness !== "indirect";
  pen.line(x - 6, x + 8, at, direct ? colour.ink : colour.soft, { dashes: direct ? [] : [2, 3], width: 1.5 });
  const bearing = `: ${direct ? "" : "indirectly "}${shortSide[line.side]}`;
  const design = line.design ? ` · ${page.shortDesigns[line.design]}` : "";
  const { id, participants } = page.sources[line.source];
  const people = participants === null ? "" : ` · ${participants.toLocaleString("en")}`;
  const room = right - x - 12, ink = direct ? colour.ink : colour.soft;
  // What does not fit is left out whole, the bearing never; only then the id is cut.
  const facts = [bearing + design + people, bearing + design, bearing]
    .find((words) => measure(id, bold) + measure(words, look) <= room) ?? bearing;
  const name = shortened(id, Math.max(40, room - measure(facts, look)), bold);
  pen.words(name, x + 12, at, ink, bold);
  pen.words(facts, x + 12 + measure(name, bold), at, ink, look);
});

const drawSteps = (pen, lane, width) => {
  const { name, dashes } = lookOf(lane.claim);
  for (const [from, to] of stepsOf(lane.claim)) {
    pen.line(from, to, lane.y, colour[name], { dashes, width });
  }
};

// What the article cites as a whole hangs in the evidence column, and no chain leads to it.
const drawReferences = (pen, right) => {
  if (!state.published || !page.references.length) return;
  const x = EVIDENCE.left - 6, width = right - x + 2;
  pen.box({ x, y: chart.margin, width, height: REFERENCE - 14, fill: colour.paper, line: colour.ink });
  const small = { size: 11 };
  pen.words(shortened("cited by the article, tied to no claim:", width - 12, small), x + 7, chart.margin + 12, colour.soft, small);
  const rest = page.references.length > 1 ? ` and ${page.references.length - 1} more` : "";
  const room = width - 12 - measure(rest, { bold: true });
  pen.words(shortened(page.references[0], room, { bold: true }) + rest, x + 7, chart.margin + 30, colour.ink, { bold: true });
};

const drawCaptions = (pen, right) => {
  for (const { y, words } of laid.captions) {
    const bold = { bold: true };
    pen.words(words, 0, y, colour.soft, bold);
    pen.line(measure(words, bold) + 10, right, y, colour.rule, { width: 1 });
  }
};

// All of it, for a file
export const drawAll = (pen, width) => {
  const seen = { top: 0, bottom: laid.height };
  drawCaptions(pen, width);
  for (const lane of laid.lanes) drawSteps(pen, lane, 2);
  for (const box of laid.boxes) drawBox(pen, box, seen);
  for (const lane of laid.lanes) {
    drawEnd(pen, lane, width);
    drawLines(pen, lane, width);
  }
  drawReferences(pen, width);
};

// On the screen, by vis-network -------------------------------------------------------------------------

const drawnNodes = new vis.DataSet();
const drawnEdges = new vis.DataSet();
const network = new vis.Network(canvas, { nodes: drawnNodes, edges: drawnEdges }, options);
// The drawing is one picture to the keyboard; vis-network would make it a stop without a name.
for (const stop of all("[tabindex]", canvas)) stop.removeAttribute("tabindex");

const inView = () => {
  const scale = network.getScale(), centre = network.getViewPosition();
  const high = pane.clientHeight / scale / 2, wide = pane.clientWidth / scale / 2;
  return { top: centre.y - high, bottom: centre.y + high, left: centre.x - wide, right: centre.x + wide };
};
const rightEdge = () => Math.max(inView().right, EVIDENCE.right) - MARGIN;
const custom = (draw, width, height) => ({ shape: "custom", ctxRenderer: ({ ctx }) => ({
  drawNode: () => draw(canvasPen(ctx)), nodeDimensions: { width, height },
}) });
const nodesOf = (seen) => {
  const within = ({ top, bottom }) => bottom > seen.top && top < seen.bottom;
  const lanes = laid.lanes.filter(within);
  const boxes = laid.boxes.filter(within).map((box, n) => {
    const { left, right } = spanOf(box.entity, box.column);
    const [width, height] = [right - left, box.bottom - box.top];
    return {
      id: `box ${n}`, x: (left + right) / 2, y: (box.top + box.bottom) / 2, size: Math.max(width, height) / 2,
      ...custom((pen) => drawBox(pen, box, inView()), width, height),
    };
  });
  const ends = lanes.map((lane) => ({
    id: `end ${lane.claim.n}`, x: (EVIDENCE.left + EVIDENCE.right) / 2, y: lane.y, size: EVIDENCE.right - EVIDENCE.left,
    ...custom((pen) => {
      drawEnd(pen, lane, rightEdge());
      drawLines(pen, lane, rightEdge());
    }, EVIDENCE.right - EVIDENCE.left, lane.bottom - lane.top),
  }));
  const ports = [], steps = [];
  for (const lane of lanes) {
    stepsOf(lane.claim).forEach(([from, to], n) => {
      const ids = [`${lane.claim.n} ${n} a`, `${lane.claim.n} ${n} b`];
      [from, to].forEach((x, k) => ports.push({ id: ids[k], x, y: lane.y, size: 0, ...custom(() => {}, 0, 0) }));
      const { name, dashes } = lookOf(lane.claim);
      steps.push({
        id: `${lane.claim.n} ${n}`, from: ids[0], to: ids[1], width: 2, smooth: false,
        dashes: dashes.length ? dashes : false,
        color: { color: colour[name], inherit: false },
      });
    });
  }
  return { nodes: [...boxes, ...ports, ...ends], steps };
};

// Only what is in view, and a screen above and below it, is handed to vis-network; so thousands of lanes scroll as
// smoothly as ten.
let handed = { top: 1, bottom: 0 };
const handOver = () => {
  const seen = inView(), high = seen.bottom - seen.top;
  if (seen.top >= handed.top && seen.bottom <= handed.bottom) return;
  handed = { top: seen.top - high, bottom: seen.bottom + high };
  const { nodes: some, steps } = nodesOf(handed);
  drawnEdges.clear();
  drawnNodes.clear();
  drawnNodes.add(some);
  drawnEdges.add(steps);
};
const redraw = () => {
  handed = { top: 1, bottom: 0 };
  handOver();
  network.redraw();
};

// The pane scrolls as any page does; the drawing follows it. Below its natural width it scrolls sideways too.
let placed = false;
const place = () => {
  if (!pane.clientWidth) return; // not shown
  const scale = Math.min(Math.max(pane.clientWidth / (chart.width + 2 * MARGIN), 0.9), 1.05);
  const high = pane.clientHeight - HEAD;
  sheet.style.width = `${Math.max((chart.width + 2 * MARGIN) * scale, pane.clientWidth)}px`;
  sheet.style.height = `${Math.max(laid.height * scale, high)}px`;
  if (!placed && NARROW.matches) pane.scrollLeft = pane.scrollWidth; // the evidence first
  placed = true;
  canvas.style.width = `${pane.clientWidth}px`;
  canvas.style.height = `${high}px`;
  network.setSize(`${pane.clientWidth}px`, `${high}px`);
  scrollTogether(scale);
  redraw();
};
const scrollTogether = (scale = network.getScale()) => {
  network.moveTo({
    position: {
      x: (pane.scrollLeft + pane.clientWidth / 2) / scale - MARGIN,
      y: (pane.scrollTop + (pane.clientHeight - HEAD) / 2) / scale,
    },
    scale,
    animation: false,
  });
  for (const head of all("span", heads)) {
    head.style.left = `${(Number(head.dataset.left) + MARGIN) * scale - pane.scrollLeft}px`;
  }
  handOver();
};
export const reveal = (claim) => {
  const lane = laneOf.get(claim);
  if (!lane) return;
  const scale = network.getScale(), { scrollTop: top, clientHeight: high } = pane;
  if (lane.top * scale < top + 10 || lane.bottom * scale > top + high - 40) pane.scrollTop = lane.y * scale - high / 3;
};

// What is not lit is veiled, and what is lit is drawn once more above the veil.
const lit = () => hovered || (laneOf.has(claimOf.get(state.claim)) ? [claimOf.get(state.claim)] : null);
network.on("afterDrawing", (ctx) => {
  const pen = canvasPen(ctx), seen = inView(), right = rightEdge();
  drawCaptions(pen, seen.right);
  const shown = lit();
  if (shown) {
    ctx.fillStyle = colour.veil;
    ctx.fillRect(seen.left - 20, seen.top - 40, seen.right - seen.left + 40, seen.bottom - seen.top + 80);
    const lanes = shown.map((claim) => laneOf.get(claim)).filter(Boolean);
    for (const lane of lanes) drawSteps(pen, lane, 3);
    for (const box of laid.boxes) {
      if (box.bottom > seen.top && box.top < seen.bottom && box.claims.some((claim) => shown.includes(claim))) {
        drawBox(pen, box, seen);
      }
    }
    for (const lane of lanes) {
      drawEnd(pen, lane, right);
      drawLines(pen, lane, right);
    }
  }
  drawReferences(pen, right);
});

// What lies under a point: a box with all the chains through it, or a chain.
const under = ({ x, y }) => {
  const lane = laid.lanes.find(({ top, bottom }) => y >= top - 1 && y <= bottom + 1);
  const box = laid.boxes.find(({ entity, column, top, bottom }) => {
    const { left, right } = spanOf(entity, column);
    return x >= left && x <= right && y >= top && y <= bottom;
  });
  if (box && box.entity.kind !== "claim") {
    const through = laid.boxes.filter(({ entity }) => entity === box.entity).flatMap((same) => same.claims);
    const several = [...new Set(through)];
    return { box, claims: several, words: `${box.entity.label} (${box.entity.kind})\n${claimsWords(several.length)}` };
  }
  if (!lane || (!box && x < chart.columns[0].right)) return null;
  const { reason, words, faint } = now(lane.claim);
  return {
    claims: [lane.claim],
    words: `${clip(lane.claim.id, 60)}: ${clip(lane.claim.label, 300)}\n${standingWords(lane.claim)}: ${reason}\n`
      + [words[0], ...faint.slice(0, 1)].join(" · "),
  };
};
const pointAt = (event) => {
  const frame = canvas.getBoundingClientRect();
  return network.DOMtoCanvas({ x: event.clientX - frame.left, y: event.clientY - frame.top });
};
const light = (several) => {
  if (!several && !hovered) return;
  hovered = several;
  network.redraw();
};
canvas.addEventListener("pointermove", (event) => {
  const hit = event.pointerType === "mouse" ? under(pointAt(event)) : null;
  canvas.style.cursor = hit ? "pointer" : "";
  tooltip.hidden = !hit;
  light(hit && hit.claims);
  if (!hit) return;
  tooltip.textContent = hit.words;
  const { offsetWidth: wide, offsetHeight: high } = tooltip;
  tooltip.style.left = `${Math.max(4, Math.min(event.clientX + 14, innerWidth - wide - 8))}px`;
  tooltip.style.top = `${event.clientY + 18 + high > innerHeight ? event.clientY - high - 10 : event.clientY + 18}px`;
});
canvas.addEventListener("pointerleave", () => {
  tooltip.hidden = true;
  light(null);
});
canvas.addEventListener("click", (event) => {
  const hit = under(pointAt(event));
  tooltip.hidden = true;
  light(null);
  if (!hit) return go({ claim: null });
  if (!hit.box) return go({ claim: hit.claims[0].id });
  return go(only("entity", hit.box.entity.name));
});
// With the keyboard: up and down go from chain to chain, Enter opens one.
pane.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const at = hovered && hovered.length === 1 ? laid.lanes.findIndex(({ claim }) => claim === hovered[0]) : -1;
  if (event.key === "Enter" && at >= 0) go({ claim: hovered[0].id });
  if (!step || !laid.lanes.length) return;
  event.preventDefault();
  const { claim } = laid.lanes[Math.max(0, Math.min(laid.lanes.length - 1, at < 0 && step < 0 ? laid.lanes.length - 1 : at + step))];
  light([claim]);
  reveal(claim);
  tell(`${claim.id}: ${clip(claim.label, 200)}. ${standingWords(claim)}`);
});
pane.addEventListener("blur", () => light(null));
pane.addEventListener("scroll", () => scrollTogether(), { passive: true });
new ResizeObserver(place).observe(pane);
for (const column of chart.columns) heads.append(make("span", { "data-left": column.left }, column.heading));

export const lay = () => {
  laid = layOut(selection);
  laneOf = new Map(laid.lanes.map((lane) => [lane.claim, lane]));
};
export const showGraph = () => {
  lay();
  hovered = null;
  const drawn = laid.lanes.length;
  byId("left-out").textContent = laid.left
    ? `Drawn are the ${drawn} best supported of ${claimsWords(selection.length)}; ${laid.left.toLocaleString("en")} `
      + "are left out of the drawing. Filter or search to draw others; the table has them all."
    : "";
  byId("nothing").hidden = drawn > 0;
  canvas.hidden = !drawn;
  canvas.setAttribute("aria-label", `Graph of ${claimsWords(drawn)} as chains from a drug or other subject to mechanism `
    + "or outcome, the condition and the evidence. The table has a row for each claim.");
  place();
};
