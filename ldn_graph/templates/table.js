// The table: what the graph shows, a row a claim; a row opens into its evidence.

const PAGE = 100; // rows at a time
// name, title, what it is sorted by (null: missing, always last), whether the first click puts the greatest first
const COLUMNS = [
  ["id", "Id", (claim) => claim.n],
  ["status", "Status", (claim) => ORDERS.status.indexOf(now(claim).status)],
  ["claim", "Claim", (claim) => claim.label.toLowerCase()],
  ["wording", "Wording", (claim) => ORDERS.wording.indexOf(claim.wording)],
  ["condition", "Condition", (claim) => conditionOf(claim).toLowerCase() || null],
  ["for", "Level for", (claim) => levelKey(now(claim).levels[0], now(claim).for)],
  ["against", "Level against", (claim) => levelKey(now(claim).levels[1], now(claim).against)],
  ["studies", "Studies", (claim) => now(claim).studies, true],
  ["people", "Participants", (claim) => now(claim).people, true],
  ["flags", "Flags", (claim) => flagNames(claim).length, true],
];
const SORTS = new Map(COLUMNS.map(([name, , key]) => [name, key]));
const levelKey = (level, words) => level ?? (words === "none" ? null : 6); // no level sorts after 5
const conditionOf = (claim) => (claim.conditions.length ? facetWord("condition", claim.conditions[0]) : "");
const cellsOf = (claim) => {
  const { status, for: level, against, studies, people } = now(claim);
  return {
    id: claim.id, status: wordOf(status), claim: claim.label, wording: claim.wording,
    condition: conditionOf(claim), for: level, against, studies, people, flags: flagNames(claim).join(", "),
  };
};
const sorted = (list) => {
  const sign = state.sort.startsWith("-") ? -1 : 1;
  const key = SORTS.get(state.sort.replace(/^-/, ""));
  const keyed = list.map((claim) => [key(claim), claim]);
  keyed.sort(([a, one], [b, other]) => (
    (a === null) - (b === null) || (a < b ? -sign : a > b ? sign : 0) || one.n - other.n
  ));
  return keyed.map(([, claim]) => claim);
};

let pageNumber = 0;
const opened = new Set(); // rows that show their evidence
const rowsOf = (claim, open) => {
  const cells = cellsOf(claim);
  const { status } = now(claim);
  const toggle = make("button", {
    type: "button", class: "unfold", "aria-expanded": String(open), "aria-label": `Evidence of ${clip(claim.id, 60)}`,
    "data-key": `unfold ${claim.id}`,
  }, open ? "▾" : "▸");
  const chosen = claim.id === state.claim && "chosen";
  const row = make("tr", { role: "row", "data-claim": claim.id, "data-status": status, class: chosen },
    make("th", { role: "rowheader", scope: "row" }, toggle, " ", claimLink(claim, "row")),
    make("td", { role: "cell", class: status }, markOf(status), " ", cells.status),
    COLUMNS.slice(2).map(([name, title]) => make("td",
      { role: "cell", dir: "auto", "data-name": title.toLowerCase(), class: `cell-${name}` },
      typeof cells[name] === "number" ? cells[name].toLocaleString("en") : clip(cells[name], 400))));
  const more = () => make("tr", { role: "row", class: "more" },
    make("td", { role: "cell", colspan: COLUMNS.length }, evidenceOf(claim)));
  toggle.addEventListener("click", () => {
    const unfolded = !opened.has(claim);
    opened[unfolded ? "add" : "delete"](claim);
    toggle.setAttribute("aria-expanded", String(unfolded));
    toggle.textContent = unfolded ? "▾" : "▸";
    if (unfolded) row.after(more()); else row.nextElementSibling.remove();
  });
  return open ? [row, more()] : [row];
};
const evidenceOf = (claim) => {
  const groups = inGroups(claim).filter(([, lines]) => lines.length);
  const searches = !state.published && claim.searches.length
    ? `${countWords(claim.searches.length, "search", "searches")} found nothing there.` : "";
  if (!groups.length) {
    const none = state.published ? `${capital(now(claim).reason)}.`
      : `No source${claim.lines.length ? " of that time" : ""} is recorded for it.`;
    return text("p", searches || none, "soft");
  }
  return make("div", {}, groups.map(([name, lines]) => [
    make("p", { class: "group" }, `${name} (${lines.length})`), make("ul", {}, lines.map(sourceItem)),
  ]), text("p", searches, "soft"));
};

// The rows of this page of the selection; or all of a list, each open, to be printed.
const showTable = (printed = null) => {
  const list = printed || sorted(selection);
  const last = printed ? 0 : Math.max(0, Math.ceil(list.length / PAGE) - 1);
  pageNumber = Math.min(pageNumber, last);
  const from = pageNumber * PAGE;
  const some = printed || list.slice(from, from + PAGE);
  byId("rows-head").replaceChildren(make("tr", { role: "row" }, COLUMNS.map(headOfColumn)));
  byId("rows").replaceChildren(...some.flatMap((claim) => rowsOf(claim, Boolean(printed) || opened.has(claim))));
  byId("rows-pages").replaceChildren(...(last ? turnings(from, some.length, list.length, last) : []));
  byId("no-rows").hidden = list.length > 0;
};
const headOfColumn = ([name, title, , greatestFirst]) => {
  const [by, down] = [state.sort.replace(/^-/, ""), state.sort.startsWith("-")];
  const here = name === by;
  const arrow = here && make("span", { "aria-hidden": "true" }, down ? " ▼" : " ▲");
  const order = make("button", { type: "button", title: `Sort by ${title.toLowerCase()}`, "data-key": `sort ${name}` }, title, arrow);
  order.addEventListener("click", () => go({ sort: `${(here ? !down : greatestFirst) ? "-" : ""}${name}` }));
  const sort = here ? (down ? "descending" : "ascending") : "none";
  return make("th", { scope: "col", role: "columnheader", "aria-sort": sort, "data-sort": name }, order);
};
const rowsWords = (from, shown, total) => (
  `rows ${(from + 1).toLocaleString("en")} to ${(from + shown).toLocaleString("en")} of ${total.toLocaleString("en")}`
);
const turnings = (from, shown, total, last) => {
  const turn = (by) => { // a button that is disabled could not keep the focus
    if (pageNumber + by < 0 || pageNumber + by > last) return;
    pageNumber += by;
    keepFocus(() => showTable());
    byId("table").scrollTop = 0;
    tell(byId("rows-pages").querySelector("span").textContent);
  };
  const before = button("← before", "The rows before", () => turn(-1));
  const after = button("after →", "The rows after", () => turn(1));
  before.setAttribute("aria-disabled", String(!pageNumber));
  after.setAttribute("aria-disabled", String(pageNumber === last));
  return [before, make("span", {}, ` ${rowsWords(from, shown, total)} `), after];
};
// Turn to the row of a claim, if the selection has it.
const turnTo = (claim) => {
  const at = sorted(selection).indexOf(claim);
  if (at < 0) return;
  if (Math.floor(at / PAGE) !== pageNumber) {
    pageNumber = Math.floor(at / PAGE);
    showTable();
  }
  document.querySelector("tr.chosen")?.scrollIntoView({ block: "nearest" });
};
