"""The pictures of README and tutorial, taken anew from the pages of the shipped graph and of the example.

make screenshots
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import sync_playwright

from ldn_graph.audit.audit import audit_claims
from ldn_graph.page.render import render_page
from ldn_graph.rdf.contents import read_contents
from ldn_graph.rdf.opening import open_graph

IMAGES = Path(__file__).parent / "images"
EXAMPLE = Path(__file__).parent.parent / "report" / "vitamin-d-ms" / "index.html"
"""The page of the example, which `make example` writes."""
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")


class Picture(NamedTuple):
    """A view of a page: a part of its address, size in pixels, light or dark; of the example or the shipped graph."""

    fragment: str
    width: int = 1280
    height: int = 800
    scheme: str = "light"
    example: bool = False


PICTURES = {
    "annotated": Picture("", example=True),
    "first-look": Picture("#view=graph"),
    "our-words": Picture(""),
    "as-published": Picture("#as=published&view=graph"),
    "claim": Picture("#claim=C28"),
    "map": Picture("#view=map"),
    "table": Picture("#view=table&condition=lupus"),
    "dark": Picture("#view=graph&condition=crohns-disease", scheme="dark"),
    "narrow": Picture("", width=390, height=844),
    "tutorial-claim": Picture("#claim=D12", example=True),
}


def take_pictures(folder: Path) -> None:
    """Write a PNG for each of :data:`PICTURES`."""
    contents = read_contents(open_graph())
    page = render_page(
        audit_claims(contents.claims), cited=contents.cited, bodies=contents.bodies, modified=contents.modified
    )
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as beside:
        file = Path(beside) / "index.html"
        file.write_text(page, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        for name, picture in PICTURES.items():
            tab = browser.new_page(
                viewport={"width": picture.width, "height": picture.height},
                color_scheme="dark" if picture.scheme == "dark" else "light",
            )
            tab.goto((EXAMPLE if picture.example else file).as_uri() + picture.fragment)
            tab.wait_for_selector("body[data-ready]")
            tab.wait_for_timeout(300)
            tab.screenshot(path=folder / f"{name}.png")
            tab.close()
        browser.close()


if __name__ == "__main__":
    IMAGES.mkdir(exist_ok=True)
    take_pictures(IMAGES)
    sys.stdout.write(f"{IMAGES}\n")
