// A source in the evidence of a claim, as the panel and the table list it.

import { page } from "./data.js";
import { inward, make, outward, text } from "./elements.js";
import { only } from "./state.js";
import { lineDetails } from "./study.js";
import { countWords } from "./words.js";

// What kind of study it is, and on how many: "randomised controlled trial, 40 people"
export const studyWords = (line) => {
  const { participants } = page.sources[line.source];
  return [page.designs[line.design], participants && countWords(participants, "person", "people")].filter(Boolean).join(", ");
};
export const sourceItem = (line, within) => {
  const source = page.sources[line.source];
  return make("li", { class: line.directness === "indirect" ? "source indirect" : "source" },
    make("p", {}, make("b", {}, source.id), ": ", text("span", source.label)),
    text("p", [source.where, ...line.facts].filter(Boolean).join(" · "), "soft"),
    line.comment && text("p", line.comment, "quote"),
    line.finding && text("p", `Found: ${line.finding}`, "quote"),
    line.quotations.map((words, n) => text("p", `${line.quoted_as[n]}: ${words}`, "quote")),
    lineDetails(line, within),
    make("p", { class: "soft links" },
      source.links.map(([words, address]) => [outward(words, address), " "]),
      inward("all claims that it is evidence for or against", only("source", source.id), { class: "inward" })));
};
