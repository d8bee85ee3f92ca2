"""How long the page takes to open and to answer, and how large it is, beside plain pyvis and the page before.

    python benchmarks/page.py [--before CHECKOUT] [--graph FILE] [CLAIMS ...]

All pages are opened in turn (A B C A B C ...) in headless Chromium from the disk, after one round that is not
counted; what is printed is the median of the ratios of the pairs. "Open" ends when the first frame after
the drawing is painted. Of our page also: a search, a filter, the table, the frames of a scroll through the graph.

The page before is the one that another checkout of this repository writes of the same graph. The plain page is what
pyvis makes of the same entities and claims with positions given, physics off and its libraries inlined, the kindest
setting that it has; up to 2,000 claims, beyond which it says nothing. With ``--graph`` the page is that of a graph, as
of DrugMechDB (``ldn-graph import drugmechdb``), and stands beside what pyvis makes of 500 nodes in the same setting.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from measuring import Limits, ratio
from playwright.sync_api import Browser, Page, sync_playwright

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.results import Audit
from ldn_graph.page.layout import Record, arrange
from ldn_graph.page.render import render_page
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.opening import open_graph

LIMITS = {94: 1.0, 2000: 3.0}
"""Seconds in which a page of so many claims should be open."""
PLAIN_LIMIT = 2000
PLAIN_NODES = 500
MORE = 1.5
"""Seconds that the page of a graph may take longer than that of so many nodes."""
ROUNDS = 5
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
CHECKOUT = Path(__file__).resolve().parent.parent
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
TIMED = """async () => {{
    const begin = performance.now();
    ({act})();
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - begin;
}}"""
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


def plain_nodes() -> str:
    """What pyvis makes of so many nodes in a square, each tied to one before it."""
    from pyvis.network import Network

    net = Network(cdn_resources="in_line")
    for n in range(PLAIN_NODES):
        net.add_node(n, label=f"node {n}", x=n % 25 * 120, y=n // 25 * 60)
        if n:
            net.add_edge(n, n // 2)
    net.options = {"physics": {"enabled": False}, "edges": {"smooth": False}}
    return str(net.generate_html())


class Written(NamedTuple):
    """The page of one of two checkouts: its file, what shows that it stands, and the seconds of CPU of making it."""

    file: Path
    ready: str
    seconds: float = 0.0

    @property
    def size(self) -> float:
        """In MB (1e6 bytes)."""
        return self.file.stat().st_size / 1e6


def write_page(file: Path, graph: Path | None, claims: int) -> None:
    audit = audit_claims(read_claims(open_graph(graph))) if graph else make_audit(claims)
    begin = time.process_time()
    file.write_text(render_page(audit), encoding="utf-8")
    print(time.process_time() - begin)


def written_by(checkout: Path, file: Path, graph: Path | None, claims: int) -> Written:
    """The page as a checkout of the repository writes it, in a process of its own."""
    words = [sys.executable, __file__, "--write", str(file), *(["--graph", str(graph)] if graph else [str(claims)])]
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    run = subprocess.run(words, env=environment, capture_output=True, text=True, check=True)
    return Written(file, "body[data-ready]", float(run.stdout))


def open_tab(browser: Browser) -> Page:
    """A tab without a network: a page that asks a host for something has its answer at once."""
    tab = browser.new_page(viewport={"width": 1280, "height": 800})
    tab.route("http*://**", lambda route: route.abort())
    return tab


def opening(browser: Browser, page: Written) -> float:
    """Seconds until a page stands."""
    tab = open_tab(browser)
    begin = time.perf_counter()
    tab.goto(page.file.as_uri(), wait_until="commit")
    tab.wait_for_selector(page.ready, state="attached", timeout=300_000)
    tab.evaluate(PAINTED)
    seconds = time.perf_counter() - begin
    tab.close()
    return seconds


def answering(browser: Browser, page: Written) -> tuple[dict[str, float], list[float]]:
    """Milliseconds for a search, a filter and the table, and those of the frames of a scroll."""
    tab = open_tab(browser)
    tab.goto(page.file.as_uri() + "#view=graph")
    tab.wait_for_selector("body[data-ready]", timeout=300_000)
    frames = sorted(tab.evaluate(SCROLL))
    tab.wait_for_timeout(1000)
    acts = {
        "search": "() => { const field = document.getElementById('search'); field.value = 'inflammation';"
        " field.dispatchEvent(new Event('input')); }",
        "clear": "() => document.getElementById('clear').click()",
        "filter": "() => document.querySelector('#facets [data-facet=condition] label input').click()",
        "table": "() => document.getElementById('tab-table').click()",
    }
    times = {name: float(tab.evaluate(TIMED.format(act=act))) for name, act in acts.items()}
    tab.close()
    return times, frames


def compare(browser: Browser, folder: Path, before: Path | None, graph: Path | None, claims: int) -> bool:
    """Print the figures for so many claims, or for a graph; whether the page opened in the time that it should."""
    pages = {"ours": written_by(CHECKOUT, folder / "ours.html", graph, claims)}
    if before:
        pages["before"] = written_by(before, folder / "before.html", graph, claims)
    plain = plain_nodes() if graph else plain_page(make_audit(claims)) if claims <= PLAIN_LIMIT else None
    if plain:
        pages["plain"] = Written(folder / "plain.html", "#mynetwork canvas")
        pages["plain"].file.write_text(plain, encoding="utf-8")
    times: dict[str, list[float]] = {name: [] for name in pages}
    for n in range(ROUNDS + 1):
        for name, page in pages.items():
            seconds = opening(browser, page)
            times[name] += [seconds] if n else []
    opened = statistics.median(times["ours"])
    ours = pages["ours"]
    name = graph.name if graph else f"{claims:,} claims"
    print(f"{name}: made in {ours.seconds:.1f} s of CPU, {ours.size:.2f} MB, open in {opened:.2f} s")
    answers, frames = answering(browser, ours)
    print("  " + ", ".join(f"{act} {time:.0f} ms" for act, time in answers.items()))
    middle, most = (frames[len(frames) * part // 100] for part in (50, 95))
    print(f"  frames of a scroll: median {middle:.0f} ms, 95 of 100 within {most:.0f} ms")
    if before:
        other = pages["before"]
        size, made = ours.size / other.size, ours.seconds / other.seconds
        print(f"  over the page before ({other.size:.2f} MB): size {size:.2f}, CPU of making it {made:.2f}", end="")
        print(f", open in {ratio(times['ours'], times['before']):.2f}")
    if not plain:
        return True
    limits = Limits()
    print(f"  over plain pyvis: open {ratio(times['ours'], times['plain']):.2f}")
    if graph:
        more = statistics.median(a - b for a, b in zip(times["ours"], times["plain"], strict=True))
        limits.most(f"  seconds more than pyvis takes for {PLAIN_NODES} nodes", more, MORE)
    elif claims in LIMITS:
        limits.most("  seconds to open", opened, LIMITS[claims])
    return not limits.missed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims", nargs="*", type=int, metavar="CLAIMS")
    parser.add_argument("--before", type=Path, metavar="CHECKOUT")
    parser.add_argument("--graph", type=Path, metavar="FILE")
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.write:
        write_page(given.write, given.graph, *given.claims or [0])
        return 0
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        numbers = given.claims or ([] if given.graph else [94, 2000, 30_000])
        kept = [compare(browser, Path(folder), given.before, None, n) for n in numbers]
        kept += [compare(browser, Path(folder), given.before, given.graph, 0)] if given.graph else []
        browser.close()
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
