// What may be meant by what is typed: conditions, entities, claims and sources, by their label, their other names and
// their ids.

import { claims, entities, page } from "./data.js";
import { wordsOf } from "./reference.js";
import { only } from "./state.js";

const SUGGESTED = 4; // of a kind
const LONG_ID = 24; // what is longer says less than the label
/** @typedef {{ label: string, names: string[], id: string, change: () => any, text: string }} Suggestible */
/** @type {(label: string, names: string[], id: string, change: () => any) => Suggestible} */
const suggestible = (label, names, id, change) => ({
  label, names, id, change, text: [label, ...names, id].join("\n").toLowerCase(),
});
const namesOf = new Map([...entities.values()].map(({ name, also }) => [name, also]));
/** @type {Record<string, () => Suggestible[]>} */
const KINDS = {
  condition: () => page.conditions.map(([id, label]) => suggestible(label, namesOf.get(id) ?? [], id, () => only("condition", id))),
  entity: () => [...entities.values()].filter(({ kind }) => kind !== "condition")
    .map(({ name, label, also }) => suggestible(label, also, name, () => only("entity", name))),
  claim: () => claims.map(({ id, label }) => suggestible(label, [], id, () => ({ claim: id, query: "" }))),
  source: () => page.sources.map(({ id, label, keys }) => suggestible(label, keys, id, () => only("source", id))),
};
/** @type {Map<string, Suggestible[]>} */
const lists = new Map(); // made when they are first asked for
const listOf = (kind) => {
  const list = lists.get(kind) ?? KINDS[kind]();
  lists.set(kind, list);
  return list;
};
// What begins with the words comes first, then what has a word or another name that does.
const rankOf = (text, first) => {
  const at = text.indexOf(first);
  return at === 0 ? 0 : text.includes(`\n${first}`) ? 1 : text.includes(` ${first}`) ? 2 : 3;
};
const bestOfKind = (kind, words) => {
  /** @type {Suggestible[][]} */
  const ranks = [[], [], [], []];
  for (const each of listOf(kind)) {
    if (!words.every((word) => each.text.includes(word))) continue;
    const rank = ranks[rankOf(each.text, words[0])];
    if (rank.length < SUGGESTED) rank.push(each);
    if (ranks[0].length === SUGGESTED) break;
  }
  return ranks.flat().slice(0, SUGGESTED);
};
// The label, and the other name by which it was found.
const wordsFor = (kind, { label, names, id }, words) => {
  if (kind === "claim" || kind === "source") return id.length > LONG_ID ? label : `${id} ${label}`;
  const isIn = (text) => words.every((word) => text.toLowerCase().includes(word));
  const other = isIn(label) ? null : names.find(isIn) ?? (isIn(id) ? id : null);
  return other ? `${label} (${other})` : label;
};
// [kind, words, what choosing it changes]
/** @returns {[string, string, () => any][]} */
export const suggestionsFor = (query) => {
  const words = wordsOf(query);
  if (!words.length) return [];
  return Object.keys(KINDS).flatMap((kind) => bestOfKind(kind, words).map((each) => (
    /** @type {[string, string, () => any]} */ ([kind, wordsFor(kind, each, words), each.change]))));
};
