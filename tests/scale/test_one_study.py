"""Sources with one identifier are one study: in the audit, in SPARQL, in a database, and whatever their keys."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.studies import Studies
from ldn_graph.audit.whatif import keystone_sources, without
from ldn_graph.model.graph import Graph
from ldn_graph.model.vocab import LDN
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.database import load_files
from ldn_graph.rdf.opening import open_graph, parse_turtle
from ldn_graph.scale.corpus import Corpus, stream_audit
from ldn_graph.sources.papers import identify
from ldn_graph.sparql.questions import ask
from tests.conftest import DECLARATIONS, ENTITIES, claim_turtle, line_turtle, source_turtle

# Each identifier in several spellings, of which a source has at most one of each kind.
DOIS = ("10.5555/a", "10.5555/A", "https://doi.org/10.5555/a", "10.5555/b", "10.5555/B.", "n/a")
PMIDS = ("7", "PMID:7", "8")
CURIES = ("pmc:PMC7", "pmc:PMC7.1", "clinicaltrials:NCT99999990", "nct:NCT99999991", "isbn:9781861972712", "isbn:978-1-86197-271-2", "openalex:W7")  # fmt: skip
PAGES = ("https://example.org/a", "http://www.example.org/a/", "https://europepmc.org/article/MED/7")
TIES = ("ldn:sameStudyAs", "dcterms:isVersionOf", "ldn:protocolOf", "ldn:correctionOf")

said = st.fixed_dictionaries(
    {},
    optional={
        "bibo:doi": st.sampled_from(DOIS),
        "bibo:pmid": st.sampled_from(PMIDS),
        "dcterms:identifier": st.lists(st.sampled_from(CURIES), max_size=2, unique=True),
        "foaf:page": st.sampled_from(PAGES),
        "dcterms:isPartOf": st.just("A journal"),
        "tie": st.tuples(st.sampled_from(TIES), st.integers(0, 4)),
    },
)
DESIGNS = ("randomisedControlledTrial", "crossoverTrial")


def turtle_of(sources: list[dict[str, object]]) -> str:
    """Sources, and a proven claim on each pair of them."""
    pieces = []
    for n, properties in enumerate(sources):
        more = ""
        for path, value in properties.items():
            if path == "tie":
                tie, other = value  # type: ignore[misc]
                more += f" ; {tie} source:s{other % len(sources)}"
            elif path == "foaf:page":
                more += f" ; {path} <{value}>"
            else:
                values = value if isinstance(value, list) else [value]
                more += "".join(f' ; {path} "{v}"' for v in values)
        pieces.append(source_turtle(f"s{n}", DESIGNS[n % 2], more=more))
    for one, two in combinations(range(len(sources)), 2):
        name = f"C{one}{two}"
        lines = line_turtle(f"{name}a", f"s{one}") + line_turtle(f"{name}b", f"s{two}")
        evidence = f"evidence:{name}a , evidence:{name}b"
        pieces.append(claim_turtle(name, lines, evidence, ldn__wording="ldn:proven"))
    return DECLARATIONS + ENTITIES + "".join(pieces)


def answers(graph: Graph, question: str) -> set[str]:
    rows = ask(graph, question).rows
    return {
        str(row[0]).rpartition("/")[2].strip(">") for row in rows if question != "claim-status" or "yes" in str(row[-1])
    }


@settings(max_examples=40)
@given(st.lists(said, min_size=2, max_size=5))
def test_python_and_sparql_count_the_same_studies(sources: list[dict[str, object]]) -> None:
    graph = parse_turtle(turtle_of(sources))
    claims = read_claims(graph)
    flagged = {c.claim.id for c in audit_claims(claims).claims if "overclaimed" in c.flags}
    by_iri = {e.source.iri: e.source for c in claims for e in c.lines}
    network = nx.Graph()
    network.add_nodes_from(by_iri)
    for source in by_iri.values():
        network.add_edges_from((source.iri, key) for key in identify(source).study)
        network.add_edges_from((source.iri, other) for other in source.reports_with)
    one = {iri: n for n, part in enumerate(nx.connected_components(network)) for iri in part}
    studies = Studies(by_iri.values())
    for claim in claims:
        iris = [e.source.iri for e in claim.lines]
        assert (studies.study(iris[0]) == studies.study(iris[1])) is (one[iris[0]] == one[iris[1]])
        assert (claim.id in flagged) is (one[iris[0]] == one[iris[1]]), "two trials prove it, and two reports do not"
    for question in ("overclaimed-claims", "claim-status"):
        assert answers(graph, question) == flagged, question
    assert list(stream_audit(graph)) == list(audit_claims(claims).claims)


KEYS = [
    {"bibo:doi": "10.5555/a"},
    {"bibo:doi": "10.5555/A", "bibo:pmid": "7"},
    {"bibo:pmid": "7"},
    {"dcterms:identifier": ["clinicaltrials:NCT99999990"]},
    {"bibo:doi": "10.5555/c", "dcterms:identifier": ["clinicaltrials:NCT99999990", "clinicaltrials:NCT99999991"]},
]
"""Three of one paper by way of the second; the last is of two trials, and ties none."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("studies")
    (folder / "a.ttl").write_text(turtle_of(KEYS), encoding="utf-8")
    load_files([folder / "a.ttl"], folder / "db")
    return folder


def test_a_database_counts_them_as_its_file_does(files: Path) -> None:
    whole = audit_claims(read_claims(open_graph(files / "a.ttl"))).claims
    assert {a.claim.id: a.studies for a in whole if a.studies == 1}.keys() == {"C01", "C02", "C12"}
    database = open_graph(files / "db")
    assert list(stream_audit(database)) == list(whole)
    assert answers(database, "overclaimed-claims") == {"C01", "C02", "C12"}


def test_where_nothing_is_filled_in_identifiers_that_are_written_alike_are_seen(files: Path, tmp_path: Path) -> None:
    """As on a server of others, and in a database that was loaded before identities were filled in."""
    store = ox.Store(str(tmp_path / "old"))
    for quad in open_graph(files / "db").store:  # type: ignore[attr-defined]
        if quad.predicate.value != LDN.identity:
            store.add(quad)
    store.flush()
    del store
    assert {a.claim.id for a in stream_audit(open_graph(tmp_path / "old")) if a.studies == 1} == {"C01", "C02", "C12"}


@pytest.mark.parametrize("name", ["s0", "s1", "10.5555/a", "PMID:7", "https://pubmed.ncbi.nlm.nih.gov/7/"])
def test_a_paper_goes_with_all_its_keys(files: Path, name: str) -> None:
    from ldn_graph.commands.common.streaming import _find_paper

    paper = ["s0", "s1", "s2"]
    claims = read_claims(open_graph(files / "a.ttl"))
    left = {e.source.id for claim in without(claims, name) for e in claim.lines}
    assert left == {"s3", "s4"}
    for graph in (open_graph(files / "a.ttl"), open_graph(files / "db")):
        found = _find_paper(Corpus.open(graph), name)
        assert [iri.rpartition("/")[2] for iri in found] == paper


def test_a_keystone_is_a_paper(files: Path) -> None:
    keystones = {k.source: k.also for k in keystone_sources(read_claims(open_graph(files / "a.ttl")))}
    assert keystones == {"s0": ("s1", "s2"), "s3": (), "s4": ()}


def test_the_years_and_identities_of_a_database_are_not_among_what_was_written(files: Path) -> None:
    written = {quad.predicate.value for quad in open_graph(files / "db").quads}
    assert not {LDN.identity, LDN.year} & written
    assert len(open_graph(files / "db").quads) == len({*open_graph(files / "a.ttl").quads})
