"""A summary of findings as text: for a terminal, and in Markdown."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from ..output.characters import printable
from ..output.tables import block_lines, markdown_table, markdown_text
from .findings import HOW_TO_READ, SummaryOfFindings
from .tables import COLUMNS, reading_row

WIDTH = 100
"""The width of a text that goes to no terminal."""


def terminal_text(summary: SummaryOfFindings, width: int | None) -> str:
    """The summary for a terminal of this width, :data:`WIDTH` where it is None: a block for each row."""
    return "".join(_terminal_lines(summary, max(width or WIDTH, 40)))


def _terminal_lines(summary: SummaryOfFindings, width: int) -> Iterator[str]:
    def wrapped(lead: str, text: str) -> str:
        return textwrap.fill(printable(text), width, initial_indent=lead, subsequent_indent=" " * len(lead)) + "\n"

    yield wrapped("", summary.title)
    for name, text in summary.facts:
        yield wrapped(f"{name:13} ", text)
    if summary.empty:
        yield "\n" + wrapped("", summary.empty)
        return
    for heading, rows in summary.sections:
        yield f"\n{heading.upper()}\n\n"
        yield from block_lines(COLUMNS, map(reading_row, rows), width)
    if summary.notes:
        yield "\nnotes\n"
        for number, note in enumerate(summary.notes, start=1):
            yield wrapped(f"{number:4}  ", note)
    yield "\nhow to read this\n"
    for paragraph in HOW_TO_READ:
        yield wrapped("   -  ", paragraph)
    if summary.studies:
        yield "\nstudies\n"
        for ident, citation in summary.studies:
            yield wrapped("   -  ", f"{ident}: {citation}")


def markdown_document(summary: SummaryOfFindings) -> str:
    """The summary as a document in GitHub's Markdown."""
    return "\n".join(_markdown_parts(summary))


def _markdown_parts(summary: SummaryOfFindings) -> Iterator[str]:
    yield f"# {markdown_text(summary.title)}\n"
    yield "".join(f"* {name}: {markdown_text(text)}\n" for name, text in summary.facts)
    if summary.empty:
        yield f"{markdown_text(summary.empty.capitalize())}.\n"
        return
    for heading, rows in summary.sections:
        yield f"## {heading}\n"
        yield markdown_table(COLUMNS, map(reading_row, rows))
    if summary.notes:
        yield "## Notes\n"
        yield "".join(f"{n}. {markdown_text(note)}\n" for n, note in enumerate(summary.notes, start=1))
    yield "## How to read this\n"
    yield "".join(f"* {markdown_text(paragraph)}\n" for paragraph in HOW_TO_READ)
    if summary.studies:
        yield "## Studies\n"
        yield "".join(f"* {markdown_text(ident)}: {markdown_text(citation)}\n" for ident, citation in summary.studies)
