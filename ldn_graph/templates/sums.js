// The sentences above the claims: for how many no direct support is recorded, how many are supported with reserve.

import { byId, claims, looks, statuses } from "./data.js";
import { now } from "./standings.js";
import { state } from "./state.js";

// How many of those that are supported, or partly, are shown with reserve, now
const showSum = () => {
  const supported = claims.filter((claim) => looks.has(`${now(claim).status}-with-reserve`));
  const some = supported.filter((claim) => now(claim).look !== now(claim).status).length;
  reserve.hidden = !some;
  for (const [name, number] of [["some", some], ["of", supported.length]]) {
    reserve.querySelector(`[data-number=${name}]`).textContent = number.toLocaleString("en");
  }
};
const reserve = byId("reserve");
// The sentence on how many claims have no direct support: as it was written, or of the year or the publication.
const support = byId("support");
const writtenSupport = support?.textContent;
export const showSupport = () => {
  if (!support) return;
  const bare = claims.filter((claim) => statuses.get(now(claim).status).stub).length;
  const whom = bare ? `${bare.toLocaleString("en")} of ${claims.length.toLocaleString("en")}` : "none";
  byId("facts").hidden = state.published; // they are about the literature
  showSum();
  if (state.published) support.textContent = `As published, no direct support is cited for ${whom}.`;
  else if (state.year === null) support.textContent = writtenSupport;
  else support.textContent = `By the end of ${state.year} no direct support is recorded for ${whom}.`;
};
