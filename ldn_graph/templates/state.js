// What is shown: the data, the state of the page, the selection that follows from it, and its address.

const { nodes, edges, options, chart, page } = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const statuses = new Map(page.statuses.map((status) => [status.name, status]));
const entities = new Map(nodes.filter((node) => node.kind).map((node) => [node.id, node]));
const claims = page.claims;
const claimOf = new Map(claims.map((claim) => [claim.id, claim]));
const entityWords = new Map([...entities.values()].map((entity) => [entity.name, entity.label]));
const conditionWords = new Map(page.conditions.map(([id, label]) => [id, label]));

// Each claim with its chain and its lane, as they were laid out before.
const claimAt = new Map(claims.map((claim, n) => [`c${n}`, Object.assign(claim, { n, cells: [null, null, null] })]));
nodes.filter((node) => claimAt.has(node.id)).forEach((node, order) => {
  Object.assign(claimAt.get(node.id), { order, y: node.y, band: node.band, group: node.group });
});
for (const edge of edges) {
  const { cells } = claimAt.get(edge.claim);
  cells[0] ??= entities.get(edge.from);
  if (edge.at < cells.length) cells[edge.at] = entities.get(edge.to);
}

const plural = (count, one, many) => (count === 1 ? one : many);
const countWords = (count, one, many) => `${count.toLocaleString("en")} ${plural(count, one, many)}`;
const claimsWords = (count) => countWords(count, "claim", "claims");
const wordOf = (status) => statuses.get(status).word;

// The first words of a text, without a comma or colon at the end; a single word that is too long is cut.
const headOf = (words, most) => {
  let head = words.slice(0, most);
  if (/\S/.test(words[most] || " ") && head.lastIndexOf(" ") > most / 2) head = head.slice(0, head.lastIndexOf(" "));
  return `${head.replace(/[\s,:;·(]+$/, "")}…`;
};
const clip = (words, most) => (words.length > most ? headOf(words, most - 1) : words);

// Facets: what claims can be filtered by. Those of evidence hold together for one line: a direct cohort is a line
// that is both.
const FACETS = {
  status: { title: "Status", of: (_, now) => [now.status], word: wordOf },
  flag: { title: "Flag", of: (_, now) => [...new Set(now.flags.map((n) => page.findings[n].name))] },
  condition: { title: "Condition", of: (claim) => claim.conditions, word: (id) => conditionWords.get(id) || id },
  topic: { title: "Topic", of: (claim) => [claim.topic] },
  wording: { title: "Wording", of: (claim) => [claim.wording] },
  design: { title: "Study design", line: (line) => line.design || "none", word: (name) => page.designs[name] || name },
  level: {
    title: "Level of evidence",
    line: (line) => String(line.level ?? "none"),
    word: (level) => (level === "none" ? "no level" : `level ${level}`),
  },
  directness: { title: "Directness", line: (line) => line.directness, word: (name) => name },
};
// What is filtered by only where it was clicked: an entity of the chain, a source of the evidence.
FACETS.entity = {
  title: "Entity", clicked: true, word: (name) => entityWords.get(name) || name,
  of: (claim) => claim.cells.filter(Boolean).map((entity) => entity.name),
};
FACETS.source = { title: "Source", clicked: true, line: (line) => page.sources[line.source].id, word: (id) => id };
const LINE_FACETS = Object.keys(FACETS).filter((name) => FACETS[name].line);
const OPEN = ["condition", "entity", "source"]; // facets whose values are ids of the graph
const facetWord = (name, value) => (FACETS[name].word ? FACETS[name].word(value) : value);
const ORDERS = {
  status: [...statuses.keys()],
  flag: page.flags,
  wording: Object.keys(page.wordings),
  design: Object.keys(page.designs),
  level: ["1", "2", "3", "4", "5", "none"],
  directness: ["direct", "indirect", "unrated"],
};

const NARROW = matchMedia("screen and (max-width: 820px)");
const VIEWS = ["graph", "map", "table"];
const [FIRST, LAST] = page.years;
const noFilters = () => Object.fromEntries(Object.keys(FACETS).map((name) => [name, []]));
const start = () => ({
  view: NARROW.matches ? "table" : "graph",
  published: false,
  year: null,
  query: "",
  claim: null,
  sort: "id",
  filters: noFilters(),
});
let state = start();

// The address: only what differs from the first look. What it holds and the page does not know is left out.
const addressOf = (next) => {
  const told = new URLSearchParams();
  if (next.published) told.set("as", "published");
  if (next.view !== start().view) told.set("view", next.view);
  if (next.year !== null) told.set("year", next.year);
  if (next.query) told.set("q", next.query);
  for (const [name, values] of Object.entries(next.filters)) for (const value of values) told.append(name, value);
  if (next.sort !== "id") told.set("sort", next.sort);
  if (next.claim !== null) told.set("claim", next.claim);
  return `#${told.toString()}`;
};
const readAddress = (hash) => {
  const told = new URLSearchParams(hash.slice(1));
  const next = start();
  next.published = told.get("as") === "published";
  if (VIEWS.includes(told.get("view"))) next.view = told.get("view");
  const year = Number(told.get("year"));
  if (told.has("year") && FIRST !== undefined && Number.isInteger(year) && year >= FIRST - 1 && year < LAST) {
    next.year = year;
  }
  next.query = told.get("q") || "";
  for (const name of Object.keys(FACETS)) {
    const asked = told.getAll(name).flatMap((value) => (OPEN.includes(name) ? [value] : value.split(",")));
    next.filters[name] = [...new Set(asked.filter(Boolean))];
  }
  if (SORTS.has((told.get("sort") || "").replace(/^-/, ""))) next.sort = told.get("sort");
  if (told.has("claim")) next.claim = told.get("claim");
  return next;
};

