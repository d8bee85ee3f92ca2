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
let standings = [];
/** @type {{ published?: boolean, year?: number | null }} */
let taken = {}; // the state that they were taken for
export const takeStandings = () => {
  if (taken.published === state.published && taken.year === state.year) return;
  taken = state;
  standings = claims.map((claim) => standingIn(claim, state));
};
export const now = (claim) => standings[claim.n];
export const lookOf = (claim) => looks.get(now(claim).look);
export const sureOf = (claim) => (now(claim).sure === null ? null : page.certainties[now(claim).sure]);
// The status, and what must stand beside it: "supported, very low certainty, overclaimed: worded as proven".
export const standingWords = (claim) => (
  [wordOf(now(claim).status), now(claim).certainty, now(claim).overclaimed].filter(Boolean).join(", ")
);
export const linesOf = (claim) => now(claim).lines.map((n) => claim.lines[n]);
export const fallenOf = (claim) => (now(claim).fallen ?? []).map((n) => claim.lines[n]);
export const inGroups = (claim) => page.groups.map(([side, heading]) => (
  [heading, side === "retracted" ? fallenOf(claim) : linesOf(claim).filter((line) => line.side === side)]
));
export const flagNames = (claim) => FACETS.flag.of(claim, now(claim));
