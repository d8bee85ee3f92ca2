"""Sentences in Markdown and HTML: nothing in them is markup, and an address is a link."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from .characters import printable
from .tables import markdown_text

_ADDRESS = re.compile(r"https?://[^\s\"'\u2019\u201d]*[^\s\"'\u2019\u201d.,;:!?)\]]")
_LIST_SIGN = re.compile(r"^(\d{1,9})([.)])(?=\s|$)|^([-+=])(?=[-=\s]|$)")
"""What at the beginning of a line would be a list, or make a heading of the line above."""


def markdown_prose(text: object, *, begins_line: bool = True) -> str:
    """A text on one line in Markdown; what would be a list is escaped where it ``begins_line``.

    >>> print(markdown_prose("1. See <https://example.org/a_b?x=<1>, at *5*"))
    1\\. See \\<<https://example.org/a_b?x=%3C1%3E>, at \\*5\\*
    """
    made = _with_links(printable(text), _escaped, lambda url: f"<{url}>")
    return _LIST_SIGN.sub(r"\1\\\2\3", made) if begins_line else made


def html_prose(text: object) -> str:
    """A text on one line in HTML.

    >>> html_prose("See https://example.org/?a&b.")
    'See <a href="https://example.org/?a&amp;b">https://example.org/?a&amp;b</a>.'
    """

    def link(url: str) -> str:
        return f'<a href="{escape(url)}">{escape(url)}</a>'

    return _with_links(printable(text), lambda words: escape(words, quote=False), link)


def _with_links(text: str, plain: Callable[[str], str], link: Callable[[str], str]) -> str:
    """The text with ``plain`` of what lies between addresses, and ``link`` of these."""
    parts, at = [], 0
    for found in _ADDRESS.finditer(text):
        parts += [plain(text[at : found.start()]), link(found[0].replace("<", "%3C").replace(">", "%3E"))]
        at = found.end()
    return "".join([*parts, plain(text[at:])])


def _escaped(text: str) -> str:
    """What is markup in Markdown, escaped; blanks at the ends stay."""
    inner = text.strip()
    lead = len(text) - len(text.lstrip())
    return f"{text[:lead]}{markdown_text(inner)}{text[lead + len(inner) :]}"
