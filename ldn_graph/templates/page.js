"use strict";
(() => {
  const { nodes, edges, options, chart, page } = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const claims = new Map(page.claims.map((claim) => [claim.id, claim]));
  const statuses = new Map(page.statuses.map((status) => [status.name, status]));
  const marks = new Map(page.statuses.map((status) => [status.name, new Path2D(status.mark)]));
  const cross = new Path2D(page.cross);
  const articles = new Map([...document.querySelectorAll("article.claim")].map((part) => [part.dataset.of, part]));
  // Links lead to these parts only where no script runs; here they would take the focus from what was clicked.
  for (const part of articles.values()) part.removeAttribute("id");
  const rows = new Map([...document.querySelectorAll("tr[data-claim]")].map((row) => [row.dataset.claim, row]));
  const [pane, panel, told, search, tooltip] = ["pane", "panel", "told", "search", "tooltip"].map(byId);
  const boxes = [...document.querySelectorAll(".statuses input")];
  document.documentElement.classList.add("js");

  const plural = (count, one, many) => (count === 1 ? one : many);
  const claimsWords = (count) => `${count} ${plural(count, "claim", "claims")}`;
  // The first words of a text, without a comma or colon at the end; a single word that is too long is cut.
  const headOf = (words, most) => {
    let head = words.slice(0, most);
    if (/\S/.test(words[most] || " ") && head.lastIndexOf(" ") > most / 2) head = head.slice(0, head.lastIndexOf(" "));
    return `${head.replace(/[\s,:;·(]+$/, "")}…`;
  };
  const clip = (words, most) => (words.length > most ? headOf(words, most - 1) : words);

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
    return headOf(text, low);
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
    if (node.stub) {
      drawMark(ctx, marks.get(node.status), x, node.y, 11);
      x += 15;
    }
    ctx.font = `12px ${FONT}`;
    if (!node.stub) ctx.fillStyle = colour.ink;
    const fitting = (choices, room) => choices.find((words) => ctx.measureText(words).width <= room);
    const words = fitting(node.words, right - x) || shortened(ctx, node.words[node.words.length - 1], right - x);
    ctx.fillText(words, x, node.y + 0.5);
    x += ctx.measureText(words).width;
    ctx.font = `11px ${FONT}`;
    const faint = fitting(node.faint.map((beside) => ` · ${beside}`), right - x);
    if (!faint) return;
    ctx.fillStyle = colour.soft;
    ctx.fillText(faint, x, node.y + 0.5);
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
  // The drawing is one picture to the keyboard; vis-network would make it a stop without a name.
  for (const stop of byId("canvas").querySelectorAll("[tabindex]")) stop.removeAttribute("tabindex");
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
    const from = nodeOf.get(edge.from), to = nodeOf.get(edge.to);
    ctx.beginPath();
    ctx.setLineDash(edge.dashes || []);
    ctx.moveTo(from.x, from.y);
    ctx.lineTo(to.x, to.y);
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

  // What lies under a point: a box with all the chains through it, or a chain.
  const under = ({ x, y }) => {
    const inside = (node) => Math.abs(x - node.x) <= node.width / 2 && Math.abs(y - node.y) <= node.height / 2;
    const box = entities.find(inside);
    if (box) {
      const same = entities.filter((entity) => entity.iri === box.iri);
      const ids = [...new Set(same.flatMap((entity) => entity.claims))];
      return { box, ids, words: `${box.label} (${box.type})\n${claimsWords(ids.length)}` };
    }
    const atEnd = x >= chart.columns[chart.columns.length - 1].left - 24;
    const end = ends.find((node) => Math.abs(y - node.y) <= (atEnd ? chart.row / 2 : 7));
    if (!end || !(atEnd || edgesOf.get(end.claim).some((edge) => x >= nodeOf.get(edge.from).x))) return null;
    return { ids: [end.claim], words: tip(claims.get(end.claim), end) };
  };
  const tip = (claim, end) => `${clip(claim.id, 60)}: ${clip(claim.label, 300)}\n`
    + `${statuses.get(claim.status).word}: ${claim.reason}\n${[end.words[0], ...end.faint.slice(0, 1)].join(" · ")}`;
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
  const claimLink = (id) => make("a", { href: address(id) }, clip(id, 60));
  const heading = (words) => make("h3", {}, words);

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

  // The document has each claim with its sources; the panel shows a copy of that.
  const fill = (...children) => panel.replaceChildren(...children.flat().filter(Boolean));
  const showClaim = (id) => {
    const [badge, ...rest] = articles.get(id).cloneNode(true).children;
    const buttons = [
      button("↑", "Claim above", () => step(id, -1)), button("↓", "Claim below", () => step(id, 1)),
      button("✕", "Close: show all claims", () => choose(null)),
    ];
    fill(make("div", { class: "bar" }, badge, buttons), rest);
  };

  const claimItem = (claim) => make("li", {},
    drawn(claim.status), " ", claimLink(claim.id), " ", text("span", clip(claim.label, 300)));
  const MOST = 300; // a longer list is of no use in a panel; the table has them all
  const listClaims = (title, list) => [
    heading(`${title} (${list.length})`),
    make("ul", {}, list.slice(0, MOST).map(claimItem)),
    list.length > MOST && text("p", `The first ${MOST} are shown; the table has all.`, "soft"),
  ];
  const BROKEN = ["unsupported", "contradicted", "indirectly-supported", "unchecked"];
  const showAll = () => {
    const found = state.found && page.claims.filter((claim) => state.found.has(claim.id));
    if (!claims.size) return fill(text("h2", told.textContent || "No claim to choose"));
    return fill(
      text("h2", told.textContent || "Choose a claim"),
      text("p", "Click a chain, a claim below or an id in the table to see its sources; click a box to see all chains "
        + "through it. A chain ends in the number of sources directly for the claim, for a narrower version of it, or "
        + "against it.", "soft"),
      ...(found ? listClaims("Found", found) : BROKEN.flatMap((name) => {
        const list = page.claims.filter((claim) => claim.status === name);
        return list.length ? listClaims(`No direct support recorded: ${statuses.get(name).word}`, list) : [];
      })));
  };

  // Choosing and finding -----------------------------------------------------------------------

  // In a notebook the page is the text of a frame (srcdoc). There "#x" in a link is taken for a place in the
  // document around the frame, and only the fragment of the page's own address may change.
  const FRAMED = location.protocol === "about:";
  document.addEventListener("click", (event) => {
    const link = FRAMED && event.target.closest("a[href^='#']");
    if (!link) return;
    event.preventDefault();
    location.hash = link.getAttribute("href");
  });

  // The claim that the address names: null where it names none.
  const wanted = () => {
    const match = /^#claim=(.*)$/s.exec(location.hash);
    if (!match) return null;
    try {
      return decodeURIComponent(match[1]);
    } catch {
      return match[1];
    }
  };
  const choose = (id) => {
    const hash = id === null ? "" : address(id);
    if (location.hash !== hash) {
      if (FRAMED) location.hash = hash;
      else history.pushState(null, "", hash || location.pathname + location.search);
    }
    show(id);
  };
  const show = (id) => {
    rows.get(state.chosen)?.classList.remove("chosen");
    document.body.classList.toggle("open", id !== null);
    const within = panel.contains(document.activeElement);
    if (id !== null && (!within || state.chosen === null)) opener = document.activeElement;
    if (id !== null && !state.found) told.textContent = "";
    state.chosen = id;
    state.hover = null;
    if (id === null) showAll();
    else {
      showClaim(id);
      rows.get(id)?.classList.add("chosen");
      reveal(id);
    }
    panel.scrollTop = 0;
    network.redraw();
    if (id === null && within) goBack();
  };

  // Where the claim was opened from: there the focus returns to. A link in the panel's list has been made anew since.
  let opener = null;
  const goBack = () => {
    const again = opener?.hash && [...panel.querySelectorAll("a")].find((link) => link.hash === opener.hash);
    const back = opener?.isConnected && opener !== document.body ? opener : again || pane;
    back.focus();
  };

  // What is searched in: what the document says of a claim and of its sources, without reasons and remedies.
  let haystacks = null;
  const haystack = (claim) => [
    claim.id, ...[...articles.get(claim.id).querySelectorAll(".find")].map((part) => part.textContent),
  ].join("\n").toLowerCase();
  // A status is meant as one: "unsupported" finds the claims with that status, not the flags with the word in them.
  const statusWords = page.statuses.map((status) => [status.name, status.word])
    .sort((a, b) => b[1].length - a[1].length);
  const ADDRESSES = /https?:\/\/(?:dx\.)?doi\.org\/|https?:\/\/pubmed\.ncbi\.nlm\.nih\.gov\/|\bdoi:\s*|\bpmid:?\s*/g;
  const read = (asked) => {
    let rest = ` ${asked.toLowerCase().replace(ADDRESSES, " ").split(/\s+/).join("  ")} `;
    const meant = new Set();
    for (const [name, word] of statusWords) {
      for (const said of [` ${name} `, ` ${word.replaceAll(" ", "  ")} `]) {
        if (!rest.includes(said)) continue;
        meant.add(name);
        rest = rest.replaceAll(said, " ");
      }
    }
    return { meant, words: rest.split(/\s+/).map((word) => word.replace(/\/+$/, "")).filter(Boolean) };
  };
  const filter = () => {
    const { meant, words } = read(search.value);
    const kept = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    if (words.length && !haystacks) haystacks = new Map(page.claims.map((claim) => [claim.id, haystack(claim)]));
    const all = !words.length && !meant.size && kept.size === boxes.length;
    const fits = (claim) => kept.has(claim.status) && (!meant.size || meant.has(claim.status))
      && words.every((word) => haystacks.get(claim.id).includes(word));
    state.found = all ? null : new Set(page.claims.filter(fits).map((claim) => claim.id));
    tell("matches", "match");
  };
  const tell = (one, many) => {
    const found = state.found;
    for (const [id, row] of rows) row.hidden = found !== null && !found.has(id);
    told.textContent = found ? `${found.size} of ${claimsWords(claims.size)} ${plural(found.size, one, many)}` : "";
    if (state.chosen !== null) choose(null);
    else show(null);
    const first = found && ends.find((end) => found.has(end.claim));
    if (first) reveal(first.claim);
  };
  const showThrough = ({ box, ids }) => {
    search.value = "";
    for (const status of boxes) status.checked = true;
    state.found = new Set(ids);
    tell(...["runs", "run"].map((verb) => `${verb} through ${clip(box.label, 60)}`));
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
    if (!first) return;
    choose(first.claim);
    panel.focus({ preventScroll: true });
  });
  for (const box of boxes) box.addEventListener("change", filter);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (state.chosen === null) clear();
    else {
      event.preventDefault(); // it closes the claim; the browser would empty the search too
      choose(null);
    }
  });

  // On a narrow screen the table or the graph has the whole width; #graph and #table choose.
  const change = byId("switch");
  const turn = (graph) => {
    document.body.classList.toggle("graphing", graph);
    change.textContent = graph ? "Show the table" : "Show the graph";
    change.setAttribute("href", graph ? "#table" : "#graph");
  };

  // A link to a claim or to a part of the page
  const arrive = () => {
    const part = location.hash;
    if (part === "#how") document.querySelector("#how details").open = true;
    if (part === "#graph" || part === "#table") {
      turn(part === "#graph");
      byId(part.slice(1)).scrollIntoView();
    }
    const id = wanted();
    if (id !== null && !claims.has(id)) {
      told.textContent = `No claim ${clip(id, 60)} is on this page.`;
      show(null);
    } else if (id !== null || !part) {
      show(id);
      if (id === null) return;
      panel.scrollIntoView({ block: "nearest" });
      panel.focus({ preventScroll: true });
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
