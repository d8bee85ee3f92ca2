// The article: passages underlined as their claims stand now, and a note to each. Python wrote text and notes; here they
// follow the selection, the year and what counts.

import { addressOf } from "./address.js";
import { all, byId, claims, page } from "./data.js";
import { make, markOf, overclaimed } from "./elements.js";
import { showEndnotes } from "./endnotes.js";
import { flagsBeside } from "./flags.js";
import { foldManyNotes } from "./folded_notes.js";
import { selection } from "./selection.js";
import { lookOf, now, standingWords, statusWord } from "./standings.js";
import { bringUp, floorOfSight } from "./sight.js";
import { state } from "./state.js";
import { go } from "./steps.js";
import { shortId } from "./words.js";

const ABOVE = 60; // pixels of the text above a passage that is scrolled to
const article = byId("article");
const partsOf = (kind) => (article ? all(kind, article) : []);
// A part has the claims that share its underline, the one with the longest passage first.
const passageParts = partsOf(".said").map((element) => (
  { element, level: element.className.match(/level-\d/)[0], said: element.dataset.n.split(" ").map((n) => claims[Number(n)]) }
));
const partOf = new Map(passageParts.map((part) => [part.element, part]));
const noteReferences = partsOf(".ref");
const marginNotes = partsOf(".note-to");
const noteLists = partsOf(".notes");
const claimSaid = (element) => claims[Number(element.dataset.n)];
const paragraphs = article?.matches(".ours") ? partsOf(".para") : [];
const readingOrder = (page.readingOrder ?? []).map((n) => claims[n]);
const noteNumbers = new Map(readingOrder.map((claim, n) => [claim, n + 1]));

// The claims of the selection in the order of their notes
export const inReadingOrder = () => {
  const shown = new Set(selection);
  return readingOrder.filter((claim) => shown.has(claim));
};
// In our words there is no text to keep: what is not in the selection goes, and a heading with nothing under it.
const hideLeftOut = (shown) => {
  let heading = null;
  for (const paragraph of paragraphs) {
    const passage = paragraph.querySelector(".said");
    paragraph.hidden = !passage || !partOf.get(passage)?.said.some((claim) => shown.has(claim));
    if (!passage) heading = paragraph;
    else if (!paragraph.hidden && heading) heading.hidden = false;
  }
};
const noteParts = (claim, again) => {
  const { look, certainty, overclaimed: more, words } = now(claim);
  const flags = flagsBeside(claim);
  const number = noteNumbers.get(claim);
  const head = [make("span", { class: "number" }, String(number)), " ", markOf(look), " ", make("strong", { class: look }, statusWord(claim))];
  const sure = certainty ? `, ${certainty}` : "";
  if (again) return [...head, sure, more ? ["; ", overclaimed("overclaimed")] : "", `, as in note ${number}`].flat().filter(Boolean);
  return [
    ...head, sure, "; ", more ? [overclaimed(more), "; "] : "",
    words.join("; "), flags && ["; ", flags], " ", make("span", { class: "id" }, shortId(claim.id)),
  ].flat().filter(Boolean);
};
export const showArticle = () => {
  const shown = new Set(selection);
  for (const { element, level, said } of passageParts) {
    const shortest = said.findLast((claim) => shown.has(claim));
    const chosen = said.some((claim) => claim.id === state.claim);
    element.className = `said ${level} ${shortest ? lookOf(shortest).name : "off"}${chosen ? " chosen" : ""}`;
  }
  for (const reference of noteReferences) {
    const claim = claimSaid(reference);
    reference.hidden = !shown.has(claim);
    reference.href = addressOf({ ...state, claim: claim.id });
    reference.setAttribute("aria-label", `note ${noteNumbers.get(claim)}: ${standingWords(claim)}`);
    reference.replaceChildren(markOf(now(claim).look, 12));
  }
  for (const note of marginNotes) {
    const claim = claimSaid(note);
    note.hidden = !shown.has(claim);
    note.classList.toggle("chosen", claim.id === state.claim);
  }
  for (const list of noteLists) foldManyNotes(list, showArticle);
  for (const note of marginNotes) if (!note.hidden) note.replaceChildren(...noteParts(claimSaid(note), note.dataset.again));
  hideLeftOut(shown);
  byId("none-said").hidden = selection.length > 0;
};

// What of the article is in sight: not what lies under the panel, where it lies over the page.
const sight = () => {
  const frame = article.getBoundingClientRect(), floor = floorOfSight();
  const scrolls = article.scrollHeight > article.clientHeight + 1;
  return { scrolls, top: scrolls ? Math.max(frame.top, 0) : 0, bottom: scrolls ? Math.min(frame.bottom, floor) : floor };
};
const isWithin = (place, { top, bottom }) => {
  const at = place.getBoundingClientRect();
  return at.top >= top && at.bottom <= bottom;
};
// Scroll to where a claim is said, unless that is in sight. How high the paragraphs before it are shows only where they
// are drawn, so it is looked again.
const bringIntoSight = (place, again) => {
  if (sight().scrolls) bringUp(article);
  const seen = sight();
  if (isWithin(place, seen)) return;
  (seen.scrolls ? article : window).scrollBy(0, place.getBoundingClientRect().top - seen.top - ABOVE);
  if (again) requestAnimationFrame(() => bringIntoSight(place, again - 1));
};
export const turnToPassage = (claim) => {
  const place = passageParts.find(({ said }) => said.includes(claim))?.element ?? noteReferences.find((element) => claimSaid(element) === claim);
  if (place) bringIntoSight(place, 3);
};
// Whether the article scrolls by itself, and shows none of the selection
export const hasNoneInSight = () => {
  const seen = sight();
  return seen.scrolls && !partsOf(".said:not(.off)").some((passage) => isWithin(passage, seen));
};

// A click on a passage or its note opens its claim, the shortest of those there, unless words are being marked.
const pointedPart = (event) => {
  const element = event.target instanceof Element ? event.target.closest(".said:not(.off), .ref, .note-to") : null;
  if (!element) return null;
  const said = partOf.get(element)?.said;
  return { element, claim: said ? said.findLast((claim) => selection.includes(claim)) : claimSaid(element) };
};
article?.addEventListener("click", (event) => {
  const pointed = pointedPart(event);
  if (!pointed || pointed.element.matches(".ref") || getSelection()?.isCollapsed === false) return;
  go({ claim: pointed.claim.id });
});
// What belongs together is lit together: passage, number and note.
let litClaim = null;
export const lightClaim = (claim) => {
  if (claim === litClaim) return;
  litClaim = claim;
  for (const { element, said } of passageParts) element.classList.toggle("lit", said.includes(claim));
  for (const note of marginNotes) note.classList.toggle("lit", claimSaid(note) === claim);
};
for (const kind of ["pointerover", "focusin"]) article?.addEventListener(kind, (event) => lightClaim(pointedPart(event)?.claim ?? null));
article?.addEventListener("pointerleave", () => lightClaim(null));

addEventListener("beforeprint", () => {
  if (state.view === "article") showEndnotes(byId("endnotes"), inReadingOrder(), noteNumbers);
});
addEventListener("afterprint", () => byId("endnotes")?.replaceChildren());
