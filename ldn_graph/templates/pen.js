// Pens: what pictures are drawn with, PNG and SVG. Lengths are in pixels.

import { looks } from "./data.js";
import { make, makeSvg } from "./elements.js";

const FONT = getComputedStyle(document.body).fontFamily;
export let colour = {};
// As the browser shows them, which in forced colours is not as the page says.
export const readColours = () => {
  const names = ["paper", "ink", ...looks.keys()];
  const probes = names.map((name) => {
    const probe = make("span");
    probe.style.color = `var(--${name})`;
    return probe;
  });
  const hidden = make("div", { class: "unseen" }, probes);
  document.body.append(hidden); // all at once: each reading behind a change may work out the whole page anew
  colour = Object.fromEntries(names.map((name, n) => [name, getComputedStyle(probes[n]).color]));
  hidden.remove();
};

/**
 * @typedef {{ size: number, bold: boolean, rtl: boolean }} Type
 * @typedef {{
 *   box: (x: number, y: number, width: number, height: number, fill: string, line: string) => void,
 *   line: (from: number, to: number, y: number, ink: string, dashes: number[], width: number) => void,
 *   shape: (path: string, matrix: { a: number, d: number, e: number, f: number }, ink: string, stroke: number, dashes: string) => void,
 *   words: (words: string, x: number, y: number, ink: string, type: Type) => void,
 * }} Pen words stand in the middle of their height at y; x is where they begin. A shape is filled, or drawn as a line
 *   of this width.
 */
/** @type {(ctx: CanvasRenderingContext2D) => Pen} */
export const canvasPen = (ctx) => ({
  box(x, y, width, height, fill, line) {
    ctx.beginPath();
    ctx.roundRect(x, y, width, height, 5);
    ctx.fillStyle = fill;
    ctx.fill();
    ctx.lineWidth = 1;
    ctx.strokeStyle = line;
    if (line !== "none") ctx.stroke();
  },
  line(from, to, y, ink, dashes, width) {
    ctx.beginPath();
    ctx.setLineDash(dashes);
    ctx.moveTo(from, y);
    ctx.lineTo(to, y);
    ctx.strokeStyle = ink;
    ctx.lineWidth = width;
    ctx.stroke();
    ctx.setLineDash([]);
  },
  shape(path, { a, d, e, f }, ink, stroke, dashes) {
    ctx.save();
    ctx.transform(a, 0, 0, d, e, f);
    ctx.fillStyle = ctx.strokeStyle = ink;
    ctx.lineWidth = stroke;
    ctx.setLineDash(dashes ? dashes.split(" ").map(Number) : []);
    if (stroke) ctx.stroke(new Path2D(path)); else ctx.fill(new Path2D(path), "evenodd");
    ctx.restore();
  },
  words(words, x, y, ink, { size, bold, rtl }) {
    ctx.font = `${bold ? "600 " : ""}${size}px ${FONT}`;
    ctx.direction = rtl ? "rtl" : "ltr";
    ctx.textAlign = "start";
    ctx.textBaseline = "middle";
    ctx.fillStyle = ink;
    ctx.fillText(words, x, y + 0.5);
  },
});

/** @type {(root: SVGElement) => Pen} */
export const svgPen = (root) => {
  root.setAttribute("font-family", FONT);
  return {
    box(x, y, width, height, fill, line) {
      root.append(makeSvg("rect", { x, y, width, height, rx: 5, fill, stroke: line }));
    },
    line(from, to, y, ink, dashes, width) {
      root.append(makeSvg("path", {
        d: `M${from} ${y}H${to}`, stroke: ink, "stroke-width": width, "stroke-dasharray": dashes.join(" ") || "none",
      }));
    },
    shape(path, { a, d, e, f }, ink, stroke, dashes) {
      root.append(makeSvg("path", {
        d: path, transform: `matrix(${a} 0 0 ${d} ${e} ${f})`, fill: stroke ? "none" : ink, "fill-rule": "evenodd",
        stroke: stroke ? ink : "none", "stroke-width": stroke, "stroke-dasharray": dashes || "none",
      }));
    },
    words(words, x, y, ink, { size, bold, rtl }) {
      root.append(makeSvg("text", {
        x, y, fill: ink, "font-size": size, "font-weight": bold ? 600 : 400, direction: rtl ? "rtl" : "ltr", "dominant-baseline": "central",
      }, words));
    },
  };
};
