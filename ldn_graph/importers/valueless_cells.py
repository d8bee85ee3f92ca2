"""Cells of a workbook in which something stands that is no value: an error, or a formula that was never computed.

Calamine reads both as empty, and an empty cell says that there is nothing. Workbooks of xlsx alone are looked through
(ECMA-376, part 1, 18.3.1.4: the element *c*).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.parsers import expat


def valueless_cells(data: bytes) -> Iterator[str]:
    """The cells, as ``B7``, in the order of sheets and rows; none for what is no xlsx that can be read."""
    stream = io.BytesIO(data)
    if not zipfile.is_zipfile(stream):
        return
    with zipfile.ZipFile(stream) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                yield from _in_sheet(archive.read(name))


def _in_sheet(data: bytes) -> list[str]:
    found: list[str] = []
    cell, kind, has_formula, value = "", "", False, ""
    within = ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal cell, kind, has_formula, value, within
        within = tag.rpartition(":")[2]
        if within == "c":
            cell, kind, has_formula, value = attributes.get("r", ""), attributes.get("t", ""), False, ""
        has_formula |= within == "f"

    def end(tag: str) -> None:
        nonlocal within
        within = ""
        if tag.rpartition(":")[2] == "c" and (kind == "e" or (has_formula and not value and kind != "str")):
            found.append(cell)

    def text(words: str) -> None:
        nonlocal value
        if within == "v":
            value += words

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        return []
    return found
