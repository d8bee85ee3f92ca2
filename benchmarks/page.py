"""How long the page takes to open and to answer in a browser, beside a plain pyvis page of the same graph.

    python benchmarks/page.py [CLAIMS ...]

Both pages are opened in turn (A B A B ...) in headless Chromium from the disk, after one round that is not
counted; what is printed is the median of the ratios of the pairs. The plain page is what pyvis makes of the
same entities and claims with positions given, physics off and its libraries inlined, the kindest
setting that it has; up to 2,000 claims, beyond which it says nothing. "Open" ends when the first frame after
the drawing is painted. Of our page also: a search, the table, the frames of a scroll through the graph.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.results import Audit
from ldn_graph.page.layout import Record, arrange
from ldn_graph.page.render import render_page
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.opening import open_graph

LIMITS = {94: 1.0, 2000: 3.0}
"""Seconds in which a page of so many claims should be open."""
PLAIN_LIMIT = 2000
ROUNDS = 5
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
SCROLL = """async () => {
    const pane = document.getElementById("pane"), times = [];
    for (let n = 0, last = performance.now(); n < 60; n += 1) {
        pane.scrollTop += 60;
        await new Promise(requestAnimationFrame);
        times.push(performance.now() - last);
        last = performance.now();
    }
    return times;
}"""


def make_audit(claims: int) -> Audit:
    """The shipped claims again and again, with entities of their own from the second time on."""
    shipped = read_claims(open_graph())
    copies = []
    for n in range(claims):
        claim, turn = shipped[n % len(shipped)], n // len(shipped)
        if turn:
            subject, obj = (
                e._replace(iri=f"{e.iri}-{turn // 5}", id=f"{e.id}-{turn // 5}") for e in (claim.subject, claim.object)
            )
            claim = claim._replace(iri=f"{claim.iri}-{turn}", id=f"{claim.id}-{turn}", subject=subject, object=obj)
        copies.append(claim)
    return audit_claims(copies)


def plain_page(audit: Audit) -> str:
    """What pyvis makes of the same graph."""
    from pyvis.network import Network

    chart = arrange(audit)
    net = Network(cdn_resources="in_line", directed=True)
    entities = [n for n in chart.nodes if "label" in n]
    places: dict[object, Record] = {n["id"]: n for n in chart.nodes}
    heights = {n["id"]: 26 * place for place, n in enumerate(n for n in chart.nodes if "label" not in n)}
    for edge in chart.edges:
        for side, column in (("from", 0), ("to", edge["at"])):
            node = places[edge[side]]
            node.setdefault("x", 250 * int(str(column)))
            node.setdefault("y", heights[edge["claim"]])
    net.nodes = [*entities, *({**n, "label": str(n["id"])} for n in chart.nodes if "label" not in n)]
    net.edges = [{"from": e["from"], "to": e["to"]} for e in chart.edges]
    net.options = {"physics": {"enabled": False}, "edges": {"smooth": False}}
    return str(net.generate_html())


def opening(browser: Browser, file: Path, ready: str) -> float:
    """Seconds until a page stands."""
    tab = browser.new_page(viewport={"width": 1280, "height": 800})
    begin = time.perf_counter()
    tab.goto(file.as_uri(), wait_until="commit")
    tab.wait_for_selector(ready, state="attached", timeout=300_000)
    tab.evaluate(PAINTED)
    seconds = time.perf_counter() - begin
    tab.close()
    return seconds


def answering(browser: Browser, file: Path) -> tuple[float, float, list[float]]:
    """Seconds for a search and for the table, and the milliseconds of the frames of a scroll."""
    tab = browser.new_page(viewport={"width": 1280, "height": 800})
    tab.goto(file.as_uri())
    tab.wait_for_selector("body[data-ready]", timeout=300_000)
    frames = sorted(tab.evaluate(SCROLL))
    begin = time.perf_counter()
    tab.fill("#search", "inflammation")
    tab.evaluate(PAINTED)
    search = time.perf_counter() - begin
    begin = time.perf_counter()
    tab.click("#tab-table")
    tab.evaluate(PAINTED)
    table = time.perf_counter() - begin
    tab.close()
    return search, table, frames


def compare(browser: Browser, folder: Path, claims: int) -> bool:
    """Print the figures for so many claims; whether the page opened in the time that it should."""
    audit = make_audit(claims)
    begin = time.perf_counter()
    html = render_page(audit)
    made = time.perf_counter() - begin
    ours, plain = folder / "ours.html", folder / "plain.html"
    ours.write_text(html, encoding="utf-8")
    compared = claims <= PLAIN_LIMIT
    if compared:
        plain.write_text(plain_page(audit), encoding="utf-8")
    times, ratios = [], []
    for n in range(ROUNDS + 1):
        seconds = opening(browser, ours, "body[data-ready]")
        beside = opening(browser, plain, "#mynetwork canvas") if compared else None
        if n:
            times.append(seconds)
            ratios += [seconds / beside] if beside else []
    search, table, frames = answering(browser, ours)
    opened = statistics.median(times)
    limit = LIMITS.get(claims)
    against = f", {statistics.median(ratios):.2f} of plain pyvis" if ratios else ""
    print(
        f"{claims:>6,} claims: made in {made:.1f} s, {len(html.encode()) / 1e6:.2f} MB; "
        f"open in {opened:.2f} s{f' (limit {limit:g})' if limit else ''}{against}; "
        f"search {search:.2f} s, table {table:.2f} s; frames of a scroll: median {frames[len(frames) // 2]:.0f} ms, "
        f"95 of 100 within {frames[len(frames) * 95 // 100]:.0f} ms"
    )
    return limit is None or opened <= limit


def main(numbers: list[int]) -> int:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        kept = [compare(browser, Path(folder), n) for n in numbers]
        browser.close()
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main([int(n) for n in sys.argv[1:]] or [94, 2000, 30_000]))
