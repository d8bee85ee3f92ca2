// In the article: from one claim that the filters and the search leave to the next; after a step that leaves none in sight,
// to the first.

import { hasNoneInSight, inReadingOrder, lightClaim, turnToPassage } from "./article.js";
import { byId } from "./data.js";
import { button, tell } from "./elements.js";
import { isFiltered, selectionWords } from "./selection.js";
import { state } from "./state.js";

const part = byId("matches");
let match = null; // the claim that was turned to last
const turnToMatch = (by) => {
  const matches = inReadingOrder();
  const at = matches.indexOf(match);
  const next = at < 0 ? (by < 0 ? matches.length - 1 : 0) : (at + by + matches.length) % matches.length;
  match = matches[next];
  turnToPassage(match);
  lightClaim(match);
  tell(`${selectionWords()}; this is number ${next + 1}`);
};
part.append(
  button("↑ previous", "Previous match", () => turnToMatch(-1)), " ",
  button("next ↓", "Next match", () => turnToMatch(1)));
const isShown = () => state.view === "article" && isFiltered() && inReadingOrder().length > 0;
export const showMatches = () => {
  part.hidden = !isShown();
};
const askedFor = ({ query, filters }) => JSON.stringify([query, filters]);
export const followMatches = (before) => {
  if (askedFor(before) === askedFor(state)) return;
  match = null;
  if (state.claim === null && isShown() && hasNoneInSight()) turnToPassage(inReadingOrder()[0]);
};
