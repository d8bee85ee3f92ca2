"""What an engine is to a session: tables are opened and filled, relations are computed, questions are asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import pyarrow as pa


class Rows(Protocol):
    """The answer to a question: its rows as tuples, in the order that was asked for."""

    def fetchone(self) -> tuple[Any, ...] | None:
        """The next row, or None where there is none."""

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows that were not fetched yet."""


class Engine(Protocol):
    """An engine that understands the SQL of this package, which is written as DuckDB has it.

    Names of tables and relations are the engine's own: none outlives it. Not promised: that an engine may be used by
    several threads at once.
    """

    def open(self, name: str, table: str | pa.Table) -> None:
        """Give a table this name: Parquet under a path, or Arrow's values."""

    def fill(self, name: str, columns: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Make a small table of these rows; ``columns`` as SQL has them, ``source BIGINT, reason VARCHAR``."""

    def define(self, macros: str) -> None:
        """Take over macros, statements of ``CREATE MACRO``; views and relations may then use them."""

    def compute(self, name: str, sql: str) -> None:
        """Compute a relation once. One of the same name is replaced."""

    def view(self, name: str, sql: str) -> None:
        """Name a query, which is computed wherever it is read. One of the same name is replaced."""

    def ask(self, sql: str) -> Rows:
        """The rows of a query."""
