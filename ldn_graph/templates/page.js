// Beginning: the views and their tabs, keys, colours, and the address that the page was opened with.

import { showAbout } from "./about.js";
import { readAddress } from "./address.js";
import { showArticle } from "./article.js";
import { showChips } from "./chips.js";
import { showControls } from "./controls.js";
import { all, byId } from "./data.js";
import "./export.js";
import { showFilters } from "./filters.js";
import { showGraph } from "./graph.js";
import { showMap } from "./map.js";
import { followMatches, showMatches } from "./matches.js";
import { follow, showPanel } from "./panel.js";
import { readColours } from "./pen.js";
import "./print.js";
import { writeTexts } from "./query.js";
import { showSetting } from "./setting.js";
import { NARROW, setState, start, state } from "./state.js";
import { FRAMED, arrive, followers, go, update, views } from "./steps.js";
import { showSums } from "./sums.js";
import { showTable } from "./table.js";

const SHOWS = { article: showArticle, graph: showGraph, map: showMap, table: showTable };
const tabs = all("[role=tab]", byId("view-tabs"));
const showView = () => {
  for (const tab of tabs) {
    const here = tab.dataset.view === state.view;
    tab.setAttribute("aria-selected", String(here));
    tab.tabIndex = here ? 0 : -1;
    byId(tab.dataset.view).hidden = !here;
  }
  document.body.dataset.view = state.view;
  SHOWS[state.view]();
};
for (const tab of tabs) {
  tab.addEventListener("click", () => go({ view: tab.dataset.view }));
  tab.addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const next = tabs[(tabs.indexOf(tab) + by + tabs.length) % tabs.length];
    next.focus();
    go({ view: next.dataset.view });
  });
}
views.push(showSums, showChips, showSetting, showControls, showFilters, showPanel, showAbout, showView, showMatches);
followers.push(follow, followMatches);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || state.claim === null) return;
  event.preventDefault(); // it closes the claim; the browser would empty the search too
  go({ claim: null });
});
// "How to read this" opens and leaves the address alone. In a notebook the page is the text of a frame (srcdoc); there
// "#x" in a link is taken for a place in the document around the frame.
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[href^='#']") : null;
  const target = link?.getAttribute("href") ?? "";
  const how = target === "#how", skip = link?.id === "skip";
  if (!link || !(how || skip || FRAMED)) return;
  event.preventDefault();
  if (how) showHow(); else if (skip) byId(state.view === "graph" ? "pane" : state.view).focus(); else location.hash = target;
});
const showHow = () => {
  byId("how").querySelector("details").open = true;
  byId("how").scrollIntoView();
};
const come = () => {
  if (location.hash === "#how") return showHow();
  return arrive(readAddress(location.hash));
};
addEventListener("hashchange", come);
addEventListener("popstate", come);
for (const colours of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
  matchMedia(colours).addEventListener("change", () => {
    readColours();
    update();
  });
}
NARROW.addEventListener("change", () => {
  if (!matchMedia("print").matches) update(); // else what is to be printed would be undone
});

document.documentElement.classList.replace("beginning", "js");
byId("plain").remove(); // the claims in words, for where no script runs
readColours();
setState(location.hash === "#how" ? start() : readAddress(location.hash));
if (state.claim !== null && NARROW.matches === false) document.body.classList.add("open");
update();
follow({ ...start() });
if (location.hash === "#how") showHow();
document.body.dataset.ready = "yes";
requestAnimationFrame(() => setTimeout(writeTexts)); // after the first picture