// Standings: what was said of each claim by the chosen year, or as published. Python worked them out; here they are
// only looked up.
const standingIn = (claim, { published, year }) => {
  if (published) return page.states[claim.published];
  const [, place] = claim.states.findLast(([since]) => since === null || year === null || since <= year);
  return page.states[place];
};
let standings = [];
const now = (claim) => standings[claim.n];
const linesOf = (claim) => now(claim).lines.map((n) => claim.lines[n]);
const inGroups = (claim) => page.groups.map(([name, bearings]) => (
  [name, linesOf(claim).filter((line) => bearings.includes(line.bearing))]
));
const flagNames = (claim) => FACETS.flag.of(claim, now(claim));

// The selection: the claims that every filter and the search leave, by id; and how many there would be of each value.
const fitsLine = (line, filters, but) => LINE_FACETS.every((name) => (
  name === but || !filters[name].length || filters[name].includes(FACETS[name].line(line))
));
const fits = (claim, filters, but) => {
  for (const [name, facet] of Object.entries(FACETS)) {
    if (facet.line || name === but || !filters[name].length) continue;
    if (!facet.of(claim, now(claim)).some((value) => filters[name].includes(value))) return false;
  }
  const asked = LINE_FACETS.some((name) => name !== but && filters[name].length);
  return !asked || linesOf(claim).some((line) => fitsLine(line, filters, but));
};
const valuesOf = (claim, name, filters) => {
  const facet = FACETS[name];
  if (!facet.line) return facet.of(claim, now(claim));
  return new Set(linesOf(claim).filter((line) => fitsLine(line, filters, name)).map(facet.line));
};
let selection = [];
const isFiltered = () => Boolean(state.query.trim()) || Object.values(state.filters).some((values) => values.length);
const select = () => {
  standings = claims.map((claim) => standingIn(claim, state));
  const found = searched(state.query);
  selection = claims.filter((claim) => found(claim) && fits(claim, state.filters));
};
const countFacet = (name) => {
  const counts = new Map();
  const found = searched(state.query);
  for (const claim of claims) {
    if (!found(claim) || !fits(claim, state.filters, name)) continue;
    for (const value of valuesOf(claim, name, state.filters)) counts.set(value, (counts.get(value) || 0) + 1);
  }
  for (const value of state.filters[name]) if (!counts.has(value)) counts.set(value, 0);
  return counts;
};

// What counts, in words: as of which year, as published, without which sources.
const whenWords = () => [
  state.published ? "as published" : (state.year ?? page.asOf) !== null && `as of the end of ${state.year ?? page.asOf}`,
  page.without.length > 0 && `without ${page.without.join(", ")}`,
].filter(Boolean).join(", ");
// The selection in words: how many, of how many; by which filters.
const foundWords = () => (isFiltered()
  ? `${selection.length.toLocaleString("en")} of ${claimsWords(claims.length)} ${plural(selection.length, "matches", "match")}`
  : claimsWords(claims.length));
const filterWords = () => [
  ...Object.entries(state.filters).filter(([, values]) => values.length).map(([name, values]) => (
    `${FACETS[name].title.toLowerCase()}: ${values.map((value) => facetWord(name, value)).join(" or ")}`
  )),
  ...state.query.trim() ? [`words: ${state.query.trim()}`] : [],
].join("; ");

// Going from one state to the next, by way of the address, so that it can be sent on and gone back to.
const FRAMED = location.protocol === "about:"; // in a notebook's frame only the fragment may change
const views = []; // what is to be brought up to date, in this order
// What has the focus keeps it, though it is made anew: it is known by its key.
const byKey = (key) => key && document.querySelector(`[data-key="${CSS.escape(key)}"]`);
const keepFocus = (refill) => {
  const { activeElement: focused } = document;
  refill();
  if (!focused?.isConnected) byKey(focused?.dataset?.key)?.focus({ preventScroll: true });
};
const update = () => keepFocus(() => {
  select();
  for (const show of views) show();
});
const go = (change, { replace = false } = {}) => {
  const next = { ...state, ...change };
  const address = addressOf(next);
  if (FRAMED) {
    if (location.hash !== address) location.hash = address;
  } else if (replace) history.replaceState(null, "", address);
  else if (location.hash !== address) history.pushState(null, "", address);
  arrive(next);
};
const arrive = (next) => {
  const before = state, { activeElement: focused } = document;
  state = next;
  if (addressOf({ ...before, claim: null }) !== addressOf({ ...next, claim: null })) pageNumber = 0;
  update();
  follow(before, focused);
};
const toggled = (values, value) => (values.includes(value) ? values.filter((v) => v !== value) : [...values, value]);
const filtered = (name, values) => ({ filters: { ...state.filters, [name]: values } });
// One filter alone: what a click on a box, a source or a suggestion asks for.
const only = (name, value) => ({ filters: { ...noFilters(), [name]: [value] }, query: "", claim: null });
