"""One source on both sides of a claim: directly for it and directly against it, and not otherwise."""

from __future__ import annotations

import pytest

from ldn_graph.rdf.opening import parse_turtle
from ldn_graph.validation.report import validate_graph
from tests.conftest import DECLARATIONS, ENTITIES, claim_turtle, line_turtle, source_turtle


def sides_of(*lines: tuple[str, str, str]) -> list[tuple[str, str]]:
    """The lines at which it is told, with their severity, of lines of bearing, directness and source."""
    pieces = [source_turtle("s"), source_turtle("t")]
    for n, (bearing, directness, source) in enumerate(lines):
        more = "; ldn:indirectness ldn:otherSpecies" if directness == "indirect" else ""
        pieces.append(line_turtle(f"e{n}", source, bearing, directness, more))
    claim = claim_turtle(evidence=" , ".join(f"evidence:e{n}" for n in range(len(lines))))
    report = validate_graph(parse_turtle(DECLARATIONS + ENTITIES + claim + "".join(pieces)))
    return [(r.focus_node, r.severity) for r in report.results if r.source_shape == "both-sides"]


@pytest.mark.parametrize("in_favour", ["confirms", "supports", "qualifies"])
@pytest.mark.parametrize("against", ["disputes", "refutes"])
def test_a_source_directly_on_both_sides_is_told_at_the_line_against(in_favour: str, against: str) -> None:
    for directness in ("direct", "unrated"):
        lines = (in_favour, "direct", "s"), (against, directness, "s")
        assert sides_of(*lines) == [("evidence:e1", "Warning")]
        assert sides_of(*reversed(lines)) == [("evidence:e0", "Warning")]


@pytest.mark.parametrize(
    "lines",
    [
        (("supports", "indirect", "s"), ("refutes", "direct", "s")),
        (("supports", "direct", "s"), ("refutes", "indirect", "s")),
        (("supports", "indirect", "s"), ("refutes", "indirect", "s")),
        (("supports", "direct", "s"), ("refutes", "direct", "t")),
        (("supports", "direct", "s"), ("qualifies", "direct", "s")),
        (("supports", "direct", "s"), ("leavesOpen", "direct", "s")),
        (("givesBackground", "direct", "s"), ("refutes", "direct", "s")),
    ],
)
def test_what_is_indirect_of_another_source_or_on_no_side_is_not(lines: tuple[tuple[str, str, str], ...]) -> None:
    assert sides_of(*lines) == []
