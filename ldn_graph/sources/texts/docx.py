"""Documents of Word (Office Open XML) as plain text, by python-docx, an extra of this package."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from ...errors import InputError
from ...output.extras import import_extra
from .builder import TextBuilder
from .source_text import LONGEST, SourceText

_LARGEST_UNPACKED = 20 * LONGEST  # bytes
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NUMBERING = f"{_WORD}pPr/{_WORD}numPr"


def read_docx(path: Path, data: bytes) -> SourceText:
    """The text of a document, its paragraphs and the cells of its tables each on a line, without notes and headers.

    Items of lists have a hyphen before them, whether Word shows a bullet or a number.
    Raises :class:`~ldn_graph.errors.InputError` for what is none or has no text, and
    :class:`~ldn_graph.errors.MissingExtraError` where python-docx is not installed.
    """
    docx = import_extra("docx", "docx")
    out = TextBuilder()
    try:
        with ZipFile(BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _LARGEST_UNPACKED:
                raise InputError(f"{path}: more than {_LARGEST_UNPACKED:,} bytes unpacked; save its text alone")
        document = docx.Document(BytesIO(data))
        title = str(document.core_properties.title or "")
        for part in document.iter_inner_content():
            rows = getattr(part, "rows", None)
            paragraphs = [part] if rows is None else [p for row in rows for cell in row.cells for p in cell.paragraphs]
            for paragraph in paragraphs:
                style = str(paragraph.style.name) if paragraph.style is not None else ""
                if rows is None and style.startswith(("Heading", "Title")):
                    out.begin_section(paragraph.text)
                elif paragraph.text.strip() and _is_item(paragraph, style):
                    out.add("- ")
                out.add(paragraph.text)
                out.break_line()
    except InputError:
        raise
    except Exception as error:  # whatever a broken file makes of its reader
        raise InputError(
            f"{path}: no Word document that can be read ({type(error).__name__}); save it anew as .docx"
        ) from None
    if not out.text().strip():
        raise InputError(f"{path}: a document without text; give the one with the text")
    return SourceText(path.name, out.text(), "fullText", title, tuple(out.sections))


def _is_item(paragraph: Any, style: str) -> bool:
    """An item of a list: by its style, *List Bullet*, or because it has a bullet or a number of its own."""
    return style.startswith(("List Bullet", "List Number")) or paragraph._p.find(_NUMBERING) is not None
