"""A signal that comes while DuckDB works ends the command as it does elsewhere, and is not told as damaged columns."""

from __future__ import annotations

from collections.abc import Callable

import duckdb
import pytest

from ldn_graph.commands.common.column_way import _engine_errors
from ldn_graph.errors import GraphError
from ldn_graph.scale.engines.interruption import is_interruption


def ask_with(raised: BaseException) -> None:
    """A query whose function of Python raises this."""

    def broken(number: int) -> int:
        raise raised

    with duckdb.connect() as connection:
        connection.create_function("broken", broken, ["BIGINT"], "BIGINT")
        connection.execute("SELECT broken(range) FROM range(10)").fetchall()


@pytest.mark.parametrize("raised", [KeyboardInterrupt(), SystemExit(143)])
def test_a_signal_within_a_function_is_an_interruption(raised: BaseException) -> None:
    with pytest.raises(KeyboardInterrupt), _engine_errors("columns", "make them anew"):
        ask_with(raised)


def test_what_else_a_function_raises_is_none() -> None:
    with pytest.raises(GraphError, match="make them anew"), _engine_errors("columns", "make them anew"):
        ask_with(ValueError("KeyboardInterrupt"))


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda: RuntimeError("Query interrupted"), True),
        (lambda: duckdb.InterruptException("INTERRUPT Error: Interrupted!"), True),
        (lambda: RuntimeError("something else"), False),
        (lambda: duckdb.IOException("no room"), False),
    ],
)
def test_how_the_engine_tells_it(make: Callable[[], Exception], expected: bool) -> None:
    assert is_interruption(make()) is expected
