"""What can go wrong, as a tree by kind of failure. Every message names the place and ends in a remedy.

::

    LdnGraphError                  everything that this package raises on purpose
    ├── GraphError                 the graph cannot be opened, or cannot be read as the model says
    │   ├── GraphNotFoundError     no such file, folder or database, or it holds nothing that can be read
    │   ├── GraphSyntaxError       a file that is not the RDF it says it is
    │   ├── DatabaseChangedError   another database took the place of one while it was read
    │   ├── UnknownTermError       a term that is in none of the closed vocabularies
    │   └── ModelError             triples that cannot be read as claims and evidence
    ├── QueryError                 the question could not be answered
    │   ├── QuerySyntaxError       a SPARQL query that cannot be parsed
    │   ├── QueryRefusedError      a SPARQL query that would ask another host, or is too deep
    │   ├── QueryFailedError       a SPARQL query that was parsed, and then could not be answered
    │   ├── QueryTimeoutError      a SPARQL query that took longer than it was allowed to
    │   ├── TooManyClaimsError     a named question that would take longer than that over so many claims
    │   ├── QueryTooLongError      a result with more rows than were allowed
    │   ├── QueryResultError       a result that the asked format cannot hold
    │   └── EndpointError          a SPARQL server that cannot be asked, refuses, or answers what is no SPARQL result
    ├── UnknownNameError           a name that stands for nothing: of a claim, a source, an entity, a question, a file
    │   └── UnknownClaimError      a name that is of no claim in an audit; a KeyError, too
    ├── InputError                 a file beside the graph that cannot be read
    │   └── ImportFormatError      a file to import that is not what it is said to be
    │       └── EmptyTableError    a table that has no row yet
    ├── EditError                  a change of a graph that would lose something, or is not clear
    ├── OutputError                a file that cannot be written
    └── SetupError                 what this machine does not have or allow
        ├── MissingExtraError      a library that only some users need is not installed
        ├── AddressError           an address that cannot be served at
        ├── EngineError            an engine such as Spark that does not start, or ends before it answered
        └── ProcessError           a process that could not be made, or ended before its time

The command line prints the message and ends with exit code 2.
"""

from __future__ import annotations

from collections.abc import Iterable

EXCERPT = 200
"""So many characters of the message of a parser, an engine or a server are shown in one of ours."""


class LdnGraphError(Exception):
    """The base of all errors that this package raises on purpose. A copy in another process is equal in all."""

    def __reduce__(self) -> tuple[object, ...]:
        return _remake, (type(self), self.args, vars(self))


def _remake(kind: type[LdnGraphError], args: tuple[object, ...], attributes: dict[str, object]) -> LdnGraphError:
    """The same error in another process; its class would compose the message anew from what is the message already."""
    error = kind.__new__(kind, *args)
    vars(error).update(attributes)
    return error


class GraphError(LdnGraphError):
    """The graph cannot be opened, or cannot be read as the model says."""


class GraphNotFoundError(GraphError):
    """There is no such file, folder or database, or it holds nothing that can be read as a graph."""

    @classmethod
    def without_claims(cls, name: str) -> GraphNotFoundError:
        """The error for a graph of this name that holds no claim."""
        remedy = "write claims in a spreadsheet (ldn-graph import table --template) or as docs/model.md says"
        return cls(f"{name}: no ldn:Claim in it; {remedy}")


class GraphSyntaxError(GraphError):
    """A file cannot be parsed. ``path`` and ``line`` say where (line is None where unknown)."""

    def __init__(self, path: str, line: int | None, problem: str, remedy: str) -> None:
        self.path = path
        self.line = line
        where = path if line is None else f"{path}:{line}"
        super().__init__(f"{where}: {problem}; {remedy}")


class DatabaseChangedError(GraphError):
    """A database was written to, or another took its place, while it was read."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name}: the database was changed meanwhile; ask again")


class UnknownTermError(GraphError):
    """``term`` is in none of the closed vocabularies; ``suggestion`` is the nearest that is."""

    def __init__(self, term: str, *, suggestion: str | None = None, place: str = "") -> None:
        self.term = term
        self.suggestion = suggestion
        remedy = f"did you mean {suggestion}?" if suggestion else "see ldn_graph/vocabulary.ttl for the terms"
        super().__init__(f"{place}{': ' if place else ''}{term} is not a term of the vocabulary; {remedy}")


class ModelError(GraphError):
    """Triples that cannot be read as claims and evidence. ``node`` is the node they are about."""

    def __init__(self, place: str, node: str, problem: str, remedy: str) -> None:
        self.place = place
        self.node = node
        super().__init__(f"{place}: {node}: {problem}; {remedy}")


class QueryError(LdnGraphError):
    """The question could not be answered."""


class QuerySyntaxError(QueryError):
    """A SPARQL query that cannot be parsed."""


class QueryRefusedError(QueryError):
    """A SPARQL query that would ask another host, or is too deep for the engine."""


class QueryFailedError(QueryError):
    """A SPARQL query that was parsed, and then could not be answered."""


class QueryTimeoutError(QueryError):
    """A SPARQL query that was stopped at its time limit."""


class TooManyClaimsError(QueryError):
    """A named question that would not end within its time limit over so many claims; nothing was asked."""


class QueryTooLongError(QueryError):
    """A query result that has more rows, or triples, than were allowed."""


class QueryResultError(QueryError):
    """A query result that the asked format cannot hold."""


class EndpointError(QueryError):
    """A SPARQL server cannot be reached or asked, refuses a query, or answers what is no SPARQL result."""


class UnknownNameError(LdnGraphError):
    """A name that stands for nothing here; the message suggests the nearest, or says where names are listed.

    ``near`` are names that may be meant, the likeliest first; ``parameter`` is that of the question that has the name,
    "" where it is of none.
    """

    def __init__(self, message: str, *, near: Iterable[str] = (), parameter: str = "") -> None:
        self.near = tuple(near)
        self.parameter = parameter
        super().__init__(message)


class UnknownClaimError(UnknownNameError, KeyError):
    """``audit[name]``, where no claim of the audit has the name; also a ``KeyError``."""

    __str__ = Exception.__str__  # that of KeyError shows the message in quotes


class InputError(LdnGraphError):
    """A file beside the graph, such as an article's text, cannot be read."""


class ImportFormatError(InputError):
    """A file to import cannot be read, or is not of the format that it is said to be. Nothing was written."""


class EmptyTableError(ImportFormatError):
    """A table to import has no row beneath its header."""


class EditError(LdnGraphError):
    """A node cannot be renamed, merged or removed: a name is taken, values disagree, others refer to it."""


class OutputError(LdnGraphError):
    """A file that cannot be written. What stood there before is untouched."""


class SetupError(LdnGraphError):
    """What is asked for needs something that this machine does not have or allow."""


class MissingExtraError(SetupError):
    """A library that only some users need is not installed. The message says which extra brings it."""


class AddressError(SetupError):
    """A host and port that cannot be served at."""


class EngineError(SetupError):
    """An engine such as Spark does not start, or ended before it answered; the message says what it told last."""


class ProcessError(SetupError):
    """A process cannot be made or limited here, or ended before its time."""
