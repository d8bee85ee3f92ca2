"""The pages on which the graph is asked: the form, an answer, and what was not answered.

They work without scripts; with them, queries have an editor (:mod:`~ldn_graph.server.editor`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlencode

from ..output.characters import printable, printable_lines
from ..sparql.formats import FORMATS
from ..sparql.questions import Question, list_questions
from .cells import Cell
from .columns import Columns, drop_columns, heading_words
from .refusals import RefusedError
from .rendering import render, template
from .value_lists import NO_VALUES, Values

if TYPE_CHECKING:
    from .request import QueryRequest

EXAMPLE = """SELECT ?claim ?label {
  ?claim a ldn:Claim ; ldn:wording ldn:proven ; rdfs:label ?label
}"""
"""What stands in the form at first."""
LISTS: Mapping[str, tuple[str, str]] = {
    "condition": ("all conditions", "/questions/conditions"),
    "claim": ("all claims", "/questions/claim-status"),
    "source": ("all sources", "/questions/busiest-sources"),
    "entity": ("all entities", "/questions/entities"),
    "mechanism_or_outcome": ("all entities", "/questions/entities"),
}
"""The page that lists what there is of each kind that a question asks for, with the words of the link to it."""
_REMEDIES: Mapping[int, str] = {
    503: "What was asked stands in the form: ask again from there.",
    504: "Name what you look for, such as a condition or a claim, or take out a part that joins everything with "
    "everything; where any rows will do, ask for few of them with LIMIT.",
}
"""What a reader can do about a query, by the status with which it was refused."""


def form_page(values: Values, query: str | None = None, refused: RefusedError | None = None) -> bytes:
    """The form: a query in SPARQL, and the named questions; ``refused`` is what went wrong with what was asked.

    ``values`` are offered for the parameters of questions. Without a ``query`` there is an example, in which no place
    is marked.
    """
    near = refused.about.get("near", ()) if refused else ()
    return render(
        "ask.html",
        query=EXAMPLE if query is None else query,
        marked=query is not None,
        refused=refused and _refusal(refused, [(name, f"/questions/{quote(name)}") for name in near]),
        questions=list_questions(),
        values=values.by_kind,
        prefixes=values.prefixes,
    )


def question_page(
    values: Values, question: Question, given: Mapping[str, tuple[str, ...]], refused: RefusedError
) -> bytes:
    """The form of a named question that was not answered: what was ``given``, what went wrong, what may be meant."""
    parameter = refused.about.get("parameter", "")
    others = [(name, value) for name, texts in given.items() if name != parameter for value in texts]
    near = [
        (printable(value), f"/questions/{question.name}?{urlencode([*others, (parameter, value)])}")
        for value in refused.about.get("near", ())
    ]
    kind = next((p.kind for p in question.parameters if p.name == parameter), "")
    if kind in LISTS:
        near.append(LISTS[kind])
    remedy = ""
    if refused.status in (403, 504):  # too many rows, or too long
        near.append(("the question in SPARQL, to ask for less", f"/query?{urlencode({'query': question.sparql})}"))
        remedy = "Give more of its fields a value, or change the question." if question.parameters else ""
    return render(
        "question_page.html",
        question=question,
        given=given,
        refused=_refusal(refused, near) | {"remedy": remedy},
        values=values.by_kind,
        parameter=parameter,
    )


def _refusal(refused: RefusedError, near: Sequence[tuple[str, str]]) -> dict[str, object]:
    """What a page says of a refusal: the message, the lines of the query with the place, what to do, and links."""
    message, _, place = printable_lines(str(refused)).partition("\n")
    about = refused.about
    return {
        "message": message,
        "place": place,
        "line": about.get("line", 0),
        "column": about.get("column", 0),
        "remedy": _REMEDIES.get(refused.status, ""),
        "near": near,
    }


class AnswerTable(NamedTuple):
    """What a page shows of a result: its first rows with the names of their columns, and whether there are ``more``.

    ``formats`` are the names of those that the whole result can be had in; ``of_triples``: it is a graph.
    """

    names: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    more: bool
    formats: Sequence[str]
    of_triples: bool = False


def answer_page(
    request: QueryRequest, sparql: str, remarks: Sequence[str], table: AnswerTable, values: Values = NO_VALUES
) -> Iterator[str]:
    """The page of an answer, piece by piece; ``sparql`` is the query with its values, ``remarks`` doubts about it."""
    parameters = [(key, value) for key, value in request.fields if key != "format"]
    downloads = [
        (FORMATS[name].words, f"/{request.path}?{urlencode([*parameters, ('format', name)])}")
        for name in table.formats
        if name != "html"
    ]
    question = None if isinstance(request.query, str) else request.query
    asked = [name for name, texts in request.values.items() if len(texts) == 1]
    if question:
        columns = drop_columns(table.names, table.rows, asked)
    elif table.of_triples:
        columns = drop_columns(table.names, table.rows, ["subject"], words=False)
    else:
        columns = Columns(table.names, table.rows)
    return template("answer.html").generate(
        question=question,
        given=request.values,
        values=values.by_kind,
        prefixes=values.prefixes,
        query=sparql,
        remarks=list(map(printable_lines, remarks)),
        count=len(table.rows),
        more=table.more,
        downloads=downloads,
        columns=columns,
        headings=[heading_words(name) if question else name for name in columns.names],
    )
