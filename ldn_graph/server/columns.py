"""Which columns of an answer say no more than is said beside them: a page leaves them out, downloads have them."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from .cells import Cell

_CAPITALS = {"doi": "DOI", "pmid": "PMID"}


class Columns(NamedTuple):
    """The columns that a page shows, with their ``rows``.

    ``repeated`` are those left out because each row has the one value that was asked for, with that value; ``as_words``
    those left out because their texts stand as the words of the links in another column.
    """

    names: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    repeated: Sequence[tuple[str, Cell]] = ()
    as_words: Sequence[str] = ()


def drop_columns(
    names: Sequence[str], rows: Sequence[Sequence[Cell]], asked: Container[str], *, words: bool = True
) -> Columns:
    """The columns without those that say nothing more; ``asked`` are the names of those that were given one value.

    ``words``: texts that are the words of links are dropped, too.
    """
    columns = dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else {}
    repeated = [(name, cells[0]) for name, cells in columns.items() if name in asked and len(set(cells)) == 1]
    as_words = [
        name
        for name, cells in columns.items()
        if words and any(_are_words_of(cells, beside) for other, beside in columns.items() if other != name)
    ]
    kept = [n for n, name in enumerate(names) if name not in as_words and name not in dict(repeated)]
    return Columns([names[n] for n in kept], [[row[n] for n in kept] for row in rows], repeated, as_words)


def _are_words_of(cells: Sequence[Cell], beside: Sequence[Cell]) -> bool:
    """Whether each of the cells is the label of the node beside it, as far as there is one."""
    pairs = list(zip(cells, beside, strict=True))
    return any(cell.words for cell in cells) and all(
        cell.words == node.words and not cell.address and bool(node.name) == bool(cell.words) for cell, node in pairs
    )


def heading_words(name: str) -> str:
    """The name of a variable of a named question as a reader writes it.

    >>> heading_words("mainResult"), heading_words("pmid")
    ('main result', 'PMID')
    """
    return _CAPITALS.get(name) or re.sub(r"(?<=[a-z])[A-Z]", lambda sign: f" {sign[0].lower()}", name)
