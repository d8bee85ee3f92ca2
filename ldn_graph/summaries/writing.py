"""A summary of findings written to a stream, in each of its formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import IO

from ..output.tables import csv_table, json_text
from ..output.workbook import NO_DATE, Sheet, write_workbook
from .documents import summary_document
from .findings import HOW_TO_READ, SummaryOfFindings
from .tables import CSV_COLUMNS, csv_rows
from .texts import markdown_document, terminal_text
from .webpage import html_page

TEXTS: Mapping[str, Callable[[SummaryOfFindings], str]] = {
    "markdown": markdown_document,
    "html": html_page,
    "csv": lambda summary: csv_table(CSV_COLUMNS, csv_rows(summary)),
    "json": lambda summary: json_text(summary_document(summary)),
}
"""What writes a summary as text that does not depend on a terminal's width."""
SUMMARY_FORMATS = ("table", "markdown", "html", "csv", "json", "xlsx", "docx")
"""The names of the formats."""


def write_summary(summary: SummaryOfFindings, format_name: str, out: IO[bytes], *, width: int | None = None) -> None:
    """Write it in one of :data:`SUMMARY_FORMATS`; ``width`` is that of a terminal, for a table.

    The same summary gives the same bytes. Raises :class:`~ldn_graph.errors.MissingExtraError` for xlsx and docx where
    their library is not installed; then nothing was written.
    """
    if format_name == "xlsx":
        _write_sheets(summary, out)
    elif format_name == "docx":
        from .word import write_word

        write_word(summary, out, data_time(summary))
    else:
        text = terminal_text(summary, width) if format_name == "table" else TEXTS[format_name](summary)
        out.write(text.encode("utf-8", "replace"))


def data_time(summary: SummaryOfFindings) -> datetime:
    """The day of the data, on which files say that they were made; a fixed day where none is recorded."""
    date = summary.judged_until or ""
    try:
        return datetime.fromisoformat(date[:10])
    except ValueError:
        return NO_DATE


def _write_sheets(summary: SummaryOfFindings, out: IO[bytes]) -> None:
    """A workbook with a sheet of rows and one of what belongs to them."""
    about = [
        ("title", summary.title),
        *summary.facts,
        *([("rows", summary.empty)] if summary.empty else []),
        *((f"note {number}", text) for number, text in enumerate(summary.notes, start=1)),
        *(("how to read this", text) for text in HOW_TO_READ),
        *summary.studies,
    ]
    write_workbook(
        [
            Sheet(
                "findings",
                CSV_COLUMNS,
                csv_rows(summary),
                (10, 8, 40, 30, 20, 8, 8, 60, 22, 10, 10, 10, 60, 40, 24, 50),
            ),
            Sheet("about", ("what", "text"), about, (24, 110)),
        ],
        out,
        created=data_time(summary),
        title=summary.title,
    )
