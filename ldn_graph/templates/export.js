// Carrying the selection away: as CSV or JSON, as a picture, on paper; its sources as a list of references.

import { sorted } from "./columns.js";
import { all, claimsWords, page } from "./data.js";
import { make, makeSvg, tell } from "./elements.js";
import { drawnWords } from "./graph.js";
import { canvasPen, colour, svgPen } from "./pen.js";
import { drawPicture } from "./picture.js";
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
    return [...page.columns.map((name) => fields[name]), now(claim).participants, now(claim).unnumbered, as, asOf];
  });
  const cells = rows.map((row) => row.map((value) => (Array.isArray(value) ? value.join(" ") : value ?? "")));
  return [[...page.columns, "participants", "studies_of_unrecorded_size", "as", "as_of"], ...cells].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
};
const asJson = () => `${JSON.stringify({
  title: page.title, modified: page.modified, ...settingOf(), selection: filterWords(), claims: sorted(selection).map(recordOf),
}, null, 2)}\n`;

// The caption of a picture: which claims, by what filters, as of when, and what was left out.
const captionWords = () => [
  selectionWords(), filterWords(), whenWords(), drawnWords(), page.modified && `data last changed on ${page.modified}`,
].filter(Boolean).join("; ");
const asSvg = () => {
  const inner = makeSvg("g", {});
  const root = makeSvg("svg", { role: "img" }, makeSvg("title", {}, `${page.title}: ${captionWords()}`));
  drawPicture(captionWords(), (width, height) => {
    for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) root.setAttribute(name, value);
    root.append(makeSvg("rect", { width, height, fill: colour.paper }), inner);
    return svgPen(inner);
  });
  return new XMLSerializer().serializeToString(root);
};
const asPng = () => new Promise((done) => {
  const picture = make("canvas", {}), ctx = picture.getContext("2d");
  drawPicture(captionWords(), (width, height) => {
    const scale = Math.min(2, 16_000 / height);
    picture.width = Math.round(width * scale);
    picture.height = Math.round(height * scale);
    ctx.scale(scale, scale);
    ctx.fillStyle = colour.paper;
    ctx.fillRect(0, 0, width, height);
    return canvasPen(ctx);
  });
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
