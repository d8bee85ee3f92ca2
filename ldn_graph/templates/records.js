// A claim to be carried away: as citation, BibTeX or JSON.

import { articlesOf, page } from "./data.js";
import { focusedElement, make, tell } from "./elements.js";
import { whenWords } from "./selection.js";
import { fallenOf, flagNames, inGroups, linesOf, now, standingWords, sureOf } from "./standings.js";
import { state } from "./state.js";
import { capital } from "./words.js";

const sourcesOf = (claim) => [...new Set(linesOf(claim).map((line) => line.source))].map((n) => page.sources[n]);
const dated = () => (page.modified ? ` Data last changed on ${page.modified}.` : "");
const lineWords = (line) => `- ${page.sources[line.source].cite} (${line.facts.join("; ")})`;
export const citationOf = (claim) => [
  `${claim.id}. ${claim.label}.`,
  ...articlesOf(claim).map(({ cite }) => `Claimed in: ${cite}`),
  `${capital(standingWords(claim))}: ${now(claim).reason}.${sureOf(claim) ? ` ${sureOf(claim).sentence}` : ""}${whenWords() && ` ${capital(whenWords())}.`}${dated()}`,
  ...inGroups(claim).flatMap(([name, lines]) => (lines.length ? ["", `${capital(name)}:`, ...lines.map(lineWords)] : [])),
  "", claim.iri, "",
].join("\n");
export const bibtexOf = (claim) => [...articlesOf(claim), ...sourcesOf(claim)]
  .map(({ bibtex }) => bibtex).join("\n");
// The sources of claims, each once, in the order of their keys: a list of references as `ldn-graph cite` writes it.
export const referencesOf = (claims) => [...new Set(claims.flatMap((claim) => [...linesOf(claim), ...fallenOf(claim)].map((line) => line.source)))]
  .map((n) => page.sources[n]).sort((a, b) => a.id.localeCompare(b.id, "en", { numeric: true }));
const MARKUP = new RegExp(`[${page.markdownSigns.replace(/./g, "\\$&")}]`, "g");
const ADDRESS = /(https?:\/\/[^\s"'\u2019\u201d]*[^\s"'\u2019\u201d.,;:!?)\]])/;
// A sentence in Markdown: nothing in it is markup, and an address is a link.
export const inMarkdown = (words) => words.split(ADDRESS).map((part, n) => (
  n % 2 ? `<${part.replaceAll("<", "%3C").replaceAll(">", "%3E")}>` : part.replace(MARKUP, "\\$&")
)).join("").replace(/^(\d{1,9})(?=[.)])|^(?=[-+=])/, "$1\\");
export const settingOf = () => ({
  as: state.published ? "published" : "in the literature", as_of: state.published ? null : state.year ?? page.asOf,
  without: page.without,
});
// A claim as data, with the keys and values that it has in every other output (docs/json.md).
export const fieldsOf = (claim) => {
  const fields = {
    ...claim, ...now(claim), articles: articlesOf(claim).map(({ id }) => id), flags: flagNames(claim),
    overclaimed: Boolean(now(claim).overclaimed),
    sources: [...new Set([...now(claim).lines].sort((a, b) => a - b).map((n) => page.sources[claim.lines[n].source].id))],
  };
  return Object.fromEntries(page.keys.map((key) => [key, fields[key]]));
};
// What the page has in words beside the data is left out.
const bare = ({ words, ...rest }) => rest;
const sureRecord = ({ best, below, set, aside, domains, ...rest }) => ({
  ...rest, domains: domains.map((n) => page.domains[n]).map(({ steps, ...domain }) => domain),
});
const changeRecord = (claim) => ([n, status]) => {
  const { iri, source } = claim.lines[n];
  return { line: iri, source: page.sources[source].id, status };
};
const lineRecord = ({ source: n, facts, judged, others, quoted_as, results, risk_of_bias: risk, ...line }) => {
  const { id, iri, participants, cite } = page.sources[n];
  const recorded = { results: results.map((k) => bare(page.results[k])), risk_of_bias: risk === null ? null : bare(page.risks[risk]) };
  return { ...line, ...recorded, source: { id, iri, participants, citation: cite } };
};
// As `ldn-graph claim --format json` has them; the panel has what decides first.
const inOrderOfRecord = (claim) => [...now(claim).lines].sort((a, b) => a - b).map((n) => claim.lines[n]);
const findingRecord = (claim, { rule, severity, ...rest }) => ({ rule, severity, claim: claim.id, ...rest });
export const recordOf = (claim) => {
  const { reason, level_for, level_against, participants, flags, decisive } = now(claim);
  const sure = sureOf(claim);
  return {
    ...fieldsOf(claim), ...settingOf(), reason, level_for, level_against, participants,
    how_sure: sure && sureRecord(sure), would_change: decisive.map(changeRecord(claim)),
    chain: claim.cells.filter(Boolean).map(({ label }) => label), broader_conditions: claim.broader,
    article_citations: articlesOf(claim).map(({ cite }) => cite), stated_at: claim.stated_at,
    evidence: inOrderOfRecord(claim).map(lineRecord), cited_and_not_assessed: claim.unassessed,
    searches: state.published ? [] : claim.searches.map(({ facts, ...search }) => search), rests_on: claim.rests,
    findings: flags.map((n) => findingRecord(claim, page.findings[n])),
  };
};

export const copy = async (words, otherwise) => {
  if (!words) return tell(otherwise);
  let done = false;
  try {
    await navigator.clipboard.writeText(words);
    done = true;
  } catch { // not allowed, or not there in this frame: the old way
    const field = make("textarea", { "aria-hidden": "true", class: "unseen" });
    const focused = focusedElement();
    field.value = words;
    document.body.append(field);
    field.select();
    done = document.execCommand("copy");
    field.remove();
    focused?.focus();
  }
  return tell(done ? "Copied." : "This browser does not let the page copy.");
};
