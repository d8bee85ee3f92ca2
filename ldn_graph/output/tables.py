"""Tables and JSON for people and their tools: plain text, Markdown, HTML, CSV.

Cells are somebody's text. In plain text, Markdown and HTML control characters are shown as a
replacement mark, so that a label cannot steer a terminal; in Markdown and HTML what would be markup
is escaped; in CSV for spreadsheets what would be a formula is marked as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, islice

from .characters import FORMULA_SIGNS, MARKDOWN_SIGNS, printable

Row = Sequence[object]

MEASURED = 1000
"""The widths of a text table's columns are those of its first so many rows; a wider cell further down sticks out."""

_FORMULA = tuple(FORMULA_SIGNS)
_SUSPECT = frozenset({*_FORMULA, " "})
"""The first characters of texts that may be a formula: a spreadsheet passes over blanks before one."""
_FORMULA_WITHIN = re.compile(rf"[;\t\r\n](?= *[{re.escape(FORMULA_SIGNS)}])")
_MARKUP = re.compile(rf"([{re.escape(MARKDOWN_SIGNS)}])")


def text_table(names: Sequence[str], rows: Iterable[Row], width: int | None = None) -> str:
    """A table for a terminal: the last column is wrapped to the width, or left as it is where none is given.

    >>> print(text_table(["id", "claim"], [["C17", "39 of 40 improved"]]), end="")
    id   claim
    ---  -----------------
    C17  39 of 40 improved
    """
    return "".join(text_lines(names, rows, width))


def text_lines(names: Sequence[str], rows: Iterable[Row], width: int | None = None) -> Iterator[str]:
    """The lines of :func:`text_table`, one by one; the first :data:`MEASURED` rows give the columns their widths."""
    import textwrap

    cells = ([printable(_blank(cell)) for cell in row] for row in rows)
    first = list(islice(cells, MEASURED))
    widths = [max(map(len, column)) for column in zip(names, *first, strict=True)]
    lead = sum(widths[:-1]) + 2 * (len(widths) - 1)
    if width is not None and widths:
        widths[-1] = min(widths[-1], max(width - lead, 30))
    yield _line("  ".join(name.ljust(w) for name, w in zip(names, widths, strict=True)))
    yield _line("  ".join("-" * w for w in widths))
    for row in chain(first, cells):
        if not row:
            continue
        last = textwrap.wrap(row[-1], widths[-1]) or [""] if width is not None else [row[-1]]
        yield _line("  ".join([*(cell.ljust(w) for cell, w in zip(row[:-1], widths[:-1], strict=True)), last[0]]))
        for more in last[1:]:
            yield _line(" " * lead + more)


def fitted_lines(names: Sequence[str], rows: Iterable[Row], width: int) -> Iterator[str]:
    """A table where it fits the width, by its first :data:`MEASURED` rows; else a block of lines for each row."""
    rows = iter(rows)
    first = list(islice(rows, MEASURED))
    cells = ([printable(_blank(cell)) for cell in row] for row in first)
    widths = [max(map(len, column)) for column in zip(names, *cells, strict=True)]
    shape = text_lines if sum(widths) + 2 * (len(widths) - 1) <= width else block_lines
    return shape(names, chain(first, rows), width)


def block_lines(names: Sequence[str], rows: Iterable[Row], width: int) -> Iterator[str]:
    """A block for each row, of lines ``name: value`` wrapped to the width; what is empty is left out.

    >>> print("".join(block_lines(["id", "claim"], [["C17", "39 of 40 improved"], ["C18", None]], 20)), end="")
    id: C17
    claim: 39 of 40
      improved
    <BLANKLINE>
    id: C18
    """
    import textwrap

    for n, row in enumerate(rows):
        if n:
            yield "\n"
        for name, value in zip(names, row, strict=True):
            if text := printable(_blank(value)):
                # an address is left whole, so that it can be copied
                lines = textwrap.wrap(
                    f"{name}: {text}", width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
                )
                yield "".join(_line(line) for line in lines)


def _line(text: str) -> str:
    return text.rstrip() + "\n"


def markdown_table(names: Sequence[str], rows: Iterable[Row]) -> str:
    """A table in GitHub's Markdown; what would be markup or HTML in a cell is escaped."""
    return "".join(markdown_lines(names, rows))


