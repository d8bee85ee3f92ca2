"""Pages in HTML as plain text, without scripts, styles and navigation.

lxml parses them: the parser of Python's library takes a time that grows with the square of what is malformed.
"""

from __future__ import annotations

from pathlib import Path

from ...errors import InputError
from ...output.extras import import_extra
from .builder import Captures, TextBuilder, raise_digits
from .source_text import SourceText

_PASSED = frozenset({"script", "style", "noscript", "template", "nav", "svg", "head"})
_BLOCKS = frozenset({
    "p", "div", "section", "article", "li", "tr", "table", "blockquote", "br", "dd", "dt", "figcaption", "caption",
    "header", "footer", "main", "aside", "ul", "ol", "dl", "pre",
})  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def read_html(path: Path, data: bytes) -> SourceText:
    """The text of a page; one that does not say its encoding is UTF-8.

    Raises :class:`~ldn_graph.errors.InputError` for one without text, and
    :class:`~ldn_graph.errors.MissingExtraError` where lxml is not installed.
    """
    etree = import_extra("lxml.etree", "html")
    page = _Page()
    parser = etree.HTMLParser(target=page, no_network=True)
    try:
        parser.feed(data.removeprefix(b"\xef\xbb\xbf"))
        parser.close()
    except (etree.LxmlError, AssertionError):  # that nothing at all was found raises the one or the other
        pass
    text = page.out.text()
    if not text.strip():
        raise InputError(f"{path}: a page without text; save it when it is shown whole")
    title = page.titles.get("citation_title") or page.titles.get("title") or page.titles.get("h1") or ""
    return SourceText(path.name, text, "page", " ".join(title.split()), tuple(page.out.sections))


class _Page:
    """Takes what the parser reads, as lxml hands it to a target."""

    def __init__(self) -> None:
        self.out = TextBuilder()
        self.titles: dict[str, str] = {}
        self._passing = 0
        self._captures = Captures()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if tag == "meta" and attributes.get("name") == "citation_title":
            self.titles.setdefault("citation_title", attributes.get("content", ""))
        self._passing += tag in _PASSED
        if tag in _BLOCKS or tag in _HEADINGS:
            self.out.break_line()
        elif tag in ("td", "th"):
            self.out.break_line("\t")
        self._captures.start(tag, captured=tag in _HEADINGS or tag in ("title", "sup", "sub"))

    def end(self, tag: str) -> None:
        """An element ends; lxml ends each that began."""
        self._passing -= tag in _PASSED
        if (words := self._captures.end()) is not None:
            if tag in ("sup", "sub"):
                self.data(raise_digits(words, tag))
            else:
                self.titles.setdefault(tag, words)
            if tag in _HEADINGS:
                self.out.begin_section(words)
                self.data(words)
        if tag in _BLOCKS or tag in _HEADINGS:
            self.out.break_line()

    def data(self, text: str) -> None:
        """Some characters."""
        if not self._captures.add(text) and not self._passing:
            self.out.add(text)

    def close(self) -> None:
        """The page ends."""
