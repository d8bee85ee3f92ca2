"""The names of things in a table: one that is another name of a thing means that thing, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model.alike import fold
from .table_cells import read_list
from .table_layout import Row
from .table_sources import Disagreement

NAMES = ("subject", "object", "condition")
"""The columns that name a thing; each has a column of other names beside it."""


class TableNames:
    """What the rows of a table call things. ``disagreements`` are other names that two things share."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.disagreements: list[Disagreement] = []
        self._meant: dict[str, str] = {}  # by another name, folded: the name that it stands for
        for row in rows:
            for column in NAMES:
                if column in row.cells:
                    self._take(row, column)

    def _take(self, row: Row, column: str) -> None:
        name = self.name(row.cells[column])
        for other in read_list(row.cells.get(f"{column}_other_names", "")):
            meant = self.name(other)
            if fold(meant) == fold(name):
                continue
            if fold(other) in self._meant:
                problem = f"{other}, which is also another name of {meant}"
                remedy = "keep it with one of them, and write the other's name in full"
                self.disagreements.append(Disagreement(row.number, f"{column}_other_names", problem, remedy))
            else:
                self._meant[fold(other)] = name

    def name(self, text: str) -> str:
        """The name of the thing that a text names, as it is first written; the text itself where that is no other."""
        while (meant := self._meant.get(fold(text))) is not None:
            text = meant
        return text

    def named(self, row: Row) -> Row:
        """The row with each thing under its name, and what its cell has instead among its other names."""
        cells: dict[str, str] = dict(row.cells)
        for column in NAMES:
            if (text := cells.get(column)) and (name := self.name(text)) != text:
                others = read_list(f"{text};{cells.get(f'{column}_other_names', '')}")
                cells[column] = name
                cells[f"{column}_other_names"] = "; ".join(other for other in others if fold(other) != fold(name))
        return row._replace(cells=cells)


def other_names(cells: Mapping[str, str], column: str) -> tuple[str, ...]:
    """The other names that a row gives the thing in a column."""
    return read_list(cells.get(f"{column}_other_names", ""))
