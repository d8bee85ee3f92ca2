// Carrying away: a claim as citation, BibTeX or JSON; the selection as CSV or JSON; the graph as PNG or SVG.

const sourcesOf = (claim) => [...new Set(linesOf(claim).map((line) => line.source))].map((n) => page.sources[n]);
const dated = () => (page.modified ? ` Data of ${page.modified}.` : "");
const lineWords = (line) => `- ${page.sources[line.source].cite} (${line.facts.join("; ")})`;
const citationOf = (claim) => [
  `${claim.id}. ${claim.label}.`,
  ...articlesOf(claim).map(({ cite }) => `Claimed in: ${cite}`),
  `${capital(wordOf(now(claim).status))}: ${now(claim).reason}.${whenWords() && ` ${capital(whenWords())}.`}${dated()}`,
  ...inGroups(claim).flatMap(([name, lines]) => (lines.length ? ["", `${capital(name)}:`, ...lines.map(lineWords)] : [])),
  "", claim.iri, "",
].join("\n");
const bibtexOf = (claim) => [...articlesOf(claim), ...sourcesOf(claim)]
  .map(({ bibtex }) => bibtex).join("\n");
const settingOf = () => ({
  as: state.published ? "published" : "in the literature", as_of: state.published ? null : state.year ?? page.asOf,
  without: page.without,
});
const recordOf = (claim) => {
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

const copy = async (words, otherwise) => {
  if (!words) return tell(otherwise);
  let done = false;
  try {
    await navigator.clipboard.writeText(words);
    done = true;
  } catch { // not allowed, or not there in this frame: the old way
    const field = make("textarea", { "aria-hidden": "true", class: "unseen" });
    const { activeElement: focused } = document;
    field.value = words;
    document.body.append(field);
    field.select();
    done = document.execCommand("copy");
    field.remove();
    focused?.focus();
  }
  return tell(done ? "Copied." : "This browser does not let the page copy.");
};

const save = (name, kind, content) => {
  const address = URL.createObjectURL(new Blob([content], { type: kind }));
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
};
// A text that a spreadsheet would take for a formula begins with an apostrophe, as in the CSV of the command line.
const guarded = (value) => (typeof value === "string" ? value.replace(/(^|[;\t\r\n])( *[=+\-@\uff1d\uff0b\uff0d\uff20])/g, "$1'$2") : value);
const csvCell = (value) => {
  const said = String(guarded(value));
  return /[",\r\n]/.test(said) ? `"${said.replaceAll('"', '""')}"` : said;
};
const asCsv = () => {
  const names = COLUMNS.map(([name]) => name);
  const { as, as_of: asOf } = settingOf();
  const rows = sorted(selection).map((claim) => {
    const cells = cellsOf(claim);
    return [...names.map((name) => cells[name]), linesOf(claim).map((line) => page.sources[line.source].id).join(" "), claim.iri, as, asOf ?? ""];
  });
  return [[...names, "sources", "iri", "as", "as_of"], ...rows].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
};
const asJson = () => `${JSON.stringify({
  title: page.title, modified: page.modified, ...settingOf(), selection: filterWords(), claims: sorted(selection).map(recordOf),
}, null, 2)}\n`;

const PICTURE = 1100; // the width of a picture in pixels
const CAPTION = 40, HEADS = 26;
const framed = () => {
  lay(); // another view may be shown
  return { head: CAPTION + HEADS, width: PICTURE + 2 * MARGIN, height: laid.height + CAPTION + HEADS + 2 * MARGIN };
};
// What a picture says of itself: the title; which claims, by what filters, as of when, and what was left out.
const captionWords = () => [
  foundWords(), filterWords(), whenWords(),
  laid.left && `drawn are the ${laid.lanes.length} best supported, ${laid.left.toLocaleString("en")} are left out`,
  page.modified && `data of ${page.modified}`,
].filter(Boolean).join("; ");
const drawHeads = (pen) => {
  pen.words(shortened(page.title, PICTURE, { size: 14, bold: true }), 0, -CAPTION - HEADS + 8, colour.ink, { size: 14, bold: true });
  pen.words(shortened(captionWords(), PICTURE, {}), 0, -HEADS - 13, colour.soft);
  for (const { heading, left } of chart.columns) pen.words(heading, left, -11, colour.soft, { size: 11, bold: true });
};
const asSvg = () => {
  const { head, width, height } = framed();
  const inner = makeSvg("g", { transform: `translate(${MARGIN} ${MARGIN + head})`, "font-family": FONT });
  const root = makeSvg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img" },
    makeSvg("title", {}, `${page.title}: ${captionWords()}`),
    makeSvg("rect", { width, height, fill: colour.paper }), inner);
  drawHeads(svgPen(inner));
  drawAll(svgPen(inner), PICTURE);
  return new XMLSerializer().serializeToString(root);
};
const asPng = () => new Promise((done) => {
  const { head, width, height } = framed();
  const scale = Math.min(2, 16_000 / height);
  const picture = make("canvas", { width: Math.round(width * scale), height: Math.round(height * scale) });
  const ctx = picture.getContext("2d");
  ctx.scale(scale, scale);
  ctx.fillStyle = colour.paper;
  ctx.fillRect(0, 0, width, height);
  ctx.translate(MARGIN, MARGIN + head);
  drawHeads(canvasPen(ctx));
  drawAll(canvasPen(ctx), PICTURE);
  picture.toBlob(done, "image/png");
});
const ways = {
  csv: () => save("claims.csv", "text/csv;charset=utf-8", asCsv()),
  json: () => save("claims.json", "application/json", asJson()),
  svg: () => save("claims.svg", "image/svg+xml", asSvg()),
  png: async () => save("claims.png", "image/png", await asPng()),
  print: () => print(),
};
for (const way of document.querySelectorAll("[data-save]")) way.addEventListener("click", ways[way.dataset.save]);

// On paper there is the table alone, each claim with its evidence.
const PRINTED = 500;
addEventListener("beforeprint", () => {
  const list = sorted(selection);
  showTable(list.slice(0, PRINTED));
  byId("printed").textContent = `${[foundWords(), filterWords(), whenWords()].filter(Boolean).join("; ")}.`
    + (list.length > PRINTED ? ` The first ${PRINTED} are printed.` : "");
});
addEventListener("afterprint", () => showTable());
