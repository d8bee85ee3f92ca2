// The columns of the table: what stands in each, and how claims are sorted by it.

import { ORDERS, conditionOf } from "./facets.js";
import { flagNames, lookOf, now, sureOf } from "./standings.js";
import { state } from "./state.js";

// name, title, what it is sorted by (null: missing, always last), whether the first click puts the greatest first
/** @type {[string, string, (claim: any) => any, boolean?][]} */
export const COLUMNS = [
  ["id", "Id", (claim) => claim.n],
  ["status", "Status", (claim) => ORDERS.status.indexOf(now(claim).status)],
  ["certainty", "Certainty", (claim) => sureKey(sureOf(claim)), true],
  ["claim", "Claim", (claim) => claim.label.toLowerCase()],
  ["wording", "Wording", (claim) => ORDERS.wording.indexOf(claim.wording)],
  ["condition", "Condition", (claim) => conditionOf(claim).toLowerCase() || null],
  ["for", "Level for", (claim) => levelKey(now(claim).best_level_for, now(claim).level_for)],
  ["against", "Level against", (claim) => levelKey(now(claim).best_level_against, now(claim).level_against)],
  ["studies", "Studies", (claim) => now(claim).independent_studies, true],
  ["people", "Participants", (claim) => now(claim).participants, true],
  ["flags", "Flags", (claim) => flagNames(claim).length, true],
];
/** @type {Map<string, any>} */
export const SORTS = new Map(COLUMNS.map(([name, , key]) => [name, key]));
const sureKey = (sure) => sure && (sure.best ?? 0) * 5 + (sure.lower ?? 0);
const levelKey = (level, words) => level ?? (words === "none" ? null : 6); // no level sorts after 5
export const cellsOf = (claim) => {
  const { certainty, level_for: level, level_against: against, independent_studies: studies, participants: people } = now(claim);
  return {
    id: claim.id, status: lookOf(claim).word, certainty: certainty ?? "", claim: claim.label, wording: claim.wording,
    condition: conditionOf(claim), for: level, against, studies, people, flags: flagNames(claim).join(", "),
  };
};
export const sorted = (list) => {
  const sign = state.sort.startsWith("-") ? -1 : 1;
  const key = SORTS.get(state.sort.replace(/^-/, ""));
  const keyed = list.map((claim) => [key(claim), claim]);
  keyed.sort(([a, one], [b, other]) => (
    Number(a === null) - Number(b === null) || (a < b ? -sign : a > b ? sign : 0) || one.n - other.n
  ));
  return keyed.map(([, claim]) => claim);
};
