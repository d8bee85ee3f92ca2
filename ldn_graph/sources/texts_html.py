"""Pages in HTML as plain text, without scripts, styles and navigation."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from .source_text import SourceText
from .texts_builder import TextBuilder, raise_digits

_PASSED = frozenset({"script", "style", "noscript", "template", "nav", "svg", "head"})
_BLOCKS = frozenset({
    "p", "div", "section", "article", "li", "tr", "table", "blockquote", "br", "dd", "dt", "figcaption", "caption",
    "header", "footer", "main", "aside", "ul", "ol", "dl", "pre",
})  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def read_html(path: Path, html: str) -> SourceText:
    """The text of a page. Nothing is raised: a browser shows any text as a page."""
    page = _Page()
    page.feed(html)
    page.close()
    title = page.titles.get("citation_title") or page.titles.get("title") or page.titles.get("h1") or ""
    return SourceText(path.name, page.out.text(), "page", " ".join(title.split()), tuple(page.out.sections))


class _Page(HTMLParser):
    """Takes what the parser reads."""

    def __init__(self) -> None:
        super().__init__()
        self.out = TextBuilder()
        self.titles: dict[str, str] = {}
        self._passing: list[str] = []
        self._raised: list[str] = []
        self._heading: list[str] | None = None
        self._title: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "meta" and attributes.get("name") == "citation_title":
            self.titles.setdefault("citation_title", attributes.get("content") or "")
        if tag == "title" and "svg" not in self._passing:
            self._title = []
        if tag in _PASSED:
            self._passing.append(tag)
        elif tag == "body":
            self._passing.clear()  # a head that was never closed ends here
        elif tag in _HEADINGS:
            self.out.break_line()
            self._heading = []
        elif tag in _BLOCKS:
            self.out.break_line()
        elif tag in ("td", "th"):
            self.out.break_line("\t")
        elif tag in ("sup", "sub"):
            self._raised.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "title" and self._title is not None:
            self.titles.setdefault("title", "".join(self._title))
            self._title = None
        elif tag in _HEADINGS and self._heading is not None:
            heading = "".join(self._heading)
            self.titles.setdefault(tag, heading)
            self._heading = None
            self.out.begin_section(heading)
            self.handle_data(heading)
            self.out.break_line()
        elif tag in self._passing:
            while self._passing.pop() != tag:
                pass
        elif tag in _BLOCKS:
            self.out.break_line()
        elif tag in ("sup", "sub") and self._raised:
            self._raised.pop()

    def handle_data(self, data: str) -> None:
        if self._title is not None:
            self._title.append(data)
        elif not self._passing:
            text = raise_digits(data, self._raised[-1]) if self._raised else data
            if self._heading is not None:
                self._heading.append(text)
            else:
                self.out.add(text)