def markdown_lines(names: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """The text of :func:`markdown_table`, line by line."""
    for line in (names, ["---"] * len(names)):
        yield f"| {' | '.join(line)} |\n"
    yield from map(markdown_line, rows)


def markdown_line(row: Row) -> str:
    """A row of a table in Markdown."""
    cells = (markdown_text(_blank(value)) for value in row)
    return f"| {' | '.join(cells)} |\n"


def markdown_text(value: object) -> str:
    """A text on one line in Markdown, in which what would be markup or HTML is escaped.

    >>> print(markdown_text("<b>5*</b>"))
    \\<b\\>5\\*\\</b\\>
    """
    return _MARKUP.sub(r"\\\1", printable(value))


def html_table(names: Sequence[str], rows: Iterable[Row]) -> str:
    """A table in HTML, without style; a cell that is an http or https address is a link to it."""
    return "".join(html_lines(names, rows))


def html_lines(names: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """The text of :func:`html_table`, row by row."""
    from html import escape

    def cell(value: object) -> str:
        text = escape(printable(_blank(value)))
        if re.match(r"https?://[^\s\"'<>]+$", str(value)):
            return f'<td><a href="{text}" rel="noopener noreferrer">{text}</a></td>'
        return f"<td>{text}</td>"

    yield f"<table>\n<thead><tr>{''.join(f'<th>{escape(printable(n))}</th>' for n in names)}</tr></thead>\n<tbody>\n"
    for row in rows:
        yield f"<tr>{''.join(map(cell, row))}</tr>\n"
    yield "</tbody>\n</table>\n"


def html_document(names: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """A whole page with the table, a row at a time; a browser reads it as UTF-8."""
    yield '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Results</title></head>\n<body>\n'
    yield from html_lines(names, rows)
    yield "</body>\n</html>\n"


def csv_table(names: Sequence[str], rows: Iterable[Row], *, spreadsheet_safe: bool = True) -> str:
    """A table as RFC 4180 CSV, with a header and lines that end in CRLF.

    Texts that a spreadsheet would take for a formula begin with an apostrophe (:func:`guard_formula`).
    """
    return "".join(csv_lines(names, rows, spreadsheet_safe=spreadsheet_safe))


def csv_lines(names: Sequence[str], rows: Iterable[Row], *, spreadsheet_safe: bool = True) -> Iterator[str]:
    """The text of :func:`csv_table`, row by row."""
    for row in chain((names,), rows):
        yield csv_line(row, spreadsheet_safe=spreadsheet_safe)


def csv_line(row: Row, *, spreadsheet_safe: bool = True) -> str:
    """A row of a table in CSV."""
    cells = [_csv_cell(str(guard_formula(_blank(v)) if spreadsheet_safe else _blank(v))) for v in row]
    return ('""' if cells == [""] else ",".join(cells)) + "\r\n"


def _csv_cell(text: str) -> str:
    """A cell as the standard library writes it, which takes longer: it goes through cells character by character."""
    quoted = '"' in text or "," in text or "\n" in text or "\r" in text
    return '"' + text.replace('"', '""') + '"' if quoted else text


def guard_formula(value: object) -> object:
    """A text that a spreadsheet would run as a formula, with an apostrophe before it; all else as it is.

    Where a spreadsheet is set to another separator, as in much of Europe, a cell begins behind each
    semicolon; so there too, and behind tabs and ends of lines.

    >>> guard_formula("=1+1"), guard_formula("a=1"), guard_formula("a;=1"), guard_formula(-1)
    ("'=1+1", 'a=1', "a;'=1", -1)
    """
    if not isinstance(value, str):
        return value
    # four searches for one character take a tenth of the pattern's time, and most cells have none of them
    if ";" in value or "\n" in value or "\t" in value or "\r" in value:
        value = _FORMULA_WITHIN.sub(r"\g<0>'", value)
    return f"'{value}" if value[:1] in _SUSPECT and value.lstrip(" ").startswith(_FORMULA) else value


def json_text(document: object) -> str:
    """A JSON document, indented, in the order of its keys as given, with a newline at the end."""
    import json

    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def json_item(value: object, depth: int) -> str:
    """A value as an item of an array that is ``depth`` levels deep in a document of :func:`json_text`.

    The keys of dictionaries must be texts. The standard library's encoder leaves a circle of functions behind for each
    value that it indents, and commands run without the collector of such: a million values would fill the memory.
    """
    start = "\n" + "  " * (depth + 1)
    return f",{start}{_indented(value, start)}"


def _indented(value: object, start: str) -> str:
    encode, within = _encoder(), start + "  "
    if isinstance(value, dict) and value:
        items = (f"{within}{encode(key)}: {_indented(item, within)}" for key, item in value.items())
        return f"{{{','.join(items)}{start}}}"
    if isinstance(value, list | tuple) and value:
        return f"[{','.join(within + _indented(item, within) for item in value)}{start}]"
    return encode(value)


@cache
def _encoder() -> Callable[[object], str]:
    from json import JSONEncoder

    return JSONEncoder(ensure_ascii=False).encode


def json_array(items: Iterable[str], depth: int) -> Iterator[str]:
    """The array of such items, in pieces; ``items`` are their texts one after another, which may be cut anywhere.

    >>> "".join(json_array([json_item(1, 0), json_item(2, 0)], 0)) + "\\n" == json_text([1, 2])
    True
    """
    start = "["
    for text in items:
        yield start + text.removeprefix(",") if start else text
        start = ""
    yield "[]" if start else "\n" + "  " * depth + "]"


def _blank(value: object) -> object:
    return "" if value is None else value
