// What the words of a filter, a column or a panel mean, where they stand: unfolded by a click, a touch or a key.

import { page } from "./data.js";
import { make } from "./elements.js";
import { flagMeaning, flagWord } from "./flag_words.js";

const UNMEASURED = page.unmeasured.map(({ words, short }) => [short, words]);
const DIRECTNESS = [
  ["direct", "on the people, the drug and dose, and the outcome that the claim is about"],
  ["indirect", "on another population or disease, on animals or cells, on another drug or dose, or on another outcome"],
];
const OXFORD_LEVELS = [
  ...page.levels.map(([level, designs]) => [`level ${level}`, designs]),
  ["no level", "the kind of study does not answer such a question, or is not recorded"],
];
const OXFORD = "Levels are those of the Oxford Centre for Evidence-Based Medicine (2011). They stand beside the status and do not decide it.";
const WORDINGS = { proven: "as shown", asserted: "as a fact", hedged: "as what may or can be", unjudged: "nobody read it for that" };
// What a part of the page is called in full; a sentence on it; its words, each with what it means.
/** @type {Record<string, [string, string, string[][]]>} */
const MEANINGS = {
  certainty: ["certainty",
    "How sure one may be of a claim of efficacy or safety, by the five domains of GRADE. What is computed is an interval; its upper end is meant.", [
      ["very low", "very little confidence: the true effect is likely to be substantially different from the estimate"],
      ["low", "limited confidence: the true effect may be substantially different from the estimate"],
      ["moderate", "moderate confidence: the true effect is likely to be close to the estimate, and may be substantially different"],
      ["high", "very confident that the true effect lies close to the estimate"],
      ["no certainty is said", "the claim is of another kind"],
    ]],
  flag: ["each flag", "What somebody who relies on the claim should know.", page.flags.map((name) => [flagWord(name), flagMeaning(name)])],
  condition: ["condition", "The disease that a claim is about. A broader one has the claims on those that it holds, too.", []],
  topic: ["topic", "What kind of question a claim answers.", []],
  wording: ["wording", "How strongly the article states a claim.", Object.entries(page.wordings).map(([name, words]) => [words, WORDINGS[name] ?? ""])],
  design: ["study design", "What kind of study a source is. A claim is found that has at least one such source.", []],
  level: ["level of evidence", OXFORD, OXFORD_LEVELS],
  directness: ["directness", "How directly a source is about the claim. A claim is found that has at least one such source.",
    [...DIRECTNESS, ["unrated", "nobody judged it"]]],
  evidence: ["direct, in part and level", OXFORD,
    [...DIRECTNESS, ["in part", "for a narrower version of the claim, or found by studies that compared nobody"], ...OXFORD_LEVELS]],
  columns: ["each column", "", [
    ["certainty", "how sure one may be of a claim of efficacy or safety, by GRADE; empty where the claim is of another kind"],
    ...UNMEASURED,
    ["best for, best against", "the best level of the direct evidence, 1 best to 5; in part: for a narrower version of the claim, or found by studies that compared nobody"],
    ["studies for it", "independent studies in favour"],
    ["people", "those who took part in its studies, whatever the studies say of it; –: no number is recorded; at least: not of each study"],
    ["wording", "how strongly the article states it"],
    ["flags", "what somebody who relies on the claim should know, the gravest first; ▸ before a claim opens its evidence and all its flags"],
  ]],
};
/** @returns {HTMLElement | null} null where nothing needs to be said */
export const meaning = (name, title = "?") => {
  if (!Object.hasOwn(MEANINGS, name)) return null;
  const [what, sentence, words] = MEANINGS[name];
  const shown = title === "?" ? [make("span", { "aria-hidden": "true" }, "?"), make("span", { class: "unseen" }, `What ${what} means`)] : title;
  return make("details", { class: "means" }, make("summary", { "data-key": `means ${name}` }, shown),
    make("div", { tabindex: "0", role: "group", "aria-label": `What ${what} means` }, sentence && make("p", {}, sentence),
      words.length > 0 && make("dl", {}, words.map(([word, means]) => [make("dt", {}, word), make("dd", {}, means)]))));
};
