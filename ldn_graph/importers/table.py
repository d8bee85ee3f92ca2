"""A table of claims that a curator fills in a spreadsheet, as claims.

One row is one claim with one source that bears on it; a claim with three sources has three rows, alike but for the
source. The columns are :data:`COLUMNS`; the first seven must be there, the others may. The file is CSV (RFC 4180) in
UTF-8, with commas or semicolons between the cells. Every mistake is told with its row, its column and a remedy, up to
:data:`TOLD` at once; a table with a mistake is not imported in part.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, NamedTuple

from ..errors import ImportFormatError
from ..model.identifiers import expand_curie
from ..model.predicates import predicate_problem
from ..model.vocab import (
    BEARINGS,
    BIOLINK,
    DESIGNS,
    DIRECTIONS,
    DIRECTNESS,
    ENTITY_KINDS,
    INDIRECTNESS,
    LDN,
    PREDICATES,
    READ_AS,
    TOPICS,
    WORDINGS,
)
from ..output.counts import count_words
from ..sources.identity import read_reference
from .biolink import predicate_iri, topic_of
from .collector import BASE, Collector
from .values import LONGEST_LABEL, Imported, ImportedSource

COLUMNS: Mapping[str, tuple[str, str]] = {
    "claim": ("the claim in a sentence", "LDN lessens fatigue in multiple sclerosis"),
    "subject": ("what it is about", "low-dose naltrexone"),
    "predicate": ("a predicate of Biolink, or one of ours", "affects"),
    "object": ("what the subject is said to act on", "fatigue"),
    "condition": ("the disease in which it is said, or empty", "multiple sclerosis"),
    "source": ("a key of your own, a DOI, PMID or address; empty where nobody has looked", "example-2010"),
    "bearing": ("how the source bears on the claim", "qualifies"),
    "id": ("a short name for the claim", "C01"),
    "subject_kind": ("what kind of thing the subject is", "drug"),
    "object_kind": ("what kind of thing the object is", "outcome"),
    "subject_id": ("a CURIE of the subject", "CHEBI:7465"),
    "object_id": ("a CURIE of the object", ""),
    "condition_id": ("a CURIE of the condition", "MONDO:0005301"),
    "direction": ("increased or decreased, of the object", "decreased"),
    "topic": ("which kind of question it answers; empty: by the predicate", "efficacy"),
    "wording": ("how strongly it is said; empty: asserted", "asserted"),
    "directness": ("whether the source studied just that; empty: unrated", "direct"),
    "indirectness": ("in what it is indirect, several with ; between", ""),
    "design": ("the study design of the source", "crossover trial"),
    "doi": ("the source's DOI", ""),
    "pmid": ("the source's PubMed number", ""),
    "title": ("the source's title", "An example of a trial"),
    "year": ("when the source was published", "2010"),
    "read_as": ("the most that you read of it", "abstract"),
    "cited": ("yes, where those who make the claim cite the source for it", "no"),
    "quotation": ("words of the source", ""),
    "comment": ("why you judged it so", "Less fatigue, in a few people and for weeks only"),
}
"""Each column with what it holds and an example."""
NEEDED = tuple(COLUMNS)[:7]
TOLD = 20
"""How many mistakes are told at once."""
_CLOSED: Mapping[str, tuple[str, ...]] = {
    "bearing": BEARINGS, "subject_kind": ENTITY_KINDS, "object_kind": ENTITY_KINDS, "direction": DIRECTIONS,
    "topic": TOPICS, "wording": WORDINGS, "directness": DIRECTNESS, "indirectness": INDIRECTNESS,
    "design": tuple(DESIGNS), "read_as": READ_AS, "cited": ("yes", "no"),
}  # fmt: skip
"""The columns that take a name of a closed list, written in any case, with or without spaces."""
_OF_CLAIM = ("claim", "subject", "predicate", "object", "condition", "direction", "topic", "wording")
_OF_SOURCE = ("doi", "pmid", "title", "year", "design", "read_as")
_OF_LINE = (*_OF_SOURCE, "directness", "indirectness", "cited", "quotation")


class Row(NamedTuple):
    """A row by its number in a spreadsheet (the header is 1), with its cells that are not empty, by column."""

    number: int
    cells: Mapping[str, str]


def table_template() -> str:
    """The empty table: its header and one row as an example."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerow(example for _, example in COLUMNS.values())
    return out.getvalue()


def import_table(name: str, text: IO[str], base: str = BASE) -> Imported:
    """The claims of a table. Raises :class:`~ldn_graph.errors.ImportFormatError` with all its mistakes."""
    reader = _Reader(name, base)
    rows = list(_read_rows(name, text))
    for row in rows:
        reader.row(row)
    if reader.mistakes:
        more = len(reader.mistakes) - TOLD
        told = "\n".join(reader.mistakes[:TOLD]) + (f"\n... and {more:,} more" if more > 0 else "")
        raise ImportFormatError(f"{name}: nothing was imported\n{told}")
    if not rows:
        raise ImportFormatError(f"{name}: no row beneath the header; see `ldn-graph import table --template`")
    return reader.all.collected()


