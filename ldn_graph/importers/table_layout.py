"""The table's layout: its columns, and its rows as they come from a spreadsheet.

The columns are :data:`COLUMNS`. Only ``claim`` must be there. Rows above the header, such as a title, are passed over;
columns of another name are left out and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from ..errors import ImportFormatError
from ..model.vocab import (
    BEARINGS,
    DESIGNS,
    DIRECTIONS,
    DIRECTNESS,
    EFFECT_DIRECTIONS,
    ENTITY_KINDS,
    INDIRECTNESS,
    MEASURES,
    READ_AS,
    RISK_OF_BIAS_JUDGEMENTS,
    RISK_OF_BIAS_TOOLS,
    TOPICS,
    WORDINGS,
)
from ..output.characters import FORMULA_SIGNS
from ..output.remarks import Remarks

COLUMNS: Mapping[str, tuple[str, str]] = {
    "claim": ("the claim in a sentence", "Vitamin D lessens fatigue in multiple sclerosis"),
    "subject": ("what it is about", "vitamin D"),
    "predicate": ("a predicate of Biolink, or one of ours", "affects"),
    "object": ("what the subject is said to act on", "fatigue"),
    "condition": ("the disease in which it is said, or empty", "multiple sclerosis"),
    "source": ("a key of your own, a DOI, PMID or address; empty where nobody has looked", "example-2010"),
    "bearing": ("how the source bears on the claim", "qualifies"),
    "id": ("a short name for the claim", "C01"),
    "subject_kind": ("what kind of thing the subject is", "drug"),
    "object_kind": ("what kind of thing the object is", "outcome"),
    "subject_id": ("a CURIE or IRI of the subject, several with ; between", "CHEBI:27300"),
    "object_id": ("the same of the object", ""),
    "condition_id": ("the same of the condition", "MONDO:0005301"),
    "subject_other_names": ("what else the subject is called, several with ; between", "vit D"),
    "object_other_names": ("the same of the object", ""),
    "condition_other_names": ("the same of the condition", "MS"),
    "direction": ("increased or decreased, of the object", "decreased"),
    "negated": ("yes, where the claim denies it", ""),
    "topic": ("which kind of question it answers; empty: by the predicate", "efficacy"),
    "wording": ("how strongly it is said; empty: unjudged", "asserted"),
    "article": ("the key of the article that makes the claim, several with ; between", ""),
    "section": ("in which section of the article", ""),
    "said": ("the article's own words, found in its text with --article", ""),
    "rests_on": ("ids of claims that it is argued from, several with ; between", ""),
    "stated": ("the number that the claim states, as 39 of 40 or 2.8 or 40 to 60", ""),
    "found": ("the number that the source found", ""),
    "unit": ("the unit of both numbers in UCUM, as %, mg/d or {person}", ""),
    "number_of": ("what both are a number of", ""),
    "directness": ("whether the source studied just that; empty: unrated", "direct"),
    "indirectness": ("in what it is indirect, several with ; between", ""),
    "design": ("the study design of the source", "crossover trial"),
    "doi": ("the source's DOI", ""),
    "pmid": ("the source's PubMed number", ""),
    "pmcid": ("its number in PubMed Central", ""),
    "trial": ("its number in a registry of trials, as NCT01234567", ""),
    "isbn": ("its ISBN", ""),
    "address": ("its address in the web", ""),
    "title": ("the source's title", "An example of a trial"),
    "authors": ("its authors as PubMed names them, with ; between", "Example AB; Other C"),
    "journal": ("the journal or book that it stands in", ""),
    "volume": ("the journal's volume", ""),
    "issue": ("the volume's issue", ""),
    "pages": ("its pages", ""),
    "year": ("when the source was published: a year, a month or a day", "2010"),
    "read_as": ("the most that you read of it", "abstract"),
    "participants": ("how many people took part", ""),
    "risk_of_bias_tool": ("the tool with which its risk of bias was judged", ""),
    "risk_of_bias": ("its overall risk of bias by that tool", ""),
    "cited": ("yes, where those who make the claim cite the source for it", "no"),
    "quotation": ("words of the source", ""),
    "finding": ("what the source found, in a sentence", ""),
    "comment": ("why you judged it so", "Less fatigue, in a few people and for weeks only"),
    "null_without_interval": ("yes, where no difference was seen and no interval says how large it could be", ""),
    "result": ("the outcome as the study has it; empty: the object", ""),
    "measure": ("what the estimate is", ""),
    "estimate": ("the study's estimate", ""),
    "interval": ("its 95 % interval, as 0.41 to 0.93", ""),
    "people": ("how many people the result is of", ""),
    "effect": ("where the result points", ""),
    "judge": ("who judged the row: a name or an IRI", ""),
    "judged_on": ("the day of it, as 2026-11-28", ""),
    "searched": ("where somebody looked and found nothing; no source in such a row", ""),
    "search_for": ("what was looked for there", ""),
    "search_date": ("the day of it, as 2026-11-28", ""),
}
"""Each column with what it holds and an example."""
FIRST = tuple(COLUMNS)[:7]
"""The columns that a table shows first, used or not."""
MISTAKES_SHOWN = 20
"""How many mistakes are named at once."""
YES_NO = ("yes", "no")
CLOSED_LISTS: Mapping[str, tuple[str, ...]] = {
    "bearing": BEARINGS, "subject_kind": ENTITY_KINDS, "object_kind": ENTITY_KINDS, "direction": DIRECTIONS,
    "topic": TOPICS, "wording": WORDINGS, "directness": DIRECTNESS, "indirectness": INDIRECTNESS,
    "design": tuple(DESIGNS), "read_as": READ_AS, "measure": MEASURES, "effect": EFFECT_DIRECTIONS,
    "risk_of_bias_tool": RISK_OF_BIAS_TOOLS, "risk_of_bias": tuple(RISK_OF_BIAS_JUDGEMENTS),
    **dict.fromkeys(("negated", "cited", "null_without_interval"), YES_NO),
}  # fmt: skip
"""The columns whose cells hold a name of a closed list, written in any case, with or without spaces."""
TITLE_ROWS = 20
"""Among how many rows at the top the header is looked for."""


class Row(NamedTuple):
    """A row by its number in the spreadsheet, with its cells that are not empty, by column."""

    number: int
    cells: Mapping[str, str]


def read_rows(name: str, table: Sequence[Sequence[str]], remarks: Remarks) -> Iterator[Row]:
    """The rows of a table that are not empty, given with all its rows from the first.

    Raises :class:`~ldn_graph.errors.ImportFormatError` where no row is a header, or a cell has no column.
    """
    top = _header(table)
    columns = _columns(name, top + 1, table[top] if table else (), remarks)
    for number, cells in enumerate(table[top + 1 :], top + 2):
        if any(cell.strip() for cell in cells[len(columns) :]):
            problem = f"row {number} has {len(cells)} cells, where the header has {len(columns)}"
            raise ImportFormatError(f"{name}: {problem}; put a cell that has a comma in it into double quotes")
        filled = {c: text for c, v in zip(columns, cells, strict=False) if c and (text := unguarded(v.strip()))}
        if filled:
            yield Row(number, filled)


def columns_in(name: str, table: Sequence[Sequence[str]]) -> frozenset[str]:
    """The columns that a table has, filled or not. Raises what :func:`read_rows` raises of the header."""
    top = _header(table)
    return frozenset(_columns(name, top + 1, table[top] if table else (), Remarks())) - {""}


def _header(table: Sequence[Sequence[str]]) -> int:
    """The place of the row that most looks like a header."""
    return max(range(min(len(table), TITLE_ROWS)), key=lambda n: _known(table[n]), default=0)


def _known(cells: Sequence[str]) -> int:
    """How many columns of this table a row names, so that it may be the header."""
    return len({_column(cell) for cell in cells} & COLUMNS.keys())


def _column(cell: str) -> str:
    return re.sub("[ -]", "_", cell.strip().lower())


def _columns(name: str, number: int, header: Sequence[str], remarks: Remarks) -> list[str]:
    """The column of each cell of the header, "" for what is left out."""
    columns = [_column(cell) for cell in header]
    while columns and not columns[-1]:
        columns.pop()
    problems = [] if "claim" in columns else [f"row {number}: no column claim; add it"]
    for place, column in enumerate(columns):
        if column and column not in COLUMNS:
            if (near := get_close_matches(column, COLUMNS, n=1, cutoff=0.85)) and near[0] not in columns:
                problems.append(f"row {number}: {column[:60]} is no column of this table; did you mean {near[0]}?")
            remarks.add("column", "left out, of no name that is read here", header[place].strip())
            columns[place] = ""
    problems += [f"row {number}: the column {c} stands there twice; keep one" for c in COLUMNS if columns.count(c) > 1]
    if problems:
        shown = "\n".join(problems[:MISTAKES_SHOWN])
        raise ImportFormatError(
            f"{name}: nothing was imported; `ldn-graph import table --template` prints the columns\n{shown}"
        )
    return columns


_FORMULA = rf"(^|[;\t\r\n])('*)(?= *[{re.escape(FORMULA_SIGNS)}])"


def guarded(text: str) -> str:
    """A text in which nothing is a formula for a spreadsheet: where one would begin, an apostrophe stands before it.

    :func:`unguarded` gives the text back, whatever it is.

    >>> guarded("=1+1"), guarded("a; -b"), unguarded(guarded("'=1"))
    ("'=1+1", "a;' -b", "'=1")
    """
    return re.sub(_FORMULA, r"\1'\2", text)


def unguarded(text: str) -> str:
    """The text without the apostrophes that mark what would be a formula as text."""
    return re.sub(_FORMULA, lambda m: m[1] + m[2][1:], text)
