"""How values show in a notebook: all that they say is there, escaped, and the page is at work in its frame."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from IPython.core.formatters import DisplayFormatter
from playwright.sync_api import Browser, FrameLocator
from playwright.sync_api import Page as Tab

from ldn_graph import ValidationReport, show_page, validate_graph
from ldn_graph.audit.dossier import claim_text
from ldn_graph.audit.results import Audit, ClaimAudit
from ldn_graph.model.graph import Graph
from ldn_graph.model.vocab import STATUSES
from ldn_graph.page.notebook import MOST, STATUS_MARKS
from ldn_graph.validation.report import ValidationResult

from .test_render import HOSTILE, hostile_audit


class Fragment(HTMLParser):
    """The text, the tags and the attributes of a fragment, which must close what it opens."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def shown(value: object) -> Fragment:
    """What Jupyter shows of a value; its text is one short line, and not the whole value."""
    formats, _ = DisplayFormatter().format(value)
    assert len(formats["text/plain"].splitlines()) == 1
    assert len(formats["text/plain"]) < 500
    return Fragment(formats["text/html"])


def hostile_values() -> Iterator[object]:
    audit = hostile_audit()
    result = ValidationResult(*[HOSTILE] * 4, "Violation", *[HOSTILE] * 3)  # type: ignore[arg-type]
    yield from (audit, *audit.claims, *(c.claim for c in audit.claims), *audit.findings)
    yield ValidationReport((result,), 1, 1, 1)


def find(audit: Audit, name: str) -> ClaimAudit:
    return next(c for c in audit.claims if c.claim.id == name)


def test_an_audit_shows_its_counts_and_claims(audit: Audit) -> None:
    text = shown(audit).text
    for status, count in audit.count_statuses().items():
        assert f"{STATUS_MARKS[status]} {status.replace('-', ' ')} {count}" in text
    for c in audit.claims[:MOST]:
        assert f"{c.claim.id} {c.claim.label}" in text
    assert audit.claims[MOST].claim.label not in text
    assert text.endswith(f"and {len(audit.claims) - MOST} more claims")


def test_a_selection_and_a_year_are_said(audit: Audit) -> None:
    text = shown(Audit(audit.claims[:2], 2010, 49)).text
    assert text.startswith("2 of 49 claims")
    assert "as of the end of 2010" in text
    assert "more claims" not in text
    assert shown(Audit(())).text == "No claims are recorded"


def test_every_status_has_a_mark_of_its_own() -> None:
    assert set(STATUS_MARKS) == set(STATUSES)
    assert len(set(STATUS_MARKS.values())) == len(STATUSES)


def test_a_claim_shows_what_its_dossier_says(audit: Audit) -> None:
    """Every word of the text for a terminal, but for its bullets and arrows, stands in the fragment."""
    short = [c for c in audit.claims if max(map(len, (c.lines, c.findings))) <= MOST]
    assert len(short) > 20
    for c in short:
        words = set(shown(c).text.split())
        said = {w.rstrip(":;,.") for w in claim_text(c, 10_000).split()} - {"-", "->"}
        assert said <= {w.rstrip(":;,.") for w in words}, c.claim.id


def test_a_claim_shows_its_links_and_nothing_else_to_follow(audit: Audit) -> None:
    fragment = shown(find(audit, "C17"))
    links = [value for name, value in fragment.attributes if name == "href"]
    assert links == [
        e.source.link for heading in ("refutes", "disputes") for e in find(audit, "C17").lines if e.bearing == heading
    ]
    assert fragment.attributes.count(("rel", "noopener noreferrer")) == len(links)


def test_a_claim_without_an_audit_has_no_status(audit: Audit) -> None:
    text = shown(find(audit, "C17").claim).text
    assert "2 evidence lines, 0 searches that found nothing" in text
    assert not any(mark in text for mark in STATUS_MARKS.values())


def test_a_finding_shows_its_triples(audit: Audit) -> None:
    finding = next(f for f in audit.findings if f.rule == "number-mismatch")
    text = shown(finding).text
    for part in (finding.message, finding.remedy, f"rests on {len(finding.because)} triples"):
        assert part in text
    assert len(finding.because) > 4
    assert all(" ".join(" ".join(triple).split()) in text for triple in finding.because[:MOST])


