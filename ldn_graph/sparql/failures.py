"""What goes wrong while the engine answers a query that it could parse, as errors of this package."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ..errors import EXCERPT, EndpointError, QueryFailedError
from ..output.characters import printable


@contextmanager
def engine_failures() -> Iterator[None]:
    """Raise what goes wrong while solutions are found as :class:`~ldn_graph.errors.QueryFailedError`.

    An ``OSError`` without a number is the engine's own, about a host that ``SERVICE`` asks; one with a number is the
    system's, as when a disk is full, and passes. A ``SyntaxError`` is about rows that a server sends, and becomes an
    :class:`~ldn_graph.errors.EndpointError`; so does a ``MemoryError`` with a message, by which their parser says that
    a value is longer than it takes. Real want of memory has no message, and passes.
    """
    try:
        yield
    except (SyntaxError, MemoryError) as error:
        if isinstance(error, MemoryError) and not error.args:
            raise
        problem = f"the server's answer cannot be read: {_excerpt(error)}"
        raise EndpointError(
            f"{problem}; it is no SPARQL result from there on: ask again, or leave that part out"
        ) from None
    except RuntimeError as error:
        raise QueryFailedError(f"the query cannot be answered: {_excerpt(error)}; mend that part of it") from None
    except OSError as error:
        if error.errno is not None:
            raise
        remedy = "check its address and whether it answers SPARQL, or write SERVICE SILENT to go on without it"
        raise QueryFailedError(f"another host did not answer: {_excerpt(error)}; {remedy}") from None


def _excerpt(error: Exception) -> str:
    return printable(error)[:EXCERPT]