class _Reader:
    def __init__(self, name: str, base: str) -> None:
        self.all = Collector(base, labels=True)
        self.mistakes: list[str] = []
        self.claims: dict[str, Row] = {}
        self.sources: dict[str, dict[str, tuple[int, str]]] = {}
        label = self.all.clean(name.replace("\\", "/").rpartition("/")[2])[:200]
        self.table = self.all.mint("source", "table", label)
        self.all.source(ImportedSource(self.table, f"claims of the table {label}", record=True, read_as="fullText"))

    def row(self, row: Row) -> None:
        before = len(self.mistakes)
        chosen = {c: self.choice(row, c) for c in _CLOSED if c != "indirectness"}
        domains = self.domains(row)
        for column in ("claim", "subject", "predicate", "object"):
            if column not in row.cells:
                self.mistake(row, column, "empty", f"write {COLUMNS[column][0]}")
        predicate = self.predicate(row)
        for column in ("subject_id", "object_id", "condition_id"):
            if (curie := row.cells.get(column)) and expand_curie(curie) is None:
                self.mistake(row, column, curie, "write prefix and identifier as the registry does, as CHEBI:7465")
        if "condition_id" in row.cells and "condition" not in row.cells:
            self.mistake(row, "condition", "empty", "write the condition that condition_id is of")
        self.evidence_cells(row, chosen, domains)
        self.agrees(row)
        if len(self.mistakes) == before and predicate is not None:
            self.add(row, chosen, domains, predicate)

    def mistake(self, row: Row, column: str, problem: str, remedy: str) -> None:
        shown = " ".join(problem.split())
        self.mistakes.append(f"row {row.number}, column {column}: {shown[:100]}; {remedy}")

    def choice(self, row: Row, column: str) -> str | None:
        return self.chosen(row, column, row.cells.get(column))

    def chosen(self, row: Row, column: str, said: str | None) -> str | None:
        """The name of the closed list that a cell means."""
        if said is None:
            return None
        names = {_plain(name): name for name in _CLOSED[column]}
        if _plain(said) not in names:
            self.mistake(row, column, said, f"write one of {', '.join(_CLOSED[column])}")
        return names.get(_plain(said))

    def domains(self, row: Row) -> tuple[str, ...]:
        said = [part.strip() for part in re.split("[;,]", row.cells.get("indirectness", "")) if part.strip()]
        found = [self.chosen(row, "indirectness", part) for part in said]
        return tuple(dict.fromkeys(name for name in found if name))

    def predicate(self, row: Row) -> str | None:
        """The IRI of the predicate, where it is one."""
        said = row.cells.get("predicate")
        if said is None:
            return None
        if said.removeprefix("ldn:") in PREDICATES:
            return LDN[said.removeprefix("ldn:")]
        iri = predicate_iri(said.removeprefix("biolink:"))
        if iri is None:
            self.mistake(row, "predicate", said, "write a predicate of Biolink, as treats or affects")
        elif problem := predicate_problem(iri):
            self.mistake(row, "predicate", said, problem[1])
            return None
        return iri

    def evidence_cells(self, row: Row, chosen: Mapping[str, str | None], domains: tuple[str, ...]) -> None:
        """What a row says of its source goes together."""
        cells = row.cells
        if "source" not in cells:
            for column in ("bearing", *_OF_LINE):
                if column in cells and not (column == "cited" and chosen["cited"] == "no"):
                    self.mistake(
                        row, column, cells[column], "name the source that this is said of, in the column source"
                    )
            return
        if "bearing" not in cells:
            self.mistake(row, "bearing", "empty", f"write how the source bears on the claim: {', '.join(BEARINGS)}")
        if domains and chosen["directness"] not in (None, "indirect"):
            self.mistake(row, "directness", cells["directness"], "write indirect, or leave indirectness empty")
        if chosen["directness"] == "indirect" and not domains and "indirectness" not in cells:
            self.mistake(row, "indirectness", "empty", f"write in what it is indirect: {', '.join(INDIRECTNESS)}")
        if (year := cells.get("year")) and not re.fullmatch("[0-9]{4}", year, re.ASCII):
            self.mistake(row, "year", year, "write four digits, as 2008")
        if (doi := cells.get("doi")) and read_reference(doi).doi is None:
            self.mistake(row, "doi", doi, "write it as 10.1177/1352458508095828")
        if (pmid := cells.get("pmid")) and _pmid(pmid) is None:
            self.mistake(row, "pmid", pmid, "write up to eight digits, as 18728058")

    def agrees(self, row: Row) -> None:
        """Rows of one claim say the same of it, and rows of one source of that."""
        first = self.claims.setdefault(self.claim_key(row), row)
        for column in _OF_CLAIM:
            if first.cells.get(column) != row.cells.get(column):
                problem = f"{row.cells.get(column, 'empty')}, where row {first.number} of the same claim has another"
                self.mistake(row, column, problem, "make them the same, or give this claim another id")
        if source := row.cells.get("source"):
            known = self.sources.setdefault(source, {})
            for column in _OF_SOURCE:
                if value := row.cells.get(column):
                    number, other = known.setdefault(column, (row.number, value))
                    if other != value:
                        problem = f"{value}, where row {number} has {other} of the same source"
                        self.mistake(row, column, problem, "make them the same, or give one source another key")

    def claim_key(self, row: Row) -> str:
        """The id of a claim, else all that it says."""
        return row.cells.get("id") or repr(tuple(row.cells.get(column, "") for column in _OF_CLAIM[:5]))

    def add(self, row: Row, chosen: Mapping[str, str | None], domains: tuple[str, ...], predicate: str) -> None:
        cells = row.cells
        for column in ("subject", "object", "condition"):
            if column in cells:
                kind = "Condition" if column == "condition" else chosen[f"{column}_kind"] or ""
                ids = [i for i in (cells.get(f"{column}_id"),) if i]
                self.all.entity(cells[column], label=cells[column], kind=kind, ids=ids)
        source = self.source(cells) if "source" in cells else None
        claim = self.all.claim(
            cells["subject"], (predicate, cells["predicate"]), cells["object"], cells.get("condition"),
            origin=self.table,
            topic=chosen["topic"] or topic_of(predicate.removeprefix(BIOLINK.iri)),
            wording=chosen["wording"] or "asserted",
            direction=chosen["direction"],
            name=self.claim_key(row), label=cells["claim"],
            cited=[source] if source and chosen["cited"] == "yes" else [],
        )  # fmt: skip
        if source:
            quotation, comment = cells.get("quotation"), cells.get("comment")
            self.all.line(
                claim, source, chosen["bearing"] or "",
                directness=chosen["directness"] or ("indirect" if domains else "unrated"),
                indirectness=domains,
                quotation=quotation and self.all.clean(quotation),
                comment=comment and self.all.clean(comment),
            )  # fmt: skip

    def source(self, cells: Mapping[str, str]) -> str:
        """The IRI of the row's source, with all that the rows so far say of it."""
        key = cells["source"]
        said = {column: value for column, (_, value) in self.sources[key].items()}
        found = read_reference(self.all.clean(key))
        iri = self.all.mint("source", found.key)
        doi = read_reference(said["doi"]).doi if "doi" in said else found.doi
        self.all.source(
            ImportedSource(
                iri,
                found.label[:LONGEST_LABEL],
                doi,
                _pmid(said["pmid"]) if "pmid" in said else found.pmid,
                found.identifier,
                found.page,
                title=self.all.clean(said["title"]) if "title" in said else None,
                year=said.get("year"),
                design=_named("design", said.get("design")),
                read_as=_named("read_as", said.get("read_as")),
            )
        )
        return iri


