"""A list of references to be read by people: as text, Markdown or HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape, unescape
from typing import NamedTuple

from ..output.prose import html_prose, markdown_prose
from .citation import cite_record
from .record import Record

_TAG = re.compile(r"(</?(?:i|b|u|l|sup|sub|span)\b[^<>]*>)")
_MARKDOWN_TAGS = {"<i>": "*", "</i>": "*", "<b>": "**", "</b>": "**"}


class Reference(NamedTuple):
    """One entry: its record's id, and its text as HTML with emphasis and nothing else."""

    id: str
    html: str

    @property
    def text(self) -> str:
        """The entry as plain text."""
        return unescape(_TAG.sub("", self.html))

    @property
    def markdown(self) -> str:
        """The entry in Markdown, on one line, its addresses as links."""
        return self._render(markdown_prose, lambda tag: _MARKDOWN_TAGS.get(tag, tag if "su" in tag else ""))

    @property
    def linked_html(self) -> str:
        """The entry in HTML, its addresses as links."""
        return self._render(html_prose, str)

    def _render(self, words: Callable[[str], str], mark: Callable[[str], str]) -> str:
        """The entry with each part of its text, and each mark of emphasis, put in other words."""
        parts = _TAG.split(self.html)
        return "".join(mark(part) if n % 2 else _keep_blanks(unescape(part), words) for n, part in enumerate(parts))


class ReferenceList(NamedTuple):
    """The entries in their order; ``numbered`` where they are cited by numbers."""

    references: tuple[Reference, ...]
    numbered: bool = True

    def as_text(self) -> str:
        """A paragraph for each entry."""
        return "\n".join(f"{number}{r.text}\n" for number, r in self._numbered())

    def as_markdown(self) -> str:
        """A numbered list where they are cited by numbers, else a paragraph for each."""
        return ("" if self.numbered else "\n").join(f"{number}{r.markdown}\n" for number, r in self._numbered())

    def as_html(self) -> str:
        """A whole page with the list."""
        items = "".join(
            f'<li id="{escape(reference.id)}">{reference.linked_html}</li>\n' for reference in self.references
        )
        kind = "ol" if self.numbered else "ul"
        head = '<meta charset="utf-8"><title>References</title>'
        return (
            f'<!doctype html>\n<html lang="en">\n<head>{head}</head>\n<body>\n<h1>References</h1>\n'
            f"<{kind}>\n{items}</{kind}>\n</body>\n</html>\n"
        )

    def _numbered(self) -> Iterator[tuple[str, Reference]]:
        for n, reference in enumerate(self.references, start=1):
            yield f"{n}. " if self.numbered else "", reference


def plain_references(records: Iterable[Record]) -> ReferenceList:
    """The records in the order given, in the form that needs no library (Vancouver)."""
    return ReferenceList(tuple(Reference(record.id, escape(cite_record(record), quote=False)) for record in records))


def _keep_blanks(text: str, words: Callable[[str], str]) -> str:
    """The text put in other words, with the blanks that stand at its ends."""
    inner = text.strip()
    lead = len(text) - len(text.lstrip())
    return f"{text[:lead]}{words(inner)}{text[lead + len(inner) :]}"
