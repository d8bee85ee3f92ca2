"""A page of an audit in a browser's tab, as the tests of the page ask for it."""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page as Tab

from ldn_graph.audit.results import Audit

WATCH = """
window.__violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.__violations.push(event.violatedDirective));
"""
"""Remembers what the policy refused."""


_DATA = re.compile(r'<script type="([a-z/]+)" id="data">(.*?)</script>', re.DOTALL)


def read_data(html: str) -> dict[str, Any]:
    """What the document hands to the page's script, unpacked."""
    found = _DATA.search(html)
    assert found
    text = found[2] if found[1] == "application/json" else zlib.decompress(b64decode(found[2])).decode()
    data: dict[str, Any] = json.loads(text)
    for part in (data, data.get("page", {})):
        for key, value in part.items():
            if isinstance(value, dict) and "tables" in value:
                part[key] = [record for table in value["tables"] for record in _read_table(**table)]
    return data


def _read_table(count: int, columns: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {key: column[n] if isinstance(column, list) else column["same"] for key, column in columns.items()}
        for n in range(count)
    ]


def without_data(html: str) -> str:
    """The document around the data."""
    return _DATA.sub("", html)


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

    def load(self, fragment: str) -> None:
        """Load the page anew, at this address; another fragment alone would load nothing."""
        self.tab.goto("about:blank")
        self.tab.goto(self.address + fragment)
        self.tab.wait_for_selector("body[data-ready]")

    def settle(self) -> None:
        """Wait until what was asked for is drawn."""
        self.tab.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def lanes(self) -> dict[str, str]:
        """What the graph's row of each claim says and shows, by its id, from the top."""
        self.settle()
        found = self.tab.eval_on_selector_all(
            "#lanes li[data-claim] > .claim", "all => all.map((e) => [e.parentElement.dataset.claim, e.innerText])"
        )
        return {claim: " ".join(text.split()) for claim, text in found}

    def drawn_claims(self, audit: Audit) -> list[str]:
        """The claims whose lanes the whole drawing has, from the top, as the SVG tells them."""
        known = {c.claim.id for c in audit.claims}
        svg = self.save("svg")
        return [words for words in re.findall(r"<text[^>]*>([^<]*)</text>", svg.decode()) if words in known]

    def save(self, way: str) -> bytes:
        """What a download holds."""
        with self.tab.expect_download() as caught:
            self.tab.click(f"[data-save={way}]")
        return Path(caught.value.path()).read_bytes()

    def rows(self) -> list[str]:
        """The claims in the table, from the top."""
        return list(self.tab.eval_on_selector_all("tr[data-claim]", "all => all.map((row) => row.dataset.claim)"))

    def texts(self, selector: str) -> list[str]:
        return self.tab.locator(selector).all_inner_texts()

    def width_beyond(self) -> int:
        """How many pixels of the document stick out at the right."""
        root = "document.documentElement"
        return int(self.tab.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))


Open = Callable[..., Opened]
