// Lanes: where the chains of a selection lie. All claims lie as they were laid out; some of them close up in the same
// order. A box lies over neighbouring lanes that run through one entity.

import { chart, claimOf, isSentence, page, statuses } from "./data.js";
import { OPEN } from "./facets.js";
import { linesOf, now } from "./standings.js";
import { state } from "./state.js";

const MOST_LANES = 300; // above some hundred chains a picture says nothing
export const REFERENCE = 58; // the height of what the article cites as a whole
export const LINE = 18; // the height of an unfolded source
const UNFOLDED = 80; // so many sources at most are unfolded where no single claim is chosen
export const [EVIDENCE] = chart.columns.slice(-1);

// The strongest first: what stands on something before what does not; where too many are asked for, these are drawn.
const strength = (claim) => {
  const { status, best_level_for: level, independent_studies: studies } = now(claim);
  return [[...statuses.keys()].indexOf(status), level ?? 6, -studies, claim.n];
};
const byStrength = (one, other) => {
  const [a, b] = [strength(one), strength(other)];
  const at = a.findIndex((value, n) => value !== b[n]);
  return at < 0 ? 0 : a[at] - b[at];
};
const drawnOf = (list) => {
  if (list.length <= MOST_LANES) return [...list].sort((a, b) => a.order - b.order);
  const chosen = claimOf.get(state.claim);
  const strongest = [...list].sort(byStrength).slice(0, MOST_LANES);
  if (chosen && list.includes(chosen) && !strongest.includes(chosen)) strongest[MOST_LANES - 1] = chosen;
  return strongest.sort((a, b) => a.order - b.order);
};

// What unfolds into its sources: the chosen claim; all of them where a condition or a source was chosen, if they are few.
const unfolding = (list) => {
  const few = (OPEN.some((name) => state.filters[name].length) || state.query.trim())
    && list.reduce((sum, claim) => sum + now(claim).lines.length, 0) <= UNFOLDED;
  return (claim) => few || claim.id === state.claim;
};

const gapBetween = (before, next) => {
  if (next.order === before.order + 1) return next.y - before.y;
  if (next.band !== before.band) return chart.row + chart.newBand;
  return chart.row + (next.group === before.group ? 0 : chart.newGroup);
};

// { lanes: [{ claim, y, bottom, lines }], boxes: [{ entity, column, top, bottom, claims }], captions, height }
export const layOut = (list) => {
  const drawn = drawnOf(list);
  const unfolds = unfolding(drawn);
  const banded = new Set(drawn.map((claim) => claim.band)).size > 1;
  const captions = [];
  const lanes = [];
  let shift = state.published && page.references.length ? REFERENCE : 0;
  let y = 0, before = null;
  for (const claim of drawn) {
    if (before) y += gapBetween(before, claim);
    else y = shift + (claim.order === 0 && banded ? claim.y : chart.margin + chart.row / 2 + (banded ? chart.newBand - chart.margin : 0));
    if (banded && (!before || before.band !== claim.band)) {
      captions.push({ y: y - chart.row / 2 - chart.newBand / 2, words: chart.bands[claim.band] });
    }
    const lines = unfolds(claim) ? linesOf(claim) : [];
    const more = lines.length ? lines.length * LINE + 4 : 0;
    lanes.push({ claim, y, top: y - chart.box / 2, bottom: y + chart.box / 2 + more, lines });
    y += more;
    before = claim;
  }
  const height = lanes.length ? lanes[lanes.length - 1].bottom + chart.margin : chart.row;
  return { lanes, boxes: boxesOver(lanes), captions, height, left: list.length - drawn.length };
};
// What is a sentence only has a box of its own, in the place of subject and mechanism.
const boxOf = (claim, column) => (column || !isSentence(claim) ? claim.cells[column] : { label: claim.label, kind: "claim" });
/** @returns {{ left: number, right: number }} */
export const spanOf = (entity, column) => ({ ...chart.columns[column], right: chart.columns[entity.kind === "claim" ? 1 : column].right });
const boxesOver = (lanes) => {
  const boxes = [];
  for (const column of [0, 1, 2]) {
    let box = null, before = null;
    for (const lane of lanes) {
      const entity = boxOf(lane.claim, column);
      const goesOn = box && entity === box.entity && before.claim.band === lane.claim.band;
      if (goesOn) {
        box.bottom = lane.bottom;
        box.claims.push(lane.claim);
      } else {
        box = entity && { entity, column, top: lane.top, bottom: lane.bottom, claims: [lane.claim] };
        if (box) boxes.push(box);
      }
      before = lane;
    }
  }
  return boxes;
};

// The steps of a lane, from box to box to its end: [x, x] each.
export const stepsOf = (claim) => {
  const stops = [0, 1, 2].map((n) => [boxOf(claim, n), n]).filter(([box]) => box).map(([box, n]) => spanOf(box, n));
  const ends = [...stops.slice(1).map((column) => column.left), EVIDENCE.left];
  if (statuses.get(now(claim).status).stub) ends[ends.length - 1] -= chart.break;
  return stops.map((column, n) => [column.right, ends[n]]);
};
