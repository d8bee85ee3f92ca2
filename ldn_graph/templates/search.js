// The search field: while one types, claims, conditions, mechanisms and sources are suggested.

import { byId, claims } from "./data.js";
import { make } from "./elements.js";
import { inViewOrder } from "./panel.js";
import { selection } from "./selection.js";
import { go } from "./steps.js";
import { suggestionsFor } from "./suggestions.js";
import { clip } from "./words.js";

export const search = byId("search");
const suggestions = byId("suggestions");
let active = -1;
let typing = false; // the first letter is a step that one can go back to, the next ones are not
const suggest = () => {
  active = -1;
  const suggested = suggestionsFor(search.value);
  suggestions.replaceChildren(...suggested.map(([kind, label, change], n) => {
    const option = make("li", { role: "option", id: `suggestion-${n}`, "aria-selected": "false", dir: "auto" },
      make("span", { class: "kind" }, kind), " ", clip(label, 110));
    option.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      take(change());
    });
    option.change = change;
    return option;
  }));
  showSuggestions(suggested.length > 0);
};
const showSuggestions = (shown) => {
  suggestions.hidden = !shown;
  search.setAttribute("aria-expanded", String(shown));
  if (!shown) search.removeAttribute("aria-activedescendant");
};
const take = (change) => {
  showSuggestions(false);
  typing = false;
  go(change);
};
const move = (by) => {
  const options = [...suggestions.children];
  const places = options.length + 1; // the last is the field itself
  active = ((active < 0 ? options.length : active) + places + by) % places;
  if (active === options.length) active = -1;
  options.forEach((option, n) => option.setAttribute("aria-selected", String(n === active)));
  if (active < 0) search.removeAttribute("aria-activedescendant");
  else search.setAttribute("aria-activedescendant", options[active].id);
};
search.addEventListener("input", () => {
  suggest();
  go({ query: search.value, claim: null }, { replace: typing });
  typing = true;
});
search.addEventListener("keydown", (event) => {
  const open = !suggestions.hidden;
  if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    move(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (open && active >= 0) return take(suggestions.children[active].change());
    showSuggestions(false);
    typing = false;
    const asked = search.value.trim().toLowerCase();
    const exact = claims.find((claim) => claim.id.toLowerCase() === asked);
    if (exact) take({ claim: exact.id, query: "" });
    else if (selection.length && asked) go({ claim: inViewOrder()[0].id });
  } else if (event.key === "Escape" && open) {
    event.stopPropagation();
    event.preventDefault();
    showSuggestions(false);
  }
});
search.addEventListener("blur", () => {
  typing = false;
  showSuggestions(false);
});
