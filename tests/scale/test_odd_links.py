"""Claims that are tied in ways that hardly anybody ties them: read in parts from a database as whole from a file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ldn_graph.audit.audit import audit_claims
from ldn_graph.errors import LdnGraphError, ModelError
from ldn_graph.model.graph import Graph
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.database import load_files
from ldn_graph.rdf.database_graph import StoredGraph
from ldn_graph.rdf.opening import open_graph
from ldn_graph.scale import corpus, fetching
from ldn_graph.scale.corpus import Corpus, read_part, stream_audit
from ldn_graph.scale.fetching import FetchingReader
from tests.conftest import DECLARATIONS, ENTITIES, claim_turtle, line_turtle, source_turtle

PARTS = '_:ten ldn:low 10 ; ldn:high 10 ; ldn:unit "1" ; ldn:ofWhat "a" . _:two ldn:low 2 ; ldn:high 2 ; ldn:unit "1" ; ldn:ofWhat "b" .'
RATIO = '[ ldn:low 7 ; ldn:high 7 ; ldn:unit "1" ; ldn:ofWhat "c" ; ldn:numerator _:ten ; ldn:denominator _:two ]'


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "CHUNK", 1)


def both(folder: Path, *turtle: str) -> tuple[Graph, StoredGraph]:
    """These statements as a file and as a database."""
    file = folder / "odd.ttl"
    file.write_text("".join((DECLARATIONS, ENTITIES, *turtle)), encoding="utf-8")
    load_files([file], folder / "db")
    stored = open_graph(folder / "db")
    assert isinstance(stored, StoredGraph)
    return open_graph(file), stored


@pytest.mark.parametrize(
    ("turtle", "expected"),
    [
        pytest.param(
            (
                claim_turtle("C1", rdf__subject="claim:C3"),
                claim_turtle("C2"),
                claim_turtle("C3", line_turtle("L3", "s1") + source_turtle("s1"), "evidence:L3"),
                claim_turtle("C4", ldn__restsOn="claim:C3 , claim:C2"),
            ),
            {"C3": ("supported",), "C4": ("unchecked", "argued-from-unsupported")},
            id="a claim made on a claim, on which others rest",
        ),
        pytest.param(
            (
                claim_turtle("C1", PARTS, ldn__quantity="_:ten"),
                claim_turtle(
                    "C2",
                    line_turtle("L2", "s1", more="; ldn:quantity _:two") + source_turtle("s1"),
                    "evidence:L2",
                ),
                claim_turtle("C3", ldn__quantity=RATIO),
            ),
            {"C3": ("unchecked", "number-mismatch")},
            id="a ratio of quantities without IRIs",
        ),
    ],
)
def test_odd_links_hold_between_parts(
    tmp_path: Path, small_chunks: None, turtle: tuple[str, ...], expected: dict[str, tuple[str, ...]]
) -> None:
    graph, stored = both(tmp_path, *turtle)
    audits = [
        {a.claim.id: (a.status, *a.flags) for a in audited}
        for audited in (audit_claims(read_claims(graph)).claims, stream_audit(stored))
    ]
    assert audits[0] == audits[1]
    for ident, (status, *flags) in expected.items():
        assert audits[0][ident][0] == status
        assert {*flags} <= {*audits[0][ident]}


@pytest.mark.parametrize(
    "turtle",
    [
        "<urn:a> ldn:restsOn <urn:b> . <urn:b> ldn:restsOn <urn:a> .",
        "source:s1 ldn:sameStudyAs source:s2 . <urn:a> biolink:has_evidence [ ldn:source source:s1 ] .",
    ],
    ids=["a circle of what are no claims", "one study, of what is no claim"],
)
def test_what_is_no_claim_counts_for_nothing(tmp_path: Path, turtle: str) -> None:
    lines = line_turtle("L1", "s1") + line_turtle("L2", "s2") + source_turtle("s1") + source_turtle("s2")
    graph, stored = both(tmp_path, claim_turtle("C1", lines, "evidence:L1 , evidence:L2"), turtle)
    assert [*stream_audit(stored)] == [*audit_claims(read_claims(graph)).claims]


def test_a_text_is_no_premise_of_a_circle(tmp_path: Path) -> None:
    text = '"https://w3id.org/ldn-graph/claim/C2"'
    for graph in both(tmp_path, claim_turtle("C1", ldn__restsOn=text), claim_turtle("C2", ldn__restsOn="claim:C1")):
        with pytest.raises(ModelError, match=r"claim:C1: ldn:restsOn is the text 'https://w3id\.org"):
            list(stream_audit(graph))


def test_ids_that_are_the_same_are_refused_though_others_sort_between_them(tmp_path: Path) -> None:
    claims = (
        claim_turtle("C1").replace("claim:C1 a", f"<urn:{space}/{ident}> a")
        for space, ident in (("a", "C1"), ("b", "C01"), ("c", "C1"))
    )
    for graph in both(tmp_path, *claims):
        with pytest.raises(ModelError, match=r"urn:c/C1: its id C1 is also that of <urn:a/C1>"):
            Corpus.open(graph)


def test_a_claim_without_an_iri_is_told_without_the_name_that_the_engine_gave_it(tmp_path: Path) -> None:
    for graph in both(tmp_path, claim_turtle("C1").replace("claim:C1 a", "[] a")):
        with pytest.raises(ModelError, match=r"(:\d+)?: a node without an IRI: a claim without an IRI"):
            Corpus.open(graph)


def test_premises_of_premises_are_not_read(tmp_path: Path) -> None:
    _, stored = both(
        tmp_path, *(claim_turtle(f"C{n}", ldn__restsOn=f"claim:C{n + 1}") for n in range(9)), claim_turtle("C9")
    )
    part = read_part(stored, ["https://w3id.org/ldn-graph/claim/C0"])
    assert [c.id for c in part.beside] == ["C1"]


def test_what_nobody_describes_is_not_kept_either(
    tmp_path: Path, small_chunks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "_MOST_NODES", 3)
    _, stored = both(tmp_path, *(claim_turtle(f"C{n}", prov__wasDerivedFrom=f"<urn:path:{n}>") for n in range(20)))
    reader = FetchingReader(stored)
    assert len(reader.claim_iris()) > 3
    for iri in reader.claim_iris():
        reader.chunk([iri])
    assert len(reader.fetched) < 10


@pytest.mark.skipif(not hasattr(os, "fork"), reason="several processes need fork")
def test_an_error_goes_from_one_process_to_another_as_it_is(tmp_path: Path) -> None:
    from ldn_graph.processes.parallel import map_parts

    graph, _ = both(tmp_path, claim_turtle("C1", ldn__topic="ldn:eficacy"))

    def fail(_: int) -> object:
        return read_claims(graph)

    with pytest.raises(LdnGraphError) as here:
        fail(0)
    with pytest.raises(LdnGraphError) as there:
        list(map_parts(fail, 2, processes=2))
    assert (type(there.value), str(there.value), vars(there.value)) == (
        type(here.value),
        str(here.value),
        vars(here.value),
    )
