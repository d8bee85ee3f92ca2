"""What a client of the server asks, as a value, however it was sent (:mod:`~ldn_graph.server.protocol` reads it)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..sparql.questions import Question


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """A named question with values for its parameters, or a query; and the format that its answer is to have.

    ``format_name`` is the name of a format; None where ``accept``, the header of HTTP, decides. ``path`` and ``fields``
    are the address and the parameters that it was sent with: the links of a page repeat them.
    """

    query: Question | str
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    format_name: str | None = None
    accept: str = ""
    path: str = "sparql"
    fields: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """The query, or the file of the question."""
        return self.query if isinstance(self.query, str) else self.query.sparql

    @property
    def name(self) -> str:
        """What a file with the answer is called, without its ending."""
        return "results" if isinstance(self.query, str) else self.query.name