def _named(column: str, said: str | None) -> str | None:
    return next((name for name in _CLOSED[column] if said and _plain(name) == _plain(said)), None)


def _plain(text: str) -> str:
    return re.sub("[ _-]", "", text).lower()


def _pmid(text: str) -> str | None:
    return read_reference(f"PMID:{text}" if text.isdecimal() else text).pmid


def _read_rows(name: str, text: IO[str]) -> Iterator[Row]:
    """The rows of the table that are not empty."""
    try:
        whole = text.read()
    except UnicodeDecodeError:
        raise ImportFormatError(f"{name}: not UTF-8; save the table as CSV in UTF-8") from None
    number = 1
    try:
        table = csv.reader(io.StringIO(whole, newline=""), delimiter=_delimiter(whole), strict=True)
        columns = _columns(name, next(table, []))
        for number, cells in enumerate(table, 2):
            said = {c: v.strip() for c, v in zip(columns, cells, strict=False) if v.strip()}
            if any(v.strip() for v in cells[len(columns) :]):
                problem = f"row {number} has {count_words(len(cells), 'cell')}, where the header has {len(columns)}"
                raise ImportFormatError(f"{name}: {problem}; put a cell that has a comma in it into double quotes")
            if said:
                yield Row(number, said)
    except csv.Error as error:
        raise ImportFormatError(f"{name}: after row {number}: {error}; save the table as CSV once more") from None


def _delimiter(whole: str) -> str:
    header = whole.split("\n", 1)[0]
    return max(",;\t", key=header.count)


def _columns(name: str, header: Iterable[str]) -> list[str]:
    from difflib import get_close_matches

    columns = [re.sub("[ -]", "_", cell.strip().lower()) for cell in header]
    while columns and not columns[-1]:
        columns.pop()
    problems = [f"row 1: no column {c}; add it" for c in NEEDED if c not in columns]
    for column in columns:
        if column not in COLUMNS:
            near = get_close_matches(column, COLUMNS, n=1)
            remedy = f"did you mean {near[0]}?" if near else "take it out"
            problems.append(f"row 1: {column[:60] or 'an empty cell'} is no column of this table; {remedy}")
    problems += [f"row 1: the column {c} stands there twice; keep one" for c in COLUMNS if columns.count(c) > 1]
    if problems:
        told = "\n".join(problems[:TOLD])
        raise ImportFormatError(
            f"{name}: nothing was imported; `ldn-graph import table --template` prints the columns\n{told}"
        )
    return columns
