// The list of words that fit where the caret stands. It opens while somebody writes, and with Ctrl+Space; nothing in it is
// chosen until an arrow key goes there, so that Enter and Tab do what they do in any text field.

import { offersAt, wordBefore } from "./editor_words.js";

/**
 * @param {HTMLElement} area
 * @param {HTMLTextAreaElement} field
 */
export const offerWords = (area, field) => {
  const list = document.createElement("ul");
  list.id = "offers";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Words that fit here");
  list.hidden = true;
  const told = document.createElement("p");
  told.className = "unseen";
  told.setAttribute("role", "status");
  area.append(list, told);
  const help = document.createElement("p");
  help.className = "soft";
  help.id = "editor-help";
  help.textContent = "Ctrl+Space offers what fits, arrow keys choose, Enter takes it, Escape closes; Ctrl+Enter asks.";
  area.after(help);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-describedby", [field.getAttribute("aria-describedby"), help.id].filter(Boolean).join(" "));

  /** @type {import("./editor_words.js").Words | null} */
  let words = null;
  const load = async () => {
    const answer = words ? null : await fetch("/assets/words.json").catch(() => null);
    if (answer && answer.ok) words = await answer.json();
  };
  /** @type {import("./editor_words.js").Offer[]} */
  let offers = [];
  let chosen = -1;
  const close = () => {
    list.hidden = true;
    chosen = -1;
    field.removeAttribute("aria-activedescendant");
  };
  /** @param {number} number */
  const choose = (number) => {
    chosen = number;
    [...list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === chosen)));
    const item = list.children[chosen];
    if (!item) return;
    field.setAttribute("aria-activedescendant", item.id);
  };
  /** @param {number} number */
  const take = (number) => {
    const { word } = offers[number];
    const at = field.selectionStart;
    const written = wordBefore(field.value.slice(0, at));
    const kept = word.startsWith(written) ? written.length : 0;
    field.setSelectionRange(at - written.length + kept, at);
    // so that it can be undone; a browser that no longer knows the command puts the text in without that
    if (!document.execCommand("insertText", false, word.slice(kept))) {
      field.setRangeText(word.slice(kept), field.selectionStart, at, "end");
    }
    close();
    if (word.endsWith(":")) offer(false);
  };
  /** @param {boolean} first whether the first is chosen */
  const offer = (first) => {
    if (!words || field.selectionStart !== field.selectionEnd) return close();
    offers = offersAt(field.value, field.selectionStart, words);
    if (!offers.length) return close();
    list.replaceChildren(...offers.map(({ word, meaning }, number) => {
      const item = document.createElement("li");
      item.id = `offer-${number}`;
      item.setAttribute("role", "option");
      item.append(word);
      if (meaning) {
        const said = document.createElement("small");
        said.textContent = meaning;
        item.append(" ", said);
      }
      item.addEventListener("mousedown", (event) => event.preventDefault());
      item.addEventListener("click", () => take(number));
      return item;
    }));
    list.hidden = false;
    place(area, field, list);
    choose(first ? 0 : -1);
    told.textContent = `${offers.length} ${offers.length === 1 ? "word fits" : "words fit"}`;
    return undefined;
  };
  field.addEventListener("focus", load);
  field.addEventListener("input", async () => {
    await load();
    if (wordBefore(field.value.slice(0, field.selectionStart)).length > 1) offer(false);
    else close();
  });
  field.addEventListener("keydown", async (event) => {
    if (event.key === " " && event.ctrlKey) {
      event.preventDefault();
      await load();
      return offer(true);
    }
    if (list.hidden || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return undefined;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      return choose((Math.max(chosen, step < 0 ? 0 : -1) + step + offers.length) % offers.length);
    }
    if (event.key === "Escape") {
      event.preventDefault();
      return close();
    }
    if ((event.key === "Enter" || event.key === "Tab") && chosen >= 0) {
      event.preventDefault();
      return take(chosen);
    }
    if (["ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown", "Enter"].includes(event.key)) close();
    return undefined;
  });
  field.addEventListener("blur", close);
  field.addEventListener("click", close);
  field.addEventListener("scroll", close);
};
// The list stands below the word, and within the area
/**
 * @param {HTMLElement} area
 * @param {HTMLTextAreaElement} field
 * @param {HTMLElement} list
 */
const place = (area, field, list) => {
  const style = getComputedStyle(field);
  const before = field.value.slice(0, field.selectionStart - wordBefore(field.value.slice(0, field.selectionStart)).length);
  const lines = before.split("\n");
  const pen = document.createElement("canvas").getContext("2d");
  if (pen) pen.font = style.font;
  const width = pen ? pen.measureText(lines[lines.length - 1].replaceAll("\t", "        ")).width : 0;
  const left = field.offsetLeft + parseFloat(style.paddingLeft) + width - field.scrollLeft;
  const top = field.offsetTop + parseFloat(style.paddingTop) + lines.length * parseFloat(style.lineHeight) - field.scrollTop;
  list.style.left = `${Math.max(0, Math.min(left, area.clientWidth - list.offsetWidth))}px`;
  list.style.top = `${top + 4}px`;
};
