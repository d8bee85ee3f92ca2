"""The functions that SQL calls while columns are made, where Python's own rule decides: registered by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ...model.natural_order import natural_text
from .sql_files import read_macros

if TYPE_CHECKING:
    import duckdb

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_TO_ESCAPE = re.compile(r'[\x00-\x1f"\\\x7f]')


def order_key(text: str) -> str:
    """The order of :func:`~ldn_graph.model.natural_order.natural_key` as one text; quick for IRIs of one folder.

    >>> sorted(["https://a/C10", "https://a/C2", "https://a/C2/b"], key=order_key)
    ['https://a/C2', 'https://a/C2/b', 'https://a/C10']
    """
    folder, slash, name = text.rpartition("/")
    return _folder_key(folder + slash) + natural_text(name)


@lru_cache(maxsize=1024)
def _folder_key(folder: str) -> str:
    """A key begins anew after each slash, so that what was said of a folder holds for all that is in it."""
    return "".join(natural_text(part) for part in re.split("(?<=/)", folder))


def unescaped(text: str) -> str:
    """A text as it is, of what N-Triples writes between the quotes (https://www.w3.org/TR/n-triples/#grammar-production-ECHAR)."""
    return _ESCAPE.sub(_unescape, text)


def _unescape(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _ESCAPED.get(found[3], found[3])


def written(text: str, suffix: str) -> str:
    """A literal as N-Triples writes it, of its text and what stands behind the quotes."""
    if not _TO_ESCAPE.search(text):
        return f'"{text}"{suffix}'
    import pyoxigraph as ox

    return f"{ox.Literal(text)}{suffix}"


def decimal_text(text: str) -> str:
    """A number as Python's Decimal writes it."""
    return str(Decimal(text))


FUNCTIONS: Mapping[str, Callable[..., str]] = {
    "natural_text": order_key,
    "unescaped": unescaped,
    "written": written,
    "decimal_text": decimal_text,
}
"""Each takes texts and gives a text; null gives null."""


def register(connection: duckdb.DuckDBPyConnection) -> None:
    """Let SQL of this connection call the functions, and the macros."""
    connection.execute(read_macros())
    for name, function in FUNCTIONS.items():
        parameters = ["VARCHAR"] * function.__code__.co_argcount
        connection.create_function(name, _for_arrow(function), parameters, "VARCHAR", type="arrow")  # type: ignore[call-overload]


def _for_arrow(function: Callable[..., str]) -> Callable[..., Any]:
    """The function of whole columns."""
    import pyarrow as pa

    def apply(*columns: Any) -> Any:
        rows = zip(*(column.to_pylist() for column in columns), strict=True)
        return pa.array([None if None in row else function(*row) for row in rows], pa.string())

    # DuckDB counts the parameters
    return (lambda one: apply(one)) if function.__code__.co_argcount == 1 else (lambda one, two: apply(one, two))
