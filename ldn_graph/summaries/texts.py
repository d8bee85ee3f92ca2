"""A summary of findings as text: for a terminal, and in Markdown."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator

from ..output.characters import capital, printable
from ..output.tables import markdown_table, markdown_text
from .findings import HOW_TO_READ, FindingsRow, SummaryOfFindings
from .tables import COLUMNS, reading_row, with_numbers

WIDTH = 100
"""The width of a text that goes to no terminal."""


def terminal_text(summary: SummaryOfFindings, width: int | None) -> str:
    """The summary for a terminal of this width, :data:`WIDTH` where it is None: a block of lines for each row."""
    return "".join(_terminal_lines(summary, max(width or WIDTH, 40)))


def _terminal_lines(summary: SummaryOfFindings, width: int) -> Iterator[str]:
    def wrapped(lead: str, text: str) -> str:
        return (
            textwrap.fill(printable(text), width, initial_indent=lead, subsequent_indent=" " * min(len(lead), 14))
            + "\n"
        )

    yield wrapped("", summary.title)
    for name, text in summary.facts:
        yield wrapped(f"{name:13} ", text)
    if summary.empty:
        yield "\n" + wrapped("", summary.empty)
        return
    for heading, rows in summary.sections:
        yield f"\n{heading.upper()}\n\n"
        for row in rows:
            yield from _block(row, wrapped)
    if summary.notes:
        yield "notes\n"
        for number, note in enumerate(summary.notes, start=1):
            yield wrapped(f"{number:4}  ", note)
    yield "\nhow to read this\n"
    for paragraph in HOW_TO_READ:
        yield wrapped("   -  ", paragraph)
    if summary.studies:
        yield "\nstudies\n"
        for ident, citation in summary.studies:
            yield wrapped("   -  ", f"{ident}: {citation}")


def _block(row: FindingsRow, wrapped: Callable[[str, str], str]) -> Iterator[str]:
    """The lines of a row, and an empty one. Each result has a line, since one may have a dozen."""
    for name, text in zip(COLUMNS, reading_row(row), strict=True):
        if name == "effect" and len(row.effect_texts) > 1:
            yield wrapped("  ", with_numbers("effects:", row.effect_notes))
            yield from (wrapped("    - ", effect) for effect in row.effect_texts)
        elif name == "claim":
            yield wrapped("", text or f"({row.status})")
        elif text and (row.claim or name != "status"):
            yield wrapped(f"  {name}: ", text)
    yield "\n"


def markdown_document(summary: SummaryOfFindings) -> str:
    """The summary as a document in GitHub's Markdown."""
    return "\n".join(_markdown_parts(summary))


def _markdown_parts(summary: SummaryOfFindings) -> Iterator[str]:
    yield f"# {markdown_text(summary.title)}\n"
    yield "".join(f"* {name}: {markdown_text(text)}\n" for name, text in summary.facts)
    if summary.empty:
        yield f"{markdown_text(capital(summary.empty))}.\n"
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
