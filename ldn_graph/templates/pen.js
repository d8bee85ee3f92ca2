// Pens: what the drawing is drawn with, once for the screen and for PNG, once for SVG. Lengths are in pixels.

import { looks } from "./data.js";
import { makeSvg } from "./elements.js";
import { headOf } from "./words.js";

export const FONT = getComputedStyle(document.body).fontFamily;
export let colour = {};
export const readColours = () => {
  const style = getComputedStyle(document.documentElement);
  const names = ["paper", "ink", "soft", "rule", "box", "edge", "accent", "veil", "over", ...looks.keys()];
  colour = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
};
const fontOf = ({ size = 12, bold = false }) => `${bold ? "600 " : ""}${size}px ${FONT}`;
/** @type {any} */
const ruler = document.createElement("canvas").getContext("2d");
export const measure = (words, look = {}) => {
  ruler.font = fontOf(look);
  return ruler.measureText(words).width;
};

const shapes = new Map();
const shapeOf = (path) => {
  if (!shapes.has(path)) shapes.set(path, new Path2D(path));
  return shapes.get(path);
};
export const canvasPen = (ctx) => ({
  box({ x, y, width, height, fill, line, opacity = 1, radius = 5 }) {
    ctx.globalAlpha = opacity;
    ctx.beginPath();
    ctx.roundRect(x, y, width, height, radius);
    ctx.fillStyle = fill;
    ctx.fill();
    ctx.lineWidth = 1;
    if (line) {
      ctx.strokeStyle = line;
      ctx.stroke();
    }
    ctx.globalAlpha = 1;
  },
  line(from, to, y, ink, { dashes = [], width = 2 } = {}) {
    ctx.beginPath();
    ctx.setLineDash(dashes);
    ctx.moveTo(from, y);
    ctx.lineTo(to, y);
    ctx.strokeStyle = ink;
    ctx.lineWidth = width;
    ctx.stroke();
    ctx.setLineDash([]);
  },
  mark(path, x, y, size, ink) {
    ctx.save();
    ctx.translate(x, y - size / 2);
    ctx.scale(size / 16, size / 16);
    ctx.fillStyle = ink;
    ctx.fill(shapeOf(path), "evenodd");
    ctx.restore();
  },
  words(words, x, y, ink, look = {}) {
    ctx.font = fontOf(look);
    ctx.textAlign = look.align || "left";
    ctx.textBaseline = "middle";
    ctx.fillStyle = ink;
    ctx.fillText(words, x, y + 0.5);
  },
});

export const svgPen = (root) => ({
  box({ x, y, width, height, fill, line, opacity = 1, radius = 5 }) {
    root.append(makeSvg("rect", {
      x, y, width, height, rx: radius, fill, stroke: line || "none", "fill-opacity": opacity,
    }));
  },
  line(from, to, y, ink, { dashes = [], width = 2 } = {}) {
    root.append(makeSvg("path", {
      d: `M${from} ${y}H${to}`, stroke: ink, "stroke-width": width, "stroke-dasharray": dashes.join(" ") || "none",
    }));
  },
  mark(path, x, y, size, ink) {
    root.append(makeSvg("path", {
      d: path, fill: ink, "fill-rule": "evenodd", transform: `translate(${x} ${y - size / 2}) scale(${size / 16})`,
    }));
  },
  words(words, x, y, ink, { size = 12, bold = false, align = "left" } = {}) {
    root.append(makeSvg("text", {
      x, y, fill: ink, "font-size": size, "font-weight": bold ? 600 : 400,
      "text-anchor": align === "center" ? "middle" : "start", "dominant-baseline": "central",
    }, words));
  },
});

export const shortened = (words, width, look) => {
  if (measure(words, look) <= width) return words;
  let low = 0, high = words.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (measure(`${words.slice(0, middle)}…`, look) <= width) low = middle; else high = middle - 1;
  }
  return headOf(words, low);
};
export const wrapped = (words, width, most, look) => {
  const lines = [""];
  for (const word of words.split(/\s+/)) {
    const last = lines[lines.length - 1];
    const longer = last ? `${last} ${word}` : word;
    if (last && measure(longer, look) > width && lines.length < most) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines.map((line) => shortened(line, width, look));
};
