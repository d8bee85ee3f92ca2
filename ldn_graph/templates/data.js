// What the page was handed: the data in its document, and what can be looked up in it.

import { readData } from "./unpack.js";
import { countWords } from "./words.js";

// What kind of element it is, only the document says.
/** @type {(id: string) => any} */
export const byId = (id) => document.getElementById(id);
/** @type {(selector: string, within?: ParentNode) => any[]} */
export const all = (selector, within = document) => [...within.querySelectorAll(selector)];
/** @import { Data } from "./page-data" */
/** @type {Data} */
const data = await readData(byId("data"));
const { nodes, edges } = data;
export const { chart, page } = data;
export const options = JSON.parse(data.options); // as pyvis writes them
// What is looked up is there: Python says so, the checker cannot know.
/** @type {Map<string, any>} */
export const statuses = new Map(page.statuses.map((status) => [status.name, status]));
/** @type {Map<string, any>} */
export const looks = new Map(page.looks.map((look) => [look.name, look]));
export const entities = new Map(nodes.filter((node) => node.kind).map((node) => [node.id, node]));
export const claims = page.claims;
/** @type {Map<string | null, any>} */
export const claimOf = new Map(claims.map((claim) => [claim.id, claim]));
export const entityWords = new Map([...entities.values()].map((entity) => [entity.name, entity.label]));
export const conditionWords = new Map(page.conditions.map(([id, label]) => [id, label]));

// Each claim with its chain and the place of its lane, as they were laid out before.
/** @type {Map<string, any>} */
const claimAt = new Map(claims.map((claim, n) => [`c${n}`, Object.assign(claim, { n, cells: [null, null, null] })]));
nodes.filter((node) => claimAt.has(node.id)).forEach((node, order) => {
  Object.assign(claimAt.get(node.id), { order, band: node.band, group: node.group });
});
for (const edge of edges) {
  const { cells } = claimAt.get(edge.claim);
  if (!cells.some(Boolean)) cells[0] = entities.get(edge.from) ?? null; // none where the claim is a sentence only
  if (edge.at < cells.length) cells[edge.at] = entities.get(edge.to);
}

export const claimsWords = (count) => countWords(count, "claim", "claims");
export const wordOf = (status) => statuses.get(status).word;
export const isSentence = (claim) => !claim.cells[0];
export const verbOf = (claim) => page.verbs[claim.verb];
// Whether "in" stands before the condition: not where the name before it has it, as "relapses of multiple sclerosis"
export const saysWhere = ({ cells: [, middle, condition] }) => (
  Boolean(middle && condition) && !middle.label.toLowerCase().includes(condition.label.toLowerCase())
);
// The chain as a sentence: "a drug increases an outcome in a condition"
export const chainWords = (claim) => {
  const [subject, middle, condition] = claim.cells.map((entity) => entity?.label);
  if (!subject) return condition ? `in ${condition}` : "";
  const where = saysWhere(claim) ? ["in", condition] : middle ? [] : [condition];
  return [subject, verbOf(claim), middle, ...where].filter(Boolean).join(" ");
};
export const conditionsOf = (claim) => (claim.condition === null ? [] : [claim.condition, ...claim.broader]);
export const placesOf = (claim) => claim.stated_at.map(({ section, start, end }) => (
  `section "${section}", characters ${start} to ${end}`
));
export const articlesOf = (claim) => claim.articles.map((n) => page.articles[n]);
