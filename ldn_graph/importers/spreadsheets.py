"""The cells of a table's file as texts: CSV (RFC 4180), or the first sheet of a workbook (xlsx, xls, ods).

In CSV commas, semicolons or tabs stand between the cells: those that make the most of the header; a first line
``sep=;`` says it itself. Workbooks are read by calamine, an extra: formulas as the values that were last computed.
"""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time
from itertools import islice
from typing import NamedTuple

from ..errors import ImportFormatError
from ..output.counts import count_words
from ..output.extras import import_extra
from .inputs import read_bytes, text_of
from .table_layout import COLUMNS, TITLE_ROWS
from .valueless_cells import valueless_cells

LARGEST = 10_000_000
"""The most cells of a sheet that are read, empty ones among them."""
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""The first bytes of a zip file, as xlsx and ods are, and of an old xls."""


class Cells(NamedTuple):
    """All rows of a table. ``workbook``: they are of a workbook, which has 0.85 where it shows 85 %."""

    rows: list[list[str]]
    workbook: bool


def read_cells(path: str) -> Cells:
    """The table in a file, ``-`` for standard input.

    Raises :class:`~ldn_graph.errors.ImportFormatError` for what cannot be read, and
    :class:`~ldn_graph.errors.MissingExtraError` for a workbook where calamine is not installed.
    """
    return cells_of(path, read_bytes(path))


def cells_of(name: str, data: bytes) -> Cells:
    """The same by the name and the bytes of a file."""
    if data.startswith(_WORKBOOKS):
        return Cells(workbook_cells(name, data), workbook=True)
    return Cells(csv_cells(name, text_of(name, data)), workbook=False)


def csv_cells(name: str, text: str) -> list[list[str]]:
    """All rows of a table in CSV. Raises :class:`~ldn_graph.errors.ImportFormatError` where the text is none."""
    first, _, rest = text.partition("\n")
    if (said := first.strip().strip('"').lower()).startswith("sep=") and len(said) == 5:
        return [[], *_csv_rows(name, rest, said[-1])]
    return _csv_rows(name, text, max(",;\t", key=lambda sign: _columns_named(text, sign)))


def _csv_rows(name: str, text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise ImportFormatError(f"{name}: after row {len(rows)}: {error}; save the table as CSV once more") from None
    return rows


def _columns_named(text: str, delimiter: str) -> int:
    """How many columns of the table a row at the top names, with this sign between its cells."""
    lines = islice(io.StringIO(text), TITLE_ROWS)
    named = ({cell.strip(' "\r\n').lower() for cell in line.split(delimiter)} for line in lines)
    return max((len(cells & COLUMNS.keys()) for cells in named), default=0)


def workbook_cells(name: str, data: bytes) -> list[list[str]]:
    """All rows of a workbook's only sheet that is neither empty nor hidden.

    Numbers are written without a point where they are whole, dates as 2026-11-28. Raises
    :class:`~ldn_graph.errors.ImportFormatError` where several sheets have cells, where cells are merged (what the empty
    ones stand for, nobody can tell), and where one holds an error or a formula without a value.
    """
    calamine = import_extra("python_calamine", "spreadsheets")
    try:
        book = calamine.load_workbook(io.BytesIO(data))
        shown = [m.name for m in book.sheets_metadata if m.visible == calamine.SheetVisibleEnum.Visible]
        sheets = [sheet for title in shown if (sheet := book.get_sheet_by_name(title)).end]
        if len(sheets) > 1:
            names = ", ".join(sheet.name for sheet in sheets)
            raise ImportFormatError(f"{name}: several sheets ({names}); keep the table alone in the file")
        if any(sheet.total_height * sheet.total_width > LARGEST for sheet in sheets):
            problem = f"more than {LARGEST:,} cells from the first to the last that is filled"
            raise ImportFormatError(f"{name}: {problem}; clear what stands far from the table")
        merged = [cells for sheet in sheets for cells in sheet.merged_cell_ranges or ()]
        rows = [[_text(cell) for cell in row] for sheet in sheets for row in sheet.to_python(skip_empty_area=False)]
    except calamine.CalamineError as error:
        raise ImportFormatError(f"{name}: {error}; save it as xlsx, ods or CSV once more") from None
    if cells := list(valueless_cells(data)):
        told = count_words(len(cells), "cell")
        problem = f"{told} with an error, or with a formula that was not computed, the first {cells[0]}"
        raise ImportFormatError(f"{name}: {problem}; write the value there")
    below = [(start[0] + 1, start[1] + 1) for start, _ in merged]
    if below:
        row, column = min(below)
        told = count_words(len(below), "merged cell")
        raise ImportFormatError(f"{name}: {told}, the first in row {row}, column {column}; split them and fill each")
    return rows


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, (date, time)) else str(cell)
