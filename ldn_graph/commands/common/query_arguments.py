"""The arguments that hold a query: a named question, a file or a text, and values for its variables."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ...errors import QueryResultError, UnknownNameError

if TYPE_CHECKING:
    from ...model.graph import Graph
    from ...sparql.questions import Question

TIMEOUT = 60
"""Seconds after which a query is stopped by default."""


def default_timeout() -> int:
    """:data:`TIMEOUT`, or 0 on a system that cannot stop a query."""
    from ...processes.children import CAN_FORK

    return TIMEOUT if CAN_FORK else 0


def read_query(query: str) -> Question | str:
    """The query that is given as the name of a question, a text, a file, or ``-``.

    Raises :class:`~ldn_graph.errors.UnknownNameError` where it is none of these.
    """
    from pathlib import Path

    from ...output.files import unpacked
    from ...sparql.questions import list_questions, read_question

    if query == "-":
        if sys.stdin is None:
            raise UnknownNameError("standard input is closed; give the query in quotes, or a file")
        return sys.stdin.buffer.read().decode("utf-8-sig", "replace")
    if "{" in query or (len(query.split()) > 1 and not _exists(query)):
        return query
    if query in {q.name for q in list_questions()} or not (_exists(query) or Path(query).suffix):
        return read_question(query)
    try:
        data = Path(query).read_bytes()
        if query.lower().endswith(".gz"):
            data = unpacked(data)
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise UnknownNameError(f"{query}:{line}: not UTF-8; save the query as UTF-8 text") from None
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
        reason = getattr(error, "strerror", None) or str(error)
        hint = "give a query text in quotes, a file, or a name of `ldn-graph queries`"
        raise UnknownNameError(f"{query}: {reason}; {hint}") from None


def _exists(name: str) -> bool:
    import os

    return os.path.exists(name)  # False, too, of what is too long for a name


def read_params(params: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """``NAME=VALUE`` texts as the values of each name."""
    values: dict[str, tuple[str, ...]] = {}
    for param in params:
        name, equals, value = param.partition("=")
        name = name.strip().lstrip("?$")
        if not equals or not name or not value.strip():
            raise UnknownNameError(f"--param {param!r}: write it as name=value, as condition=lupus")
        values[name] = (*values.get(name, ()), value.strip())
    return values


def query_iris(graph: Graph, query: str, params: tuple[str, ...]) -> frozenset[str]:
    """The IRIs in the answer to a query, in whatever column or place of a triple.

    The query is stopped after :data:`TIMEOUT`; what is doubtful in it is told on standard error.

    Raises :class:`~ldn_graph.errors.QueryResultError` for an ASK, and what reading and asking the query raises.
    """
    import click
    import pyoxigraph as ox

    from ...processes.time_limit import run_limited
    from ...sparql.doubts import find_doubtful
    from ...sparql.questions import bind, query_bound, refuse_many

    question, values = read_query(query), read_params(params)
    sparql = bind(graph, question, values)
    for remark in find_doubtful(sparql, graph):
        click.echo(f"Warning: {remark}", err=True)
    graph.prepare()

    def answer() -> frozenset[str]:
        refuse_many(graph, question, values, default_timeout())
        result = query_bound(graph, sparql, question)
        if isinstance(result, ox.QueryBoolean):
            raise QueryResultError("an ASK names no claims; give a SELECT, CONSTRUCT or DESCRIBE")
        return frozenset(term.value for row in result for term in row if isinstance(term, ox.NamedNode))

    return run_limited(answer, default_timeout())