def test_a_report_shows_each_result_with_its_remedy(graph: Graph) -> None:
    assert shown(validate_graph(graph)).text.startswith("conforms : 0 violations")
    result = ValidationResult("claim:C1", None, None, "Violation", "no label", "write one", "label", "a.ttl:3")
    text = shown(ValidationReport((result,) * (MOST + 7), 1, 2, 3)).text
    assert text.startswith(
        f"does not conform : {MOST + 7} violations, 0 other results; 1 claim, 2 evidence lines, 3 sources"
    )
    assert "Violation a.ttl:3 claim:C1 no label write one label" in text
    assert text.endswith("and 7 more results")


@pytest.mark.parametrize("value", tuple(hostile_values()), ids=lambda value: type(value).__name__)
def test_hostile_text_stays_text(value: object) -> None:
    fragment = shown(value)
    assert fragment.tags <= {
        "div",
        "p",
        "b",
        "br",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "ul",
        "li",
        "a",
        "code",
    }
    for name, said in fragment.attributes:
        assert name in ("style", "href", "target", "rel")
        if name == "href":
            assert said.startswith(("https://", "http://"))
    assert not {"\x00", "\x1b", "\u202e"} & set(fragment.text)
    fragment.text.encode()  # no lone surrogates, which could not be sent to the notebook


def test_a_fragment_has_no_colour_of_its_own(audit: Audit) -> None:
    for value in (audit, audit.claims[0]):
        styles = [said for name, said in shown(value).attributes if name == "style"]
        assert styles
        assert not [said for said in styles if "color" in said or "background" in said]


# The page in a frame -----------------------------------------------------------------------------


def open_frame(browser: Browser, audit: Audit, tmp_path: Path) -> tuple[Tab, FrameLocator, list[str]]:
    """A document with the page in its frame, as a notebook has it, and what was asked for or complained of."""
    file = tmp_path / "notebook.html"
    html = show_page(audit)._repr_html_()
    file.write_text(f"<!doctype html><meta charset=utf-8><title>x</title><a id=x></a>{html}", encoding="utf-8")
    tab = browser.new_page()
    heard: list[str] = []
    tab.on("request", lambda request: heard.append(request.url))
    tab.on("console", lambda message: heard.append(message.text))
    tab.on("pageerror", lambda error: heard.append(str(error)))
    tab.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
    tab.goto(file.as_uri())
    frame = tab.frame_locator("iframe")
    frame.locator("body[data-ready]").wait_for(state="attached")
    assert heard.pop(0) == file.as_uri()
    return tab, frame, heard


def test_the_page_draws_and_answers_in_a_notebook(browser: Browser, audit: Audit, tmp_path: Path) -> None:
    tab, frame, heard = open_frame(browser, Audit(audit.claims[:20], selected_from=len(audit.claims)), tmp_path)
    frame.locator("#tab-graph").click()
    painted = frame.locator("#canvas canvas").evaluate(
        "c => new Set(c.getContext('2d').getImageData(0, 0, c.width, c.height).data).size"
    )
    assert painted > 10
    frame.locator("#tab-table").click()
    frame.locator("tr[data-claim=C17] a").first.click()
    frame.locator("#panel .label").wait_for()
    assert "C17" in frame.locator("#panel").inner_text()
    assert frame.locator("#panel a[href^='https://doi.org/']").first.is_visible()
    tab.keyboard.press("Escape")
    frame.locator("#panel").wait_for(state="hidden")
    frame.locator("#search").fill("c17")
    frame.locator("#search").press("Enter")
    frame.locator("#panel .label").wait_for()
    frame.locator("#panel .after").click()
    frame.locator("#panel h2", has_not_text="C17").wait_for()
    frame.locator("a[href='#how']").click()
    frame.locator("#how details[open]").wait_for()
    with tab.expect_download() as caught:
        frame.locator("[data-save=csv]").click()
    assert Path(caught.value.path()).read_bytes().startswith(b"id,iri,label,")
    assert (heard, tab.url.partition("#")[2]) == ([], "")
    tab.close()


def test_the_frame_is_sealed(browser: Browser, audit: Audit, tmp_path: Path) -> None:
    tab, frame, heard = open_frame(browser, hostile_audit(), tmp_path)
    assert frame.locator("body").evaluate("() => [origin, window.__pwned ?? null]") == ["null", None]
    assert tab.evaluate("window.__pwned ?? null") is None
    assert heard == []
    tab.close()


def test_the_page_is_kept_once_and_not_as_text(audit: Audit) -> None:
    page = show_page(audit, height=300)
    formats, _ = DisplayFormatter().format(page)
    assert len(formats["text/plain"]) < 100
    assert len(formats["text/html"]) < 1.1 * len(page.html)
    assert 'height="300"' in formats["text/html"]
