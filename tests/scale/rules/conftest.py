"""Graphs that all rules are asked of."""

from __future__ import annotations

import pytest

from benchmarks.corpora import blocks
from ldn_graph.model.graph import Graph
from ldn_graph.rdf.opening import parse_turtle
from tests.scale.rules.graphs import Both, both


@pytest.fixture(scope="session")
def corpus() -> Graph:
    """Two thousand made-up claims."""
    return parse_turtle("".join(blocks(2000)), "corpus.ttl")


@pytest.fixture(scope="session", params=["graph", "corpus"])
def all_both(request: pytest.FixtureRequest) -> tuple[Both, ...]:
    """The shipped graph, then the corpus, by both ways with all options."""
    return tuple(both(request.getfixturevalue(request.param)))
