// The table: what the graph shows, a row a claim; a row opens into its evidence.

const PAGE = 100; // rows at a time
const COLUMNS = [
  ["id", "Id", (claim) => claim.n],
  ["status", "Status", (claim) => ORDERS.status.indexOf(now(claim).status)],
  ["claim", "Claim", (claim) => claim.label.toLowerCase()],
  ["wording", "Wording", (claim) => ORDERS.wording.indexOf(claim.wording)],
  ["condition", "Condition", (claim) => conditionOf(claim).toLowerCase()],
  ["for", "Level for", (claim) => now(claim).levels[0] ?? (now(claim).for === "none" ? 7 : 6)],
  ["against", "Level against", (claim) => now(claim).levels[1] ?? (now(claim).against === "none" ? 7 : 6)],
  ["studies", "Studies", (claim) => -now(claim).studies],
  ["people", "Participants", (claim) => -now(claim).people],
  ["flags", "Flags", (claim) => -flagNames(claim).length],
];
const SORTS = Object.fromEntries(COLUMNS.map(([name, , key]) => [name, key]));
const conditionOf = (claim) => (claim.conditions.length ? facetWord("condition", claim.conditions[0]) : "");
const cellsOf = (claim) => {
  const { status, for: level, against, studies, people } = now(claim);
  return {
    id: claim.id, status: wordOf(status), claim: claim.label, wording: claim.wording,
    condition: conditionOf(claim), for: level, against, studies, people, flags: flagNames(claim).join(", "),
  };
};
const sorted = (list) => {
  const down = state.sort.startsWith("-");
  const key = SORTS[state.sort.replace(/^-/, "")];
  const keyed = list.map((claim) => [key(claim), claim]);
  keyed.sort(([a, one], [b, other]) => (a < b ? -1 : a > b ? 1 : 0) * (down ? -1 : 1) || one.n - other.n);
  return keyed.map(([, claim]) => claim);
};

let pageNumber = 0;
const opened = new Set(); // rows that show their evidence
const rowsOf = (claim, open) => {
  const cells = cellsOf(claim);
  const { status } = now(claim);
  const toggle = make("button", { type: "button", class: "unfold", "aria-expanded": String(open), "aria-label": `Evidence of ${clip(claim.id, 60)}` }, open ? "▾" : "▸");
  const row = make("tr", { role: "row", "data-claim": claim.id, "data-status": status, class: claim.id === state.claim && "chosen" },
    make("th", { role: "rowheader", scope: "row" }, toggle, " ", claimLink(claim)),
    make("td", { role: "cell", class: status }, markOf(status), " ", cells.status),
    COLUMNS.slice(2).map(([name, title]) => make("td",
      { role: "cell", dir: "auto", "data-name": title.toLowerCase(), class: `cell-${name}` },
      typeof cells[name] === "number" ? cells[name].toLocaleString("en") : clip(cells[name], 400))));
  const more = () => make("tr", { role: "row", class: "more" }, make("td", { role: "cell", colspan: COLUMNS.length }, evidenceTable(claim)));
  const out = open ? [row, more()] : [row];
  toggle.addEventListener("click", () => {
    const unfolded = !opened.has(claim);
    opened[unfolded ? "add" : "delete"](claim);
    toggle.setAttribute("aria-expanded", String(unfolded));
    toggle.textContent = unfolded ? "▾" : "▸";
    if (unfolded) row.after(more()); else row.nextElementSibling.remove();
  });
  return out;
};
const evidenceTable = (claim) => {
  const groups = inGroups(claim).filter(([, lines]) => lines.length);
  const searches = claim.searches.length ? `${countWords(claim.searches.length, "search", "searches")} found nothing there.` : "";
  if (!groups.length) return text("p", searches || (state.published ? "The article cites no source for it." : "No source is recorded for it."), "soft");
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
const headOfColumn = ([name, title]) => {
  const [by, down] = [state.sort.replace(/^-/, ""), state.sort.startsWith("-")];
  const here = name === by;
  const arrow = here && make("span", { "aria-hidden": "true" }, down ? " ▼" : " ▲");
  const order = make("button", { type: "button", title: `Sort by ${title.toLowerCase()}` }, title, arrow);
  order.addEventListener("click", () => {
    pageNumber = 0;
    go({ sort: here && !down ? `-${name}` : name });
    byId("rows-head").querySelector(`[data-sort=${name}] button`).focus();
  });
  const sort = here ? (down ? "descending" : "ascending") : "none";
  return make("th", { scope: "col", role: "columnheader", "aria-sort": sort, "data-sort": name }, order);
};
const turnings = (from, shown, total, last) => {
  const turn = (by) => {
    pageNumber += by;
    showTable();
    byId("table").scrollTop = 0;
  };
  const before = button("← before", "The rows before", () => turn(-1));
  const after = button("after →", "The rows after", () => turn(1));
  before.disabled = !pageNumber;
  after.disabled = pageNumber === last;
  return [before, ` rows ${(from + 1).toLocaleString("en")} to ${(from + shown).toLocaleString("en")} of ${total.toLocaleString("en")} `, after];
};
