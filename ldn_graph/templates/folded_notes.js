// The notes beside one paragraph: of very many the first are shown, the one that is chosen, and a button for the others.

import { button, make } from "./elements.js";
import { countWords } from "./words.js";

const MOST = 100;
// Hides notes of a list beyond the first, unless all were asked for; `showAgain` is called when they are.
export const foldManyNotes = (list, showAgain) => {
  list.querySelector(".more-notes")?.remove();
  const shown = [...list.children].filter((note) => !note.hidden);
  list.hidden = !shown.length;
  if (shown.length <= MOST || list.matches(".unfolded")) return;
  const folded = shown.slice(MOST).filter((note) => !note.matches(".chosen"));
  for (const note of folded) note.hidden = true;
  const unfold = () => {
    list.classList.add("unfolded");
    showAgain();
    folded[0]?.querySelector("a, button, [tabindex]")?.focus();
  };
  const words = countWords(folded.length, "more note", "more notes");
  if (folded.length) list.append(make("li", { class: "more-notes" }, button(words, `${words} to this paragraph`, unfold)));
};
