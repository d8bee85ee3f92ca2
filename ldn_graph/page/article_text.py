"""An article's raw text as headings and paragraphs, each with the places of the text that are shown.

Plain text and Markdown are read alike. Nothing of the text is changed, so that places in it (characters, as those of
passages) stay what they are: what is markup is left out, and the rest is shown as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from typing import NamedTuple

_LINE = re.compile(r"(?P<line>[^\r\n]*)(?:\r\n|\r|\n|\Z)")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(?=\S)")
_MARKDOWN = re.compile(r"^ {0,3}#{1,6}[ \t]+\S", re.MULTILINE)
_ITEM = re.compile(r"[ \t]*(?:[-*+\u2022]|\d{1,3}[.)])[ \t]+(?=\S)")
_LINK = re.compile(r"!?\[(?P<words>[^\[\]\n]{1,300})\]\((?:[^()\s]|\([^()\s]*\)){0,1000}(?:\s\"[^\"\n]{0,300}\")?\)")
_FENCE = re.compile(r" {0,3}(```+|~~~+)[^`]*$")
_SIGNS = re.compile(r"\\[!-/:-@\[-`{-~]|\*{1,3}|_{1,3}|`+")
_WRAPPED = 120  # characters of the longest line of a text whose lines do not end where its paragraphs do
_LONGEST_HEADING = 12  # words of a short line alone
_DEEPEST = 6


class Span(NamedTuple):
    """A part of the raw text that is shown, in characters."""

    start: int
    end: int


class Block(NamedTuple):
    """A heading or a paragraph: what of the raw text it shows.

    ``level`` is that of the heading, 2 to 6, since the page's own is the first, and 0 for a paragraph; ``item`` says
    that it is one of a list, ``kept`` that its lines stay as they are, as those of a table or of code.
    """

    level: int
    item: bool
    spans: tuple[Span, ...]
    kept: bool = False


class _Lines(NamedTuple):
    """A run of lines that belong together; ``marks`` is the number of signs that make it a heading."""

    start: int
    end: int
    lines: int
    marks: int = 0
    item: bool = False
    named: bool = False
    kept: bool = False


def read_blocks(text: str, sections: Set[str] = frozenset()) -> tuple[Block, ...]:
    """The headings and paragraphs of a text, in their order.

    Headings are lines that ``#`` marks, as Markdown has it, and lines that are one of ``sections``; in a text without
    such marks also a short line alone that ends in a letter or a digit and that something follows. Blank lines part
    paragraphs, and so does every line end where lines are too long to be wrapped by hand. Markdown's emphasis and the
    addresses of its links are not shown; tables, code between fences and footnotes stay as they are written.
    """
    markdown = _MARKDOWN.search(text) is not None
    wrapped = markdown or max((len(found["line"]) for found in _LINE.finditer(text)), default=0) <= _WRAPPED
    runs = list(_runs(text, sections, markdown=markdown, wrapped=wrapped))
    blocks: list[Block] = []
    above = 1
    titled = False  # the text begins with a heading, which is above all others
    for n, run in enumerate(runs):
        level = 0
        if run.marks:
            level = min(run.marks + 1, above + 1, _DEEPEST)
        elif run.kept:
            pass
        elif run.named or (not markdown and n + 1 < len(runs) and _is_short(text, run)):
            level = 3 if titled else 2
        titled = titled or (n == 0 and level > 0)
        above = level or above
        hidden = _markup(text, run) if markdown and not run.kept else []
        blocks.append(Block(level, run.item, tuple(_between(run, hidden)), run.kept))
    return tuple(block for block in blocks if block.spans)


def _runs(text: str, sections: Set[str], *, markdown: bool, wrapped: bool) -> Iterator[_Lines]:
    run: _Lines | None = None
    kept = list(_kept(text))[::-1]
    for found in _LINE.finditer(text):
        line, start, end = found["line"], found.start("line"), found.end("line")
        if kept and start >= kept[-1].start:
            if run:
                yield run
                run = None
            if end >= kept[-1].end:
                yield _Lines(*kept.pop(), 1, kept=True)
            continue
        heading = _HEADING.match(line) if markdown else None
        words = line.strip("\ufeff \t")
        item = _ITEM.match(line) is not None and (markdown or run is None or run.item)
        if run and (heading or item or not words or not wrapped or words in sections):
            yield run
            run = None
        if heading:
            yield _Lines(start + heading.end(), start + _length_of_heading(line), 1, marks=len(heading[1]))
        elif words in sections:
            yield _Lines(start, end, 1, named=True)
        elif words:
            run = run._replace(end=end, lines=run.lines + 1) if run else _Lines(start, end, 1, item=item)
    if run:
        yield run


def _kept(text: str) -> Iterator[Span]:
    """Where the lines are kept: code between fences, which may be open to the end, and tables with their heads."""
    lines = [Span(*found.span("line")) for found in _LINE.finditer(text)]
    at = 0
    while at < len(lines):
        words = text[slice(*lines[at])]
        begun = at
        if fence := _FENCE.match(words):
            at += 1
            while at < len(lines) - 1 and not _closes(text[slice(*lines[at])].strip(), fence[1]):
                at += 1
        elif "|" in words and at + 1 < len(lines) and _is_rule(text[slice(*lines[at + 1])]):
            at += 1
            while at + 1 < len(lines) and "|" in text[slice(*lines[at + 1])]:
                at += 1
        if at > begun:
            yield Span(lines[begun].start, lines[min(at, len(lines) - 1)].end)
        at += 1


def _closes(line: str, fence: str) -> bool:
    return len(line) >= len(fence) and set(line) == {fence[0]}


def _is_rule(line: str) -> bool:
    """The line between the head of a table and its rows."""
    return set(line) <= set("|-: \t") and "|" in line and "-" in line


def _length_of_heading(line: str) -> int:
    """Where the words of a heading end: signs that close it are none of them."""
    words = line.rstrip()
    open_end = words.rstrip("#")
    return len(open_end.rstrip()) if open_end[-1:] in (" ", "\t") else len(words)


def _is_short(text: str, run: _Lines) -> bool:
    words = text[run.start : run.end].split()
    last = words[-1][-1]
    return run.lines == 1 and not run.item and len(words) <= _LONGEST_HEADING and (last.isalpha() or last.isdecimal())


def _markup(text: str, run: _Lines) -> list[Span]:
    """What of a run of lines is Markdown's markup, in order: around the words of links, and of emphasis and code."""
    hidden: list[Span] = []
    for link in _LINK.finditer(text, run.start, run.end):
        hidden += [Span(link.start(), link.start("words")), Span(link.end("words"), link.end())]
    addresses = {at for span in hidden for at in range(*span)}
    begun: dict[str, Span] = {}
    for found in _SIGNS.finditer(text, run.start, run.end):
        here, sign = Span(*found.span()), found[0]
        if here.start in addresses:
            continue
        if sign[0] == "\\":
            hidden.append(Span(here.start, here.start + 1))
            continue
        before, after = text[here.start - 1 : here.start], text[here.end : here.end + 1]
        inside = sign[0] == "_" and before.isalnum() and after.isalnum()
        if sign in begun and before.strip() and not inside:
            hidden += [begun.pop(sign), here]
        elif after.strip() and not inside:
            begun[sign] = here
    return sorted(hidden)


def _between(run: _Lines, hidden: list[Span]) -> Iterator[Span]:
    at = run.start
    for start, end in (*hidden, Span(run.end, run.end)):
        if at < start:
            yield Span(at, start)
        at = max(at, end)
