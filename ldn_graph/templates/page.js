"use strict";
(() => {
  const { nodes, edges, options, chart, page } = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const claims = new Map(page.claims.map((claim) => [claim.id, claim]));
  const statuses = new Map(page.statuses.map((status) => [status.name, status]));
  const marks = new Map(page.statuses.map((status) => [status.name, new Path2D(status.mark)]));
  const cross = new Path2D(page.cross);
  const rows = new Map([...document.querySelectorAll("tr[data-claim]")].map((row) => [row.dataset.claim, row]));
  const [pane, panel, told, search, tooltip] = ["pane", "panel", "told", "search", "tooltip"].map(byId);
  const boxes = [...document.querySelectorAll(".statuses input")];
  document.documentElement.classList.add("js");

  // What is lit: hovered before chosen, chosen before what search and statuses leave. Null is everything.
  const state = { hover: null, chosen: null, found: null };
  const lit = () => state.hover || (state.chosen && new Set([state.chosen])) || state.found;

  // Drawing ------------------------------------------------------------------------------------

  const MARGIN = 10, HEAD = 28;
  const FONT = getComputedStyle(document.body).fontFamily;
  let colour = {};
  const readColours = () => {
    const style = getComputedStyle(document.documentElement);
    const names = ["paper", "ink", "soft", "rule", "box", "edge", "accent", "veil", ...statuses.keys()];
    colour = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  };

  const shortened = (ctx, text, width) => {
    if (ctx.measureText(text).width <= width) return text;
    let low = 0, high = text.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (ctx.measureText(text.slice(0, middle) + "…").width <= width) low = middle; else high = middle - 1;
    }
    return text.slice(0, low).trimEnd() + "…";
  };

  const wrapped = (ctx, text, width, most) => {
    const lines = [""];
    for (const word of text.split(/\s+/)) {
      const longer = lines[lines.length - 1] ? `${lines[lines.length - 1]} ${word}` : word;
      if (lines[lines.length - 1] && ctx.measureText(longer).width > width && lines.length < most) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return lines.map((line) => shortened(ctx, line, width));
  };

  const view = () => {
    const scale = network.getScale(), centre = network.getViewPosition();
    const high = pane.clientHeight / scale / 2, wide = pane.clientWidth / scale / 2;
    return { top: centre.y - high, bottom: centre.y + high, left: centre.x - wide, right: centre.x + wide };
  };

  const drawEntity = (ctx, node) => {
    const left = node.x - node.width / 2, top = node.y - node.height / 2;
    ctx.beginPath();
    ctx.roundRect(left, top, node.width, node.height, 5);
    ctx.fillStyle = colour.box;
    ctx.fill();
    ctx.lineWidth = 1;
    ctx.strokeStyle = colour.edge;
    ctx.stroke();
    ctx.font = `12px ${FONT}`;
    let leading = 15;
    const most = Math.max(1, Math.min(6, Math.floor((node.height - 4) / leading)));
    let lines = wrapped(ctx, node.label, node.width - 12, most);
    if (node.height < 40 && lines[0].endsWith("…")) {
      ctx.font = `11px ${FONT}`;
      lines = wrapped(ctx, node.label, node.width - 8, 2);
      leading = 11;
    }
    // the label of a box taller than the view stays in view
    const seen = view(), half = (lines.length * leading) / 2 + 4;
    const middle = (Math.max(top, seen.top) + Math.min(top + node.height, seen.bottom)) / 2;
    const y = Math.min(Math.max(middle, top + half), top + node.height - half);
    ctx.fillStyle = colour.ink;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    const first = (node.height < 40 ? node.y : y) - ((lines.length - 1) * leading) / 2;
    lines.forEach((line, n) => ctx.fillText(line, node.x, first + n * leading + 0.5));
  };

  const drawMark = (ctx, path, x, y, size) => {
    ctx.save();
    ctx.translate(x, y - size / 2);
    ctx.scale(size / 16, size / 16);
    ctx.fill(path, "evenodd");
    ctx.restore();
  };

  const drawEnd = (ctx, node) => {
    const left = node.x - node.width / 2, right = Math.max(view().right, left + node.width) - MARGIN;
    ctx.fillStyle = colour[node.status];
    if (node.stub) {
      ctx.globalAlpha = 0.1;
      ctx.beginPath();
      ctx.roundRect(left - 6, node.y - node.height / 2, right - left + 8, node.height, 5);
      ctx.fill();
      ctx.globalAlpha = 1;
    }
    drawMark(ctx, node.stub ? cross : marks.get(node.status), left, node.y, node.stub ? 15 : 13);
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    ctx.font = `600 12px ${FONT}`;
    const id = shortened(ctx, node.claim, 70);
    let x = left + 21;
    ctx.fillText(id, x, node.y + 0.5);
    x += ctx.measureText(id).width + 7;
    if (node.stub && node.status !== "unsupported") {
      drawMark(ctx, marks.get(node.status), x, node.y, 11);
      x += 15;
    }
    ctx.font = `12px ${FONT}`;
    if (!node.stub) ctx.fillStyle = colour.ink;
    const full = ctx.measureText(node.words).width <= right - x;
    const words = full ? node.words : shortened(ctx, node.brief, right - x);
    ctx.fillText(words, x, node.y + 0.5);
    x += ctx.measureText(words).width;
    if (!node.faint || right - x < 60) return;
    ctx.font = `11px ${FONT}`;
    ctx.fillStyle = colour.soft;
    ctx.fillText(shortened(ctx, ` · ${node.faint}`, right - x), x, node.y + 0.5);
  };

  const renderers = { entity: drawEntity, end: drawEnd, port: () => {} };
  const ctxRenderer = (node) => ({ ctx }) => ({
    drawNode: () => renderers[node.kind](ctx, node),
    nodeDimensions: { width: node.width || 0, height: node.height || 0 },
  });

  const inColour = (edge) => ({ color: colour[edge.status], inherit: false });

  readColours();
  const drawnEdges = new vis.DataSet(edges.map((edge) => ({
    ...edge, color: inColour(edge), width: 2,
  })));
  const drawnNodes = new vis.DataSet(nodes.map((node) => ({
    ...node, shape: "custom", label: undefined, ctxRenderer: ctxRenderer(node),
  })));
  const network = new vis.Network(byId("canvas"), { nodes: drawnNodes, edges: drawnEdges }, options);
  const nodeOf = new Map(nodes.map((node) => [node.id, node]));
  const ends = nodes.filter((node) => node.kind === "end");
  const endOf = new Map(ends.map((node) => [node.claim, node]));
  const entities = nodes.filter((node) => node.kind === "entity");
  const edgesOf = new Map([...claims.keys()].map((id) => [id, []]));
  for (const edge of edges) edgesOf.get(edge.claim).push(edge);

  // The pane scrolls as any page does; the drawing follows it. Below its natural width it scrolls sideways too.
  const place = () => {
    const scale = Math.min(Math.max(pane.clientWidth / (chart.width + 2 * MARGIN), 1), 1.3);
    const high = pane.clientHeight - HEAD;
    byId("sheet").style.width = `${Math.max((chart.width + 2 * MARGIN) * scale, pane.clientWidth)}px`;
    byId("sheet").style.height = `${Math.max(chart.height * scale, high)}px`;
    byId("canvas").style.width = `${pane.clientWidth}px`;
    byId("canvas").style.height = `${high}px`;
    network.setSize(`${pane.clientWidth}px`, `${high}px`);
    network.redraw();
    follow(scale);
  };
  const follow = (scale = network.getScale()) => {
    network.moveTo({
      position: {
        x: (pane.scrollLeft + pane.clientWidth / 2) / scale - MARGIN,
        y: (pane.scrollTop + (pane.clientHeight - HEAD) / 2) / scale,
      },
      scale,
      animation: false,
    });
    for (const head of byId("heads").children) head.style.left = `${(Number(head.dataset.left) + MARGIN) * scale}px`;
  };
  const reveal = (id) => {
    const y = endOf.get(id).y * network.getScale();
    const top = pane.scrollTop;
    if (y < top + 30 || y > top + pane.clientHeight - 70) pane.scrollTop = y - pane.clientHeight / 2;
  };

  // What is not lit is veiled, and what is lit is drawn once more above the veil.
  const drawEdge = (ctx, edge) => {
    const from = nodeOf.get(edge.from), to = nodeOf.get(edge.to), middle = (from.x + to.x) / 2;
    ctx.beginPath();
    ctx.setLineDash(edge.dashes || []);
    ctx.moveTo(from.x, from.y);
    ctx.bezierCurveTo(middle, from.y, middle, to.y, to.x, to.y);
    ctx.strokeStyle = colour[edge.status];
    ctx.lineWidth = 3;
    ctx.stroke();
    ctx.setLineDash([]);
  };
  network.on("afterDrawing", (ctx) => {
    const seen = view(), shown = lit();
    const inView = (node) => node.y + node.height / 2 > seen.top && node.y - node.height / 2 < seen.bottom;
    ctx.font = `600 12px ${FONT}`;
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    for (const band of chart.bands) {
      ctx.fillStyle = colour.soft;
      ctx.fillText(band.text, 0, band.y);
      ctx.fillStyle = colour.rule;
      ctx.fillRect(ctx.measureText(band.text).width + 10, band.y, seen.right, 1);
    }
    if (!shown) return;
    ctx.fillStyle = colour.veil;
    ctx.fillRect(seen.left - 20, seen.top - 40, seen.right - seen.left + 40, seen.bottom - seen.top + 80);
    for (const id of shown) for (const edge of edgesOf.get(id)) drawEdge(ctx, edge);
    for (const node of entities) if (inView(node) && node.claims.some((id) => shown.has(id))) drawEntity(ctx, node);
    for (const id of shown) if (inView(endOf.get(id))) drawEnd(ctx, endOf.get(id));
  });

  // What lies under a point: an end, a box with all the chains through it, or a chain.
  const heightAt = (from, to, x) => {
    let low = 0, high = 1;
    const middle = (from.x + to.x) / 2;
    const at = (t, a, b, c, d) => (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t ** 2 * c + t ** 3 * d;
    for (let n = 0; n < 20; n += 1) {
      const t = (low + high) / 2;
      if (at(t, from.x, middle, middle, to.x) < x) low = t; else high = t;
    }
    return at(low, from.y, from.y, to.y, to.y);
  };
  const under = ({ x, y }) => {
    const inside = (node) => Math.abs(x - node.x) <= node.width / 2 && Math.abs(y - node.y) <= node.height / 2;
    const box = entities.find(inside);
    if (box) {
      const same = entities.filter((entity) => entity.iri === box.iri);
      const ids = [...new Set(same.flatMap((entity) => entity.claims))];
      return { box, ids, words: `${box.label} (${box.type})\n${ids.length} claim${ids.length === 1 ? "" : "s"}` };
    }
    const lastColumn = chart.columns[chart.columns.length - 1].left - 24;
    const end = x >= lastColumn && ends.find((node) => Math.abs(y - node.y) <= chart.row / 2);
    if (end) return { ids: [end.claim], words: tip(claims.get(end.claim), end) };
    let near = null, least = 7;
    for (const edge of edges) {
      const from = nodeOf.get(edge.from), to = nodeOf.get(edge.to);
      if (x < from.x || x > to.x || y < Math.min(from.y, to.y) - least || y > Math.max(from.y, to.y) + least) continue;
      const away = Math.abs(y - heightAt(from, to, x));
      if (away < least) [near, least] = [edge, away];
    }
    return near && { ids: [near.claim], words: tip(claims.get(near.claim), endOf.get(near.claim)) };
  };
  const clip = (words, most) => (words.length > most ? `${words.slice(0, most - 1)}…` : words);
  const tip = (claim, end) => `${clip(claim.id, 60)}: ${clip(claim.label, 300)}\n`
    + `${claim.word}: ${claim.reason}\n${end.words}${end.faint && ` · ${end.faint}`}`;
  const pointAt = (event) => {
    const frame = byId("canvas").getBoundingClientRect();
    return network.DOMtoCanvas({ x: event.clientX - frame.left, y: event.clientY - frame.top });
  };
  const hover = (hit) => {
    const before = state.hover;
    state.hover = hit ? new Set(hit.ids) : null;
    byId("canvas").style.cursor = hit ? "pointer" : "";
    tooltip.hidden = !hit;
    if (before || hit) network.redraw();
  };
  byId("canvas").addEventListener("pointermove", (event) => {
    const hit = event.pointerType === "mouse" && under(pointAt(event));
    if (!hit && !state.hover) return;
    hover(hit);
    if (!hit) return;
    tooltip.textContent = hit.words;
    const { offsetWidth: wide, offsetHeight: high } = tooltip;
    tooltip.style.left = `${Math.max(4, Math.min(event.clientX + 14, innerWidth - wide - 8))}px`;
    tooltip.style.top = `${event.clientY + 18 + high > innerHeight ? event.clientY - high - 10 : event.clientY + 18}px`;
  });
  byId("canvas").addEventListener("pointerleave", () => hover(null));
  byId("canvas").addEventListener("click", (event) => {
    const hit = under(pointAt(event));
    hover(null);
    if (hit && hit.box) showThrough(hit);
    else if (hit) choose(hit.ids[0]);
    else if (state.chosen === null && state.found) clear();
    else choose(null);
  });

  // The panel ----------------------------------------------------------------------------------

  // Text goes in as text: strings become text nodes, never markup.
  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) element.setAttribute(key, value);
    element.append(...children.flat().filter((child) => child !== null && child !== "" && child !== false));
    return element;
  };
  const text = (name, words, kind = "") => (
    words ? make(name, kind ? { dir: "auto", class: kind } : { dir: "auto" }, words) : null
  );
  const drawn = (status) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    const attributes = { class: `mark ${status}`, viewBox: "0 0 16 16", width: 14, height: 14, "aria-hidden": "true" };
    for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
    path.setAttribute("fill-rule", "evenodd");
    path.setAttribute("d", statuses.get(status).mark);
    svg.append(path);
    return svg;
  };
  const address = (id) => `#claim=${encodeURIComponent(id)}`;
  const claimLink = (id) => (claims.has(id) ? make("a", { href: address(id) }, clip(id, 60)) : clip(id, 60));
  const heading = (words) => make("h3", {}, words);
  const facts = (...words) => words.filter(Boolean).join(" · ");

  const sourceLink = (source) => {
    if (!/^https?:\/\//i.test(source.link)) return text("span", source.label);
    return make("a", { href: source.link, rel: "noopener noreferrer", target: "_blank", dir: "auto" }, source.label);
  };
  const lineItem = (line) => {
    const source = page.sources[line.source];
    return make("li", { class: line.direct ? "source" : "source indirect" },
      make("p", {}, make("span", { class: "key" }, source.id), ": ", sourceLink(source)),
      text("p", facts(clip(source.by, 90), source.in), "line-facts"),
      text("p", facts(line.design, line.level, source.participants, source.year), "line-facts"),
      text("p", facts(line.bearing, line.directness, source.read), "line-facts"),
      text("p", line.comment, "quote"),
      text("p", line.finding && `Found: ${line.finding}`, "quote"));
  };
  const evidence = (claim) => claim.groups
    .filter((group) => group.lines.length || group.name === "for" || group.name === "against")
    .flatMap((group) => [
      heading(`${group.name[0].toUpperCase()}${group.name.slice(1)} (${group.lines.length})`),
      make("ul", {}, group.lines.map(lineItem)),
    ]);
  const flagItem = (flag) => make("li", {},
    make("strong", { class: flag.severity }, flag.name), ` (${flag.severity.toLowerCase()}) `,
    text("p", flag.message), text("p", `Remedy: ${flag.remedy}`, "soft"));
  const searchItem = (search) => make("li", {}, text("p", search.comment),
    text("p", facts(search.where && `searched in ${search.where}`, search.when), "soft"));

  const button = (words, label, act) => {
    const element = make("button", { type: "button", "aria-label": label, title: label }, words);
    element.addEventListener("click", act);
    return element;
  };
  const step = (id, by) => {
    const order = [...endOf.keys()];
    choose(order[(order.indexOf(id) + by + order.length) % order.length]);
    panel.querySelectorAll("button")[by < 0 ? 0 : 1].focus();
  };

  const fill = (...children) => panel.replaceChildren(...children.flat().filter(Boolean));
  const passage = (at) => `section "${at.section}", characters ${at.start} to ${at.end}`;
  const linkInList = (id, n) => [n ? ", " : "", claimLink(id)];
  const showClaim = (claim) => fill(
    make("div", { class: "bar" },
      make("span", { class: `badge ${claim.status}` }, drawn(claim.status), ` ${clip(claim.id, 60)} ${claim.word}`),
      button("↑", "Claim above", () => step(claim.id, -1)), button("↓", "Claim below", () => step(claim.id, 1)),
      button("✕", "Close: show all claims", () => choose(null))),
    text("h2", claim.label),
    text("p", claim.chain.join(" → "), "soft"),
    make("p", {},
      make("strong", { class: claim.status }, `${claim.verdict.replace("-", " ")}: `),
      `${claim.reason}.`),
    text("p", `Independent studies in favour: ${claim.studies}.`, "soft"),
    text("p", `The article: ${[claim.wording, ...claim.stated.map(passage)].join("; ")}.`, "soft"),
    text("p", claim.comment, "soft"),
    claim.rests.length && make("p", { class: "soft" }, "Argued from ", claim.rests.flatMap(linkInList), "."),
    ...evidence(claim),
    heading(`Searches that found nothing (${claim.searches.length})`), make("ul", {}, claim.searches.map(searchItem)),
    heading(`Flags (${claim.flags.length})`), make("ul", {}, claim.flags.map(flagItem)));

  const claimItem = (claim) => make("li", {},
    drawn(claim.status), " ", claimLink(claim.id), " ", text("span", clip(claim.label, 300)));
  const MOST = 300; // a longer list is of no use in a panel; the table has them all
  const listClaims = (title, list) => [
    heading(`${title} (${list.length})`),
    make("ul", {}, list.slice(0, MOST).map(claimItem)),
    list.length > MOST && text("p", `The first ${MOST} are shown; the table has all.`, "soft"),
  ];
  const BROKEN = ["unsupported", "contradicted", "unchecked", "indirectly-supported"];
  const showAll = () => {
    const found = state.found && page.claims.filter((claim) => state.found.has(claim.id));
    fill(
      text("h2", found ? told.textContent : "Choose a claim"),
      text("p", "Click a chain, a claim below or an id in the table to see its sources; click a box to see all chains "
        + "through it. A chain ends in the number of sources directly for the claim, for a narrower version of it, or "
        + "against it.", "soft"),
      ...(found ? listClaims("Found", found) : BROKEN.flatMap((name) => {
        const list = page.claims.filter((claim) => claim.status === name);
        return list.length ? listClaims(`Nothing direct stands behind it: ${statuses.get(name).word}`, list) : [];
      })));
  };

  // Choosing and finding -----------------------------------------------------------------------

  const wanted = () => {
    const match = /^#claim=(.*)$/s.exec(location.hash);
    if (!match) return null;
    try {
      const id = decodeURIComponent(match[1]);
      return claims.has(id) ? id : null;
    } catch {
      return null;
    }
  };
  const choose = (id) => {
    const hash = id === null ? "" : address(id);
    if (location.hash !== hash) history.pushState(null, "", hash || location.pathname + location.search);
    show(id);
  };
  const show = (id) => {
    rows.get(state.chosen)?.classList.remove("chosen");
    document.body.classList.toggle("open", id !== null);
    state.chosen = id;
    state.hover = null;
    if (id === null) showAll();
    else {
      showClaim(claims.get(id));
      rows.get(id)?.classList.add("chosen");
      reveal(id);
    }
    panel.scrollTop = 0;
    network.redraw();
  };

  let haystacks = null;
  const haystack = (claim) => [
    claim.id, claim.label, claim.word, claim.topic, claim.condition, claim.comment, ...claim.chain, ...claim.flagNames,
    ...claim.groups.flatMap((group) => group.lines.flatMap((line) => {
      const source = page.sources[line.source];
      return [source.id, source.label, source.by, source.year, line.design, line.comment, line.finding];
    })),
  ].join("\n").toLowerCase();
  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const kept = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    if (words.length && !haystacks) haystacks = new Map(page.claims.map((claim) => [claim.id, haystack(claim)]));
    const all = !words.length && kept.size === boxes.length;
    const fits = (claim) => kept.has(claim.status) && words.every((word) => haystacks.get(claim.id).includes(word));
    state.found = all ? null : new Set(page.claims.filter(fits).map((claim) => claim.id));
    tell("match");
  };
  const tell = (how) => {
    const found = state.found;
    for (const [id, row] of rows) row.hidden = found !== null && !found.has(id);
    told.textContent = found ? `${found.size} of ${claims.size} claims ${how}` : "";
    if (state.chosen !== null) choose(null);
    else show(null);
    const first = found && ends.find((end) => found.has(end.claim));
    if (first) reveal(first.claim);
  };
  const showThrough = ({ box, ids }) => {
    search.value = "";
    for (const status of boxes) status.checked = true;
    state.found = new Set(ids);
    tell(`run through ${clip(box.label, 60)}`);
  };
  const clear = () => {
    search.value = "";
    for (const status of boxes) status.checked = true;
    filter();
  };
  search.addEventListener("input", filter);
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const asked = search.value.trim().toLowerCase();
    const first = ends.find((end) => end.claim.toLowerCase() === asked)
      || ends.find((end) => !state.found || state.found.has(end.claim));
    if (first) choose(first.claim);
  });
  for (const box of boxes) box.addEventListener("change", filter);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (state.chosen === null) clear();
    else choose(null);
  });

  // A link to a claim or to a part of the page
  const arrive = () => {
    if (location.hash === "#how") document.querySelector("#how details").open = true;
    else if (location.hash.startsWith("#claim=") || !location.hash) {
      show(wanted());
      if (state.chosen !== null) {
        panel.scrollIntoView({ block: "nearest" });
        panel.focus({ preventScroll: true });
      }
    }
  };
  window.addEventListener("hashchange", arrive);
  window.addEventListener("popstate", arrive);

  for (const column of chart.columns) {
    byId("heads").append(make("span", { "data-left": column.left }, column.heading));
  }
  pane.addEventListener("scroll", () => follow(), { passive: true });
  new ResizeObserver(place).observe(pane);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    readColours();
    drawnEdges.update(edges.map((edge) => ({ id: edge.id, color: inColour(edge) })));
  });
  place();
  show(null);
  arrive();
})();
