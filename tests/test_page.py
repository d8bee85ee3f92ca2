"""The page in a browser: it opens from disk, asks nobody, says what the audit says, and runs nothing it is told."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, sync_playwright
from playwright.sync_api import Page as Tab

from ldn_graph.audit import Audit
from ldn_graph.chart import end_words
from ldn_graph.draw import render_page

from .test_draw import HOSTILE, hostile_audit, many_claims

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip

WATCH = """
window.__violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.__violations.push(event.violatedDirective));
window.__drawn = new Set();
const fillText = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (words, ...rest) {
  window.__drawn.add(words);
  return fillText.call(this, words, ...rest);
};
"""
"""Remembers what the policy refused and what was written on the canvas."""


def _chromium() -> str:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CHROMIUM") or next((path for name in names if (path := shutil.which(name))), None)
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail("no Chromium; install it, or say in CHROMIUM where it is")
    pytest.skip("no Chromium; install it, or say in CHROMIUM where it is")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = _chromium()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@dataclass
class Opened:
    """A page in a tab, with what it asked for and complained of."""

    tab: Tab
    address: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def check_quiet(self) -> None:
        """Nothing but the file was asked for, no script failed, nothing was refused, nothing popped up."""
        assert {url.partition("#")[0] for url in self.requests if not url.startswith("data:")} == {self.address}
        assert self.complaints == []
        assert self.tab.evaluate("window.__violations") == []

    def texts(self, selector: str) -> list[str]:
        return self.tab.locator(selector).all_inner_texts()

    def width_beyond(self) -> int:
        """How many pixels of the document stick out at the right."""
        root = "document.documentElement"
        return int(self.tab.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))


Open = Callable[..., Opened]


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens an audit's page from disk."""
    contexts = []

    def open_it(
        audit: Audit, fragment: str = "", width: int = 1280, height: int = 800, scheme: str = "light"
    ) -> Opened:
        file = tmp_path / f"page{len(contexts)}.html"
        file.write_text(render_page(audit), encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
        contexts.append(context)
        context.add_init_script(WATCH)
        tab = context.new_page()
        opened = Opened(tab, file.as_uri())

        def complain(message: ConsoleMessage) -> None:
            opened.complaints.append(message.text)

        tab.on("request", lambda request: opened.requests.append(request.url))
        tab.on("console", complain)
        tab.on("pageerror", lambda error: opened.complaints.append(str(error)))
        tab.on("dialog", lambda dialog: (opened.complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        tab.goto(file.as_uri() + fragment)
        tab.wait_for_selector("#panel h2", state="attached")
        return opened

    yield open_it
    for context in contexts:
        context.close()


def test_opens_from_disk_and_says_what_the_audit_says(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit)
    told = opened.tab.eval_on_selector_all(
        "[data-count]", "all => all.map(e => [e.dataset.count, Number(e.innerText)])"
    )
    assert dict(told) == audit.count_statuses()
    assert opened.tab.locator("tr[data-claim]").count() == len(audit.claims)
    assert opened.tab.locator("#canvas canvas").get_attribute("width") is not None
    assert opened.width_beyond() <= 0
    opened.check_quiet()


def test_says_where_nothing_stands_behind(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit, width=1920)
    opened.tab.evaluate(
        """async () => {
            const pane = document.getElementById("pane");
            for (let top = 0; top < pane.scrollHeight; top += 300) {
                pane.scrollTop = top;
                await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            }
        }"""
    )
    drawn = set(opened.tab.evaluate("[...window.__drawn]"))
    assert {c.claim.id for c in audit.claims} <= drawn
    for audited in audit.claims:
        if "no-supporting-source" in audited.flags:
            assert f"no supporting source: {audited.status.replace('-', ' ')}" in drawn
    opened.check_quiet()


@pytest.mark.parametrize(("width", "height", "scheme"), [(1280, 800, "light"), (390, 844, "dark")])
def test_a_claim_by_its_address(open_page: Open, audit: Audit, width: int, height: int, scheme: str) -> None:
    opened = open_page(audit, "#claim=C17", width, height, scheme)
    panel = opened.tab.locator("#panel").inner_text()
    for words in ("C17", "contradicted", "gironi-2008", "Against (2)", "misreported", "characters 2162 to 2344"):
        assert words in panel
    assert opened.tab.locator("#panel a[href^=http]").first.get_attribute("rel") == "noopener noreferrer"
    assert opened.width_beyond() <= 0
    opened.tab.keyboard.press("Escape")
    opened.tab.wait_for_function("!location.hash")
    opened.check_quiet()


def test_search_and_filter(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit)
    tab = opened.tab
    tab.fill("#search", "gironi-2008")
    expected = [c.claim.id for c in audit.claims if any(e.source.id == "gironi-2008" for e in c.lines)]
    shown = opened.texts("tr[data-claim]:not([hidden]) th")
    assert set(expected) <= set(shown)
    assert len(shown) < len(audit.claims)
    tab.fill("#search", "c17")
    tab.press("#search", "Enter")
    assert tab.evaluate("location.hash") == "#claim=C17"
    tab.fill("#search", "")
    for status in ("supported", "contested", "partly-supported", "indirectly-supported", "contradicted", "unchecked"):
        tab.uncheck(f".statuses input[value={status}]")
    assert tab.locator("tr[data-claim]:not([hidden])").count() == audit.count_statuses()["unsupported"]
    tab.fill("#search", "nothing has these words")
    assert tab.locator("#told").text_content() == f"0 of {len(audit.claims)} claims match"
    opened.check_quiet()


@pytest.mark.parametrize("status", ["unsupported", "supported", "Partly supported", "indirectly-supported"])
def test_search_means_a_status_as_one(open_page: Open, audit: Audit, status: str) -> None:
    tab = open_page(audit).tab
    tab.fill("#search", status)
    assert (
        tab.locator("tr[data-claim]:not([hidden])").count() == audit.count_statuses()[status.lower().replace(" ", "-")]
    )
    tab.fill("#search", "unsupported sleep")
    shown = tab.eval_on_selector_all("tr[data-claim]:not([hidden])", "rows => rows.map((row) => row.dataset.status)")
    assert set(shown) == {"unsupported"}
    assert len(shown) < audit.count_statuses()["unsupported"]


@pytest.mark.parametrize("form", ["{doi}", "doi:{doi}", "https://doi.org/{doi}", "PMID: {pmid}", "{pmid}"])
def test_search_finds_a_source_by_its_number(open_page: Open, audit: Audit, form: str) -> None:
    source = next(e.source for c in audit.claims for e in c.lines if e.source.doi and e.source.pmid)
    expected = [c.claim.id for c in audit.claims if any(e.source.iri == source.iri for e in c.lines)]
    opened = open_page(audit)
    opened.tab.fill("#search", form.format(doi=source.doi, pmid=source.pmid))
    assert opened.texts("tr[data-claim]:not([hidden]) th") == expected
    matches = "1 of {} claims matches" if len(expected) == 1 else f"{len(expected)} of {{}} claims match"
    assert opened.tab.locator("#told").text_content() == matches.format(len(audit.claims))


def test_says_that_there_is_no_such_claim(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit, "#claim=C99")
    tab = opened.tab
    for place in ("#told", "#panel h2"):
        assert tab.locator(place).text_content() == "No claim C99 is on this page."
    tab.click("tr[data-claim=C01] a")
    tab.click("#panel button >> nth=2")
    assert tab.locator("#panel h2").text_content() == "Choose a claim"
    opened.check_quiet()


FOCUSED = "document.activeElement.id || document.activeElement.getAttribute('href') || document.activeElement.tagName"


def test_every_stop_of_the_keyboard_has_a_name(open_page: Open, audit: Audit) -> None:
    tab = open_page(audit).tab
    unnamed = tab.eval_on_selector_all(
        "a[href], button, input, [tabindex]",
        """all => all.filter((e) => e.tabIndex >= 0 && !e.innerText.trim() && !e.getAttribute("aria-label")
            && !e.closest("label")).map((e) => e.outerHTML)""",
    )
    assert unnamed == []
    assert tab.locator("#canvas [tabindex]").count() == 0


def test_focus_returns_to_where_the_claim_was_opened(open_page: Open, audit: Audit) -> None:
    tab = open_page(audit).tab
    for link in ("#panel a[href='#claim=C23']", "tr[data-claim=C30] a"):
        tab.focus(link)
        tab.keyboard.press("Enter")
        tab.wait_for_function("document.activeElement.id === 'panel'")
        tab.keyboard.press("Escape")
        assert tab.evaluate("location.hash") == ""
        assert tab.eval_on_selector(link, "link => link === document.activeElement")
    tab.focus("tr[data-claim=C30] a")
    tab.keyboard.press("Enter")
    tab.click("#panel button >> nth=1")
    tab.click("#panel button >> nth=2")
    assert tab.evaluate(FOCUSED) == "#claim=C30"
    tab.fill("#search", "c17")
    tab.press("#search", "Enter")
    assert tab.evaluate(FOCUSED) == "panel"
    tab.keyboard.press("Escape")
    assert tab.evaluate(FOCUSED) == "search"
    assert tab.input_value("#search") == "c17"


@pytest.mark.parametrize("width", [390, 768])
def test_table_or_graph_on_a_narrow_screen(open_page: Open, audit: Audit, width: int) -> None:
    opened = open_page(audit, width=width, height=844)
    tab = opened.tab
    for link in ("#switch", "nav a[href='#graph']"):
        assert tab.is_visible("#table")
        assert not tab.is_visible("#pane")
        assert tab.locator("#switch").inner_text() == "Show the graph"
        tab.click(link)
        tab.wait_for_selector("#pane canvas")
        box = tab.locator("#pane").bounding_box()
        assert box
        assert (box["x"], box["width"]) == (0, width)
        assert -1 < box["y"] < 100
        assert not tab.is_visible("#table")
        assert opened.width_beyond() <= 0
        tab.click("#switch")
        tab.wait_for_selector("#table")
    tab.click("nav a[href='#graph']")
    tab.wait_for_selector("#pane canvas")
    tab.evaluate("location.hash = '#claim=C17'")
    tab.wait_for_selector("#panel .label")
    assert tab.is_visible("#pane")
    opened.check_quiet()


@pytest.mark.parametrize("width", [1280, 1920])
def test_ends_are_not_cut_in_mid_word(open_page: Open, audit: Audit, width: int) -> None:
    opened = open_page(audit, width=width)
    ends = {words for c in audit.claims for words in end_words(c)[0]}
    drawn = set(opened.tab.evaluate("[...window.__drawn]"))
    cut = {words for words in drawn if words.endswith("…") and words[0].isdigit()} - ends
    assert cut == set()
    assert len(drawn & ends) > 5


def test_pointing_and_clicking(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit)
    tab = opened.tab
    x, y, claim = tab.evaluate(
        """() => {
            const { nodes } = JSON.parse(document.getElementById("data").textContent);
            const end = nodes.filter((node) => node.kind === "end").sort((a, b) => a.y - b.y)[2];
            const frame = document.getElementById("canvas").getBoundingClientRect();
            const scale = frame.width / 910;
            return [frame.left + (end.x + 10) * scale, frame.top + end.y * scale, end.claim];
        }"""
    )
    tab.mouse.move(x, y)
    tab.wait_for_selector("#tooltip:not([hidden])")
    assert tab.locator("#tooltip").inner_text().startswith(f"{claim}: ")
    tab.mouse.click(x, y)
    assert tab.evaluate("location.hash") == f"#claim={claim}"
    tab.click(f"tr[data-claim={claim}] a")
    assert claim in tab.locator("#panel .badge").inner_text()
    opened.check_quiet()


@pytest.mark.parametrize("text", [HOSTILE, "x" * 10_000], ids=["markup", "long"])
def test_hostile_text_runs_nothing_and_breaks_nothing(open_page: Open, text: str) -> None:
    opened = open_page(hostile_audit(text), "#claim=__proto__")
    opened.tab.click("#panel button >> nth=1")
    assert opened.tab.locator("#panel .source").count() == 3
    opened.tab.mouse.move(640, 400)
    for width in (1280, 390):
        opened.tab.set_viewport_size({"width": width, "height": 800})
        assert opened.width_beyond() <= 0
    assert opened.tab.evaluate("window.__pwned") is None
    opened.check_quiet()


def test_none_one_and_many(open_page: Open, audit: Audit) -> None:
    for some in (Audit(()), Audit(audit.claims[:1]), many_claims(audit, 500)):
        opened = open_page(some)
        assert opened.tab.locator("tr[data-claim]").count() == len(some.claims)
        opened.check_quiet()


def test_reads_without_scripts(browser: Browser, audit: Audit, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(render_page(audit), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(file.as_uri())
    assert tab.locator("tr[data-claim]").first.is_visible()
    assert not tab.locator("#pane").is_visible()
    assert not tab.locator("#switch").is_visible()
    assert "The graph needs scripts" in tab.locator("body").inner_text()
    tab.click("tr[data-claim=C17] a")
    part = tab.locator("article[data-of=C17]")
    box = part.bounding_box()
    assert box
    assert -1 <= box["y"] < 800
    assert "Against (2)" in part.inner_text()
    assert part.locator("a[href^=http]").first.is_visible()
    context.close()
