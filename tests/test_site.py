"""The documentation site: it is built without a warning, and read and searched without a network."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("site")
FETCHED = re.compile(
    r"""<(?:script|img|iframe|link)\b[^>]*\b(?:src|href)=["'](?:https?:)?//|@import|url\(["']?(?:https?:)?//"""
)
"""What a page or a style sheet would fetch from another host."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as ``make docs`` does: a warning is an error."""
    folder = tmp_path_factory.mktemp("site")
    run = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", "-d", folder / "trees", "docs", folder / "html"],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    return folder / "html"


def test_every_page_is_there_and_nothing_comes_from_another_host(site: Path) -> None:
    made = {page.stem for page in site.glob("*.html")}
    assert {page.stem for page in (ROOT / "docs").glob("*.md")} <= made
    for file in (*site.rglob("*.html"), *site.rglob("*.css")):
        assert not FETCHED.search(file.read_text(encoding="utf-8")), file.name


def test_the_docstrings_are_on_the_page_of_the_python_api(site: Path) -> None:
    page = (site / "api.html").read_text(encoding="utf-8")
    assert 'id="ldn_graph.audit_claims"' in page
    assert "Alias for field number" not in page
    assert ":class:" not in page


def test_it_is_searched_from_the_disk(site: Path, browser: Browser) -> None:
    tab = browser.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(f"{(site / 'search.html').as_uri()}?q=retracted")
    # results appear one after the other
    tab.wait_for_selector("#search-results ul.search li a[href*='sources.html']")
    tab.close()
    assert asked
    assert not [url for url in asked if not url.startswith("file:")]
