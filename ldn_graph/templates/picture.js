// A picture of the graph: the rows laid out once more, beside the page, and drawn by a pen where the browser put them.

import { measureRows } from "./canvas.js";
import { all, page } from "./data.js";
import { make } from "./elements.js";
import { citedWords, laid, lay } from "./graph.js";
import { stepsOf } from "./lanes.js";
import { colour } from "./pen.js";
import { makeHeads, makeRows } from "./rows.js";
import { lookOf } from "./standings.js";

const WIDTH = 1120;

/** @import { Pen } from "./pen.js" */
const insideOf = (element, origin) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left - origin.left, y: top - origin.top, width, height };
};
/** @type {(pen: Pen, element: Element, origin: DOMRect) => void} */
const drawBox = (pen, element, origin) => {
  const { x, y, width, height } = insideOf(element, origin);
  const { backgroundColor, borderTopColor } = getComputedStyle(element);
  const framed = element.matches(".box, .cited");
  pen.box(x, y, width, height, backgroundColor, framed ? borderTopColor : "none");
};
/** @type {(pen: Pen, path: SVGPathElement, origin: DOMRect) => void} */
const drawShape = (pen, path, origin) => {
  const { a, d, e, f } = path.getScreenCTM() ?? new DOMMatrix();
  const { color } = getComputedStyle(path);
  const stroke = path.classList.contains("line") ? 2 : 0;
  const [outline, dashes] = ["d", "stroke-dasharray"].map((name) => path.getAttribute(name) ?? "");
  pen.shape(outline, { a, d, e: e - origin.left, f: f - origin.top }, color, stroke, dashes);
};

// The lines that the browser broke a text into, each with its place. A piece that stands on several lines is broken into
// words, and a word into characters.
const linesOfText = (node) => {
  const lines = [], range = document.createRange();
  const add = (from, piece) => {
    range.setStart(node, from);
    range.setEnd(node, from + piece.length);
    const rects = [...range.getClientRects()].filter(({ width }) => width);
    if (!rects.length) return;
    const [{ top, height }] = rects;
    if (piece.length > 1 && rects.some((rect) => Math.abs(rect.top - top) > 2)) {
      const parts = /\S\s+\S/.test(piece) ? /\S+\s*|\s+/g : /[^]/gu;
      for (const { index, 0: part } of piece.matchAll(parts)) add(from + index, part);
      return;
    }
    const left = Math.min(...rects.map((rect) => rect.left)), right = Math.max(...rects.map((rect) => rect.right));
    const last = lines[lines.length - 1];
    if (last && Math.abs(last.top - top) <= 2) {
      Object.assign(last, { words: last.words + piece, left: Math.min(last.left, left), right: Math.max(last.right, right) });
    } else lines.push({ words: piece, top, height, left, right });
  };
  const words = node.data.trim();
  if (words) add(node.data.indexOf(words), words);
  return lines;
};
/** @type {(pen: Pen, root: Element, origin: DOMRect) => void} */
const drawTexts = (pen, root, origin) => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode);
    const { color, fontSize, fontWeight, direction } = getComputedStyle(/** @type {Element} */ (node.parentElement));
    const type = { size: parseFloat(fontSize), bold: Number(fontWeight) >= 600, rtl: direction === "rtl" };
    for (const { words, left, right, top, height } of linesOfText(node)) {
      pen.words(words.trim(), (type.rtl ? right : left) - origin.left, top - origin.top + height / 2, color, type);
    }
  }
};

/** @type {(pen: Pen, rows: HTMLElement, origin: DOMRect) => void} */
const drawSteps = (pen, rows, origin) => {
  const measured = measureRows(rows), { x, y } = insideOf(rows.parentElement, origin);
  if (!measured) return;
  laid.lanes.forEach(({ claim }, n) => {
    const { name, dashes } = lookOf(claim);
    for (const [from, to] of stepsOf(claim, measured.columns, measured.end)) {
      pen.line(x + from, x + to, y + measured.heights[n], colour[name], dashes, 2);
    }
  });
};

// A pen is asked for once the size of the picture is known.
/** @type {(caption: string, penFor: (width: number, height: number) => Pen) => void} */
export const drawPicture = (caption, penFor) => {
  lay(); // another view may be shown
  const rows = make("ul", { class: "lanes" }, makeRows(laid, { whole: true }));
  const cited = citedWords();
  const legend = /** @type {Element} */ (document.querySelector(".legend")).cloneNode(true);
  const sheet = make("div", { class: "picture" }, make("h2", {}, page.title), make("p", { class: "soft" }, caption),
    make("div", { class: "heads" }, makeHeads()),
    make("div", { class: "sheet" }, cited && make("p", { class: "cited" }, cited), rows), legend);
  sheet.style.width = `${WIDTH}px`;
  document.body.append(sheet);
  const origin = sheet.getBoundingClientRect();
  const pen = penFor(WIDTH, Math.ceil(origin.height));
  drawSteps(pen, rows, origin);
  for (const box of all(".box, .cited, .verb, .in", sheet)) drawBox(pen, box, origin);
  for (const path of all("path", sheet)) drawShape(pen, path, origin);
  drawTexts(pen, sheet, origin);
  sheet.remove();
};
