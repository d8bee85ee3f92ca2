// Above the claims: the summary of findings on the one condition that was chosen, and what is recorded of the one source.

import { byId, page } from "./data.js";
import { fold, make, text } from "./elements.js";
import { state } from "./state.js";
import { sourceParts } from "./study.js";
import { summaryPart } from "./summary.js";

const chosenSource = () => {
  const [id, ...others] = state.filters.source;
  return others.length ? null : page.sources.find((source) => source.id === id);
};
const sourcePart = (source) => {
  const nothing = !source.study.length && !source.results.length && !source.risks.length;
  return fold("source", `The source ${source.id}`, !nothing,
    text("p", source.cite), nothing ? text("p", "Nothing more is recorded of it as a study.", "soft") : sourceParts(source));
};
export const showAbout = () => {
  const source = chosenSource();
  const [condition, ...others] = state.filters.condition;
  const parts = [condition && !others.length && summaryPart(condition), source && sourcePart(source)].filter(Boolean);
  byId("about").replaceChildren(...parts.map((part) => make("div", {}, part)));
  byId("about").hidden = !parts.length;
};
