"""The shipped data as a file that is read and edited by hand: its order, its comments, its metadata."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from ldn_graph.model.claims import Claim
from ldn_graph.model.graph import Graph
from ldn_graph.model.vocab import BIOLINK_RELEASE, LDN, OA, RDF, local_id
from ldn_graph.rdf.claim_reader import read_sources
from ldn_graph.resources import SHIPPED

TEXT = Path(SHIPPED).read_text(encoding="utf-8")


def test_blank_nodes_are_selectors_only(graph: Graph) -> None:
    blank = {q.subject for q in graph.quads if isinstance(q.subject, ox.BlankNode)}
    selectors = {q.subject for q in graph.quads if q.object == ox.NamedNode(OA.TextPositionSelector)}
    assert blank == selectors


def test_claims_evidence_and_sources_stand_in_their_order(graph: Graph) -> None:
    (document,) = graph.documents
    in_order = [iri for iri, _ in sorted(document.lines.items(), key=lambda item: item[1])]
    of_type = {cls: {q.subject.value for q in graph.quads if q.predicate.value == RDF.type and q.object.value == LDN[cls]}
               for cls in ("Claim", "Source", "EvidenceLine", "EvidenceSearch")}  # type: ignore[union-attr]  # fmt: skip
    claims = [local_id(i) for i in in_order if i in of_type["Claim"]]
    assert claims == sorted(claims)
    sources = [local_id(i) for i in in_order if i in of_type["Source"]]
    assert sources[0] == "article"
    assert sources[1:] == sorted(sources[1:])
    evidence = [local_id(i)[:3] for i in in_order if i in of_type["EvidenceLine"] | of_type["EvidenceSearch"]]
    assert evidence == sorted(evidence)


def test_the_comment_above_each_claim_counts_its_evidence(claims: tuple[Claim, ...]) -> None:
    said = dict(re.findall(r"^# (C\d\d)  (.*)$", TEXT, re.MULTILINE))
    for claim in claims:
        many = f"{len(claim.lines)} source{'' if len(claim.lines) == 1 else 's'}"
        number = len(claim.searches)
        searches = f"{number} search{'' if number == 1 else 'es'} that found nothing"
        searched = searches if claim.searches else "no search recorded"
        assert said[claim.id] == (f"{many}, {searched}" if claim.checked else "nobody has looked into this one yet")


def test_each_evidence_node_is_named_for_its_claim_and_source(claims: tuple[Claim, ...]) -> None:
    for claim in claims:
        for line in claim.lines:
            assert local_id(line.iri) == f"{claim.id}-{line.source.id}"
        for number, search in enumerate(claim.searches, 1):
            assert local_id(search.iri) == f"{claim.id}-search" + (f"-{number}" if number > 1 else "")
            assert search.searched_in
            assert search.created


def test_every_source_says_what_was_read_and_where_it_can_be_found(graph: Graph) -> None:
    unfindable = set()
    for source in read_sources(graph):
        assert source.read_as, source.id
        assert source.design or source.id in ("article", "isman-2024"), source.id
        if not source.link:
            unfindable.add(source.id)
    assert unfindable == {"article"}, "its text is not ours, and no address of it was confirmed"


@pytest.mark.parametrize(
    ("predicate", "value"),
    [
        ("http://purl.org/dc/terms/license", "https://creativecommons.org/licenses/by/4.0/"),
        ("http://www.w3.org/2002/07/owl#versionInfo", "2.0.0"),
        ("http://purl.org/dc/terms/created", "2026-11-22"),
        ("http://purl.org/dc/terms/source", "https://w3id.org/ldn-graph/source/article"),
        ("http://purl.org/dc/terms/conformsTo", f"https://w3id.org/biolink/biolink-model/{BIOLINK_RELEASE}"),
    ],
)
def test_the_dataset_says_what_it_is(graph: Graph, predicate: str, value: str) -> None:
    said = [
        q.object.value for q in graph.quads if q.subject.value.endswith("/dataset") and q.predicate.value == predicate
    ]  # type: ignore[union-attr]
    assert said == [value]
