"""Which format an answer takes: what a client accepts (RFC 9110, 12.5.1), by the media types of the W3C."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ..sparql.formats import FORMATS, GRAPH_FORMATS, ROW_FORMATS


def _media_types(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Those of the W3C among these formats, and the page that the server makes of rows and graphs alike."""
    w3c = (name for name in names if FORMATS[name].w3c_name)
    return {name: FORMATS[name].media_types for name in (*w3c, "html")}


ROW_TYPES: Mapping[str, tuple[str, ...]] = _media_types(ROW_FORMATS)
"""The formats of a SELECT or ASK with their media types; the first is what is sent where any will do."""

GRAPH_TYPES: Mapping[str, tuple[str, ...]] = _media_types(GRAPH_FORMATS)
"""The formats of a CONSTRUCT or DESCRIBE, likewise."""

FILE_TYPES: Mapping[str, str] = {
    name: FORMATS[name].media_types[0] for name in ROW_FORMATS if name not in ROW_TYPES and FORMATS[name].media_types
}
"""The formats of rows that are had by their name alone, each with its media type: no header asks for them."""


def row_formats() -> tuple[str, ...]:
    """The formats that rows can be had in here: all but those whose library is not installed."""
    from importlib.util import find_spec

    files = (name for name in FILE_TYPES if not FORMATS[name].library or find_spec(FORMATS[name].library))
    return (*ROW_TYPES, *files)


def choose_type(accept: str, types: Mapping[str, tuple[str, ...]]) -> tuple[str, str] | None:
    """The format, and the media type to send it as, that an ``Accept`` prefers; None where it takes none of them.

    Where it prefers several alike, the first of ``types`` is chosen. What cannot be read in the header is passed over,
    and an empty header accepts all.

    >>> choose_type("text/csv;q=0.5, application/json", ROW_TYPES)
    ('json', 'application/json')
    >>> choose_type("text/*", GRAPH_TYPES)
    ('turtle', 'text/turtle')
    >>> choose_type("image/png", ROW_TYPES)
    """
    ranges = dict(_ranges(accept)) or {"*/*": 1.0}
    best, chosen = 0.0, None
    for format_name, names in types.items():
        for name in names:
            quality = _quality(name, ranges)
            if quality > best:
                best, chosen = quality, (format_name, name)
    return chosen


def prefers_html(accept: str) -> bool:
    """Whether a browser asks, by its ``Accept``; a client that takes anything is taken for a program."""
    chosen = choose_type(accept, {"text": ("text/plain",), "html": ("text/html",)})
    return chosen is not None and chosen[0] == "html"


def _ranges(accept: str) -> Iterable[tuple[str, float]]:
    """The media ranges of an ``Accept``, each with its weight."""
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        if re.fullmatch(r"[^/\s]+/[^/\s]+", name) and re.fullmatch(r"[01](\.\d{0,3})?", weight):
            yield name, min(float(weight), 1.0)


def _quality(name: str, ranges: Mapping[str, float]) -> float:
    """The weight of the most specific range that holds the type."""
    for wanted in (name, f"{name.partition('/')[0]}/*", "*/*"):
        if wanted in ranges:
            return ranges[wanted]
    return 0.0
