"""Each place that must name a study design names them all, and says so where one is missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from ldn_graph.audit.audit import audit_claims
from ldn_graph.model.graph import Graph
from ldn_graph.model.vocab import DESIGNS, LDN, SCHEMES, local_id
from ldn_graph.model.words import DESIGN_WORDS, SHORT_DESIGN_WORDS
from ldn_graph.page.content import designs_by_level
from ldn_graph.page.render import render_page
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.opening import open_graph, parse_turtle
from ldn_graph.resources import PACKAGE
from tests.conftest import DECLARATIONS, ENTITIES, ROOT, claim_turtle, line_turtle, source_turtle

MODEL = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")


def names_in(text: str) -> list[str]:
    return [name for name in re.findall(r"\bldn:(\w+)", text) if name not in ("studyDesign", "StudyDesignScheme")]


def shape() -> str:
    text = Path(PACKAGE, "shapes.ttl").read_text(encoding="utf-8")
    return text.partition("\nshape:study-design a sh:PropertyShape ;")[2].partition(" .\n")[0]


def listed_in_shape() -> list[str]:
    return names_in(shape().partition("sh:in (")[2].partition(")")[0])


def remedy_of_shape() -> list[str]:
    return names_in(shape().partition("shape:remedy")[2])


def concepts() -> list[str]:
    graph = open_graph(f"{PACKAGE}/vocabulary.ttl")
    scheme = LDN.iri + "StudyDesignScheme"
    return [
        local_id(q.subject.value)  # type: ignore[union-attr]
        for q in graph.quads
        if local_id(q.predicate.value) == "inScheme" and getattr(q.object, "value", "") == scheme
    ]


def levels_in_model() -> dict[str, list[str]]:
    """The rows of the table of levels: the level as it stands there, and the designs."""
    table = MODEL.partition("| level | study designs |\n|---|---|\n")[2].partition("\n\n")[0]
    return {level: names_in(names) for level, names in re.findall(r"^\| (.+?) \| (.+) \|$", table, re.MULTILINE)}


PLACES: dict[str, Callable[[], Iterable[str]]] = {
    "ldn_graph/vocabulary.ttl, ldn:StudyDesignScheme": concepts,
    "ldn_graph/shapes.ttl, sh:in of shape:study-design": listed_in_shape,
    "ldn_graph/shapes.ttl, shape:remedy of shape:study-design": remedy_of_shape,
    "ldn_graph/model/words.py, DESIGN_WORDS": lambda: DESIGN_WORDS,
    "docs/model.md, the table of levels": lambda: [name for row in levels_in_model().values() for name in row],
}
"""Each place that names the study designs, with the names that stand there in their order."""


@pytest.mark.parametrize("place", PLACES)
def test_each_place_names_every_study_design_in_the_order_of_the_vocabulary(place: str) -> None:
    there = list(PLACES[place]())
    missing, strange = [d for d in DESIGNS if d not in there], [d for d in there if d not in DESIGNS]
    assert not missing, f"{place}: add {', '.join(missing)}"
    assert not strange, f"{place}: {', '.join(strange)} is not in DESIGNS of vocab.py"
    assert there == list(DESIGNS), f"{place}: put them into the order of DESIGNS of vocab.py"


def test_the_levels_of_the_documentation_are_those_of_the_vocabulary() -> None:
    rows: dict[str, list[str]] = {}
    for name, design in DESIGNS.items():
        topics = f" for {' and '.join(sorted(design.topics))}" if design.topics else ""
        rows.setdefault(f"{design.level}{topics}", []).append(name)
    assert levels_in_model() == rows, "docs/model.md, the table of levels"


def test_no_two_designs_have_the_same_words() -> None:
    for words in (DESIGN_WORDS, SHORT_DESIGN_WORDS):
        assert len({*words.values()}) == len(words)


def test_designs_are_the_concepts_of_their_scheme() -> None:
    assert SCHEMES["studyDesign"] == tuple(DESIGNS)
    assert set(DESIGNS) <= LDN.names


def test_the_page_says_the_level_of_every_design() -> None:
    listed = {word: level for level, words in designs_by_level() for word in words.split(", ")}
    assert listed == {DESIGN_WORDS[name]: d.level for name, d in DESIGNS.items() if not d.topics}


def graph_of_all_designs() -> Graph:
    sources = "".join(source_turtle(name, name) for name in DESIGNS)
    lines = "".join(line_turtle(name, name) for name in DESIGNS)
    evidence = " , ".join(f"evidence:{name}" for name in DESIGNS)
    return parse_turtle(DECLARATIONS + ENTITIES + sources + lines + claim_turtle(evidence=evidence))


def test_the_page_of_a_claim_names_the_design_of_each_of_its_lines() -> None:
    page = render_page(audit_claims(read_claims(graph_of_all_designs())))
    for name, words in DESIGN_WORDS.items():
        assert f'"{name}": "{words}"' in page or f'"{name}":"{words}"' in page, name
