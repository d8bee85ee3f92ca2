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


def choose_type(accept: str, types: Mapping[str, tuple[str, ...]]) -> tuple[str, str] | None:
    """The format, and the media type to send it as, that an ``Accept`` prefers; None where it takes none of them.

    Of those that it likes as much, the first of ``types``. What cannot be read in it counts for nothing; an empty
    one accepts all.

    >>> choose_type("text/csv;q=0.5, application/json", ROW_TYPES)
    ('json', 'application/json')
    >>> choose_type("text/*", GRAPH_TYPES)
    ('turtle', 'text/turtle')
    >>> choose_type("image/png", ROW_TYPES)
    """
    ranges = dict(_ranges(accept)) or {"*/*": 1.0}
    best, found = 0.0, None
    for format_name, names in types.items():
        for name in names:
            quality = _quality(name, ranges)
            if quality > best:
                best, found = quality, (format_name, name)
    return found


def prefers_html(accept: str) -> bool:
    """Whether a person reads on, by the browser's ``Accept``; a client that takes anything is none."""
    chosen = choose_type(accept, {"text": ("text/plain",), "html": ("text/html",)})
    return chosen is not None and chosen[0] == "html"


def _ranges(accept: str) -> Iterable[tuple[str, float]]:
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        if re.fullmatch(r"[^/\s]+/[^/\s]+", name) and re.fullmatch(r"[01](\.\d{0,3})?", weight):
            yield name, min(float(weight), 1.0)


def _quality(name: str, ranges: Mapping[str, float]) -> float:
    """What the range says that is nearest to the type."""
    for wanted in (name, f"{name.partition('/')[0]}/*", "*/*"):
        if wanted in ranges:
            return ranges[wanted]
    return 0.0
