// Rows of the graph: what each drawn claim says, through what its chain runs, and what stands behind it, as text. The
// boxes of a chain lie over all rows that they belong to; the lines between them are drawn beneath.

import { chainWords, chart, page, saysWhere, statuses, verbOf } from "./data.js";
import { button, inward, make, makeSvg, markOf, overclaimed, text } from "./elements.js";
import { studyWords } from "./evidence.js";
import { flagsBeside } from "./flags.js";
import { citesNothing, lookOf, nothingWord, now } from "./standings.js";
import { only, state } from "./state.js";
import { capital, clip, shortId } from "./words.js";

const SHORT_SENTENCE = 170; // so many characters of a sentence stand in its row, about two lines
const sideWords = Object.fromEntries(page.groups.map(([side, , words]) => [side, words]));
const sentenceParts = (claim, whole) => {
  const says = inward(clip(claim.label, SHORT_SENTENCE), { claim: claim.id }, {
    class: "says", dir: "auto", tabindex: -1, "data-key": `lane ${claim.id}`,
    "aria-describedby": `chain-${claim.n} stands-${claim.n} behind-${claim.n}`,
  });
  if (claim.label.length <= SHORT_SENTENCE) return says;
  const tellAll = () => {
    says.textContent = claim.label;
  };
  if (whole || claim.id === state.claim) {
    tellAll();
    return says;
  }
  const more = button("whole sentence", "The whole sentence", () => {
    tellAll();
    more.remove();
    says.focus();
  });
  return [says, " ", more];
};
const standsOf = (claim) => {
  const { name, word } = lookOf(claim);
  const { certainty, overclaimed: more } = now(claim);
  return make("p", { class: "stands", id: `stands-${claim.n}` },
    make("span", { class: `status ${name}` }, markOf(name), " ", citesNothing(claim) ? nothingWord(claim) : word),
    certainty && [" · ", make("span", {}, certainty)],
    more && [" · ", overclaimed(more)]);
};
const behindOf = (claim) => {
  const { words } = now(claim);
  const flags = flagsBeside(claim);
  return make("p", { class: "behind", id: `behind-${claim.n}` }, capital(words.join(" · ")),
    flags && [" · ", flags],
    " · ", make("span", { class: "id" }, shortId(claim.id)));
};
// A source under its claim: what it does for the claim, what kind of study it is, its title.
const evidenceLine = (line) => {
  const { id, label } = page.sources[line.source];
  const indirect = line.directness === "indirect";
  const study = studyWords(line);
  return make("li", { class: indirect ? "indirect" : null, dir: "auto" },
    make("b", {}, `${indirect ? "indirectly: " : ""}${sideWords[line.side]}`), study && `: ${study}`, " · ",
    make("cite", {}, clip(label, SHORT_SENTENCE)), " · ", make("span", { class: "id" }, shortId(id)));
};

const laneBox = ({ entity, column, first, last }, place, rowOf, tall) => {
  const box = make("div", { class: tall ? "box tall" : "box", "data-box": place },
    inward(entity.label, only("entity", entity.name), { dir: "auto", tabindex: -1, "data-key": `box ${column} ${first} ${entity.name}` }));
  box.style.gridColumn = String(2 * column + 1);
  box.style.gridRow = `${rowOf[first]} / ${rowOf[last] + 1}`;
  return box;
};
const laneEnd = (claim) => {
  const { name } = lookOf(claim);
  if (!statuses.get(now(claim).status).stub) return make("div", { class: "end", "aria-hidden": "true" }, markOf(name, 15));
  return make("div", { class: "end", "aria-hidden": "true" }, makeSvg(
    "svg", { class: `mark ${name}`, viewBox: "0 0 16 16", width: 15, height: 15 }, makeSvg("path", { "fill-rule": "evenodd", d: page.cross }),
  ));
};
const verbCell = (claim) => {
  if (!claim.cells[0]) return text("div", "a sentence only", "verb sentence");
  return text("div", verbOf(claim), claim.cells[1] ? "verb" : "verb long");
};
const claimCell = ({ claim, lines }, whole) => make("div", { class: "claim" },
  make("p", {}, sentenceParts(claim, whole)),
  make("p", { class: "chain", id: `chain-${claim.n}`, dir: "auto" }, chainWords(claim)),
  standsOf(claim), behindOf(claim),
  lines.length > 0 && make("ul", { class: "unfolded" }, lines.map(evidenceLine)));

/** @import { Box, Lane } from "./lanes.js" */
// whole: no sentence is shortened
/** @type {(laid: { lanes: Lane[], boxes: Box[] }, how?: { whole: boolean }) => HTMLElement[]} */
export const makeRows = ({ lanes, boxes }, { whole } = { whole: false }) => {
  const rowOf = [];
  let row = 1;
  for (const { caption } of lanes) {
    row += Number(caption !== "");
    rowOf.push(row);
    row += 1;
  }
  /** @type {number[][]} */
  const boxesAt = lanes.map(() => []);
  boxes.forEach(({ first }, place) => boxesAt[first].push(place));
  return lanes.map((lane, n) => {
    const { claim, caption, apart } = lane;
    const chosen = claim.id === state.claim;
    const cells = [
      make("div", { class: "lane" }),
      ...boxesAt[n].map((place) => laneBox(boxes[place], place, rowOf, lane.lines.length > 0 || boxes[place].last - n > 3)),
      verbCell(claim),
      saysWhere(claim) && make("div", { class: "in" }, "in"),
      laneEnd(claim), claimCell(lane, whole),
    ].filter(Boolean);
    for (const cell of cells) cell.style.gridRow ||= String(rowOf[n]);
    const kinds = [lookOf(claim).name, apart && "apart", chosen && "chosen", lane.lines.length > 0 && "open"];
    return make("li", { "data-claim": claim.id, class: kinds.filter(Boolean).join(" ") },
      caption && make("p", { class: "band" }, caption), cells);
  });
};
export const makeHeads = () => chart.headings.map((heading) => make("span", {}, heading));
