"""The named questions: each a SPARQL 1.1 file in ``queries/`` that runs as it is, anywhere.

The files are written from templates (:mod:`~ldn_graph.sparql.fragments`). Each begins with a comment that says what it
is for::

    # The evidence on a condition, with its PICO columns.
    #
    # Answers: one row for each evidence line; the best level first.
    # Parameter: condition (condition, default any): the condition, or a broader one
    # Does not promise: that nothing else was published.
    # Over many claims: 200,000; give a condition, as condition=lupus

The first line is the title. A parameter is a variable of the query, here ``?condition``, of a kind: one of
:data:`~ldn_graph.sparql.names.KINDS`, ``design``, ``status``, ``topic``, ``wording``, ``year`` or ``text``. Every
parameter may be left out, and then stands for any value, so that a file also runs without this package. *Over many
claims* stands only where a question without a parameter takes long: up to how many claims it should end within a
minute in a database, as was estimated from measurements of up to 100,000, and what to do where there are more
(:func:`refuse_many`). A line that begins with none of the headings goes on with what stands above it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..errors import QueryResultError, QuerySyntaxError, TooManyClaimsError, UnknownNameError
from ..model.graph import Graph
from ..model.lookup import expand, find_concept
from ..model.vocab import LDN, SCHEMES, STATUSES, XSD
from ..model.words import DESIGN_WORDS, SHORT_DESIGN_WORDS
from ..resources import PACKAGE
from .names import KINDS, LISTINGS, find_node
from .parameters import read_values

if TYPE_CHECKING:
    from ..model.graph import Result
    from .binding import Term
    from .results import Results

SCHEME_KINDS: Mapping[str, str] = {"design": "studyDesign", "topic": "topic", "wording": "wording"}
"""Kinds of parameters whose values are concepts of a closed scheme."""
OTHER_KINDS = ("status", "year", "text")
_MANY = "Over many claims"
_HEADINGS = ("Answers", "Parameter", "Does not promise", _MANY)

ESTIMATED = 60.0
"""The seconds within which a question should end for as many claims as its header says."""


class Parameter(NamedTuple):
    """A variable of a question that may be given a value. Left out, it stands for any."""

    name: str
    kind: str
    meaning: str


class ManyClaims(NamedTuple):
    """Up to how many ``claims`` a question without a parameter ends within a minute, and what to do ``instead``."""

    claims: int
    instead: str


class Question(NamedTuple):
    """A named question; ``sparql`` is the whole file. ``many`` is None where no number of claims is too many for it."""

    name: str
    title: str
    answers: str
    parameters: tuple[Parameter, ...]
    not_promised: str
    sparql: str
    many: ManyClaims | None = None


@cache
def list_questions() -> tuple[Question, ...]:
    """All named questions, by name.

    >>> [q.name for q in list_questions() if "year" in {p.name for p in q.parameters}]
    ['known-by-year']
    """
    files = sorted(Path(PACKAGE, "queries").glob("*.rq"), key=lambda file: file.stem)
    return tuple(parse_question(file.stem, file.read_text(encoding="utf-8")) for file in files)


def question_document(question: Question) -> dict[str, object]:
    """A question as JSON: its parameters have a kind, and null for the default, which is any."""
    return {
        "name": question.name,
        "title": question.title,
        "answers": question.answers,
        "parameters": [
            {"name": p.name, "kind": p.kind, "default": None, "meaning": p.meaning} for p in question.parameters
        ],
        "does_not_promise": question.not_promised,
    }


def read_question(name: str, *, language: str | None = None) -> Question:
    """The question of this name; ``language``, a tag of BCP 47 such as ``de``, chooses among texts.

    Of several texts of a thing one in that language stands in the answer, else the English one, else the first by
    language tag. Raises :class:`~ldn_graph.errors.UnknownNameError`, with the nearest name, where there is no such
    question, and for what is no language tag.

    >>> "LANGMATCHES" in read_question("chains", language="de").sparql
    True
    """
    by_name = {q.name: q for q in list_questions()}
    if name not in by_name:
        from difflib import get_close_matches

        near = get_close_matches(name, list(by_name), n=3, cutoff=0.5)
        hint = f"did you mean {near[0]}?" if near else "see: ldn-graph queries"
        raise UnknownNameError(f"no question {name!r}, and no such file; {hint}", near=near)
    if language is None:
        return by_name[name]
    from .fragments import render_question

    return by_name[name]._replace(sparql=render_question(name, language))


def parse_question(name: str, sparql: str) -> Question:
    """A question from its file's text.

    Raises :class:`~ldn_graph.errors.QuerySyntaxError` where the header is not as this module says.
    """
    lines = []
    for line in sparql.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.removeprefix("#").strip())
    parts: list[str] = []
    for line in lines:
        if not parts or re.match(rf"({'|'.join(_HEADINGS)}): ", line):
            parts.append(line)
        elif line:
            parts[-1] += " " + line
    title, *more = parts or [""]
    headings: dict[str, list[str]] = {heading: [] for heading in _HEADINGS}
    for part in more:
        heading, _, text = part.partition(": ")
        headings.setdefault(heading, []).append(text)
    one_each = len(headings["Answers"]) == len(headings["Does not promise"]) == 1
    if not title or not one_each or len(headings) != len(_HEADINGS) or len(headings[_MANY]) > 1:
        raise QuerySyntaxError(f"{name}.rq: its header is not as ldn_graph/sparql/questions.py describes it; mend it")
    parameters = tuple(_parse_parameter(name, text) for text in headings["Parameter"])
    return Question(
        name=name,
        title=title.rstrip("."),
        answers=headings["Answers"][0],
        parameters=parameters,
        not_promised=headings["Does not promise"][0],
        sparql=sparql,
        many=_parse_many(name, headings[_MANY][0]) if headings[_MANY] else None,
    )


def _parse_many(name: str, text: str) -> ManyClaims:
    match = re.fullmatch(r"(\d{1,3}(?:,\d{3})*); (.+)", text)
    if not match:
        raise QuerySyntaxError(f"{name}.rq: {text!r} is no number of claims; write: 200,000; what to do instead")
    return ManyClaims(int(match[1].replace(",", "")), match[2])


def _parse_parameter(name: str, text: str) -> Parameter:
    match = re.fullmatch(r"(\w+) \((\w+), default any\): (.+)", text)
    if not match or match[2] not in (*KINDS, *SCHEME_KINDS, *OTHER_KINDS):
        raise QuerySyntaxError(f"{name}.rq: {text!r} is no parameter; write: name (kind, default any): meaning")
    return Parameter(match[1], match[2], match[3])


def bind(
    graph: Graph, query: Question | str, values: Mapping[str, object], *, listings: Mapping[str, str] = LISTINGS
) -> str:
    """The text of a question, or of any query, with its parameters bound in ``VALUES`` blocks.

    A value is a label, local id, CURIE or IRI of a node in the graph, by the parameter's kind, a whole number, or
    an RDF term; several of them stand for any of these, and None for a parameter that is left out
    (:func:`~ldn_graph.sparql.parameters.read_values`). In a query of one's own it may also be a text in double quotes.
    ``listings`` says where the nodes of each kind are listed, for messages. Raises
    :class:`~ldn_graph.errors.UnknownNameError` for a value that means nothing here, with the parameter and with what
    may be meant, and for a parameter that the question does not have; and
    :class:`~ldn_graph.errors.QuerySyntaxError` where a query has no variable of that name.
    """
    from .binding import with_values

    sparql = query if isinstance(query, str) else query.sparql
    kinds = {} if isinstance(query, str) else {p.name: p.kind for p in query.parameters}
    terms: dict[str, list[Term]] = {}
    for name, value in values.items():
        if not isinstance(query, str) and name not in kinds:
            has = f"it has {', '.join(kinds)}" if kinds else "it has none"
            raise UnknownNameError(f"{query.name} has no parameter {name!r}; {has}")
        several = read_values(name, value)
        if several is not None:
            try:
                terms[name] = [_find_term(graph, name, v, kinds.get(name), listings) for v in several]
            except UnknownNameError as error:
                error.parameter = name
                raise
    return with_values(sparql, terms)


def ask(
    graph: Graph, question: str | Question, /, *, timeout: float | None = None, **parameters: object
) -> Results | bool:
    """The answer to a named question, or to the text of a SELECT or ASK: rows, or yes or no.

    A question may also be one that :func:`read_question` gave, which takes a language.

    ``parameters`` are bound as :func:`bind` says; ``timeout`` in seconds stops a query that takes longer
    (:func:`~ldn_graph.processes.time_limit.run_limited`), and refuses at once what would take longer over very many
    claims (:func:`refuse_many`); None waits. Raises what these raise, and
    :class:`~ldn_graph.errors.QueryResultError` for a CONSTRUCT or DESCRIBE.

    >>> from ldn_graph import ask, open_graph
    >>> results = ask(open_graph(), "claims-for-condition", condition="primary progressive multiple sclerosis")
    >>> [row["claim"].rpartition("/")[2] for row in results]
    ['C17', 'C66']
    """
    import pyoxigraph as ox

    from ..processes.time_limit import run_limited
    from .results import read_results

    query = question if isinstance(question, Question) or "{" in question else _read_named(question)
    sparql = bind(graph, query, parameters)
    graph.prepare()

    def answer() -> Results | bool:
        refuse_many(graph, query, parameters, timeout, "timeout=None")
        result = query_bound(graph, sparql, query)
        if isinstance(result, ox.QueryTriples):
            raise QueryResultError("a CONSTRUCT or DESCRIBE gives triples, not rows; take graph.query(...) for these")
        return bool(result) if isinstance(result, ox.QueryBoolean) else read_results(result, graph.prefixes.iris)

    return run_limited(answer, timeout)


def query_bound(graph: Graph, sparql: str, query: Question | str, *, allow_service: bool = False) -> Result:
    """The result of ``sparql``, which :func:`bind` made of ``query``.

    A mistake in a query of one's own is shown at its place in ``query``, without the values that were put in. Raises
    what :meth:`~ldn_graph.rdf.graphs.Graph.query` raises.
    """
    try:
        return graph.query(sparql, allow_service=allow_service)
    except QuerySyntaxError:
        if isinstance(query, str) and query != sparql:
            graph.query(query, allow_service=allow_service)
        raise


def _read_named(name: str) -> Question:
    try:
        return read_question(name)
    except UnknownNameError:
        if len(name.split()) < 2:
            raise
        raise UnknownNameError(f"no question {name[:40]!r}; ask in SPARQL with graph.query(...)") from None


def _words_of(scheme: str) -> dict[str, str]:
    """What a person may write for the concepts of a scheme, each with the concept's name.

    ``randomised controlled trial`` and ``RCT`` stand for ``randomisedControlledTrial``.
    """
    spelt = {re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name): name for name in SCHEMES[scheme]}
    if scheme != "studyDesign":
        return spelt
    designs = (DESIGN_WORDS, SHORT_DESIGN_WORDS)
    return spelt | {word: name for words in designs for name, word in words.items()}


def _find_term(graph: Graph, name: str, value: str | Term, kind: str | None, listings: Mapping[str, str]) -> Term:
    """The RDF term that a value means; ``kind`` None: a parameter of the user's own query."""
    import pyoxigraph as ox

    if not isinstance(value, str):
        if kind is None:
            return value
        value = value.value
    if kind is not None and kind in SCHEME_KINDS:
        scheme = SCHEME_KINDS[kind]
        names = {concept: LDN[concept] for concept in SCHEMES[scheme]}
        return ox.NamedNode(names[find_concept(value, names, kind, _words_of(scheme))])
    if kind == "status":
        return ox.Literal(find_concept(value, {s: s for s in STATUSES}, kind))
    if kind == "year" or (kind is None and re.fullmatch(r"[+-]?\d{1,18}", value)):
        if not re.fullmatch(r"[+-]?\d{1,18}", value):
            raise UnknownNameError(f"{name}={value!r} is no year; write it as 2010")
        return ox.Literal(str(int(value)), datatype=ox.NamedNode(XSD.integer))
    if kind == "text":
        return ox.Literal(value)
    if kind is None and re.fullmatch(r'".*"', value, re.DOTALL):
        return ox.Literal(value[1:-1])
    try:
        return ox.NamedNode(find_node(graph, value, kind or "node", listings[kind or "node"]))
    except UnknownNameError:
        iri = expand(value, graph.prefixes.iris)
        if kind is None and re.match(r"[A-Za-z][\w+.-]*:", iri):
            try:
                return ox.NamedNode(iri)
            except ValueError:
                raise UnknownNameError(f"{name}={value!r} is no IRI; write one in full, or a label") from None
        raise


