// Which words may be written at a place of a query.

/**
 * @typedef {{ keywords: string[], prefixes: Record<string, string>, names: [string, string][],
 *   after: Record<string, string[]> }} Words
 */
/** @typedef {{ word: string, meaning: string }} Offer */

const MOST = 10; // so many can be seen at once

// The word before the caret, which an offer would take the place of
/** @param {string} before */
export const wordBefore = (before) => /[?$]\w*$|[\w-]*:[\w.-]*$|[A-Za-z_][\w-]*$/.exec(before)?.[0] || "";

// In a text, an IRI or a comment nothing is completed.
/** @param {string} before */
const isInside = (before) => {
  const line = before.slice(before.lastIndexOf("\n") + 1).replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|<[^<>\s]*>/g, "");
  return /["'#]|<[^<>\s]+$/.test(line);
};
/**
 * @param {string} text
 * @param {number} at
 * @returns {Offer[]}
 */
const variables = (text, at) => {
  const word = wordBefore(text.slice(0, at));
  const others = text.slice(0, at - word.length) + text.slice(at);
  return [...new Set(others.match(/\?\w+/g) || [])].map((name) => ({ word: name, meaning: "" }));
};
/** @param {Offer} offer */
const localOf = (offer) => offer.word.slice(offer.word.indexOf(":") + 1);
// What is the whole of a name, then what has the same capitals
/**
 * @param {Offer[]} offers
 * @param {string} word
 */
const likeliestFirst = (offers, word) => {
  const rank = (offer) => [offer.word, localOf(offer)].map((name) => (name === word ? 0 : name.startsWith(word) ? 1 : 2));
  return offers.map((offer) => ({ offer, at: Math.min(...rank(offer)) })).sort((a, b) => a.at - b.at).map(({ offer }) => offer);
};
/**
 * @param {string} text
 * @param {number} at where the caret stands
 * @param {Words} words
 * @returns {Offer[]} the likeliest first; none for a word that is there already
 */
export const offersAt = (text, at, words) => {
  const before = text.slice(0, at);
  const word = wordBefore(before);
  const typed = word.toLowerCase();
  if (isInside(before.slice(0, before.length - word.length))) return [];
  const prefixes = Object.entries(words.prefixes);
  if (/\bPREFIX\s+[\w-]*$/i.test(before)) {
    return prefixes.map(([prefix, iri]) => ({ word: `${prefix}: <${iri}>`, meaning: "" }))
      .filter((offer) => offer.word.startsWith(typed)).slice(0, MOST);
  }
  if (/^[?$]/.test(word)) return variables(text, at).filter((offer) => offer.word !== word && offer.word.toLowerCase().startsWith(typed.replace("$", "?")));
  /** @type {Offer[]} */
  const names = words.names.map(([name, meaning]) => ({ word: name, meaning }));
  const begins = names.filter((offer) => offer.word.toLowerCase().startsWith(typed));
  // what a property takes comes before all that begins so
  const property = /([\w:-]+)\s+(?:[\w:-]+\s*,\s*)*$/.exec(before.slice(0, before.length - word.length))?.[1] || "";
  const taken = Object.hasOwn(words.after, property) ? words.after[property] : [];
  const fitting = names.filter((offer) => taken.includes(offer.word) && offer.word !== word
    && (offer.word.toLowerCase().startsWith(typed) || localOf(offer).toLowerCase().startsWith(typed)));
  if (fitting.length) return fitting.slice(0, MOST);
  if (word.includes(":")) return likeliestFirst(begins.filter((offer) => offer.word !== word), word).slice(0, MOST);
  const keywords = words.keywords.filter((keyword) => keyword.toLowerCase().startsWith(typed))
    .map((keyword) => ({ word: keyword, meaning: "" }));
  const shortened = prefixes.filter(([prefix]) => prefix.toLowerCase().startsWith(typed))
    .map(([prefix, iri]) => ({ word: `${prefix}:`, meaning: iri }));
  if (!word) return [...variables(text, at), ...shortened, ...keywords].slice(0, MOST);
  const locals = likeliestFirst(names.filter((offer) => localOf(offer).toLowerCase().startsWith(typed)), word);
  const called = names.filter((offer) => offer.meaning.toLowerCase().startsWith(typed));
  const within = typed.length > 2 ? names.filter((offer) => /^(?:entity|claim|source):/.test(offer.word) && offer.meaning.toLowerCase().includes(typed)) : [];
  const offers = [...keywords, ...shortened, ...locals, ...called, ...within];
  const once = new Map(offers.map((offer) => [offer.word, offer]));
  once.delete(word);
  return [...once.values()].slice(0, MOST);
};
