"""Of several texts in one language every reader takes the same one, and validation tells it."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from ldn_graph.model.vocab import DCTERMS, LDN, PROV, VOID
from ldn_graph.rdf.claim_reader import read_claims, read_sources
from ldn_graph.rdf.contents import read_contents
from ldn_graph.rdf.graphs import FileGraph
from ldn_graph.rdf.index import reading_order
from ldn_graph.rdf.labels import read_labels
from ldn_graph.rdf.opening import parse_turtle
from ldn_graph.sparql.questions import ask, list_questions
from ldn_graph.sparql.results import Results
from ldn_graph.validation.report import validate_graph
from ldn_graph.validation.text_rules import READ_ONCE
from tests.conftest import DECLARATIONS, ROOT


@pytest.fixture(scope="module")
def single() -> FileGraph:
    """A small graph with each kind of node."""
    good = ROOT / "tests" / "validation" / "cases" / "good.ttl"
    return parse_turtle(DECLARATIONS + good.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def doubled(single: FileGraph) -> FileGraph:
    """It with more texts beside each: in English, without a language, and in two other languages."""
    return FileGraph(tuple(_doubled(single)), single.documents)


def _doubled(graph: FileGraph) -> Iterator[ox.Quad]:
    for quad in graph.quads:
        yield quad
        if quad.predicate.value in READ_ONCE and isinstance(quad.object, ox.Literal):
            text = quad.object.value
            if quad.object.language == "en":
                yield ox.Quad(quad.subject, quad.predicate, ox.Literal(f"~{text}", language="en"))
                yield ox.Quad(quad.subject, quad.predicate, ox.Literal(text, language="en-gb"))
            yield ox.Quad(quad.subject, quad.predicate, ox.Literal(f"~{text}"))
            for language in ("de", "fr"):
                yield ox.Quad(quad.subject, quad.predicate, ox.Literal(f"!{text}", language=language))


def test_what_is_read_is_as_it_was(single: FileGraph, doubled: FileGraph) -> None:
    """The text that stood there is the first in the order of reading, whatever was added."""
    assert read_claims(doubled) == read_claims(single)
    assert read_sources(doubled) == read_sources(single)
    agents = [str(getattr(q.object, "value", "")) for q in single.quads if q.predicate.value == PROV.wasAttributedTo]
    assert read_labels(doubled, agents) == read_labels(single, agents)


@pytest.mark.parametrize("name", [question.name for question in list_questions()])
def test_a_named_question_takes_the_same_text(name: str, single: FileGraph, doubled: FileGraph) -> None:
    before, after = (ask(graph, name) for graph in (single, doubled))
    assert isinstance(before, Results)
    assert isinstance(after, Results)
    assert sorted(map(str, after.rows)) == sorted(map(str, before.rows))


def test_most_questions_have_an_answer_here(single: FileGraph) -> None:
    answers = [ask(single, question.name) for question in list_questions()]
    assert sum(isinstance(answer, Results) and bool(answer.rows) for answer in answers) > len(answers) * 0.6


def test_validation_tells_each_of_them(single: FileGraph, doubled: FileGraph) -> None:
    def told(graph: FileGraph) -> set[tuple[str, str | None]]:
        results = validate_graph(graph).results
        return {(r.focus_node, r.result_path) for r in results if r.source_shape in ("several-texts", "claim-label")}

    assert told(single) == set()
    read_of_ours = {LDN.finding, LDN.mainResult, LDN.searchedIn, LDN.section}
    places = {(q.subject, q.predicate) for q in single.quads if q.predicate.value in read_of_ours}
    assert len(places) <= len(told(doubled))


def test_the_order_of_reading() -> None:
    literals = [
        ox.Literal("b", language="en"), ox.Literal("a", language="en-gb"), ox.Literal("a"), ox.Literal("a", language="de"),
    ]  # fmt: skip
    assert sorted([literals[n] for n in (3, 1, 0, 2)], key=reading_order) == literals


def test_of_several_dates_of_the_data_the_latest_is_shown() -> None:
    turtle = f'{DECLARATIONS}<urn:d> a <{VOID.Dataset}> ; <{DCTERMS.modified}> "2024-01-01"^^xsd:date , "2026-01-01"^^xsd:date .'
    assert read_contents(parse_turtle(turtle)).modified == "2026-01-01"