def refuse_many(
    graph: Graph, question: Question | str, values: Mapping[str, object], seconds: float | None, wait: str = ""
) -> None:
    """Raise where a question of all claims may not end within ``seconds``, as many as there are in the graph.

    ``values`` are those of its parameters; a year leaves all claims in. ``wait`` says what lets the asker wait all the
    same, as ``--timeout 0``. The claims are counted only for a question that has a number of them in its header, and
    only in a database: a graph in memory has no more than fit there, and a server may be quicker than the numbers say.
    Without a limit, None or 0, nothing is refused. That a question is not refused does not promise that it ends in
    time. Raises :class:`~ldn_graph.errors.TooManyClaimsError`.
    """
    if isinstance(question, str) or question.many is None or not seconds or graph.access.folder is None:
        return
    narrowing = {p.name for p in question.parameters if p.kind != "year"}
    if any(value is not None for name, value in values.items() if name in narrowing):
        return
    claims = _count_claims(graph)
    if claims > question.many.claims * max(seconds / ESTIMATED, 1):  # a shorter limit is the clock's to keep
        remedy = f"{question.many.instead}; to wait all the same: {wait}" if wait else question.many.instead
        without = f" without {' or '.join(sorted(narrowing))}" if narrowing else ""
        raise TooManyClaimsError(
            f"{question.name}{without} would go through {claims:,} claims, which may take longer than {seconds:g} s "
            f"(estimated for {question.many.claims:,} in {ESTIMATED:g} s); {remedy}"
        )


def _count_claims(graph: Graph) -> int:
    ((number,),) = graph.look_up("count-claim-statements")
    return int(number.value)  # type: ignore[union-attr]
