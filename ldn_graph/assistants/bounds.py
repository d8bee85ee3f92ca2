"""Answers that an assistant can hold: a document of JSON is cut to a number of characters, and says what was cut."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

Document = dict[str, Any]
CHARACTERS = 30_000
"""Of an answer, as JSON without blanks that are not needed."""
LONGEST_TEXT = 1_000
"""Characters of a text in an answer that is too long."""


def bounded(document: Document, most: int = CHARACTERS) -> Document:
    """The document, or a copy of at most so many characters with ``left_out``: what is missing in it.

    Of a document that is too long texts are cut to :data:`LONGEST_TEXT`, then the longest lists are halved from their
    end until it fits. ``left_out`` has the number of items or characters that are missing, by the way to the list or
    the text: ``evidence/0/comment`` is that of the first item of ``evidence``. Not promised: that a document fits whose
    keys and short texts alone are longer.

    >>> bounded({"id": "C17", "because": list(range(100))}, 100)
    {'id': 'C17', 'because': [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 'left_out': {'because': 88}}
    """
    if _size(document) <= most:
        return document
    cut: Document = _with_short_texts(document)
    while _size({**cut, "left_out": dict(_missing(document, cut, ""))}) > most:
        longest = max(_lists(cut), key=_size, default=None)
        if longest is None:
            break
        del longest[len(longest) // 2 :]
    return {**cut, "left_out": dict(_missing(document, cut, ""))}


def _size(value: object) -> int:
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _with_short_texts(value: Any) -> Any:
    """A copy whose texts are short, with lists for tuples."""
    if isinstance(value, dict):
        return {key: _with_short_texts(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_with_short_texts(item) for item in value]
    return value[:LONGEST_TEXT] if isinstance(value, str) else value


def _lists(value: Any) -> Iterator[list[Any]]:
    """The lists in a document that have an item."""
    if isinstance(value, list) and value:
        yield value
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for item in items:
        yield from _lists(item)


def _missing(whole: Any, cut: Any, way: str) -> Iterator[tuple[str, int]]:
    """How much of each list and text of a document is not in its cut copy."""
    if isinstance(whole, dict):
        for key, item in whole.items():
            yield from _missing(item, cut[key], f"{way}/{key}" if way else key)
    elif isinstance(whole, (list, tuple, str)):
        if len(whole) > len(cut):
            yield way, len(whole) - len(cut)
        if not isinstance(whole, str):
            for n, (item, its_cut) in enumerate(zip(whole, cut, strict=False)):
                yield from _missing(item, its_cut, f"{way}/{n}")
