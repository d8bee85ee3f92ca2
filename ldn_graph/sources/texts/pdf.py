"""PDF as plain text, by pypdf: what it shows, in the order in which it was set; each page is a section."""

from __future__ import annotations

from pathlib import Path

from ...errors import InputError
from ...output.extras import import_extra
from .source_text import LONGEST, SourceText

_MOST_PAGES = 2_000


def read_pdf(path: Path, data: bytes) -> SourceText:
    """The text of a PDF.

    Raises :class:`~ldn_graph.errors.InputError` for one that cannot be read, is locked or has no text, such as a scan,
    and :class:`~ldn_graph.errors.MissingExtraError` where pypdf is not installed.
    """
    import io
    import logging

    pypdf = import_extra("pypdf", "pdf")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it mends it tells, and of a journal's PDF that is much
    pages: list[str] = []
    sections: list[tuple[int, str]] = []
    length = 0
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        for number, page in enumerate(reader.pages, 1):
            text = page.extract_text() + "\n"
            sections.append((length, f"page {number}"))
            pages.append(text)
            length += len(text)
            if length > LONGEST or number >= _MOST_PAGES:
                raise InputError(f"{path}: more than {number - 1:,} pages of text; give those of the source alone")
        title = str((reader.metadata and reader.metadata.title) or "")
    except InputError:
        raise
    except Exception as error:  # whatever a broken file makes of its reader
        raise InputError(f"{path}: no PDF that can be read ({type(error).__name__}); get the file anew") from None
    text = "".join(pages)
    if not text.strip():
        raise InputError(f"{path}: a PDF without text, as a scan has none; recognise its characters first (OCR)")
    return SourceText(path.name, text, "fullText", title, tuple(sections))
