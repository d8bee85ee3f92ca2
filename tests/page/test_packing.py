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
