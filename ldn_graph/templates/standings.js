// Standings: what the audit says of each claim by the chosen year, or as published. Python worked them out; here they
// are only looked up.

import { claims, looks, page, wordOf } from "./data.js";
import { FACETS } from "./facets.js";
import { state } from "./state.js";

const standingIn = (claim, { published, year }) => {
  if (published) return page.states[claim.published];
  const [, place] = claim.states.findLast(([since]) => since === null || year === null || since <= year);
  return page.states[place];
};
/** @import { Standing } from "./page-data" */
/** @type {Standing[]} */
let standings = [];
/** @type {{ published?: boolean, year?: number | null }} */
let taken = {}; // the state that they were taken for
export const takeStandings = () => {
  if (taken.published === state.published && taken.year === state.year) return;
  taken = state;
  standings = claims.map((claim) => standingIn(claim, state));
};
/** @type {(claim: any) => Standing} */
export const now = (claim) => standings[claim.n];
export const lookOf = (claim) => looks.get(now(claim).look);
/** @type {(claim: any) => any} */
export const sureOf = (claim) => {
  const { sure } = now(claim);
  return sure === null ? null : page.certainties[sure];
};
// As published an article may cite nothing for a claim, or nobody recorded what it cites; that is said in the place of
// its status.
export const citesNothing = (claim) => (
  state.published && now(claim).status === "unchecked" && claim.articles.length > 0
  && !claim.unassessed.length && !linesOf(claim).length && !fallenOf(claim).length
);
export const citesUnknown = (claim) => citesNothing(claim) && claim.as_published === "no_reference";
/** @type {(claim: any) => string} */
export const nothingWord = (claim) => (citesUnknown(claim) ? "no citation recorded" : "cites nothing");
export const statusWord = (claim) => (citesNothing(claim) ? nothingWord(claim) : wordOf(now(claim).status));
// The status, and what must stand beside it: "supported, very low certainty, overclaimed: stated as proven".
export const standingWords = (claim) => (
  [statusWord(claim), now(claim).certainty, now(claim).overclaimed].filter(Boolean).join(", ")
);
export const linesOf = (claim) => now(claim).lines.map((n) => claim.lines[n]);
export const fallenOf = (claim) => (now(claim).fallen ?? []).map((n) => claim.lines[n]);
/** @type {(claim: any) => [string, any[]][]} */
export const inGroups = (claim) => page.groups.map(([side, heading]) => (
  [heading, side === "retracted" ? fallenOf(claim) : linesOf(claim).filter((line) => line.side === side)]
));
export const flagNames = (claim) => FACETS.flag.of(claim, now(claim));
