"""What a client of the server asks, as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..sparql.questions import Question


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """What a client asks: a question with values for its parameters, or a query; and how it takes the answer.

    ``format_name`` is the name of a format; None where ``accept``, as of HTTP, decides. ``path`` and ``fields`` are
    where and how it was asked, for the links of a page.
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
