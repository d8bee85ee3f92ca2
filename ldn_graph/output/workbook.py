"""Rows as the sheets of a workbook (Office Open XML), by xlsxwriter, an extra of this package.

Texts are written as texts, never as formulas or links. The bytes of the same sheets are the same every time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import IO, Any, NamedTuple

from ..errors import QueryResultError
from .counts import count_words
from .extras import import_extra

XLSX_ROWS = 1_048_576
"""The rows of a sheet, its header included (Excel's limits)."""
XLSX_CELL = 32_767
"""The characters of a cell."""
NO_DATE = datetime(2000, 1, 1)
"""When a workbook says it was made that has no other date: the same bytes every time."""
_WHOLE = 2**53  # beyond it a spreadsheet's numbers are not exact


class Sheet(NamedTuple):
    """One sheet: its name, its columns, its rows. Where ``widths`` of columns are given, in characters, texts wrap.

    ``notes`` are shown on the columns' names. ``choices`` are texts to choose from, by the number of the column; others
    may be written there too.
    """

    title: str
    names: Sequence[str]
    rows: Iterable[Sequence[object]]
    widths: Sequence[int] = ()
    notes: Sequence[str] = ()
    choices: Mapping[int, Sequence[str]] = {}


def write_workbook(sheets: Iterable[Sheet], out: IO[bytes], *, created: datetime = NO_DATE, title: str = "") -> None:
    """Write sheets, each with a header that stays in sight.

    Raises :class:`~ldn_graph.errors.QueryResultError` where a sheet cannot hold the rows, and
    :class:`~ldn_graph.errors.MissingExtraError` where xlsxwriter is not installed.
    """
    import shutil
    import tempfile

    xlsxwriter = import_extra("xlsxwriter", "xlsx")
    # a workbook must be closed, which writes it: where filling it failed, what it writes must not reach the output
    with tempfile.TemporaryFile() as whole:
        book = xlsxwriter.Workbook(whole, {"constant_memory": True})
        try:
            book.set_properties({"created": created, **({"title": title} if title else {})})
            for sheet in sheets:
                _fill_sheet(book, sheet)
                if sheet.choices:
                    _add_choices(book, sheet)
        finally:
            book.close()
        whole.seek(0)
        shutil.copyfileobj(whole, out)


def _fill_sheet(book: Any, sheet: Sheet) -> None:
    page = book.add_worksheet(sheet.title)
    bold = book.add_format({"bold": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"}) if sheet.widths else None
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    for column, name in enumerate(sheet.names):
        page.write_string(0, column, name, bold)
    for column, note in enumerate(sheet.notes):
        page.write_comment(0, column, note)
    page.freeze_panes(1, 0)
    for row, values in enumerate(sheet.rows, start=1):
        if row >= XLSX_ROWS:
            raise QueryResultError(
                f"a sheet holds {count_words(XLSX_ROWS - 1, 'row')}, and there are more; take csv or parquet"
            )
        for column, value in enumerate(values):
            _write_cell(page, row, column, value, wrapped)


def _add_choices(book: Any, sheet: Sheet) -> None:
    """Lists to choose from, on a hidden sheet of their own: a longer one has no place in the rule of a cell."""
    lists = book.add_worksheet(f"{sheet.title} lists")
    lists.hide()
    page = book.get_worksheet_by_name(sheet.title)
    for row in range(max(map(len, sheet.choices.values()))):
        for place, choices in enumerate(sheet.choices.values()):
            if row < len(choices):
                lists.write_string(row, place, choices[row])
    utility = import_extra("xlsxwriter.utility", "xlsx")
    for place, (column, choices) in enumerate(sheet.choices.items()):
        source = f"='{sheet.title} lists'!{utility.xl_range_abs(0, place, len(choices) - 1, place)}"
        rule = {"validate": "list", "source": source, "error_type": "information"}
        page.data_validation(1, column, XLSX_ROWS - 1, column, rule)


def _write_cell(page: Any, row: int, column: int, value: object, look: Any) -> None:
    """Write a value by its type: a number that a sheet cannot hold exactly as a text, and nothing for None."""
    if value is None:
        return
    if isinstance(value, bool):
        page.write_boolean(row, column, value, look)
    elif isinstance(value, (int, float)) and abs(value) <= _WHOLE:
        page.write_number(row, column, value, look)
    elif len(text := str(value)) > XLSX_CELL:
        length = count_words(len(text), "character")
        raise QueryResultError(f"row {row}: a text of {length}, and a cell holds {XLSX_CELL:,}; take csv or parquet")
    else:
        page.write_string(row, column, text, look)
