"""Claims read a few at a time give what all of them at once give: from files, a database, a server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from ldn_graph.audit import text as audit_text
from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.results import Audit, ClaimAudit
from ldn_graph.cli import main
from ldn_graph.errors import EndpointError, GraphNotFoundError, LdnGraphError
from ldn_graph.model.natural_order import natural_key, natural_text
from ldn_graph.output.tables import json_array, json_item, json_text
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.database import load_files
from ldn_graph.rdf.database_graph import StoredGraph
from ldn_graph.rdf.opening import open_endpoint, open_graph, parse_turtle
from ldn_graph.resources import SHIPPED
from ldn_graph.scale import corpus, fetching
from ldn_graph.scale.corpus import Corpus, ReadChunks, read_part, stream_audit
from ldn_graph.scale.fetching import FetchingReader
from tests.conftest import DECLARATIONS, ENTITIES, claim_turtle, line_turtle, source_turtle
from tests.servers import oxigraph_server, virtuoso_server

servers = pytest.mark.xdist_group("servers")


def ldn(*words: str) -> Result:
    return CliRunner().invoke(main, words, prog_name="ldn-graph")


def remarks(run: Result) -> list[str]:
    """What a command told on standard error, after the name of the graph that it read."""
    first, *others = run.stderr.splitlines()
    assert first.startswith("reading ")
    return others


def quantity(name: str, low: int, high: int, more: str = "") -> str:
    return f'evidence:{name} a ldn:Quantity ; ldn:ofWhat "dose"@en ; ldn:low {low} ; ldn:high {high} ; ldn:unit "mg" {more} .\n'


WOVEN = "".join(
    (
        DECLARATIONS,
        ENTITIES,
        # a chain of premises, the last without support
        claim_turtle("C2", line_turtle("L2", "s1"), "evidence:L2", ldn__restsOn="claim:C10"),
        claim_turtle("C10", ldn__restsOn="claim:C300"),
        claim_turtle("C300", ldn__wording="ldn:proven"),
        # a ratio whose parts belong to another claim and to another claim's evidence line
        claim_turtle("C4", quantity("Q4", 60, 70, "; ldn:numerator evidence:Q5 ; ldn:denominator evidence:Q6"), ldn__quantity="evidence:Q4"),
        claim_turtle("C500", quantity("Q5", 50, 50), ldn__quantity="evidence:Q5"),
        claim_turtle("C600", line_turtle("L6", "s2", more="; ldn:quantity evidence:Q6") + quantity("Q6", 1, 5), "evidence:L6"),
        # two reports of one study, which only a source of another claim tells; and a review of it
        claim_turtle("C7", line_turtle("L7", "s1") + line_turtle("L8", "s3"), "evidence:L7 , evidence:L8"),
        claim_turtle("C8", line_turtle("L9", "s4"), "evidence:L9"),
        claim_turtle("C9", line_turtle("L10", "s1") + line_turtle("L11", "s5"), "evidence:L10 , evidence:L11"),
        # several articles, words of a source, blank nodes, somebody named twice
        claim_turtle(
            "C11",
            line_turtle("L12", "s2", more='; ldn:foundAt [ ldn:quotationRole ldn:speculation ; oa:hasSelector [ oa:exact "words"@en ] ]'),
            "evidence:L12 , evidence:S12",
            prov__wasDerivedFrom="source:article , source:other",
            ldn__namedSource='"somebody"@en , "a journal"@en',
            biolink__disease_context_qualifier="entity:nephritis",
        ),
        'evidence:S12 a ldn:EvidenceSearch ; rdfs:comment "searched" .\n',
        'entity:nephritis a ldn:Condition ; rdfs:label "nephritis"@en ; skos:broader entity:lupus .\n',
        'source:other a ldn:Source ; dcterms:title "Another"@en ; dcterms:issued "2009"^^xsd:gYear ; cito:cites source:s1 .\n',
        source_turtle("s1"),
        source_turtle("s2", "randomisedControlledTrial", "2024"),
        source_turtle("s3", more="; ldn:sameStudyAs source:s6"),
        source_turtle("s4", more="; ldn:sameStudyAs source:s6 , source:s1"),
        source_turtle("s5", "systematicReview", more="; ldn:reviewOf source:s1"),
        source_turtle("s6"),
    )
)  # fmt: skip
"""Claims that need one another: each part of them read alone would be audited otherwise."""


@pytest.fixture(scope="session")
def woven(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """These claims as a file, with a database beside it."""
    folder = tmp_path_factory.mktemp("woven")
    (folder / "woven.ttl").write_text(WOVEN, encoding="utf-8")
    load_files([folder / "woven.ttl"], folder / "db")
    return folder


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """One claim at a time, and next to nothing kept for the next."""
    monkeypatch.setattr(corpus, "CHUNK", 1)
    monkeypatch.setattr(fetching, "_MOST_NODES", 3)
    monkeypatch.setattr(fetching, "_NODES_AT_ONCE", 2)
    monkeypatch.setattr(fetching, "_SOURCES_AT_ONCE", 1)


def audit_file(path: Path | str, as_of: int | None = None) -> tuple[ClaimAudit, ...]:
    return audit_claims(read_claims(open_graph(path)), as_of).claims


def strip(audited: Iterator[ClaimAudit] | tuple[ClaimAudit, ...]) -> list[ClaimAudit]:
    """Without the names of blank nodes, which mean nothing."""
    return [a._replace(claim=a.claim._replace(passages=tuple(p._replace(iri="") for p in a.claim.passages))) for a in audited]  # fmt: skip


@pytest.mark.parametrize("as_of", [None, 2015])
def test_a_database_gives_the_audit_of_the_file(woven: Path, small_chunks: None, as_of: int | None) -> None:
    whole = audit_file(woven / "woven.ttl", as_of)
    flags = {flag for audited in whole for flag in audited.flags}
    assert "argued-from-unsupported" in flags
    assert ("number-mismatch" in flags) == (as_of is None)
    assert list(stream_audit(open_graph(woven / "db"), as_of)) == list(whole)
    assert list(stream_audit(open_graph(woven / "woven.ttl"), as_of)) == list(whole)


def test_each_claim_needs_what_is_read_beside_it(woven: Path, small_chunks: None) -> None:
    """The test above could not fail if the claims could be audited one by one."""
    claims = read_claims(open_graph(woven / "woven.ttl"))
    alone = {c.id: audit_claims([c]).claims[0] for c in claims}
    whole = {a.claim.id: a for a in audit_claims(claims).claims}
    assert {i for i in alone if alone[i].flags != whole[i].flags} >= {"C2", "C4", "C7"}


def test_the_shipped_graph_in_a_database(tmp_path: Path, audit: Audit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "CHUNK", 7)
    load_files([SHIPPED], tmp_path / "db")
    assert strip(stream_audit(open_graph(tmp_path / "db"))) == strip(audit.claims)


@servers
def test_servers_give_the_audit_of_the_file(woven: Path, tmp_path: Path, small_chunks: None) -> None:
    whole = list(audit_file(woven / "woven.ttl"))
    with oxigraph_server(woven / "db", tmp_path) as url, pytest.raises(EndpointError, match="blank node below a blank"):
        list(stream_audit(open_graph(url)))  # the words of C11
    flat = woven / "flat.ttl"
    flat.write_text(
        WOVEN.replace('[ ldn:quotationRole ldn:speculation ; oa:hasSelector [ oa:exact "words"@en ] ]', "evidence:W"),
        encoding="utf-8",
    )
    flat.write_text(
        flat.read_text() + 'evidence:W ldn:quotationRole ldn:speculation ; oa:hasSelector [ oa:exact "words"@en ] .\n',
        encoding="utf-8",
    )
    load_files([flat], woven / "flat")
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    with oxigraph_server(woven / "flat", tmp_path / "one") as url:
        assert list(stream_audit(open_graph(url))) == whole
    with virtuoso_server(flat, tmp_path / "two", 50) as url:
        assert list(stream_audit(open_graph(url))) == whole


@servers
def test_commands_write_the_same_bytes_wherever_the_graph_is(woven: Path, tmp_path: Path) -> None:
    load_files([SHIPPED], tmp_path / "db")
    with oxigraph_server(tmp_path / "db", tmp_path) as url:
        for words in (
            ("audit", "--fail-on", "never", "--format", "json"),
            ("audit", "--format", "csv", "--as-of", "2010"),
            ("audit", "--format", "markdown", "--flag", "overclaimed"),
            ("audit", "--without", "lie-2018", "--condition", "Crohn's disease"),
            ("claims", "--format", "csv"),
            ("claims", "--format", "json", "--status", "contested"),
            ("claims",),
            ("claim", "C17"),
            ("paths", "LDN", "lupus", "--format", "json"),
            ("paths", "lupus", "LDN"),
        ):
            shipped, stored, asked = (ldn(*words, *where) for where in ((), ("--store", str(tmp_path / "db")), ("--endpoint", url)))  # fmt: skip
            assert bool(shipped.stdout) is (words != ("paths", "lupus", "LDN")), words
            assert stored.stdout == shipped.stdout, words
            assert asked.stdout == shipped.stdout, words
            assert (remarks(stored), stored.exit_code) == (remarks(shipped), shipped.exit_code)
            assert (remarks(asked), asked.exit_code) == (remarks(shipped), shipped.exit_code)


@pytest.mark.parametrize(
    "wrong",
    [
        claim_turtle(ldn__topic="ldn:efficacy , ldn:safety"),
        claim_turtle(ldn__topic=""),
        claim_turtle(ldn__topic="ldn:efficcacy"),
        claim_turtle(rdfs__label=""),
        claim_turtle(evidence="evidence:E1"),
        claim_turtle("C01", line_turtle("E1", "nobody"), "evidence:E1"),
        claim_turtle("C01", line_turtle("E1", "article"), "evidence:E1"),
        claim_turtle("C01", 'evidence:E1 a ldn:EvidenceLine ; ldn:source "text" .', "evidence:E1"),
        claim_turtle("C01", ldn__restsOn="claim:C02") + claim_turtle("C02", ldn__restsOn="claim:C01"),
        claim_turtle("C01") + claim_turtle("C01").replace("claim:C01", "entity:C01"),
        claim_turtle("C01", rdf__object="entity:nobody"),
        "[] a ldn:Claim .",
    ],
)
def test_a_database_tells_what_is_wrong_as_the_file_does(tmp_path: Path, wrong: str) -> None:
    file = tmp_path / "wrong.ttl"
    file.write_text(DECLARATIONS + ENTITIES + wrong, encoding="utf-8")
    load_files([file], tmp_path / "db")
    with pytest.raises(LdnGraphError) as of_file:
        read_claims(open_graph(file))
    with pytest.raises(type(of_file.value)) as of_database:
        list(stream_audit(open_graph(tmp_path / "db")))
    problem, also = (str(error.value).partition(": ")[2] for error in (of_file, of_database))
    assert problem
    if "[]" in wrong:  # whose name means nothing
        problem, also = problem.partition(": ")[2], also.partition(": ")[2]
    assert also == problem


def test_a_graph_without_claims_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "none.ttl"
    file.write_text(DECLARATIONS + ENTITIES, encoding="utf-8")
    load_files([file], tmp_path / "db")
    for path in (file, tmp_path / "db"):
        with pytest.raises(GraphNotFoundError, match=r"no ldn:Claim in it; .* as docs/model.md says"):
            Corpus.open(open_graph(path))
        assert ldn("audit", "--graph" if path == file else "--store", str(path)).exit_code == 2


def test_some_claims_are_read_with_what_they_need(woven: Path) -> None:
    graph = open_graph(woven / "db")
    assert isinstance(graph, StoredGraph)
    whole = {a.claim.iri: a for a in audit_file(woven / "woven.ttl")}
    for iri, expected in whole.items():
        part = read_part(graph, [iri])
        (audited,) = audit_claims(part.claims, studies=part.studies, beside=part.beside).claims
        assert audited == expected


def test_a_source_without_an_iri_that_reports_a_study_anew_is_no_failure(tmp_path: Path) -> None:
    file = tmp_path / "blank.ttl"
    source = '[] a ldn:Source ; dcterms:title "x"@en ; ldn:sameStudyAs source:s1 .\n' + source_turtle("s1")
    file.write_text(DECLARATIONS + ENTITIES + claim_turtle("C1", source), encoding="utf-8")
    load_files([file], tmp_path / "db")
    assert list(stream_audit(open_graph(tmp_path / "db"))) == list(audit_file(file))


def test_what_is_held_in_memory_is_bounded(woven: Path, small_chunks: None) -> None:
    reader = FetchingReader(open_graph(woven / "db"))
    for iri in sorted(reader.claim_iris()):
        reader.chunk([iri])
        assert not [node for node in reader.nodes if "/claim/" in node or "/evidence/" in node], (
            "of claims that were read"
        )
        assert len(reader.nodes) < 8, "of ten sources and entities that claims share"


def test_a_forked_process_reads_from_a_database_that_it_opened_itself(woven: Path) -> None:
    reader = FetchingReader(open_graph(woven / "db"))
    read = ReadChunks(reader, reader.claim_iris())
    again = read.reopened()
    assert again.reader.graph.store is not read.reader.graph.store  # type: ignore[attr-defined]
    assert again.read(0) == read.read(0)


@given(st.lists(st.text("abcC0123456789-", max_size=9)))
def test_the_compact_order_is_the_natural_one(names: list[str]) -> None:
    assert sorted(names, key=natural_text) == sorted(names, key=natural_key)


def test_a_server_that_is_not_there() -> None:
    graph = open_endpoint("http://127.0.0.1:9/query")
    with pytest.raises(EndpointError, match="cannot be reached"):
        read_part(graph, ["https://w3id.org/ldn-graph/claim/C01"])


def test_a_graph_in_memory_is_one_part() -> None:
    read = Corpus.open(parse_turtle(WOVEN))
    assert read.chunks.parts == 1
    assert read.chunks.size == len(read.chunks.read(0).claims) == 10


def test_findings_of_very_many_claims_are_counted_for_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_text, "CLAIMS_NAMED", 2)
    monkeypatch.setattr(audit_text, "BLOCKS_SHOWN", 1)
    blocks = audit_text.FindingBlocks(None)
    for n in range(5):
        blocks.add("uncited", "nothing is cited", "cite", f"C{n}")
    for n in range(3):
        blocks.add("uncited", f"nothing but {n}", "cite", f"C{n}")
    assert "".join(blocks.lines()).splitlines() == [
        "",
        "Warning  uncited",
        "  C0 C1 and 3 more",
        "      nothing is cited",
        "      -> cite",
        "  and 3 more findings; all are in: ldn-graph audit -o FILE.csv",
    ]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_document_in_pieces_is_the_document(count: int) -> None:
    items = [{"a": ["b", {"c": n}], "text": "line\nline"} for n in range(count)]
    pieces = "".join(json_item(item, 1) for item in items)
    cut = [pieces[n : n + 7] for n in range(0, len(pieces), 7)]
    assert '{\n  "items": ' + "".join(json_array(cut, 1)) + "\n}\n" == json_text({"items": items})


@pytest.mark.parametrize(
    ("name", "remark"),
    [
        ("nephritis", ""),
        ("lupus", ""),
        ("gout", "no claim is made on the condition 'gout' in this graph; see: ldn-graph query conditions"),
        ("balance", "no condition 'balance' in this graph, where it is a ldn:Mechanism"),
        ("luppus", "did you mean lupus?"),
    ],
)
def test_a_condition_means_the_same_wherever_the_graph_is(tmp_path: Path, name: str, remark: str) -> None:
    """Narrower ones count; an audit of a condition that no claim is made on must not pass."""
    file = tmp_path / "some.ttl"
    nephritis = 'entity:nephritis a ldn:Condition ; rdfs:label "nephritis"@en ; skos:broader entity:lupus .\n'
    gout = 'entity:gout a ldn:Condition ; rdfs:label "gout"@en .\n'
    made = claim_turtle(rdf__object="entity:balance", biolink__disease_context_qualifier="entity:nephritis")
    also = claim_turtle("C02", rdf__object="entity:gout", biolink__disease_context_qualifier="entity:nephritis")
    file.write_text(DECLARATIONS + ENTITIES + nephritis + gout + made + also, encoding="utf-8")
    load_files([file], tmp_path / "db")
    of_file, of_database = (
        ldn("audit", "--condition", name, "--format", "csv", *where)
        for where in (("--graph", str(file)), ("--store", str(tmp_path / "db")))
    )
    assert (of_file.stdout, of_file.exit_code) == (of_database.stdout, of_database.exit_code)
    assert remarks(of_file) == remarks(of_database)
    assert remark in of_file.stderr
    assert of_file.exit_code == (2 if remark else 1)
    assert of_file.stdout.count("C01") == (0 if remark else of_file.stdout.count("C02"))


def test_blank_nodes_have_the_same_names_each_time(woven: Path) -> None:
    text = WOVEN.replace("; ldn:quantity evidence:Q6", "; ldn:quantity _:q").replace("evidence:Q6 a", "_:q a")
    first, second = ([a.because for a in stream_audit(parse_turtle(text))] for _ in range(2))
    assert first == second
    named = [f.because for a in stream_audit(parse_turtle(text)) for f in a.findings]
    assert named == [f.because for a in stream_audit(parse_turtle(text)) for f in a.findings]
