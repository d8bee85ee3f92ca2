// The columns of the table: their titles, and how claims are sorted by each.

import { ORDERS, conditionOf } from "./facets.js";
import { flagNames, now, sureOf } from "./standings.js";
import { state } from "./state.js";

// name, title, what it is sorted by (null: missing, always last), whether the first click puts the greatest first
/** @type {[string, string, (claim: any) => any, boolean?][]} */
export const COLUMNS = [
  ["claim", "Claim", (claim) => claim.label.toLowerCase()],
  ["status", "Status", (claim) => ORDERS.status.indexOf(now(claim).status)],
  ["certainty", "Certainty", (claim) => sureKey(sureOf(claim)), true],
  ["condition", "Condition", (claim) => conditionOf(claim).toLowerCase() || null],
  ["for", "Best for", (claim) => levelKey(now(claim).best_level_for, now(claim).level_for)],
  ["against", "Best against", (claim) => levelKey(now(claim).best_level_against, now(claim).level_against)],
  ["studies", "Studies for it", (claim) => now(claim).independent_studies, true],
  ["people", "People", (claim) => now(claim).participants || null, true],
  ["wording", "Wording", (claim) => ORDERS.wording.indexOf(claim.wording)],
  ["flags", "Flags", (claim) => flagNames(claim).length, true],
  ["id", "Id", (claim) => claim.n],
];
/** @type {Map<string, any>} */
export const SORTS = new Map(COLUMNS.map(([name, , key]) => [name, key]));
const sureKey = (sure) => sure && (sure.best ?? 0) * 5 + (sure.lower ?? 0);
const levelKey = (level, words) => level ?? (words === "none" ? null : 6); // no level sorts after 5
export const sorted = (list) => {
  const sign = state.sort.startsWith("-") ? -1 : 1;
  const key = SORTS.get(state.sort.replace(/^-/, ""));
  const keyed = list.map((claim) => [key(claim), claim]);
  keyed.sort(([a, one], [b, other]) => (
    Number(a === null) - Number(b === null) || (a < b ? -sign : a > b ? sign : 0) || one.n - other.n
  ));
  return keyed.map(([, claim]) => claim);
};
