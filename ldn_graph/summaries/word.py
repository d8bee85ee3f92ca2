"""A summary of findings as a Word document (Office Open XML), by python-docx, an extra of this package."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import IO, Any

from ..output.characters import capital, printable
from ..output.extras import import_extra
from .findings import HOW_TO_READ, SummaryOfFindings
from .tables import COLUMNS, reading_row

_WIDTHS = (1.4, 3.6, 2.6, 7.0, 3.2, 2.9, 5.0)
"""Of the columns, in centimetres: together the width between the margins of a landscape A4 page."""
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can hold


def write_word(summary: SummaryOfFindings, out: IO[bytes], made: datetime) -> None:
    """Write the document, which says it was made at this time; the bytes of the same summary are the same every time.

    Raises :class:`~ldn_graph.errors.MissingExtraError` where python-docx is not installed.
    """
    docx = import_extra("docx", "docx")
    document = docx.Document()
    _set_page(document)
    _set_properties(document.core_properties, summary.title, made)
    document.add_heading(printable(summary.title), 1)
    for name, text in summary.facts:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(printable(text))
    if summary.empty:
        document.add_paragraph(f"{printable(capital(summary.empty))}.")
    for heading, rows in summary.sections:
        document.add_heading(heading, 2)
        _add_table(document, [reading_row(row) for row in rows])
    if summary.rows:
        _add_list(document, "Notes", (f"{n}. {note}" for n, note in enumerate(summary.notes, start=1)))
        _add_list(document, "How to read this", HOW_TO_READ)
        _add_list(document, "Studies", (f"{ident}: {citation}" for ident, citation in summary.studies))
    saved = BytesIO()
    document.save(saved)
    _pack_again(saved, out)


def _set_page(document: Any) -> None:
    """A4, landscape, with small margins and small letters: the table is wide."""
    shared = import_extra("docx.shared", "docx")
    section = document.sections[0]
    section.orientation = import_extra("docx.enum.section", "docx").WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = shared.Cm(29.7), shared.Cm(21.0)
    section.left_margin = section.right_margin = shared.Cm(2.0)
    section.top_margin = section.bottom_margin = shared.Cm(1.5)
    document.styles["Normal"].font.size = shared.Pt(9)


def _set_properties(properties: Any, title: str, made: datetime) -> None:
    properties.title = printable(title)[:255]
    properties.author = properties.last_modified_by = "ldn-graph"
    properties.comments = ""
    properties.language = "en"
    properties.created = properties.modified = made
    properties.revision = 1


def _add_table(document: Any, rows: Sequence[Sequence[str]]) -> None:
    """A table with a header that is repeated on each page."""
    shared = import_extra("docx.shared", "docx")
    table = document.add_table(rows=1, cols=len(COLUMNS))
    table.style = "Table Grid"
    table.autofit = False
    header = table.rows[0]
    properties = header._tr.get_or_add_trPr()
    properties.append(import_extra("docx.oxml", "docx").OxmlElement("w:tblHeader"))
    for cell, name in zip(header.cells, COLUMNS, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = printable(text)
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = shared.Cm(width)
        for cell in column.cells:
            cell.width = shared.Cm(width)


def _add_list(document: Any, heading: str, items: Iterable[str]) -> None:
    texts = list(items)
    if texts:
        document.add_heading(heading, 2)
        for text in texts:
            document.add_paragraph(printable(text))


def _pack_again(saved: BytesIO, out: IO[bytes]) -> None:
    """Write a zip file anew without the times at which its parts were written."""
    packed = BytesIO()  # a pipe cannot be written to at another place than its end
    with zipfile.ZipFile(saved) as before, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(entry, before.read(name))
    out.write(packed.getvalue())
