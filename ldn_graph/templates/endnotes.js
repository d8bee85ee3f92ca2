// The notes of the article on paper: at its end, each with its sources as numbers, and then the list of these.

import { page } from "./data.js";
import { make, markOf, text } from "./elements.js";
import { studyWords } from "./evidence.js";
import { flagsBeside } from "./flags.js";
import { filterWords, selectionWords, whenWords } from "./selection.js";
import { inGroups, now, standingWords } from "./standings.js";
import { capital, shortId } from "./words.js";

// References are numbered as they come; the same source has one number.
const citing = () => {
  const cited = new Map();
  const number = (source) => {
    if (!cited.has(source)) cited.set(source, cited.size + 1);
    return cited.get(source);
  };
  return { cited, number };
};
const sourcesWords = (claim, number) => inGroups(claim).filter(([, lines]) => lines.length).map(([heading, lines]) => (
  `${capital(heading)}: ${lines.map((line) => [
    line.directness === "indirect" && "indirectly,", studyWords(line), `[${number(line.source)}]`,
  ].filter(Boolean).join(" ")).join("; ")}.`
)).join(" ");
const endnote = (claim, place, number) => {
  const { look, reason } = now(claim);
  const flags = flagsBeside(claim);
  const sources = sourcesWords(claim, number);
  return make("li", { value: place, dir: "auto" }, markOf(look, 11), " ",
    make("strong", {}, `${capital(standingWords(claim))}. `), flags && [flags, ". "], `${capital(reason)}.`, sources && ` ${sources}`, ` (${shortId(claim.id)})`);
};
export const showEndnotes = (into, list, numbers) => {
  const { cited, number } = citing();
  const notes = list.map((claim) => endnote(claim, numbers.get(claim), number));
  into.replaceChildren(
    make("h2", {}, "Notes"),
    make("p", {}, `${[selectionWords(), filterWords(), whenWords()].filter(Boolean).join("; ")}.`),
    make("ol", {}, notes),
    ...cited.size ? [make("h2", {}, "References"), make("ol", { class: "references" }, [...cited.keys()].map((n) => text("li", page.sources[n].cite)))] : []);
};
