"""What can go wrong, as a tree. Every message names the place and ends in a remedy.

::

    LdnGraphError              everything that this package raises on purpose
    ├── GraphNotFoundError     no such file or folder, or no RDF in it
    ├── GraphSyntaxError       a file that is not the RDF it says it is
    ├── UnknownTermError       a term that is in none of the closed vocabularies
    ├── ModelError             triples that cannot be read as claims and evidence
    ├── QuerySyntaxError       a SPARQL query that cannot be parsed
    ├── QueryRefusedError      a SPARQL query that would ask another host, or is too deep
    ├── QueryFailedError       a SPARQL query that was read, and then could not be answered
    ├── QueryTimeoutError      a SPARQL query that took longer than it was allowed to
    ├── EndpointError          a SPARQL server that cannot be asked, refuses, or answers what is no SPARQL result
    ├── QueryResultError       a result that the asked format cannot hold
    ├── QueryTooLongError      a result with more rows than are given out
    ├── MissingExtraError      a library that only some users need is not installed
    ├── UnknownNameError       a claim, source, entity or query that is not in the graph
    ├── AddressError           an address that cannot be served at
    ├── ImportFormatError      a file to import that cannot be read as what it is said to be
    └── OutputError            a file that cannot be written

The command line prints the message and ends with exit code 2.
"""

from __future__ import annotations


class LdnGraphError(Exception):
    """The base of all errors that this package raises on purpose. It goes from one process to another as it is."""

    def __reduce__(self) -> tuple[object, ...]:
        return _remake, (type(self), self.args, vars(self))


def _remake(kind: type[LdnGraphError], args: tuple[object, ...], said: dict[str, object]) -> LdnGraphError:
    """An error as it was, without the words that its class puts around what it is made of."""
    error = kind.__new__(kind, *args)
    vars(error).update(said)
    return error


class GraphNotFoundError(LdnGraphError):
    """The graph that was asked for is not there, or holds no RDF."""


class GraphSyntaxError(LdnGraphError):
    """A file cannot be parsed. ``path`` and ``line`` say where (line is None where unknown)."""

    def __init__(self, path: str, line: int | None, problem: str, remedy: str) -> None:
        self.path = path
        self.line = line
        where = path if line is None else f"{path}:{line}"
        super().__init__(f"{where}: {problem}; {remedy}")


class UnknownTermError(LdnGraphError):
    """``term`` is in none of the closed vocabularies; ``suggestion`` is the nearest that is."""

    def __init__(self, term: str, *, suggestion: str | None = None, place: str = "") -> None:
        self.term = term
        self.suggestion = suggestion
        remedy = f"did you mean {suggestion}?" if suggestion else "see ldn_graph/vocabulary.ttl for the terms"
        super().__init__(f"{place}{': ' if place else ''}{term} is not a term of the vocabulary; {remedy}")


class ModelError(LdnGraphError):
    """Triples that cannot be read as claims and evidence. ``node`` is the node they are about."""

    def __init__(self, place: str, node: str, problem: str, remedy: str) -> None:
        self.place = place
        self.node = node
        super().__init__(f"{place}: {node}: {problem}; {remedy}")


class QuerySyntaxError(LdnGraphError):
    """A SPARQL query that cannot be parsed."""


class QueryRefusedError(LdnGraphError):
    """A SPARQL query that would ask another host, or is too deep for the engine."""


class QueryFailedError(LdnGraphError):
    """A SPARQL query that was read, and then could not be answered."""


class QueryTimeoutError(LdnGraphError):
    """A SPARQL query that was stopped at its time limit."""


class EndpointError(LdnGraphError):
    """A SPARQL server cannot be reached or asked, refuses a query, or answers what is no SPARQL result."""


class QueryResultError(LdnGraphError):
    """A query result that the asked format cannot hold."""


class QueryTooLongError(LdnGraphError):
    """A query result that has more rows, or triples, than were allowed."""


class MissingExtraError(LdnGraphError):
    """A library that only some users need is not installed. The message says which extra brings it."""


class UnknownNameError(LdnGraphError):
    """A name that stands for nothing in the graph; the message suggests the nearest."""


class AddressError(LdnGraphError):
    """A host and port that cannot be served at."""


class ImportFormatError(LdnGraphError):
    """A file to import cannot be read, or is not of the format that it is said to be. Nothing was written."""


class OutputError(LdnGraphError):
    """A file that cannot be written. What stood there before is untouched."""
