"""What a row of the table must say, and what several must say alike: each mistake with its row, column and remedy."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ..model.alike import fold
from ..model.identifiers import expand_curie
from ..model.predicates import predicate_problem
from ..model.vocab import BEARINGS, INDIRECTNESS, LDN, PREDICATES
from .biolink import predicate_iri
from .table_layout import CLOSED_LISTS, COLUMNS, Row
from .table_sources import OF_SOURCE, NamedSource, TableSources, read_cell

_OF_CLAIM = ("claim", "subject", "predicate", "object", "condition", "direction", "topic", "wording")
_NAMES = ("subject", "object", "condition")
_OF_LINE = (*OF_SOURCE, "directness", "indirectness", "cited", "quotation")


class CheckedRow(NamedTuple):
    """A row without a mistake.

    ``claim`` tells its claim from others. ``choices`` are the names of closed lists that its cells mean, by column;
    ``domains`` those of *indirectness*, which may be several; ``predicate`` is an IRI.
    """

    cells: Mapping[str, str]
    claim: str
    choices: Mapping[str, str | None]
    domains: tuple[str, ...]
    predicate: str


class TableChecks:
    """Checks the rows of a table one after another. ``mistakes`` are those so far, a line each."""

    def __init__(self) -> None:
        self.mistakes: list[str] = []
        self._sources = TableSources()
        self._first_rows: dict[str, Row] = {}

    def check(self, row: Row) -> CheckedRow | None:
        """What the row says; None where it has a mistake, or another than the rows before it."""
        before = len(self.mistakes)
        choices = {c: self._choice(row, c, row.cells.get(c)) for c in CLOSED_LISTS if c != "indirectness"}
        domains = self._domains(row)
        for column in ("claim", "subject", "predicate", "object"):
            if column not in row.cells:
                self._mistake(row, column, "empty", f"write {COLUMNS[column][0]}")
        predicate = self._predicate(row)
        for column in ("subject_id", "object_id", "condition_id"):
            if (curie := row.cells.get(column)) and expand_curie(curie) is None:
                self._mistake(row, column, curie, "write prefix and identifier as the registry does, as CHEBI:7465")
        if "condition_id" in row.cells and "condition" not in row.cells:
            self._mistake(row, "condition", "empty", "write the condition that condition_id is of")
        self._check_evidence(row, choices, domains)
        self._check_agreement(row)
        if len(self.mistakes) > before or predicate is None:
            return None
        first = self._first_rows[_folded_claim(row.cells)]
        return CheckedRow(row.cells, claim_key(first.cells), choices, domains, predicate)

    def named_sources(self) -> tuple[NamedSource, ...]:
        """The sources of all rows; what these say otherwise of one is added to the mistakes."""
        named = []
        for source, disagreements in self._sources.named():
            named.append(source)
            for told in disagreements:
                self._mistake_in(told.row, told.column, told.problem, told.remedy)
        return tuple(named)

    def _mistake(self, row: Row, column: str, problem: str, remedy: str) -> None:
        self._mistake_in(row.number, column, problem, remedy)

    def _mistake_in(self, number: int, column: str, problem: str, remedy: str) -> None:
        self.mistakes.append(f"row {number}, column {column}: {' '.join(problem.split())[:200]}; {remedy}")

    def _choice(self, row: Row, column: str, text: str | None) -> str | None:
        """The name of the column's closed list that a text means; None, and a mistake, where it means none."""
        if text is None:
            return None
        name = name_of(column, text)
        if name is None:
            self._mistake(row, column, text, f"write one of {', '.join(CLOSED_LISTS[column])}")
        return name

    def _domains(self, row: Row) -> tuple[str, ...]:
        """In what the evidence is indirect."""
        texts = [part.strip() for part in re.split("[;,]", row.cells.get("indirectness", "")) if part.strip()]
        names = [self._choice(row, "indirectness", text) for text in texts]
        return tuple(dict.fromkeys(name for name in names if name))

    def _predicate(self, row: Row) -> str | None:
        """The IRI of the predicate, where the cell has one."""
        text = row.cells.get("predicate")
        if text is None:
            return None
        if text.removeprefix("ldn:") in PREDICATES:
            return LDN[text.removeprefix("ldn:")]
        iri = predicate_iri(text.removeprefix("biolink:"))
        if iri is None:
            self._mistake(row, "predicate", text, "write a predicate of Biolink, as treats or affects")
        elif problem := predicate_problem(iri):
            self._mistake(row, "predicate", text, problem[1])
            return None
        return iri

    def _check_evidence(self, row: Row, choices: Mapping[str, str | None], domains: tuple[str, ...]) -> None:
        """What a row says of its source goes together."""
        cells = row.cells
        if "source" not in cells:
            for column in ("bearing", *_OF_LINE):
                if column in cells and not (column == "cited" and choices["cited"] == "no"):
                    remedy = "name the source that this is said of, in the column source"
                    self._mistake(row, column, cells[column], remedy)
            return
        if "bearing" not in cells:
            self._mistake(row, "bearing", "empty", f"write how the source bears on the claim: {', '.join(BEARINGS)}")
        if domains and choices["directness"] not in (None, "indirect"):
            self._mistake(row, "directness", cells["directness"], "write indirect, or leave indirectness empty")
        if choices["directness"] == "indirect" and not domains and "indirectness" not in cells:
            self._mistake(row, "indirectness", "empty", f"write in what it is indirect: {', '.join(INDIRECTNESS)}")
        if (year := cells.get("year")) and not re.fullmatch("[0-9]{4}", year, re.ASCII):
            self._mistake(row, "year", year, "write four digits, as 2008")
        if (doi := cells.get("doi")) and (read := read_cell("doi", doi)).doi is None:
            self._mistake(row, "doi", doi, read.doubt or "write it as 10.1177/1352458508095828")
        if (pmid := cells.get("pmid")) and read_cell("pmid", pmid).pmid is None:
            self._mistake(row, "pmid", pmid, "write up to eight digits, as 18728058")

    def _check_agreement(self, row: Row) -> None:
        """Rows of one claim say the same of it; what they say of its source is looked at when all rows are there."""
        first = self._first_rows.setdefault(_folded_claim(row.cells), row)
        for column in _OF_CLAIM:
            cells = (first.cells.get(column), row.cells.get(column))
            if cells[0] != cells[1] and not (column in _NAMES and all(cells) and _alike(*cells)):
                problem = f"{row.cells.get(column, 'empty')}, where row {first.number} of the same claim has another"
                self._mistake(row, column, problem, "make them the same, or give this claim another id")
        if "source" in row.cells:
            self._sources.add(row)


def claim_key(cells: Mapping[str, str]) -> str:
    """The id of a row's claim, else what it says in a sentence and as a triple in its condition."""
    return cells.get("id") or repr(tuple(cells.get(column, "") for column in _OF_CLAIM[:5]))


def _folded_claim(cells: Mapping[str, str]) -> str:
    """The same for rows whose claims look alike: their names differ by blanks, capitals or Unicode form alone."""
    return cells.get("id") or repr(tuple(fold(cells.get(column, "")) for column in _OF_CLAIM[:5]))


def _alike(one: str | None, other: str | None) -> bool:
    return fold(one or "") == fold(other or "")


def name_of(column: str, text: str) -> str | None:
    """The name of the column's closed list that is meant by a text, whatever its case, spaces, hyphens; else None."""
    return next((name for name in CLOSED_LISTS[column] if _squeezed(name) == _squeezed(text)), None)


def _squeezed(text: str) -> str:
    return re.sub("[ _-]", "", text).lower()
