"""The page's data as its document holds them: as JSON, or compressed where there is much of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from ldn_graph.audit.results import Audit
from ldn_graph.page.packing import PLAIN_LIMIT, data_element

from .opened import read_data

TEXT = "</script><!-- <script> & ' \u2028 \U0001f9ec \ufffd"


@pytest.mark.parametrize(("count", "kind"), [(1, "application/json"), (PLAIN_LIMIT, "text/plain")])
def test_what_is_unpacked_is_what_was_packed(count: int, kind: str) -> None:
    data = {"texts": [TEXT] * count, "none": None, "number": 0.1}
    element = data_element(data)
    assert element.startswith(f'<script type="{kind}" id="data">')
    assert element.count("<") == 2
    assert read_data(element) == data
    assert data_element(data) == element


def test_a_browser_that_cannot_unpack_says_so_and_shows_the_claims_in_words(
    browser: Browser, shipped_page: str, audit: Audit, tmp_path: Path
) -> None:
    file = tmp_path / "page.html"
    file.write_text(shipped_page, encoding="utf-8")
    context = browser.new_context()
    tab = context.new_page()
    tab.add_init_script("delete window.DecompressionStream")
    tab.goto(file.as_uri())
    tab.wait_for_selector("article[data-of]")
    assert "too old" in tab.inner_text(".note:visible >> nth=0")
    assert [tab.locator("article[data-of]").count(), tab.locator("#pane").is_visible()] == [len(audit.claims), False]
    context.close()


CUT = {
    "within the article": lambda page: page[: page.index('id="article"') + 20_000],
    "within the claims in words": lambda page: page[: page.index('id="claim=C20"')],
    "within the data": lambda page: page[: page.index('id="data"') + 5_000],
    "within vis-network": lambda page: page[: page.index('id="data"') + len(page) // 3],
    "within the last script": lambda page: page[:-2_000],
    "data damaged": lambda page: page[: (at := page.index('id="data"') + 5_000)] + "x" + page[at + 1 :],
    "data lost a part": lambda page: page[: (at := page.index('id="data"') + 5_000)] + page[at + 400 :],
    "script damaged": lambda page: page[:-2_000] + "?" + page[-1_999:],
}


@pytest.mark.parametrize("damage", CUT)
def test_a_page_that_is_not_whole_says_so_and_shows_what_there_is(
    browser: Browser, shipped_page: str, audit: Audit, tmp_path: Path, damage: str
) -> None:
    file = tmp_path / "page.html"
    file.write_text(CUT[damage](shipped_page), encoding="utf-8")
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(file.as_uri())
    tab.wait_for_selector("#not-shown, body > .note")
    note = tab.locator("body > .note")
    assert "This page is not whole" in note.inner_text()
    assert note.bounding_box()["y"] < 100  # type: ignore[index]
    words = tab.inner_text("body")
    assert "article" in damage or audit.claims[2].claim.label in words
    assert len(words) > 500
    context.close()


def test_where_a_host_forbids_scripts_the_claims_are_there_in_words(
    browser: Browser, shipped_page: str, audit: Audit
) -> None:
    context = browser.new_context()
    tab = context.new_page()
    forbid = {"Content-Security-Policy": "script-src 'none'", "Content-Type": "text/html; charset=utf-8"}
    tab.route("https://page.test/", lambda route: route.fulfill(body=shipped_page, headers=forbid))
    tab.goto("https://page.test/")
    assert tab.locator("article[data-of]:visible").count() == len(audit.claims)
    assert "need scripts" in tab.inner_text("#not-shown")
    context.close()


def test_the_claims_in_words_never_flash_where_scripts_run(browser: Browser, shipped_page: str, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(shipped_page, encoding="utf-8")
    context = browser.new_context()
    tab = context.new_page()
    tab.add_init_script(
        "window.__seen = []; const look = () => { const plain = document.getElementById('plain');"
        " __seen.push(plain ? plain.getClientRects().length : 0); requestAnimationFrame(look); }; look();"
    )
    tab.goto(file.as_uri())
    tab.wait_for_selector("body[data-ready]")
    assert set(tab.evaluate("__seen")) == {0}
    assert tab.locator("#plain, #not-shown").count() == 0
    context.close()
