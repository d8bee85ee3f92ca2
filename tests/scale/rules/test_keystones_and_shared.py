"""What the loss of a source would change, and what conditions share, over columns: as of the claims as values."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_graph.audit.whatif import keystone_sources
from ldn_graph.cli import main
from ldn_graph.commands import keystones as keystones_command
from ldn_graph.commands import shared as shared_command
from ldn_graph.model.graph import Graph
from ldn_graph.network.shared import shared_mechanisms
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.opening import open_graph, parse_turtle
from ldn_graph.scale import column_shared
from ldn_graph.scale.column_keystones import keystones_of
from ldn_graph.scale.column_shared import count_pairs, first_pairs
from ldn_graph.scale.columns.writing import export_columns
from ldn_graph.scale.session import Options, Session
from tests.audit.test_status import random_graphs
from tests.conftest import ROOT, claim_turtle, line_turtle, source_turtle
from tests.scale.columns.of_values import columns_of

SHIPPED = ROOT / "data" / "triples.ttl"
EXAMPLES = sorted(ROOT.glob("examples/*/*.ttl"))


@pytest.fixture(scope="module")
def folder(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The columns of the shipped graph."""
    folder = tmp_path_factory.mktemp("exported") / "columns"
    export_columns(graph, str(folder))
    return folder


def check(graph: Graph, as_of: int | None = None) -> None:
    claims, tables = read_claims(graph), columns_of(graph)
    session = Session(tables, Options(as_of=as_of))
    assert tuple(keystones_of(session)) == keystone_sources(claims, as_of)
    pairs = shared_mechanisms(claims)
    assert count_pairs(session) == len(pairs)
    assert tuple(first_pairs(session)) == pairs
    assert tuple(first_pairs(session, 2)) == pairs[:2]


@pytest.mark.parametrize("as_of", [None, 2009])
def test_of_the_shipped_graph(graph: Graph, as_of: int | None) -> None:
    check(graph, as_of)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_of_the_examples(path: Path) -> None:
    check(open_graph(path))


@settings(max_examples=40)
@given(random_graphs(), st.sampled_from([None, 2000, 2015]))
def test_of_random_graphs(text: str, as_of: int | None) -> None:
    check(parse_turtle(text, "random.ttl"), as_of)


def test_one_paper_under_several_keys_is_lost_as_one(turtle: Callable[..., Graph]) -> None:
    """A DOI in two spellings, and a third key that has only the PubMed number of the second."""
    graph = turtle(
        claim_turtle("C2", evidence="evidence:a , evidence:b"),
        claim_turtle("C10", evidence="evidence:c"),
        source_turtle("one-1", more='; bibo:doi "10.5555/A"'),
        source_turtle("one-2", more='; bibo:doi "https://doi.org/10.5555/a" ; bibo:pmid "1234567"'),
        source_turtle("one-10", more='; bibo:pmid "1234567"'),
        line_turtle("a", "one-2"),
        line_turtle("b", "one-1"),
        line_turtle("c", "one-10"),
    )
    (lost,) = keystones_of(Session(columns_of(graph)))
    assert (lost.source, lost.also, lost.fallen) == ("one-1", ("one-2", "one-10"), ("C2", "C10"))
    check(graph)


def test_a_no_break_space_does_not_part_an_id(turtle: Callable[..., Graph]) -> None:
    """An IRI may have one, and texts of several ids are parted at plain blanks."""
    name = "<https://example.org/C\u00a01>"
    claim = claim_turtle("X", evidence="evidence:a", biolink__disease_context_qualifier="entity:lupus")
    graph = turtle(claim.replace("claim:X", name), source_turtle("one"), line_turtle("a", "one"))
    (lost,) = keystones_of(Session(columns_of(graph)))
    assert lost.fallen == ("C\u00a01",)
    check(graph)


def test_of_very_many_pairs_the_first_are_those_that_share_most(turtle: Callable[..., Graph]) -> None:
    entities = "".join(f"entity:c{n} a ldn:Condition . entity:m{n} a ldn:Mechanism .\n" for n in range(12))
    claims = [
        claim_turtle(f"D{c}m{m}", rdf__object=f"entity:m{m}", biolink__disease_context_qualifier=f"entity:c{c}")
        for c in range(12)
        for m in range(c + 1)
    ]
    graph = turtle(entities, *claims)
    check(graph)
    session = Session(columns_of(graph))
    settings = "SELECT current_setting('threads'), current_setting('perfect_ht_threshold')"
    before = session.ask(settings).fetchall()
    assert count_pairs(session) == 66
    assert session.ask(settings).fetchall() == before
    assert next(first_pairs(session, 1))[2] == tuple(sorted(f"m{n}" for n in range(11)))


def test_pairs_are_put_together_some_at_a_time(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = shared_mechanisms(read_claims(graph))
    assert len(pairs) > 3
    for at_once in (1, 3, len(pairs)):
        monkeypatch.setattr(column_shared, "AT_ONCE", at_once)
        session = Session(columns_of(graph))
        assert count_pairs(session) == len(pairs)
        assert tuple(first_pairs(session)) == pairs


def test_sources_of_one_key_stand_in_the_order_of_their_iris(turtle: Callable[..., Graph]) -> None:
    """Two that are as grave, and two that are one paper; in the file the later ones are first."""
    pieces = []
    for host, more in (("d", '; bibo:pmid "7654321"'), ("c", '; bibo:pmid "7654321"'), ("b", ""), ("a", "")):
        iri = f"<https://{host}.example/s1>"
        source = source_turtle("s1", more=more).replace("source:s1", iri).replace('"s1"', f'"study {host}"')
        line = line_turtle(host, "s1").replace("source:s1", iri)
        pieces += [claim_turtle(host, evidence=f"evidence:{host}"), source, line]
    graph = turtle(*pieces)
    paper, *others = keystones_of(Session(columns_of(graph)))
    assert (paper.label, paper.source, paper.also, paper.fallen) == ("study c", "s1", ("s1",), ("c", "d"))
    assert [lost.label for lost in others] == ["study a", "study b"]
    check(graph)


@pytest.mark.parametrize("words", [["keystones"], ["keystones", "--all", "--as-of", "2010"], ["shared"]], ids=" ".join)
@pytest.mark.parametrize("form", ["table", "csv", "json", "markdown"])
def test_the_commands_write_the_same_bytes_over_columns(words: list[str], form: str, folder: Path) -> None:
    def run(*more: str | Path) -> tuple[int, str, str]:
        result = CliRunner().invoke(main, [*words, "--format", form, *map(str, more)])
        return result.exit_code, result.stdout, result.stderr.splitlines()[-1]

    assert run("--columns", folder) == run("--graph", SHIPPED)


@pytest.mark.parametrize(("command", "module"), [("keystones", keystones_command), ("shared", shared_command)])
def test_of_very_many_rows_the_first_are_shown_and_the_others_counted(
    command: str, module: ModuleType, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SHOWN", 2)
    results = [
        CliRunner().invoke(main, [command, "--format", form, "--columns", str(folder)]) for form in ("table", "csv")
    ]
    table, everything = (result.stdout.splitlines() for result in results)
    number = len(everything) - 1
    assert number > 2
    assert f"the first 2 of {number} are shown; -o FILE.csv has all" in results[0].stderr
    assert "are shown" not in results[1].stderr
    assert [line.split()[0] for line in table[-2:]] == [line.partition(",")[0].strip('"') for line in everything[1:3]]
