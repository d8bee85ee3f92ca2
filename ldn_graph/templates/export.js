// Carrying the selection away: as CSV or JSON, as a picture, on paper; its sources as a list of references.

import { sorted } from "./columns.js";
import { all, chart, claimsWords, page } from "./data.js";
import { make, makeSvg, tell } from "./elements.js";
import { MARGIN, drawAll, laid, lay } from "./graph.js";
import { FONT, canvasPen, colour, shortened, svgPen } from "./pen.js";
import { fieldsOf, inMarkdown, recordOf, referencesOf, settingOf } from "./records.js";
import { filterWords, selection, selectionWords, whenWords } from "./selection.js";
import { now } from "./standings.js";
import { countWords } from "./words.js";

const save = (name, kind, content) => {
  const address = URL.createObjectURL(new Blob([content], { type: kind }));
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
};
// A text that a spreadsheet would take for a formula begins with an apostrophe, as in the CSV of the command line.
const FORMULA = new RegExp(`(^|[;\\t\\r\\n])( *[${page.formulaSigns.replace(/./g, "\\$&")}])`, "g");
const guarded = (value) => (typeof value === "string" ? value.replace(FORMULA, "$1'$2") : value);
const csvCell = (value) => {
  const words = String(guarded(value));
  return /[",\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words;
};
// The table of claims as the command line writes it, with the participants, and what counts.
const asCsv = () => {
  const { as, as_of: asOf } = settingOf();
  const rows = sorted(selection).map((claim) => {
    const fields = fieldsOf(claim);
    return [...page.columns.map((name) => fields[name]), now(claim).participants, as, asOf];
  });
  const cells = rows.map((row) => row.map((value) => (Array.isArray(value) ? value.join(" ") : value ?? "")));
  return [[...page.columns, "participants", "as", "as_of"], ...cells].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
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
// The caption of a picture: the title; which claims, by what filters, as of when, and what was left out.
const captionWords = () => [
  selectionWords(), filterWords(), whenWords(),
  laid.left && `drawn are the ${laid.lanes.length} best supported, ${laid.left.toLocaleString("en")} are left out`,
  page.modified && `data last changed on ${page.modified}`,
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
const saveReferences = (ending, kind, write) => {
  const sources = referencesOf(selection);
  if (!sources.length) return tell("There is no source to save.");
  const name = `sources.${ending}`;
  save(name, kind, write(sources));
  tell(`${name}: ${countWords(sources.length, "source", "sources")} of ${claimsWords(selection.length)}`);
};
const ways = {
  csv: () => save("claims.csv", "text/csv;charset=utf-8", asCsv()),
  json: () => save("claims.json", "application/json", asJson()),
  svg: () => save("claims.svg", "image/svg+xml", asSvg()),
  png: async () => save("claims.png", "image/png", await asPng()),
  print: () => print(),
  bibtex: () => saveReferences("bib", "application/x-bibtex", (sources) => sources.map(({ bibtex }) => bibtex).join("\n")),
  ris: () => saveReferences("ris", "application/x-research-info-systems", (sources) => sources.map(({ ris }) => ris).join("\n")),
  csl: () => saveReferences("json", "application/vnd.citationstyles.csl+json",
    (sources) => `${JSON.stringify(sources.map(({ csl }) => csl), null, 2)}\n`),
  markdown: () => saveReferences("md", "text/markdown", (sources) => sources.map(({ cite }, n) => `${n + 1}. ${inMarkdown(cite)}\n`).join("")),
};
for (const way of all("[data-save]")) way.addEventListener("click", ways[way.dataset.save]);
