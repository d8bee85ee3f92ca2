"""What lies between two entities, found from both ends: all the paths, and few claims besides."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_graph.audit.audit import audit_claims
from ldn_graph.cli import main
from ldn_graph.model.vocab import PREFIXES, local_id
from ldn_graph.network.paths import find_paths
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.database import load_files
from ldn_graph.rdf.opening import parse_turtle
from ldn_graph.scale import between
from ldn_graph.scale.between import read_reach
from tests.conftest import DECLARATIONS, claim_turtle

NODES = "abcdef"
ENTITY = PREFIXES["entity"]
DECLARED = DECLARATIONS + "".join(f'entity:{n} a ldn:Condition ; rdfs:label "{n}" .\n' for n in NODES)
CLAIMS = st.lists(
    st.tuples(st.sampled_from(NODES), st.sampled_from(NODES), st.sampled_from((None, None, *NODES))), max_size=9
)


def turtle_of(claims: list[tuple[str, str, str | None]]) -> str:
    return DECLARED + "".join(
        claim_turtle(
            f"C{n}",
            rdf__subject=f"entity:{start}",
            rdf__object=f"entity:{end}",
            biolink__disease_context_qualifier=f"entity:{context}" if context else "",
            prov__wasDerivedFrom="",
        )
        for n, (start, end, context) in enumerate(claims)
    )


@settings(max_examples=60)
@given(CLAIMS, st.integers(1, 5))
def test_no_path_leaves_what_was_found(claims: list[tuple[str, str, str | None]], longest: int) -> None:
    graph = parse_turtle(turtle_of(claims))
    audit = audit_claims(read_claims(graph))
    reach = read_reach(graph, ENTITY + "a", ENTITY + "b", longest)
    assert reach.longest == longest
    if claims and {"a", "b"} <= {node for claim in claims for node in claim if node}:
        passed = {hop.claim for path in find_paths(audit, "a", "b", longest=longest) for hop in path.hops}
        assert passed <= set(map(local_id, reach.claims))


def test_few_others_are_found() -> None:
    """Of claims that lead away from a, and to b, and nowhere between."""
    claims = [
        ("a", "c", None),
        ("c", "d", None),
        ("d", "b", None),
        ("a", "e", None),
        ("f", "b", None),
        ("b", "c", None),
    ]
    graph = parse_turtle(turtle_of(claims))  # type: ignore[arg-type]
    assert [local_id(iri) for iri in read_reach(graph, ENTITY + "a", ENTITY + "b", 3).claims] == ["C0", "C1", "C2"]
    assert read_reach(graph, ENTITY + "a", ENTITY + "b", 2).claims == ()


def test_too_many_claims_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    claims = [("a", "b", None), *[("a", "c", None)] * 6, *[("c", "b", None)] * 6]
    (tmp_path / "x.ttl").write_text(turtle_of(claims), encoding="utf-8")  # type: ignore[arg-type]
    load_files([tmp_path / "x.ttl"], tmp_path / "db")
    words = ("paths", "a", "b", "--store", str(tmp_path / "db"))
    everything = CliRunner().invoke(main, words)
    assert "\n20 paths of 4 hops or fewer" in everything.stderr
    monkeypatch.setattr(between, "MOST_CLAIMS", 5)
    some = CliRunner().invoke(main, words)
    assert "Warning: paths of more than 1 hop lead through too many claims to read" in some.stderr
    assert some.stdout.splitlines()[2].endswith("a -C0-> b")
    monkeypatch.setattr(between, "MOST_HOPS", 3)
    none = CliRunner().invoke(main, words)
    assert none.exit_code == 2
    assert "too many claims are made on a or b" in none.stderr
