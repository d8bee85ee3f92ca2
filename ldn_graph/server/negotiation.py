"""Which format an answer takes: what a client accepts (RFC 9110, 12.5.1), by the media types of the W3C."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

ROW_TYPES: Mapping[str, tuple[str, ...]] = {
    "json": ("application/sparql-results+json", "application/json"),
    "xml": ("application/sparql-results+xml", "application/xml", "text/xml"),
    "csv": ("text/csv",),
    "tsv": ("text/tab-separated-values",),
    "html": ("text/html",),
}
"""The formats of a SELECT or ASK with their media types; the first is what is sent where any will do."""

GRAPH_TYPES: Mapping[str, tuple[str, ...]] = {
    "turtle": ("text/turtle", "application/x-turtle"),
    "ntriples": ("application/n-triples", "text/plain"),
    "rdfxml": ("application/rdf+xml", "application/xml", "text/xml"),
    "jsonld": ("application/ld+json", "application/json"),
    "trig": ("application/trig",),
    "html": ("text/html",),
}
"""The formats of a CONSTRUCT or DESCRIBE, likewise."""

ENDINGS: Mapping[str, str] = {
    "json": "json", "xml": "xml", "csv": "csv", "tsv": "tsv",
    "turtle": "ttl", "ntriples": "nt", "rdfxml": "rdf", "jsonld": "jsonld", "trig": "trig",
}  # fmt: skip
"""What a file of each format ends in."""


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
