"""Suggestions for references that dangle: the nearest name, and no search without end."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence

import pytest

from ldn_graph.model.graph import Graph
from ldn_graph.model.vocab import PREFIXES, shorten
from ldn_graph.validation import nearest
from ldn_graph.validation.checked_graph import CheckedGraph
from ldn_graph.validation.nearest import COMPARISONS, NearestNames
from ldn_graph.validation.report import ValidationResult, validate_graph
from tests.conftest import claim_turtle

ENTITY = PREFIXES["entity"]


def dangling(graph: Graph) -> list[ValidationResult]:
    return [r for r in validate_graph(graph).results if r.source_shape == "dangling"]


def entities(count: int) -> str:
    return "".join(f'entity:condition-{n:04} a ldn:Condition ; rdfs:label "c"@en .\n' for n in range(count))


def claims(count: int) -> str:
    return "".join(claim_turtle(f"C{n}", rdf__object=f"entity:conditon-{n:04}") for n in range(count))


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many names each search for the nearest was given."""
    numbers: list[int] = []

    def count(word: str, names: Sequence[str], n: int, cutoff: float) -> list[str]:
        numbers.append(len(names))
        return difflib.get_close_matches(word, names, n, cutoff)

    monkeypatch.setattr(nearest, "get_close_matches", count)
    return numbers


def test_many_dangling_references_beside_many_names_cost_a_bounded_search(
    turtle: Callable[..., Graph], looked_at: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearest, "COMPARISONS", 500)
    results = dangling(turtle(entities(200), claims(40)))
    assert len(results) == 40
    assert looked_at == [200, 200]
    remedies = [result.remedy for result in results]
    assert remedies[:2] == ["did you mean entity:condition-0000?", "did you mean entity:condition-0001?"]
    assert set(remedies[2:]) == {"describe it, or mend the IRI"}


def test_a_reference_that_dangles_often_is_looked_for_once(turtle: Callable[..., Graph], looked_at: list[int]) -> None:
    results = dangling(turtle(*(claim_turtle(f"C{n}", rdf__object="entity:lupos") for n in range(9))))
    assert [result.remedy for result in results] == ["did you mean entity:lupus?"] * 9
    assert len(looked_at) == 1


def test_the_limit_is_far_above_what_a_graph_of_this_size_needs(graph: Graph) -> None:
    assert 20 * len(CheckedGraph(graph).nodes) < COMPARISONS


def test_the_names_that_are_left_out_could_not_have_been_near(graph: Graph) -> None:
    iris = [iri for iri in CheckedGraph(graph).nodes if not iri.startswith("_:")]
    names = [iri.removeprefix(ENTITY) for iri in iris if iri.startswith(ENTITY)]
    suggestions = NearestNames(iris)
    slips = [slip for name in names for slip in (name[1:], name[:-2], name.replace("-", ""), f"{name}-{name[:4]}", "x")]
    for slip in slips:
        near = difflib.get_close_matches(slip, names, n=1, cutoff=0.8)
        assert suggestions.suggest(ENTITY + slip) == (shorten(ENTITY + near[0]) if near else None), slip
    assert suggestions.suggest("_:b0") is None
