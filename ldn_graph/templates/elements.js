// Elements. Text goes in as text: strings become text nodes, never markup.

import { addressOf } from "./address.js";
import { byId, looks, page } from "./data.js";
import { state } from "./state.js";
import { shortId } from "./words.js";

export const make = (name, attributes, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value);
  }
  element.append(...children.flat(3).filter((child) => child !== null && child !== "" && child !== false));
  return element;
};
export const text = (name, words, kind) => (words ? make(name, { dir: "auto", class: kind }, words) : null);
const SVG = "http://www.w3.org/2000/svg";
export const makeSvg = (name, attributes, ...children) => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};
const drawn = (kind, path, size) => makeSvg(
  "svg", { class: `mark ${kind}`, viewBox: "0 0 16 16", width: size, height: size, "aria-hidden": "true" },
  makeSvg("path", { "fill-rule": "evenodd", d: path }),
);
export const markOf = (look, size = 14) => drawn(look, looks.get(look).mark, size);
export const overclaimMark = (size = 12) => drawn("over", page.overclaim, size);
export const overclaimed = (words) => words && make("span", { class: "over" }, overclaimMark(), " ", words);
// What folds, and stays as it was left when it is made anew
const folds = new Map();
export const fold = (key, title, open, ...children) => {
  const details = make("details", { class: "fold" }, make("summary", { "data-key": `fold ${key}`, dir: "auto" }, title), ...children);
  details.open = folds.get(key) ?? open;
  details.addEventListener("toggle", () => folds.set(key, details.open));
  return details;
};
export const button = (words, label, act, kind) => {
  const element = make("button", { type: "button", "aria-label": label, title: label, class: kind, "data-key": label }, words);
  element.addEventListener("click", act);
  return element;
};
export const outward = (words, address) => (
  make("a", { href: address, rel: "noopener noreferrer", target: "_blank", dir: "auto" }, words)
);
export const inward = (words, change, attributes = {}) => (
  make("a", { ...attributes, href: addressOf({ ...state, ...change }) }, words)
);
export const claimLink = (claim, within) => (
  inward(shortId(claim.id), { claim: claim.id }, { "data-key": `${within} ${claim.id}` })
);
/** @returns {any} */
export const focusedElement = () => document.activeElement;
// What is spoken by a screen reader, too.
export const tell = (words) => {
  byId("told").textContent = words;
};
