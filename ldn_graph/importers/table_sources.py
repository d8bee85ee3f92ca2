"""The sources that the rows of a table name: one for each paper, whatever its keys.

A key is somebody's own, an identifier or an address; a row may give a DOI and a PubMed number besides. Rows that share
an identifier are of one paper, also by way of others: one with its DOI, one with both, one with its PubMed number. What
they say of it has to agree.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import NamedTuple

from ..model.alike import fold
from ..sources.identity import Reference, read_reference
from ..sources.papers import Groups
from .table_cells import read_date, read_whole
from .table_layout import CLOSED_LISTS, Row
from .table_words import choice_of

OF_SOURCE = (
    "design", "doi", "pmid", "pmcid", "trial", "isbn", "address", "title", "authors", "journal", "volume", "issue",
    "pages", "year", "read_as", "participants", "risk_of_bias_tool", "risk_of_bias",
)  # fmt: skip
"""The columns that describe a source."""


class NamedSource(NamedTuple):
    """A source as the rows of a table name it: by ``keys``, the first of them its own, and as the cells describe it."""

    keys: tuple[str, ...]
    references: tuple[Reference, ...]
    cells: Mapping[str, str]


class Disagreement(NamedTuple):
    """A cell that says something else of a source than a row before it."""

    row: int
    column: str
    problem: str
    remedy: str


class _Said(NamedTuple):
    """What a row says of its source in a column: ``meant`` is what it means, however it is written."""

    row: int
    column: str
    text: str
    meant: str
    key: str


class TableSources:
    """Takes the rows one after another, and tells then which sources they name: as a source, or as an article."""

    def __init__(self) -> None:
        self._keys: dict[str, dict[str, None]] = {}  # for each source by its name, the keys as they are written
        self._said: dict[str, list[_Said]] = {}
        self._identifiers: dict[str, dict[str, None]] = {}

    def add(self, row: Row) -> None:
        """Take a row that has a source."""
        key = row.cells["source"]
        name = self.mention(key, row.number, beside=row.cells)
        said = self._said[name]
        for column in OF_SOURCE:
            if text := row.cells.get(column):
                meant = read_cell(column, text)
                said.append(_Said(row.number, column, text, meant.key, key))
                if column in _OF_ONE_PAPER and meant.resolvable:
                    self._identifiers[name][meant.key] = None

    def mention(self, key: str, row: int, *, beside: Container[str] = ()) -> str:
        """Take a source that a row names; ``beside`` are the columns in which the row says more of it."""
        reference = read_reference(key)
        name = _name(key, reference)
        self._keys.setdefault(name, {})[key] = None
        said = self._said.setdefault(name, [])
        self._identifiers.setdefault(name, {reference.key: None} if reference.resolvable else {})
        for column, text in (("doi", reference.doi), ("pmid", reference.pmid)):
            if text and column not in beside:
                said.append(_Said(row, column, text, read_cell(column, text).key, key))
        return name

    def named(self) -> Iterator[tuple[NamedSource, tuple[Disagreement, ...]]]:
        """Each source, in the order of the rows, with what is told otherwise of it."""
        papers = Groups()
        papers.join_by_keys(self._identifiers.items())
        grouped: dict[str, list[str]] = {}
        for name in self._keys:
            grouped.setdefault(papers.first(name), []).append(name)
        for names in grouped.values():
            keys = tuple(key for name in names for key in self._keys[name])
            said = sorted((said for name in names for said in self._said[name]), key=lambda said: said.row)
            first: dict[str, _Said] = {}
            disagreements = []
            for cell in said:
                other = first.setdefault(cell.column, cell)
                if other.meant != cell.meant:
                    disagreements.append(_disagreement(cell, other))
            cells = {column: cell.text for column, cell in first.items()}
            yield NamedSource(keys, tuple(map(read_reference, keys)), cells), tuple(disagreements)


_OF_ONE_PAPER = ("doi", "pmid", "pmcid")
"""The columns whose identifier is that of one paper; a trial has many, a book many chapters."""
_BEFORE = {"pmid": "PMID:", "pmcid": "PMC", "isbn": "ISBN "}
"""What stands before a bare number of these, so that it says of which registry it is."""


def read_cell(column: str, text: str) -> Reference:
    """What a cell means, however it is written: an identifier, or a text of which blanks and capitals tell nothing."""
    if column in ("doi", "pmid", "pmcid", "trial", "isbn", "address"):
        return read_reference(f"{_BEFORE.get(column, '')}{text}" if text[0].isdecimal() else text)
    if column in CLOSED_LISTS:
        meant = choice_of(column, text)
        return Reference(meant.name if meant else text, text)
    plain = read_date(text) if column == "year" else read_whole(text) if column == "participants" else None
    return Reference(fold(text) if plain is None else str(plain), text)


def _name(key: str, reference: Reference) -> str:
    return reference.key if reference.resolvable else f"\0{fold(key)}"


def _disagreement(cell: _Said, other: _Said) -> Disagreement:
    if cell.key == other.key:
        problem = f"{cell.text}, where row {other.row} has {other.text} of the same source"
        return Disagreement(cell.row, cell.column, problem, "make them the same, or give one source another key")
    problem = f"{cell.text}, where row {other.row} has {other.text} of the same paper, under the key {other.key}"
    return Disagreement(
        cell.row, cell.column, problem, "make them the same, or mend the identifier that both rows have"
    )
