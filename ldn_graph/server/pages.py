"""The pages of the server besides the one that shows the audit: the form, an answer, and where to start.

They work without scripts. What comes from a client or from the graph is escaped, by the templates or by
:mod:`~ldn_graph.output.tables`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from ..model.vocab import SCHEMES, STATUSES
from ..output.characters import printable_lines
from ..output.counts import count_words
from ..output.tables import html_lines
from ..page.render import source_hash
from ..resources import TEMPLATES
from ..sparql.questions import SCHEME_KINDS, list_questions

if TYPE_CHECKING:
    from jinja2 import Environment

    from .request import QueryRequest

EXAMPLE = """SELECT ?claim ?label {
  ?claim a ldn:Claim ; ldn:wording ldn:proven ; rdfs:label ?label
}"""
"""What stands in the form at first."""


def policy() -> str:
    """The Content-Security-Policy of these pages: their own style, no script, forms that ask this server."""
    return (
        f"default-src 'none'; style-src {source_hash(str(_environment().globals['css']))}; img-src data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def form_page(
    query: str = EXAMPLE, *, problem: str = "", name: str = "", values: Mapping[str, tuple[str, ...]] | None = None
) -> str:
    """The form: a query in SPARQL, and the named questions; ``problem`` is what went wrong with what was asked.

    The question ``name`` is open, with these values for its parameters.
    """
    return _render(
        "ask.html",
        query=query,
        problem=printable_lines(problem),
        given={name: values or {}},
        questions=list_questions(),
        choices=choices,
    )


def start_page(counts: Mapping[str, int] | None, *, drawing: bool, most: int) -> str:
    """Where to start while there is no page of the audit: what is in the graph, and what to do.

    ``drawing``: the page is being made. ``most`` is how many claims are drawn.
    """
    return _render("start.html", counts=counts, drawing=drawing, most=most)


class AnswerTable(NamedTuple):
    """What a page shows of a result: its first rows with the names of their columns, and whether there are ``more``.

    ``formats`` are the names of those that the whole result can be had in.
    """

    names: Sequence[str]
    rows: Sequence[Any]
    more: bool
    formats: Sequence[str]


def answer_page(request: QueryRequest, sparql: str, remarks: Sequence[str], table: AnswerTable) -> Iterator[str]:
    """The page of an answer, piece by piece; ``sparql`` is the query with its values, ``remarks`` doubts about it."""
    parameters = [(key, value) for key, value in request.fields if key != "format"]
    links = [
        (format_name, f"{request.path}?{urlencode([*parameters, ('format', format_name)])}")
        for format_name in table.formats
        if format_name != "html"
    ]
    template = _environment().get_template("answer.html")
    return template.generate(
        question=None if isinstance(request.query, str) else request.query,
        values=request.values,
        choices=choices,
        query=sparql,
        remarks=list(map(printable_lines, remarks)),
        count=len(table.rows),
        more=table.more,
        links=links,
        table=html_lines(list(table.names), table.rows),
    )


def choices(kind: str) -> tuple[str, ...]:
    """The values that a parameter of a closed kind can have; none for the other kinds, which take any text.

    >>> choices("wording")[0]
    'proven'
    """
    if kind == "status":
        return tuple(STATUSES)
    return tuple(SCHEMES[SCHEME_KINDS[kind]]) if kind in SCHEME_KINDS else ()


def _render(template: str, **values: object) -> str:
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True, auto_reload=False
    )
    environment.globals["count_words"] = count_words
    environment.globals["css"] = environment.get_template("served.css").render(looks={})
    return environment
