"""Tables and JSON for people and their tools: plain text, Markdown, CSV.

In plain text and Markdown control characters are shown as a replacement mark, so that a
label cannot steer a terminal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

Row = Sequence[object]

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printable(text: object) -> str:
    """The text on one line, with control and direction characters replaced.

    >>> printable("a\\x1b[2Jb")
    'a\\ufffd[2Jb'
    """
    return _CONTROLS.sub("\ufffd", " ".join(str(text).split()))


def text_table(names: Sequence[str], rows: Iterable[Row], width: int | None = None) -> str:
    """A table for a terminal: the last column is wrapped to the width, or left as it is where none is given.

    >>> print(text_table(["id", "claim"], [["C17", "39 of 40 improved"]]), end="")
    id   claim
    ---  -----------------
    C17  39 of 40 improved
    """
    import textwrap

    cells = [[printable(_blank(cell)) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(names, *cells, strict=True)]
    lead = sum(widths[:-1]) + 2 * (len(widths) - 1)
    if width is not None:
        widths[-1] = min(widths[-1], max(width - lead, 30))
    lines = [
        "  ".join(name.ljust(w) for name, w in zip(names, widths, strict=True)),
        "  ".join("-" * w for w in widths),
    ]
    for row in cells:
        last = textwrap.wrap(row[-1], widths[-1]) or [""] if width is not None else [row[-1]]
        lines.append("  ".join([*(cell.ljust(w) for cell, w in zip(row[:-1], widths[:-1], strict=True)), last[0]]))
        lines += [" " * lead + more for more in last[1:]]
    return "".join(line.rstrip() + "\n" for line in lines)


def markdown_table(names: Sequence[str], rows: Iterable[Row]) -> str:
    """A table in GitHub's Markdown; what would be markup or HTML in a cell is escaped."""

    def cell(value: object) -> str:
        return re.sub(r"([\\`*_\[\]<>|&#])", r"\\\1", printable(_blank(value)))

    lines = [names, ["---"] * len(names), *([cell(v) for v in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def csv_table(names: Sequence[str], rows: Iterable[Row]) -> str:
    """A table as RFC 4180 CSV, with a header and lines that end in CRLF."""
    import csv
    import io

    out = io.StringIO()
    csv.writer(out).writerows([names, *([_blank(v) for v in row] for row in rows)])
    return out.getvalue()


def json_text(document: object) -> str:
    """A JSON document, indented, in the order of its keys as given, with a newline at the end."""
    import json

    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _blank(value: object) -> object:
    return "" if value is None else value
