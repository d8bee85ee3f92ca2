"""The table's file: its columns, a template to fill in, and its rows as they come from a spreadsheet.

The file is CSV (RFC 4180) with commas, semicolons or tabs between the cells. The columns are :data:`COLUMNS`; the first
seven must be there, the others may.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ..errors import ImportFormatError
from ..model.vocab import (
    BEARINGS,
    DESIGNS,
    DIRECTIONS,
    DIRECTNESS,
    ENTITY_KINDS,
    INDIRECTNESS,
    READ_AS,
    TOPICS,
    WORDINGS,
)

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
    "wording": ("how strongly it is said; empty: unjudged", "asserted"),
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
"""The columns that every table has."""
MISTAKES_SHOWN = 20
"""How many mistakes are named at once."""
CLOSED_LISTS: Mapping[str, tuple[str, ...]] = {
    "bearing": BEARINGS, "subject_kind": ENTITY_KINDS, "object_kind": ENTITY_KINDS, "direction": DIRECTIONS,
    "topic": TOPICS, "wording": WORDINGS, "directness": DIRECTNESS, "indirectness": INDIRECTNESS,
    "design": tuple(DESIGNS), "read_as": READ_AS, "cited": ("yes", "no"),
}  # fmt: skip
"""The columns whose cells hold a name of a closed list, written in any case, with or without spaces."""


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


def read_rows(name: str, text: str) -> Iterator[Row]:
    """The rows of a table that are not empty.

    Raises :class:`~ldn_graph.errors.ImportFormatError` where the text is no CSV or has other columns.
    """
    number = 1
    try:
        table = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
        columns = _columns(name, next(table, []))
        for number, cells in enumerate(table, 2):
            filled = {c: v.strip() for c, v in zip(columns, cells, strict=False) if v.strip()}
            if any(v.strip() for v in cells[len(columns) :]):
                problem = f"row {number} has {len(cells)} cells, where the header has {len(columns)}"
                raise ImportFormatError(f"{name}: {problem}; put a cell that has a comma in it into double quotes")
            if filled:
                yield Row(number, filled)
    except csv.Error as error:
        raise ImportFormatError(f"{name}: after row {number}: {error}; save the table as CSV once more") from None


def _delimiter(text: str) -> str:
    header = text.split("\n", 1)[0]
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
        shown = "\n".join(problems[:MISTAKES_SHOWN])
        raise ImportFormatError(
            f"{name}: nothing was imported; `ldn-graph import table --template` prints the columns\n{shown}"
        )
    return columns
