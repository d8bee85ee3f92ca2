// Search: every word must be somewhere in what is said of a claim or of its sources; the name of a status means the
// status. While one types, claims, conditions, mechanisms and sources are suggested.

const search = byId("search"), suggestions = byId("suggestions");
const SUGGESTED = 4; // of a kind

// What is said of a claim is searched, and of those of its lines that count now.
const saidOf = (claim) => {
  const also = claim.cells.flatMap((entity) => (entity ? entity.also : []));
  return [claim.id, claim.label, chainWords(claim), ...also, conditionOf(claim), claim.topic, claim.comment,
    ...claim.places, ...claim.conditions, ...claim.unassessed].join("\n").toLowerCase();
};
const saidOfLine = (line) => {
  const { id, label, where, links } = page.sources[line.source];
  return [id, label, where, ...links.map(([words]) => words), page.designs[line.design] || "", line.comment, line.finding]
    .join("\n").toLowerCase();
};
const hasWords = (claim, words) => {
  claim.said ??= saidOf(claim);
  const lines = linesOf(claim);
  for (const line of lines) line.said ??= saidOfLine(line);
  const flags = flagNames(claim);
  return words.every((word) => claim.said.includes(word) || lines.some((line) => line.said.includes(word))
    || flags.some((flag) => flag.includes(word)));
};
const statusWords = [...statuses.values()].map(({ name, word }) => [name, word]).sort(([, a], [, b]) => b.length - a.length);
const ADDRESSES = /https?:\/\/(?:dx\.)?doi\.org\/|https?:\/\/pubmed\.ncbi\.nlm\.nih\.gov\/|\bdoi:\s*|\bpmid:?\s*/g;
// What is asked for: the statuses that are meant, and the words that are left. "unsupported" finds the claims with that
// status, not the flags with the word in them.
const readQuery = (asked) => {
  let rest = ` ${asked.toLowerCase().replace(ADDRESSES, " ").split(/\s+/).join("  ")} `;
  const meant = new Set();
  for (const [name, word] of statusWords) {
    for (const said of [` ${name} `, ` ${word.replaceAll(" ", "  ")} `]) {
      if (!rest.includes(said)) continue;
      meant.add(name);
      rest = rest.replaceAll(said, " ");
    }
  }
  return { meant, words: rest.split(/\s+/).map((word) => word.replace(/\/+$/, "")).filter(Boolean) };
};
const searched = (asked) => {
  const { meant, words } = readQuery(asked);
  return (claim) => (!meant.size || meant.has(now(claim).status)) && (!words.length || hasWords(claim, words));
};

// What may be suggested, by kind: [words, where it leads, what else it is called]
const suggestible = {
  condition: () => page.conditions.map(([id, label, also]) => [label, only("condition", id), also]),
  entity: () => [...entities.values()].filter(({ kind }) => kind !== "condition")
    .map(({ name, label, also }) => [label, only("entity", name), also.join(" ")]),
  claim: () => claims.map(({ id, label }) => [`${clip(id, 60)} ${label}`, { claim: id, query: "" }]),
  source: () => page.sources.map(({ id, label }) => [`${clip(id, 60)} ${label}`, only("source", id)]),
};
const suggestionsOf = (kind, words) => {
  const fitting = suggestible[kind]().map(([said, change, also = ""]) => [said, `${said} ${also}`.toLowerCase(), change])
    .filter(([, lower]) => words.every((word) => lower.includes(word)));
  const begins = ([, lower]) => (lower.startsWith(words[0]) ? 0 : 1);
  return fitting.sort((a, b) => begins(a) - begins(b)).slice(0, SUGGESTED);
};
let active = -1;
let typing = false; // the first letter is a step that one can go back to, the next ones are not
const suggest = () => {
  const words = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  active = -1;
  const found = words.length ? Object.keys(suggestible).flatMap((kind) => (
    suggestionsOf(kind, words).map(([said, , change]) => [kind, said, change])
  )) : [];
  suggestions.replaceChildren(...found.map(([kind, said, change], n) => {
    const option = make("li", { role: "option", id: `suggestion-${n}`, "aria-selected": "false", dir: "auto" },
      make("span", { class: "kind" }, kind), " ", clip(said, 110));
    option.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      take(change);
    });
    option.change = change;
    return option;
  }));
  showSuggestions(found.length > 0);
};
const showSuggestions = (shown) => {
  suggestions.hidden = !shown;
  search.setAttribute("aria-expanded", String(shown));
  if (!shown) search.removeAttribute("aria-activedescendant");
};
const take = (change) => {
  showSuggestions(false);
  typing = false;
  go(change);
};
const move = (by) => {
  const options = [...suggestions.children];
  const places = options.length + 1; // the last is the field itself
  active = ((active < 0 ? options.length : active) + places + by) % places;
  if (active === options.length) active = -1;
  options.forEach((option, n) => option.setAttribute("aria-selected", String(n === active)));
  if (active < 0) search.removeAttribute("aria-activedescendant");
  else search.setAttribute("aria-activedescendant", options[active].id);
};
search.addEventListener("input", () => {
  suggest();
  go({ query: search.value, claim: null }, { replace: typing });
  typing = true;
});
search.addEventListener("keydown", (event) => {
  const open = !suggestions.hidden;
  if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    move(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (open && active >= 0) return take(suggestions.children[active].change);
    showSuggestions(false);
    typing = false;
    const asked = search.value.trim().toLowerCase();
    const exact = claims.find((claim) => claim.id.toLowerCase() === asked);
    if (exact) take({ claim: exact.id, query: "" });
    else if (selection.length && asked) go({ claim: inViewOrder()[0].id });
  } else if (event.key === "Escape" && open) {
    event.stopPropagation();
    event.preventDefault();
    showSuggestions(false);
  }
});
search.addEventListener("blur", () => {
  typing = false;
  showSuggestions(false);
});
