"""How DuckDB tells that a signal broke a query off: never as what the signal's handler raised."""

from __future__ import annotations

_QUERY = "Query interrupted"
_FUNCTION = ("while executing the UDF: KeyboardInterrupt", "while executing the UDF: SystemExit")


def is_interruption(error: Exception) -> bool:
    """Whether an error of DuckDB, or its ``RuntimeError``, stands for Ctrl-C or for another signal that ends us."""
    import duckdb

    if isinstance(error, duckdb.InterruptException):
        return True
    text = str(error)
    if isinstance(error, duckdb.InvalidInputException):  # the signal came within a function of Python
        return any(words in text for words in _FUNCTION)
    return isinstance(error, RuntimeError) and text == _QUERY
