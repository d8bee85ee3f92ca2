// The panel: one claim, its evidence by bearing, its searches and flags; and ways to carry it off.

const panel = byId("panel");

const sourceItem = (line) => {
  const source = page.sources[line.source];
  return make("li", { class: line.directness === "indirect" ? "source indirect" : "source" },
    make("p", {}, make("b", {}, source.id), ": ", text("span", source.label)),
    text("p", [source.where, ...line.facts].filter(Boolean).join(" · "), "soft"),
    line.comment && text("p", line.comment, "quote"),
    line.finding && text("p", `Found: ${line.finding}`, "quote"),
    make("p", { class: "soft links" },
      source.links.map(([words, address]) => [outward(words, address), " "]),
      inward("all claims it bears on", { query: source.id, claim: null }, { class: "inward" })));
};
const group = (name, items) => [
  make("h3", {}, `${name[0].toUpperCase()}${name.slice(1)} (${items.length})`),
  items.length > 0 && make("ul", {}, items),
];
const flagItem = ({ name, severity, message, remedy }) => make("li", {},
  make("strong", { class: severity }, name), ` (${severity.toLowerCase()})`,
  text("p", message), text("p", `Remedy: ${remedy}`, "soft"));
const searchItem = ({ comment, facts }) => make("li", {}, text("p", comment), text("p", facts, "soft"));
const restsOn = (claim) => claim.rests.flatMap((id, n) => [
  n ? ", " : "Argued from ", claimOf.has(id) ? claimLink(claimOf.get(id)) : clip(id, 60),
]);
const chainWords = (claim) => claim.cells.filter(Boolean).map(({ label }) => label).join(" → ");
const articleWords = (claim) => `The article: ${[page.wordings[claim.wording] || claim.wording, ...claim.places].join("; ")}.`;

const whenWords = () => {
  if (state.published) return "As published: only what the article itself cites.";
  return state.year === null ? "" : `As of the end of ${state.year}.`;
};
const claimParts = (claim) => {
  const { status, reason, for: level, against, studies, people, flags } = now(claim);
  const groups = inGroups(claim).filter(([name, lines]) => lines.length || name === "for" || name === "against");
  return [
    text("p", claim.label, "label"),
    text("p", whenWords(), "soft"),
    make("p", {}, make("strong", { class: status }, `${wordOf(status)}: `), `${reason}.`),
    text("p", `Level of direct evidence for it: ${level}; against it: ${against}. `
      + `${countWords(studies, "independent study", "independent studies")} in favour`
      + `${people ? `; ${countWords(people, "participant", "participants")} in the primary studies` : ""}.`, "soft"),
    text("p", chainWords(claim), "soft"),
    text("p", `${articleWords(claim)} Topic: ${claim.topic}.`, "soft"),
    claim.comment && text("p", claim.comment, "soft"),
    claim.rests.length > 0 && make("p", { class: "soft" }, restsOn(claim), "."),
    groups.map(([name, lines]) => group(name, lines.map(sourceItem))),
    group("searches that found nothing", claim.searches.map(searchItem)),
    group("flags", flags.map((n) => flagItem(page.findings[n]))),
  ];
};
const showPanel = () => {
  const claim = state.claim === null ? null : claimOf.get(state.claim);
  document.body.classList.toggle("open", state.claim !== null);
  panel.hidden = state.claim === null;
  if (state.claim === null) return panel.replaceChildren();
  const close = button("✕", "Close", () => go({ claim: null }));
  if (!claim) {
    panel.replaceChildren(make("div", { class: "bar" }, make("h2", {}, `No claim ${clip(state.claim, 60)} is on this page.`), close));
    return null;
  }
  const at = selection.indexOf(claim);
  const step = (by) => {
    const next = selection[(at + by + selection.length) % selection.length] || claim;
    go({ claim: next.id });
    panel.querySelector(by < 0 ? ".before" : ".after").focus();
  };
  const { status } = now(claim);
  panel.replaceChildren(
    make("div", { class: "bar" },
      make("h2", { class: `badge ${status}` }, markOf(status), " ", clip(claim.id, 60), " ", wordOf(status)),
      button("↑", "Claim before", () => step(-1), "before"), button("↓", "Claim after", () => step(1), "after"), close),
    make("p", { class: "copy" }, "Copy: ",
      button("citation", "Copy the claim and its sources as text", () => copy(citationOf(claim))),
      button("BibTeX", "Copy its sources as BibTeX", () => copy(bibtexOf(claim))),
      button("JSON", "Copy the claim as JSON", () => copy(JSON.stringify(recordOf(claim), null, 2)))),
    ...claimParts(claim).flat(3).filter(Boolean));
  panel.scrollTop = 0;
  return null;
};

// Where the claim was opened from: there the focus returns to. A link may have been made anew since.
let opener = null;
const follow = (before, focused) => {
  if (state.claim !== null && before.claim !== state.claim) {
    if (before.claim === null) opener = focused;
    reveal(claimOf.get(state.claim));
    if (!panel.contains(document.activeElement)) panel.focus({ preventScroll: true });
  } else if (state.claim === null && before.claim !== null && document.activeElement === document.body) {
    const again = opener?.isConnected && opener !== document.body ? opener
      : opener?.href && [...byId(state.view).querySelectorAll("a")].find((link) => link.textContent === opener.textContent);
    (again || byId("view-tabs").querySelector("[aria-selected=true]")).focus({ preventScroll: true });
  }
};
