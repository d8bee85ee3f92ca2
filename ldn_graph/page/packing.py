"""The data of the page, as its document holds them: JSON, or the same compressed where there is much of it."""

from __future__ import annotations

import json
import zlib
from base64 import b64encode
from collections.abc import Mapping
from itertools import groupby

PLAIN_LIMIT = 128 * 1024
"""So many characters of JSON at most stand in the document as they are."""
TABLE_LIMIT = 300
"""Of so many records at least, a list is written as tables, column by column."""

# What would end the element, or begin another, in HTML, and what old scripts take for the end of a line; in JSON each
# stands in texts only.
_ESCAPES = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


def data_element(data: Mapping[str, object]) -> str:
    """The element that holds the data for the page's script, ``id="data"``; nothing in it is markup.

    Up to :data:`PLAIN_LIMIT` it is JSON, of the type ``application/json``. What is longer is of the type
    ``text/plain``: JSON in UTF-8, compressed (zlib, RFC 1950), in base64. Long lists of records, at the top or one
    step below, are tables in either (:func:`tables_of`). The same data give the same bytes with the
    same build of zlib; another build may compress otherwise, and what it unpacks to is the same.
    """
    text = json.dumps(_tabled(data, 2), ensure_ascii=False, separators=(",", ":"))
    if len(text) <= PLAIN_LIMIT:
        return _element("application/json", text.translate(_ESCAPES))
    return _element("text/plain", b64encode(zlib.compress(text.encode(), 9)).decode())


def tables_of(records: list[dict[str, object]]) -> dict[str, object]:
    """Records as tables, which say each key once: one for each run of records with the same keys.

    A table has the number of its records, and under each key its column: a list of values, or ``{"same": value}``
    where all are the same.
    """
    tables = []
    for keys, some in groupby(records, key=tuple):
        run = list(some)
        tables.append({"count": len(run), "columns": {key: _column([each[key] for each in run]) for key in keys}})
    return {"tables": tables}


def _column(values: list[object]) -> object:
    first = values[0]
    return {"same": first} if all(value == first and type(value) is type(first) for value in values) else values


def _tabled(value: object, depth: int) -> object:
    if depth and isinstance(value, Mapping):
        return {key: _tabled(part, depth - 1) for key, part in value.items()}
    if isinstance(value, list) and len(value) >= TABLE_LIMIT and all(isinstance(each, dict) for each in value):
        return tables_of(value)
    return value


def _element(kind: str, content: str) -> str:
    return f'<script type="{kind}" id="data">{content}</script>'
