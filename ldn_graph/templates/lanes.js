// Lanes: which chains of a selection are drawn, in which order, and which boxes lie over neighbouring lanes that run
// through one entity.

import { chart, claimOf, statuses } from "./data.js";
import { OPEN } from "./facets.js";
import { linesOf, now } from "./standings.js";
import { state } from "./state.js";

const MOST_LANES = 300; // above some hundred chains a picture says nothing, and takes its time
const STRONGEST = 100; // of more claims so many are drawn
const UNFOLDED = 80; // so many sources at most are unfolded where no single claim is chosen

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
  const strongest = [...list].sort(byStrength).slice(0, STRONGEST);
  if (chosen && list.includes(chosen) && !strongest.includes(chosen)) strongest[STRONGEST - 1] = chosen;
  return strongest.sort((a, b) => a.order - b.order);
};

// What unfolds into its sources: the chosen claim; all of them where a condition or a source was chosen, if they are few.
const unfolding = (list) => {
  const few = (OPEN.some((name) => state.filters[name].length) || state.query.trim())
    && list.reduce((sum, claim) => sum + now(claim).lines.length, 0) <= UNFOLDED;
  return (claim) => few || claim.id === state.claim;
};

/**
 * @typedef {{ claim: any, caption: string, apart: boolean, lines: any[] }} Lane a caption stands above the first of a
 *   band; apart: it shares less with the lane before
 * @typedef {{ entity: any, column: number, first: number, last: number, claims: any[] }} Box over the lanes from first
 *   to last
 */
/** @type {(list: any[]) => { lanes: Lane[], boxes: Box[], left: number }} */
export const layOut = (list) => {
  const drawn = drawnOf(list);
  const unfolds = unfolding(drawn);
  const banded = new Set(drawn.map((claim) => claim.band)).size > 1;
  const lanes = drawn.map((claim, n) => {
    const before = drawn[n - 1];
    return {
      claim,
      caption: banded && before?.band !== claim.band ? chart.bands[claim.band] : "",
      apart: n > 0 && before.group !== claim.group,
      lines: unfolds(claim) ? linesOf(claim) : [],
    };
  });
  return { lanes, boxes: [0, 1, 2].flatMap((column) => boxesOver(drawn, column)), left: list.length - drawn.length };
};
const boxesOver = (drawn, column) => {
  const boxes = [];
  let box = null;
  drawn.forEach((claim, n) => {
    const entity = claim.cells[column];
    if (box && entity === box.entity && drawn[n - 1].band === claim.band) {
      box.last = n;
      box.claims.push(claim);
    } else {
      box = entity && { entity, column, first: n, last: n, claims: [claim] };
      if (box) boxes.push(box);
    }
  });
  return boxes;
};

// The steps of a lane, from box to box to its end, as [x, x] each; columns are the edges of the columns of boxes, end is
// where the last begins.
const BREAK = 22; // how far from its end a chain breaks off
export const stepsOf = (claim, columns, end) => {
  const stops = columns.filter((_, n) => claim.cells[n]);
  if (!stops.length) stops.push({ ...columns[2], right: columns[2].left });
  const ends = [...stops.slice(1).map(({ left }) => left), end];
  if (statuses.get(now(claim).status).stub) ends[ends.length - 1] -= BREAK;
  return stops.map(({ right }, n) => [right, ends[n]]);
};
