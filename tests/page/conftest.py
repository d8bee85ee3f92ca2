"""Opens pages for the tests of the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage

from ldn_graph.audit.results import Audit
from ldn_graph.page.render import render_page

from .opened import WATCH, Open, Opened


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens an audit's page from disk."""
    contexts = []

    def open_it(
        audit: Audit, fragment: str = "", width: int = 1280, height: int = 800, scheme: str = "light", **given: object
    ) -> Opened:
        file = tmp_path / f"page{len(contexts)}.html"
        file.write_text(render_page(audit, **given), encoding="utf-8")  # type: ignore[arg-type]
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
        tab.wait_for_selector("body[data-ready]")
        return opened

    yield open_it
    for context in contexts:
        context.close()
