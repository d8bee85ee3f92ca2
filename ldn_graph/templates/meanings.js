// What the words of a filter, a column or a panel mean, where they stand: unfolded by a click, a touch or a key.

import { page } from "./data.js";
import { make } from "./elements.js";
import { flagMeaning, flagWord } from "./flag_words.js";

const CERTAINTY = [
  ["", "How sure one may be of a claim of efficacy or safety, by the five domains of GRADE. Of the interval that is computed the upper end is meant."],
  ["very low", "the effect is likely to be quite another"],
  ["low", "it may be quite another"],
  ["moderate", "it is probably close to what was found"],
  ["high", "it is close to what was found"],
  ...page.unmeasured.map(({ words, short }) => [short, words]),
  ["no certainty is said", "the claim is not about efficacy or safety"],
];
const DIRECTNESS = [
  ["direct", "on the people, the drug and dose, and the outcome that the claim is about"],
  ["indirect", "on another population or disease, on animals or cells, on another drug or dose, or on another outcome"],
  ["unrated", "nobody judged it"],
];
const WORDING = [["", "How strongly the article states the claim."], ...Object.values(page.wordings).map((words) => [words, ""])];
const LEVEL = [
  ["", "The levels of the Oxford Centre for Evidence-Based Medicine (2011). They stand beside the status and do not decide it."],
  ...page.levels.map(([level, designs]) => [`level ${level}`, designs]),
  ["no level", "the kind of study does not answer such a question"],
];
const MEANINGS = {
  certainty: CERTAINTY,
  flag: [["", "What somebody who relies on the claim should know."], ...page.flags.map((name) => [flagWord(name), flagMeaning(name)])],
  condition: [["", "The disease that a claim is about. A broader one has the claims on those that it holds, too."]],
  topic: [["", "What kind of question a claim answers."]],
  wording: WORDING,
  design: [["", "Claims with at least one source of this kind of study."]],
  level: LEVEL,
  directness: DIRECTNESS,
  columns: [
    ["certainty", "how sure one may be of a claim of efficacy or safety, by GRADE; empty where the claim is of another kind"],
    ...page.unmeasured.map(({ words, short }) => [short, words]),
    ["for, against", "the best level of the direct evidence, 1 best to 5; in part: for a narrower version of the claim, or found by studies that compared nobody"],
    ["studies", "independent studies in favour"],
    ["people", "those who took part in its studies, whatever the studies say of it"],
    ["wording", "how strongly the article states it"],
    ["flags", "what somebody who relies on the claim should know, the gravest first; ▸ before a claim opens its evidence and all its flags"],
  ],
  evidence: [...DIRECTNESS.slice(0, 2), ["in part", "for a narrower version of the claim, or found by studies that compared nobody"], ...LEVEL],
};
const TITLES = { columns: "each column", evidence: "direct, indirect, in part, level" };
/** @returns {HTMLElement | null} null where nothing needs to be said */
export const meaning = (name, title = "?") => {
  const lines = MEANINGS[name];
  if (!lines) return null;
  const words = title === "?" ? [make("span", { "aria-hidden": "true" }, "?"), make("span", { class: "unseen" }, `What ${TITLES[name] ?? name} means`)] : title;
  return make("details", { class: "means" }, make("summary", { "data-key": `means ${name}` }, words),
    make("dl", {}, lines.map(([word, means]) => [word && make("dt", {}, word), means && make("dd", {}, means)])));
};
