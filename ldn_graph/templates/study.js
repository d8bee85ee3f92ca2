// What stands behind an evidence line: the results that it uses, their risk of bias, who judged it; and the study.

import { page } from "./data.js";
import { fold, make, text } from "./elements.js";
import { capital, countWords } from "./words.js";

const resultList = (results) => make("ul", { class: "results" }, results.map((n) => text("li", page.results[n].words)));
const riskParts = (risk) => [
  text("p", `Risk of bias: ${risk.words}.${risk.comment ? ` ${risk.comment}` : ""}`),
  risk.domains.length > 0 && make("ul", {}, risk.domains.map(({ domain, judgement, comment }) => (
    text("li", `${page.riskDomains[domain]}: ${page.riskJudgements[judgement]}${comment ? `. ${comment}` : ""}`)
  ))),
];
const bearingWords = ({ bearing, directness, indirectness }) => [
  page.bearings[bearing], directness, ...indirectness.map((name) => page.indirectness[name]),
].join(", ");
const alike = (line) => (other) => other.bearing === line.bearing && other.directness === line.directness;
const judgementParts = (line) => [
  text("p", line.judged),
  line.other_judgements.map((other, n) => text("p",
    `Another reader judged ${alike(line)(other) ? "alike" : "otherwise"}${line.others[n] ? ` (${line.others[n]})` : ""}: ${bearingWords(other)}.${other.comment ? ` ${other.comment}` : ""}`)),
  text("p", line.adopted_because && `Adopted because: ${line.adopted_because}`),
];
const studyList = (facts) => facts.length > 0 && make("dl", { class: "study" },
  facts.map(([label, words]) => [make("dt", {}, label), text("dd", words)]));

// In short what a fold holds, so that one knows what is there.
const titleOf = (line, risk, study) => capital([
  line.results.length > 0 && countWords(line.results.length, "result", "results"),
  risk && page.riskJudgements[risk.judgement],
  !line.other_judgements.every(alike(line)) && "readers differ",
  study.length > 0 && "the study",
].filter(Boolean).join(", ")) || "Who judged it";
export const lineDetails = (line, within) => {
  const { study } = page.sources[line.source];
  const risk = line.risk_of_bias === null ? null : page.risks[line.risk_of_bias];
  if (within === "print") { // on paper nothing unfolds
    return [line.results.map((n) => text("p", `Result: ${page.results[n].words}`, "quote")), risk && text("p", `Risk of bias: ${risk.words}.`, "soft")];
  }
  if (!line.results.length && !risk && !study.length && !line.judged && !line.other_judgements.length) return null;
  return fold(`${within} ${line.iri}`, titleOf(line, risk, study), false,
    line.results.length > 0 && resultList(line.results), risk && riskParts(risk), judgementParts(line), studyList(study));
};
// A source by itself: all its results and what was judged of it.
export const sourceParts = (source) => [
  studyList(source.study),
  source.results.length > 0 && [make("p", {}, "Results:"), resultList(source.results)],
  source.risks.map((n) => riskParts(page.risks[n])),
];
