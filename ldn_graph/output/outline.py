"""A text of headings and nested lists, for a terminal, as Markdown, and as one page of HTML without scripts."""

# Annotations are no texts here (from __future__): NamedTuple would compile each of them at every start.

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from .characters import printable
from .prose import html_prose, markdown_prose


class Entry(NamedTuple):
    """One text of an outline: ``depth`` 0 is a heading, 1 an item under it, 2 an item of that one, and so on."""

    depth: int
    text: str


def outline_text(title: str, entries: Iterable[Entry], width: int) -> Iterator[str]:
    """The lines for a terminal of this width, in characters."""
    yield from _wrapped("", title, width)
    for depth, text in entries:
        if depth == 0:
            yield "\n"
        yield from _wrapped("  " * depth, text, width)


def _wrapped(lead: str, text: str, width: int) -> Iterator[str]:
    lines = textwrap.wrap(
        printable(text), width, initial_indent=lead, subsequent_indent=f"{lead}    ", break_on_hyphens=False
    )
    yield from (f"{line}\n" for line in lines)


def outline_markdown(title: str, entries: Iterable[Entry]) -> Iterator[str]:
    """The lines in Markdown; nothing in a text is markup."""
    yield f"# {markdown_prose(title, begins_line=False)}\n"
    listed = False
    for depth, text in entries:
        if depth == 0:
            yield f"\n## {markdown_prose(text, begins_line=False)}\n"
        else:
            yield "" if listed else "\n"
            yield f"{'  ' * (depth - 1)}- {markdown_prose(text)}\n"
        listed = depth > 0


_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.45 system-ui, sans-serif; margin: 1.5rem auto; max-width: 60rem; padding: 0 1rem; }
body { overflow-wrap: anywhere; }
li { margin: .2rem 0; }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def outline_html(title: str, entries: Sequence[Entry]) -> Iterator[str]:
    """One page of HTML, piece by piece, with nothing from elsewhere in it. All texts are escaped."""
    name = escape(printable(title))
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{name}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{name}</h1>\n"
    )
    open_lists = 0
    for depth, text in entries:
        yield "</li>\n</ul>\n" * (open_lists - depth)
        yield "</li>\n" if 0 < depth <= open_lists else "<ul>\n" * (depth - open_lists)
        yield f"<li>{html_prose(text)}" if depth else f"<h2>{html_prose(text)}</h2>\n"
        open_lists = depth
    yield "</li>\n</ul>\n" * open_lists + "</main>\n</body>\n</html>\n"
