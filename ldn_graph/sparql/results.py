"""The rows of a SELECT as a value: for programs, notebooks and data frames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..model.literals import to_python
from ..model.vocab import PREFIXES
from ..output.counts import count_words
from ..output.tables import html_table
from .failures import engine_failures

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa
    import pyoxigraph as ox

    from ..model.literals import Term

_SHOWN = 100  # rows that are shown in a notebook


@dataclass(frozen=True, slots=True)
class Results:
    """The solutions of a SELECT: ``rows`` of RDF terms (pyoxigraph's; None where unbound), one for each variable.

    As values of Python, in :meth:`dicts` and in data frames: an IRI is its text, or a CURIE if asked for, by
    ``prefixes``; a whole number an int, another number a float, a boolean a bool, all else the text of the literal. The
    terms, with datatype and language, are in ``rows``. Numbers, dates and booleans are as the engine writes
    them, not as a file does: 1.50 is 1.5, and 007 is 7.
    """

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    prefixes: Mapping[str, str] = field(default_factory=lambda: PREFIXES, repr=False)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, object]]:
        return iter(self.dicts())

    def dicts(self, *, curie: bool = False) -> list[dict[str, object]]:
        """A dict for each row, with a value for every variable; None where it is unbound."""
        prefixes = self._prefixes(curie=curie)
        return [dict(zip(self.variables, (to_python(t, prefixes) for t in row), strict=True)) for row in self.rows]

    def to_pandas(self, *, curie: bool = False) -> pd.DataFrame:
        """The rows as a pandas data frame, with pandas' own types that can be missing. Needs the extra ``pandas``."""
        from .frames import to_pandas

        return to_pandas(self.variables, self.rows, self._prefixes(curie=curie))

    def to_polars(self, *, curie: bool = False) -> pl.DataFrame:
        """The rows as a polars data frame. Needs the extra ``polars``."""
        from .frames import to_polars

        return to_polars(self.variables, self.rows, self._prefixes(curie=curie))

    def to_arrow(self, *, curie: bool = False) -> pa.Table:
        """The rows as an Arrow table. Needs the extra ``arrow``."""
        from .frames import to_arrow

        return to_arrow(self.variables, self.rows, self._prefixes(curie=curie))

    def _prefixes(self, *, curie: bool) -> Mapping[str, str] | None:
        return self.prefixes if curie else None

    def _repr_html_(self) -> str:
        rows = ([to_python(t, self.prefixes) for t in row] for row in self.rows[:_SHOWN])
        more = f"<p>{count_words(len(self) - _SHOWN, 'more row')}</p>\n" if len(self) > _SHOWN else ""
        return html_table(self.variables, rows) + more

    def _repr_pretty_(self, printer: Any, _: bool) -> None:
        printer.text(f"<Results: {count_words(len(self), 'row')} of {', '.join(self.variables)}>")


def read_results(solutions: ox.QuerySolutions, prefixes: Mapping[str, str] = PREFIXES) -> Results:
    """All solutions of a SELECT as a value; ``prefixes`` are those of its CURIEs."""
    names = tuple(v.value for v in solutions.variables)
    with engine_failures():
        return Results(names, tuple(tuple(s[n] for n in range(len(names))) for s in solutions), prefixes)
