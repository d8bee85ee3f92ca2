"""What a row of the table must say, and what several must say alike: each mistake with its row, column and remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..model.alike import fold
from ..model.predicates import nearest_predicate, predicate_problem
from ..model.verbs import Meant, predicate_of
from ..model.vocab import BEARINGS, INDIRECTNESS, local_id
from ..output.remarks import Remarks
from ..sources.addresses import is_address
from .table_cells import (
    NUMBER_REMEDY,
    read_date,
    read_interval,
    read_list,
    read_number,
    read_percent,
    read_stated,
    read_whole,
)
from .table_layout import CLOSED_LISTS, COLUMNS, Row
from .table_names import NAMES, TableNames
from .table_sources import OF_SOURCE, NamedSource, TableSources, read_cell
from .table_words import as_written, choice_of, nearest_word

_TRIPLE = ("subject", "predicate", "object")
_NUMBER = ("unit", "number_of")
_TOLD_BY = ("claim", *_TRIPLE, "condition")
"""What a claim without an id is told from others by."""
_OF_CLAIM = (
    *_TOLD_BY, "direction", "negated", "topic", "wording", "article", "section", "said",
    "rests_on", "stated",
)  # fmt: skip
_OF_RESULT = ("result", "measure", "estimate", "interval", "people", "effect")
_OF_LINE = (
    "bearing", "directness", "indirectness", "quotation", "finding", "found", "null_without_interval", *_OF_RESULT,
    "judge", "judged_on",
)  # fmt: skip
_PREDICATE_REMEDY = (
    "write a predicate of Biolink, as treats or affects, or one of your own as an IRI; or leave subject, predicate and "
    "object empty: a claim may be a sentence only"
)
_SEARCH = ("searched", "search_for", "search_date")


def _day(text: str) -> str | None:
    date = read_date(text)
    return date if date and len(date) == 10 else None


_FORMS: Mapping[str, tuple[Callable[[str], object], str]] = {
    **dict.fromkeys(("stated", "found"), (read_stated, NUMBER_REMEDY)),
    "estimate": (read_number, "write a number, as 0.62"),
    "interval": (read_interval, "write both ends, as 0.41 to 0.93"),
    **dict.fromkeys(
        ("participants", "people"), (read_whole, "write a whole number, as 1049, with no comma between thousands")
    ),
    "year": (read_date, "write four digits, as 2008, or a day, as 2008-09-30"),
    **dict.fromkeys(("judged_on", "search_date"), (_day, "write a day, as 2026-11-28")),
    "doi": (lambda text: read_cell("doi", text).doi, "write it as 10.1177/1352458508095828"),
    "pmid": (lambda text: read_cell("pmid", text).pmid, "write up to eight digits, as 18728058"),
    "pmcid": (lambda text: read_cell("pmcid", text).identifier, "write it as PMC2783422"),
    "trial": (lambda text: read_cell("trial", text).identifier, "write it as NCT00501696"),
    "isbn": (lambda text: read_cell("isbn", text).identifier, "write it as 978-82-8121-952-6"),
    "address": (lambda text: text if is_address(text) else None, "write the whole address, with https:// before it"),
}
"""The columns whose cells have a form: what reads them, and a remedy."""
_IDENTIFIERS = ("doi", "pmid", "pmcid", "trial", "isbn")


def has_form(column: str, text: str) -> bool:
    """Whether a cell of this column can hold a text: a number, a date or an identifier has to be one."""
    return column not in _FORMS or _FORMS[column][0](text) is not None


class CheckedRow(NamedTuple):
    """A row without a mistake.

    ``claim`` tells its claim from others; it is None in a row that describes a source. ``choices`` are the names of
    closed lists that its cells mean, by column; ``domains`` those of *indirectness*, which may be several;
    ``predicate`` is an IRI, None where the claim is a sentence only.
    """

    number: int
    cells: Mapping[str, str]
    claim: str | None
    choices: Mapping[str, str | None]
    domains: tuple[str, ...]
    predicate: str | None


class TableChecks:
    """Checks the rows of a table one after another. ``mistakes`` are those so far, a line each."""

    def __init__(self, rows: Sequence[Row], remarks: Remarks) -> None:
        self.mistakes: list[str] = []
        self._remarks = remarks
        self._sources = TableSources()
        self._first_rows: dict[str, Row] = {}
        self._kinds: dict[str, tuple[str, int]] = {}  # of a thing by its folded name, with the row that first says it
        self._names = TableNames(rows)
        self._conditions = {fold(self._names.name(name)) for row in rows for name in _conditions_in(row)}
        for told in self._names.disagreements:
            self.mistake(told.row, told.column, told.problem, told.remedy)

    def check(self, row: Row) -> CheckedRow | None:
        """What the row says; None where it has a mistake, or another than the rows before it."""
        before = len(self.mistakes)
        row = self._with_unit(self._names.named(row))
        choices = {c: self._choice(row, c, row.cells.get(c)) for c in CLOSED_LISTS if c != "indirectness"}
        predicate = self._predicate(row) if "claim" in row.cells else None
        if predicate:
            self._take_predicate(row, predicate, choices)
        domains = self._domains(row)
        self._check_kinds(row, choices)
        self._check_forms(row)
        if "claim" in row.cells:
            self._check_claim(row)
        else:
            self._check_description(row, choices)
        self._check_evidence(row, choices, domains)
        self._take_sources(row)
        if "claim" in row.cells:
            self._check_agreement(row)
        if len(self.mistakes) > before:
            return None
        key = claim_key(self._first_rows[_folded_claim(row.cells)].cells) if "claim" in row.cells else None
        return CheckedRow(row.number, row.cells, key, choices, domains, predicate and predicate.predicate)

    def _with_unit(self, row: Row) -> Row:
        """The row with the unit that its numbers say, and with what one number alone is of: the claim's object."""
        cells = dict(row.cells)
        numbers = [column for column in ("stated", "found") if column in cells]
        for column in numbers:
            if number := read_percent(cells[column]):
                if cells.setdefault("unit", "%") != "%":
                    self._mistake(row, "unit", cells["unit"], f"write %, as {column} says, or leave it empty")
                cells[column] = number
        if len(numbers) == 1 and "claim" in cells:
            first = self._first_rows.get(_folded_claim(cells), row).cells
            cells.setdefault("number_of", first.get("number_of") or cells.get("object") or cells["claim"])
        return row._replace(cells=cells)

    def named_sources(self) -> tuple[NamedSource, ...]:
        """The sources of all rows; what these say otherwise of one is added to the mistakes."""
        named = []
        for source, disagreements in self._sources.named():
            named.append(source)
            for told in disagreements:
                self.mistake(told.row, told.column, told.problem, told.remedy)
        return tuple(named)

    def _mistake(self, row: Row, column: str, problem: str, remedy: str) -> None:
        self.mistake(row.number, column, problem, remedy)

    def mistake(self, number: int, column: str, problem: str, remedy: str) -> None:
        """One more mistake, in the row of this number."""
        self.mistakes.append(f"row {number}, column {column}: {' '.join(problem.split())[:200]}; {remedy}")

    def _choice(self, row: Row, column: str, text: str | None) -> str | None:
        """The name of a closed list that a cell means."""
        if text is None:
            return None
        choice = choice_of(column, text)
        if choice is None:
            near = nearest_word(column, text)
            names = ", ".join(map(as_written, CLOSED_LISTS[column]))
            self._mistake(row, column, text, f"did you mean {near}?" if near else f"write one of {names}")
            return None
        if choice.nearest:
            detail = f"of the column {column} taken for the nearest that the model has"
            self._remarks.add("cell", detail, f"row {row.number}, {text}: {as_written(choice.name)}")
        return choice.name

    def _domains(self, row: Row) -> tuple[str, ...]:
        """In what the evidence is indirect."""
        texts = read_list(row.cells.get("indirectness", "").replace(",", ";"))
        names = [self._choice(row, "indirectness", text) for text in texts]
        return tuple(dict.fromkeys(name for name in names if name))

    def _check_kinds(self, row: Row, choices: Mapping[str, str | None]) -> None:
        """A thing is of one kind in all rows; that in the column condition is a condition."""
        for column in NAMES:
            kind = "Condition" if column == "condition" else choices[f"{column}_kind"]
            if kind is None or column not in row.cells:
                continue
            name = row.cells[column]
            first, number = self._kinds.setdefault(fold(name), (kind, row.number))
            if first != kind:
                told_in = column if column == "condition" else f"{column}_kind"
                problem = f"{name} as {as_written(kind)}, where row {number} has it as {as_written(first)}"
                self._mistake(row, told_in, problem, "make them the same, or give one of two things another name")

    def _check_forms(self, row: Row) -> None:
        for column, (_, remedy) in _FORMS.items():
            if (text := row.cells.get(column)) and not has_form(column, text):
                doubt = read_cell(column, text).doubt if column in _IDENTIFIERS else None
                self._mistake(row, column, text, doubt or remedy)

    def _check_claim(self, row: Row) -> None:
        """What is said of a claim goes together. A claim may be a sentence only."""
        cells = row.cells
        if any(column in cells for column in _TRIPLE):
            for column in _TRIPLE:
                if column not in cells:
                    self._mistake(row, column, "empty", f"write {COLUMNS[column][0]}")
        else:
            for column in ("direction", "negated"):
                if column in cells:
                    remedy = "write subject, predicate and object, or leave this empty too"
                    self._mistake(row, column, cells[column], remedy)
        for column in NAMES:
            for more in ("kind", "id", "other_names"):
                if f"{column}_{more}" in cells and column not in cells:
                    self._mistake(row, column, "empty", f"write the {column} that {column}_{more} is of")
        for column in ("section", "said"):
            if column in cells and len(read_list(cells.get("article", ""))) != 1:
                self._mistake(row, column, cells[column], "name the one article that says so, in the column article")
        self._check_number(row)

    def _check_number(self, row: Row) -> None:
        """A number has a unit, and is of something."""
        numbers = [column for column in ("stated", "found") if column in row.cells]
        for column in _NUMBER:
            if numbers and column not in row.cells:
                self._mistake(row, column, "empty", f"write {COLUMNS[column][0]}")
            elif not numbers and column in row.cells:
                self._mistake(row, column, row.cells[column], "write the number in the column stated or found")

    def _check_description(self, row: Row, choices: Mapping[str, str | None]) -> None:
        """A row without a claim says what a source is, or that an article cites it."""
        allowed = {"source", "article", "cited", *OF_SOURCE}
        if extra := [column for column in row.cells if column not in allowed]:
            self._mistake(row, "claim", "empty", f"write {COLUMNS['claim'][0]}, which {extra[0]} is said of")
        elif "source" not in row.cells:
            self._mistake(row, "source", "empty", "name the source that is described, or write a claim")
        elif ("article" in row.cells) != (choices["cited"] == "yes"):
            column = "cited" if "article" in row.cells else "article"
            remedy = (
                "write which article, and yes under cited, where an article cites the source and ties it to no claim"
            )
            self._mistake(row, column, row.cells.get(column, "empty"), remedy)

    def _predicate(self, row: Row) -> Meant | None:
        """What the cell of the predicate means, where it has one."""
        text = row.cells.get("predicate")
        if text is None:
            return None
        if is_address(text) or text.startswith("urn:"):
            if (problem := predicate_problem(text)) and problem[2] == "Violation":
                self._mistake(row, "predicate", text, problem[1])
            return Meant(text)
        if meant := predicate_of(text, fold(row.cells.get("object", "")) in self._conditions):
            return meant
        near = nearest_predicate("_".join(text.lower().removeprefix("biolink:").split()))
        remedy = f"did you mean {near.replace('_', ' ')}?" if near else _PREDICATE_REMEDY
        self._mistake(row, "predicate", text, remedy)
        return None

    def _take_predicate(self, row: Row, meant: Meant, choices: dict[str, str | None]) -> None:
        """What the words of the predicate say besides: a direction, and that the claim denies it."""
        text = row.cells["predicate"]
        for column, says in (("direction", meant.direction), ("negated", "yes" if meant.negated else None)):
            if says and choices[column] not in (None, says):
                self._mistake(row, column, row.cells[column], f"leave it empty: the predicate says {says}")
            choices[column] = says or choices[column]
        if meant.nearest:
            detail = "of the column predicate taken for the nearest that the model has"
            said = [local_id(meant.predicate).replace("_", " "), meant.direction, "negated" if meant.negated else None]
            self._remarks.add("cell", detail, f"row {row.number}, {text}: {', '.join(filter(None, said))}")

    def _check_evidence(self, row: Row, choices: Mapping[str, str | None], domains: tuple[str, ...]) -> None:
        """What a row says of its source goes together, and so does what it says of a search."""
        cells = row.cells
        if "source" not in cells:
            for column in (*_OF_LINE, *OF_SOURCE, "cited"):
                if column in cells and not (column == "cited" and choices["cited"] == "no"):
                    remedy = "name the source that this is said of, in the column source"
                    self._mistake(row, column, cells[column], remedy)
        elif "bearing" not in cells and "claim" in cells:
            said = [column for column in (*_OF_LINE, "comment") if column in cells]
            if said or choices["cited"] != "yes":
                names = ", ".join(map(as_written, BEARINGS))
                self._mistake(row, "bearing", "empty", f"write how the source bears on the claim: {names}")
        if any(column in cells for column in _SEARCH):
            self._check_search(row)
        if domains and choices["directness"] not in (None, "indirect"):
            self._mistake(row, "directness", cells["directness"], "write indirect, or leave indirectness empty")
        if choices["directness"] == "indirect" and not domains and "indirectness" not in cells:
            names = ", ".join(map(as_written, INDIRECTNESS))
            self._mistake(row, "indirectness", "empty", f"write in what it is indirect: {names}")
        for column, needs in (("estimate", "measure"), ("interval", "measure")):
            if column in cells and needs not in cells:
                self._mistake(row, needs, "empty", f"write {COLUMNS[needs][0]}")
        if ("risk_of_bias" in cells) != ("risk_of_bias_tool" in cells):
            empty = "risk_of_bias" if "risk_of_bias_tool" in cells else "risk_of_bias_tool"
            self._mistake(row, empty, "empty", f"write {COLUMNS[empty][0]}")

    def _check_search(self, row: Row) -> None:
        if "source" in row.cells:
            column = next(column for column in _SEARCH if column in row.cells)
            self._mistake(
                row, column, row.cells[column], "write what was searched in a row of its own, without a source"
            )
        for column in ("searched", "search_date"):
            if column not in row.cells:
                self._mistake(row, column, "empty", f"write {COLUMNS[column][0]}")

    def _take_sources(self, row: Row) -> None:
        if "source" in row.cells:
            self._sources.add(row)
        for key in read_list(row.cells.get("article", "")):
            self._sources.mention(key, row.number)

    def _check_agreement(self, row: Row) -> None:
        """Rows of one claim say the same of it; what they say of its source is looked at when all rows are there."""
        first = self._first_rows.setdefault(_folded_claim(row.cells), row)
        of_claim = (*_OF_CLAIM, *_NUMBER) if "stated" in row.cells and "stated" in first.cells else _OF_CLAIM
        for column in of_claim:
            cells = (first.cells.get(column), row.cells.get(column))
            if cells[0] != cells[1] and not (column in (*NAMES, "article") and all(cells) and _alike(*cells)):
                problem = f"{row.cells.get(column, 'empty')}, where row {first.number} of the same claim has another"
                self._mistake(row, column, problem, "make them the same, or give this claim another id")


def _conditions_in(row: Row) -> Iterator[str]:
    """The names in a row of what it says is a condition."""
    for column in NAMES:
        kind = choice_of(f"{column}_kind", row.cells.get(f"{column}_kind", "")) if column != "condition" else None
        if column in row.cells and (column == "condition" or (kind and kind.name == "Condition")):
            yield row.cells[column]


def claim_key(cells: Mapping[str, str]) -> str:
    """The id of a row's claim, else what it says in a sentence and as a triple in its condition."""
    return cells.get("id") or repr(tuple(cells.get(column, "") for column in _TOLD_BY))


def _folded_claim(cells: Mapping[str, str]) -> str:
    """The same for rows whose claims look alike: their names differ by blanks, capitals or Unicode form alone."""
    return cells.get("id") or repr(tuple(fold(cells.get(column, "")) for column in _TOLD_BY))


def _alike(one: str | None, other: str | None) -> bool:
    return fold(one or "") == fold(other or "")
