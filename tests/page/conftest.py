"""Opens pages for the tests of the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage

from ldn_graph.audit.results import Audit
from ldn_graph.page.render import render_page

from .opened import WATCH, Open, Opened


@pytest.fixture(scope="session")
def shipped_page(audit: Audit) -> str:
    """The page of the shipped graph: most tests open it, and it is written once for all."""
    return render_page(audit)


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path, audit: Audit, shipped_page: str) -> Iterator[Open]:
    """Opens an audit's page from disk."""
    contexts = []

    def open_it(
        drawn: Audit, fragment: str = "", width: int = 1280, height: int = 800, scheme: str = "light", **given: object
    ) -> Opened:
        file = tmp_path / f"page{len(contexts)}.html"
        page = shipped_page if drawn is audit and not given else render_page(drawn, **given)  # type: ignore[arg-type]
        file.write_text(page, encoding="utf-8")
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
