// A claim to be carried away: as citation, BibTeX or JSON.

import { articlesOf, page, wordOf } from "./data.js";
import { focusedElement, make, tell } from "./elements.js";
import { whenWords } from "./selection.js";
import { inGroups, linesOf, now } from "./standings.js";
import { state } from "./state.js";
import { capital } from "./words.js";

const sourcesOf = (claim) => [...new Set(linesOf(claim).map((line) => line.source))].map((n) => page.sources[n]);
const dated = () => (page.modified ? ` Data of ${page.modified}.` : "");
const lineWords = (line) => `- ${page.sources[line.source].cite} (${line.facts.join("; ")})`;
export const citationOf = (claim) => [
  `${claim.id}. ${claim.label}.`,
  ...articlesOf(claim).map(({ cite }) => `Claimed in: ${cite}`),
  `${capital(wordOf(now(claim).status))}: ${now(claim).reason}.${whenWords() && ` ${capital(whenWords())}.`}${dated()}`,
  ...inGroups(claim).flatMap(([name, lines]) => (lines.length ? ["", `${capital(name)}:`, ...lines.map(lineWords)] : [])),
  "", claim.iri, "",
].join("\n");
export const bibtexOf = (claim) => [...articlesOf(claim), ...sourcesOf(claim)]
  .map(({ bibtex }) => bibtex).join("\n");
export const settingOf = () => ({
  as: state.published ? "published" : "in the literature", as_of: state.published ? null : state.year ?? page.asOf,
  without: page.without,
});
export const recordOf = (claim) => {
  const { flags, lines, words, faint, levels, for: level, against, people, ...rest } = now(claim);
  return {
    id: claim.id, iri: claim.iri, label: claim.label, articles: articlesOf(claim).map(({ cite }) => cite),
    negated: claim.negated, ...settingOf(),
    chain: claim.cells.map((entity) => entity && entity.label), conditions: claim.conditions,
    topic: claim.topic, wording: claim.wording, stated_at: claim.places, ...rest,
    level_for: level, level_against: against, best_level_for: levels[0], best_level_against: levels[1],
    participants: people,
    evidence: linesOf(claim).map(({ source: n, facts, people: number, ...line }) => ({
      source: page.sources[n].id, cite: page.sources[n].cite, ...line, participants: number,
    })),
    cited_and_not_assessed: claim.unassessed, searches: state.published ? [] : claim.searches, rests_on: claim.rests, flags: flags.map((n) => page.findings[n]),
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
