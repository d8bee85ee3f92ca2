// The sentences above the claims: for how many no direct support is recorded, how many are supported with reserve.

import { byId, claims, statuses } from "./data.js";
import { make } from "./elements.js";
import { citesNothing, citesUnknown, now } from "./standings.js";
import { state, untilWords } from "./state.js";
import { capital, plural } from "./words.js";

const reserve = byId("reserve");
// How many of those that are (partly) supported are uncertain or overclaimed, now
const showReserve = () => {
  const some = claims.filter((claim) => now(claim).look !== now(claim).status).length;
  reserve.hidden = !some;
  reserve.replaceChildren(make("b", {}, some.toLocaleString("en")), ` (partly) supported ${plural(some, "is", "are")} uncertain or overclaimed.`);
};
// The sentence on how many claims have no direct support: as it was written, or of the year or the publication.
const support = byId("support");
const writtenSupport = support?.textContent;
const of = (count) => (count ? `${count.toLocaleString("en")} of ${claims.length.toLocaleString("en")}` : "none");
const publishedWords = (bare) => {
  const nothing = claims.filter(citesNothing).length;
  if (!nothing) return `As published, no direct support is cited for ${of(bare)}.`;
  const unknown = claims.filter(citesUnknown).length;
  const parts = [
    nothing > unknown && `the article cites nothing for ${of(nothing - unknown)}`,
    unknown && `no citation is recorded for ${of(unknown)}`,
    bare > nothing && `no direct support for ${(bare - nothing).toLocaleString("en")} more`,
  ].filter(Boolean);
  return `As published, ${parts.join(", and ")}.`;
};
export const showSums = () => {
  if (!support) return;
  const bare = claims.filter((claim) => statuses.get(now(claim).status).stub).length;
  showReserve();
  if (state.published) support.textContent = publishedWords(bare);
  else if (state.year === null) support.textContent = writtenSupport;
  else support.textContent = `${capital(untilWords(state.year))} no direct support is recorded for ${of(bare)}.`;
};
