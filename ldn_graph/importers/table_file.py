"""The table as a file to fill in or to go on with: CSV, or a workbook with lists to choose from and notes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from ..errors import OutputError
from ..output.tables import csv_table
from ..output.workbook import Sheet, write_workbook
from .table_layout import CLOSED_LISTS, COLUMNS, guarded
from .table_words import as_written

FORMATS = ("csv", "xlsx")
"""How a table is written; each is the ending of its file."""
_WIDE = 40  # characters of a column of sentences
_SENTENCES = frozenset({"claim", "said", "title", "quotation", "finding", "comment"})


def format_of(output: str | None, format_name: str | None) -> str:
    """The one of :data:`FORMATS` that is asked for by name, or by the ending of a file; CSV where nothing is.

    Raises :class:`~ldn_graph.errors.OutputError` for another ending.
    """
    if format_name or output in (None, "-"):
        return format_name or FORMATS[0]
    ending = str(output).lower().removesuffix(".gz").rpartition(".")[2]
    if ending not in FORMATS:
        raise OutputError(f"{output}: a table ends in .csv or .xlsx; name the file so, or give --format")
    return ending


def table_template(format_name: str = "csv") -> bytes:
    """The empty table in one of :data:`FORMATS`: all columns, and one row as an example."""
    return table_bytes(tuple(COLUMNS), [[example for _, example in COLUMNS.values()]], format_name)


def table_bytes(columns: Sequence[str], rows: Iterable[Sequence[str]], format_name: str = "csv") -> bytes:
    """A table in one of :data:`FORMATS`; nothing in it is a formula. The same rows give the same bytes.

    Raises :class:`~ldn_graph.errors.MissingExtraError` for a workbook where xlsxwriter is not installed.
    """
    safe = [[guarded(cell) for cell in row] for row in rows]
    if format_name == "csv":
        return csv_table(columns, safe, spreadsheet_safe=False).encode("utf-8")
    sheet = Sheet(
        "claims",
        columns,
        safe,
        widths=[_WIDE if column in _SENTENCES else 16 for column in columns],
        notes=[COLUMNS[column][0] for column in columns],
        choices={
            place: [as_written(name) for name in CLOSED_LISTS[column]]
            for place, column in enumerate(columns)
            if column in CLOSED_LISTS and column != "indirectness"
        },
    )
    out = io.BytesIO()
    write_workbook([sheet], out)
    return out.getvalue()
