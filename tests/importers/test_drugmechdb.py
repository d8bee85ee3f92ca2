"""DrugMechDB: what its paths say is what the claims say, and what could not be carried over is told."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import IO, Any

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_graph.audit.audit import audit_claims
from ldn_graph.cli import main
from ldn_graph.errors import ImportFormatError
from ldn_graph.importers.collector import Collector, Relation
from ldn_graph.importers.drugmechdb import BEARINGS, import_drugmechdb
from ldn_graph.importers.iris import DEFAULT_NAMESPACE, IriMinter
from ldn_graph.importers.values import Imported
from ldn_graph.importers.writer import statements_of
from ldn_graph.model.claims import Claim
from ldn_graph.model.graph import Graph
from ldn_graph.model.identifiers import expand_curie
from ldn_graph.model.vocab import BIOLINK, DCTERMS, LDN, RDF, SKOS, shorten
from ldn_graph.network.hops import read_hops
from ldn_graph.output.characters import clean
from ldn_graph.output.remarks import Remarks
from ldn_graph.rdf.claim_reader import read_claims, read_sources
from ldn_graph.rdf.opening import open_graph, parse_turtle
from ldn_graph.validation.report import validate_graph

SAMPLE = """\
- directed: true
  multigraph: true
  graph: {_id: DB00704_MESH_D003424_1, drug: naltrexone, drug_mesh: "MESH:D009271", drugbank: "DB:DB00704",
          disease: Crohn disease, disease_mesh: "MESH:D003424"}
  comment: a made-up path
  nodes:
  - {id: "MESH:D009271", name: Naltrexone, label: Drug}
  - {id: "UniProt:P41143", name: opioid receptor, label: Protein, alt_names: [OPRD1], alt_ids: ["PR:P41143"]}
  - {id: "GO:0006954", name: NO, label: BiologicalProcess}
  - {id: "MESH:D003424", name: Crohn's disease, label: Disease}
  links:
  - {source: "MESH:D009271", key: decreases activity of, target: "UniProt:P41143"}
  - source: UniProt:P41143
    key: positively regulates
    target: GO:0006954
    evidence:
    - {reference: "PMID:21380937", supports: SUPPORT, snippet: "It was\\n higher: \\"p\\" < 0.05", explanation: why,
       evidence_source: IN_VITRO}
    - {reference: "https://doi.org/10.1177/1352458508095828", supports: PARTIAL, snippet: "some", evidence_source: OTHER}
    - {reference: "PMID:1", supports: REFUTE, explanation: against}
    - {reference: "PMID:2", supports: NO_EVIDENCE}
  - {source: "GO:0006954", key: causes, target: "MESH:D003424"}
  references: ["https://pubmed.ncbi.nlm.nih.gov/21380937/", "https://go.drugbank.com/drugs/DB00704",
    "https://en.wikipedia.org/wiki/Crohn%27s_disease"]
- graph: {_id: DB00002_MESH_D003424_1, drug: other, drug_mesh: "MESH:D000068818", disease: Crohn disease,
          disease_mesh: "MESH:D003424"}
  nodes:
  - {id: "MESH:D000068818", name: other, label: Drug}
  - {id: "GO:0006954", name: inflammation, label: BiologicalProcess}
  - {id: "MESH:D003424", name: Crohn's disease, label: Disease}
  links:
  - {source: "MESH:D000068818", key: negatively regulates, target: "GO:0006954"}
  - {source: "GO:0006954", key: causes, target: "MESH:D003424"}
"""


def turtle(imported: Imported) -> bytes:
    import io

    from ldn_graph.importers.writer import write_imported

    out = io.BytesIO()
    write_imported(imported, out, "turtle", DEFAULT_NAMESPACE)
    return out.getvalue()


def read(text: str, tmp_path: Path) -> tuple[Graph, dict[str, Claim], Imported]:
    imported = import_drugmechdb([("sample.yaml", text)])
    file = tmp_path / "out.ttl"
    file.write_bytes(turtle(imported))
    graph = open_graph(file)
    return graph, {c.id: c for c in read_claims(graph)}, imported


def run(*words: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["import", *words], input=stdin)


def test_each_link_is_a_claim_in_the_disease_of_its_path(tmp_path: Path) -> None:
    _, claims, _ = read(SAMPLE, tmp_path)
    expected = set()
    for path in yaml.load(SAMPLE, Loader=yaml.BaseLoader):  # noqa: S506  # which makes texts only
        for link in path["links"]:
            predicate = BIOLINK.iri + link["key"].replace(" ", "_")
            expected.add(
                (link["source"], predicate, link["target"], path["graph"]["disease_mesh"], path["graph"]["_id"])
            )
    read_back = {
        (c.subject.id.replace("_", ":"), c.predicate, c.object.id.replace("_", ":"), c.condition.id.replace("_", ":"),
         article.id.removeprefix("drugmechdb."))
        for c in claims.values() for article in c.articles if c.condition
    }  # fmt: skip
    assert read_back == expected
    assert len(claims) == 4


def test_the_same_link_in_two_paths_is_one_claim_with_two_origins(tmp_path: Path) -> None:
    _, claims, _ = read(SAMPLE, tmp_path)
    shared = claims["GO_0006954.causes.MESH_D003424.MESH_D003424"]
    assert [a.id for a in shared.articles] == ["drugmechdb.DB00002_MESH_D003424_1", "drugmechdb.DB00704_MESH_D003424_1"]
    assert {c.id for c in claims.values() if len(c.articles) > 1} == {shared.id}
    audit = {a.claim.id: a.as_published for a in audit_claims(claims.values()).claims}
    assert audit == {
        "GO_0006954.causes.MESH_D003424.MESH_D003424": "document_only",  # one of its two paths has references
        "MESH_D000068818.negatively_regulates.GO_0006954.MESH_D003424": "no_reference",
        "MESH_D009271.decreases_activity_of.UniProt_P41143.MESH_D003424": "document_only",
        "UniProt_P41143.positively_regulates.GO_0006954.MESH_D003424": "document_only",
    }


def test_a_path_keeps_the_order_of_its_links_and_its_references(tmp_path: Path) -> None:
    graph, _, _ = read(SAMPLE, tmp_path)
    first, second = (f"{DEFAULT_NAMESPACE}source/drugmechdb.{name}_MESH_D003424_1" for name in ("DB00704", "DB00002"))
    said = {(q.subject.value, q.predicate.value): q.object.value for q in graph.quads}
    order = [said[first, f"{RDF.iri}_{n}"].removeprefix(f"{DEFAULT_NAMESPACE}claim/") for n in (1, 2, 3)]
    assert order == [
        "MESH_D009271.decreases_activity_of.UniProt_P41143.MESH_D003424",
        "UniProt_P41143.positively_regulates.GO_0006954.MESH_D003424",
        "GO_0006954.causes.MESH_D003424.MESH_D003424",
    ]
    assert (first, f"{RDF.iri}_4") not in said
    sources = {s.iri: s for s in read_sources(graph)}
    cited = [sources[iri] for iri in sources[first].cites]
    assert [(s.pmid, s.page, s.label) for s in cited] == [
        (None, "https://go.drugbank.com/drugs/DB00704", "DrugBank DB00704"),
        (None, "https://en.wikipedia.org/wiki/Crohn%27s_disease", "Wikipedia: Crohn's disease"),
        ("21380937", None, "PubMed 21380937"),
    ]
    assert sources[second].cites == ()
    assert sources[first].comment == "a made-up path"
    assert said[first, RDF.type] in (LDN.Source, LDN.Record, RDF.Seq)
    about = {q.object.value for q in graph.quads if q.subject.value == first and q.predicate.value == DCTERMS.subject}
    assert about == {f"{DEFAULT_NAMESPACE}entity/MESH_D009271", f"{DEFAULT_NAMESPACE}entity/MESH_D003424"}


def test_the_evidence_of_a_link_becomes_lines_with_its_words(tmp_path: Path) -> None:
    graph, claims, _ = read(SAMPLE, tmp_path)
    claim = claims["UniProt_P41143.positively_regulates.GO_0006954.MESH_D003424"]
    said = {e.bearing: (e.source.pmid or e.source.doi, e.quotations, e.comment, e.design) for e in claim.lines}
    assert said == {
        "supports": ("21380937", ('It was\n higher: "p" < 0.05',), "why", "inVitro"),
        "qualifies": ("10.1177/1352458508095828", ("some",), None, None),
        "disputes": ("1", (), "against", None),
        "leavesOpen": ("2", (), None, None),
    }
    assert {e.directness for e in claim.lines} == {"unrated"}
    kinds = {q.object.value for q in graph.quads if q.predicate.value == DCTERMS.type}
    assert kinds == {"IN_VITRO", "OTHER"}
    assert claim.direction == "increased"
    assert set(BEARINGS) == {"SUPPORT", "PARTIAL", "REFUTE", "NO_EVIDENCE"}


def test_entities_keep_their_names_classes_and_identifiers(tmp_path: Path) -> None:
    graph, claims, _ = read(SAMPLE, tmp_path)
    first = claims["MESH_D009271.decreases_activity_of.UniProt_P41143.MESH_D003424"]
    assert (first.subject.kind, first.object.kind, first.context and first.context.kind) == (
        "Drug",
        "Mechanism",
        "Condition",
    )
    assert first.subject.matches == ("http://id.nlm.nih.gov/mesh/D009271", "https://identifiers.org/drugbank:DB00704")
    assert first.object.other_labels == ("OPRD1",)
    assert first.object.matches == (
        "http://purl.obolibrary.org/obo/PR_P41143", "http://purl.uniprot.org/uniprot/P41143",
    )  # fmt: skip
    process = claims["GO_0006954.causes.MESH_D003424.MESH_D003424"].subject
    assert {process.label, *process.other_labels} == {"NO", "inflammation"}  # nitric oxide, and no boolean
    assert "biolink:Protein" in {shorten(q.object.value) for q in graph.quads if q.subject.value == first.object.iri}
    assert first.label == "Naltrexone decreases activity of opioid receptor, in Crohn's disease"


def test_the_result_conforms_but_for_what_the_source_leaves_out(tmp_path: Path) -> None:
    graph, claims, _ = read(SAMPLE, tmp_path)
    report = validate_graph(graph)
    assert report.conforms, "\n".join(map(str, report.results))
    assert {r.source_shape for r in report.results} == {"line-comment", "source-design", "predicate"}
    unknown = {r.message.split()[0] for r in report.results if r.source_shape == "predicate"}
    older = ("decreases_activity_of", "positively_regulates", "negatively_regulates")  # of earlier releases of Biolink
    assert unknown == {f"biolink:{name}" for name in older}
    assert len(read_hops(audit_claims(claims.values()))) >= len(claims)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('target: "MESH:D003424"}\n  references', 'target: "MESH:D9"}\n  references',
         "1 link left out to nodes that are not in the same path: DB00704_MESH_D003424_1.links[2]"),
        ("key: decreases activity of, ", "", "1 link left out without source, key or target: DB00704_MESH_D003424_1.links[0]"),
        ("key: decreases activity of", "key: 4.5",
         "1 value left out that cannot be read as text (put it in quotes): DB00704_MESH_D003424_1.links[0].key (a number)"),
        ("key: decreases activity of", "key: Größer!",
         "1 key of a link that can be no predicate of Biolink, kept under a new IRI: DB00704_MESH_D003424_1.links[0]"),
        ("supports: PARTIAL", "supports: maybe",
         "1 piece of evidence left out whose supports is none of SUPPORT, PARTIAL, REFUTE, NO_EVIDENCE: "
         "DB00704_MESH_D003424_1.links[1].evidence[1] (maybe)"),
        ('reference: "PMID:1", ', "", "1 piece of evidence left out without a reference: DB00704_MESH_D003424_1.links[1].evidence[2]"),
        ("_id: DB00002_MESH_D003424_1", "_id: DB00704_MESH_D003424_1",
         "1 path left out whose graph._id another has (give each its own): DB00704_MESH_D003424_1"),
        ("_id: DB00002_MESH_D003424_1, ", "", "1 path left out without graph._id: sample.yaml[1]"),
        ("label: Protein", "label: a protein", "1 class of a node left out that can be none of Biolink: DB00704_MESH_D003424_1.nodes[1].label a protein"),
        ("name: Naltrexone, label", "label", "entities"),
        ("directed: true", "directed: true\n  extra: 1", "1 key left out that a path does not have: sample.yaml[0].extra"),
        ("- directed: true", "- nothing\n- directed: true", "1 path left out that cannot be read as a mapping: sample.yaml[0] (a text)"),
        ('nodes:\n  - {id: "MESH:D009271"', 'nodes:\n  - 7\n  - {id: "MESH:D009271"',
         "1 node left out that cannot be read as a mapping: DB00704_MESH_D003424_1.nodes[0] (a number)"),
        ("drug_mesh: \"MESH:D000068818\"", "drugbank: \"DB:B1\"", "1 identifier"),
        ('id: "MESH:D009271", name', 'id: "MESH:D009271", id2: x, name', "1 key left out that a node does not have: DB00704_MESH_D003424_1.nodes[0].id2"),
        ("key: causes, target: \"MESH:D003424\"}\n  references", "key: causes, target: \"GO:0006954\"}\n  references",
         "1 link from a node to itself, kept: DB00704_MESH_D003424_1.links[2]"),
        ("key: causes, target: \"MESH:D003424\"}\n  references", "key: causes, target: \"MESH:D009271\"}\n  references",
         "1 path whose links lead in a circle, kept: DB00704_MESH_D003424_1"),
        ('"https://go.drugbank.com/drugs/DB00704",', "a book,", "1 reference without PMID, DOI or address, kept as text: a book"),
        ("nodes:\n  - {id: \"MESH:D000", "nodes: 5\n  links2:\n  - {id: \"MESH:D000", "1 value left out that cannot be read as a list: DB00002_MESH_D003424_1.nodes (a number)"),
        ('          disease_mesh: "MESH:D003424"}\n  nodes:\n  - {id: "MESH:D000', '          }\n  nodes:\n  - {id: "MESH:D000',
         "1 path without graph.disease_mesh, whose claims are in no condition: DB00002_MESH_D003424_1"),
    ],
)  # fmt: skip
def test_what_is_left_out_is_counted_and_named(before: str, after: str, told: str) -> None:
    assert before in SAMPLE
    remarks = import_drugmechdb([("sample.yaml", SAMPLE.replace(before, after, 1))]).remarks
    if told not in ("entities", "1 identifier"):
        assert told in remarks
    assert len(remarks) <= 5


def test_the_sample_itself_leaves_nothing_out() -> None:
    assert import_drugmechdb([("sample.yaml", SAMPLE)]).remarks == ()


def test_many_of_a_kind_are_named_by_the_first() -> None:
    remarks = Remarks()
    for n in range(1, 13):
        remarks.add("link", "left out", f"l{n}")
    assert list(remarks.lines()) == ["12 links left out: l1, l2, l3, and 9 more"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "x.yaml: nothing, not a list of paths; give indication_paths.yaml, or one path"),
        ("just text", "x.yaml: a text, not a list of paths"),
        ("{a: 1}", "x.yaml: a mapping, not a list of paths"),
        ("[]", "x.yaml: no claim could be read; see docs/importing.md"),
        ("- {graph: {_id: a}}", "1 path left out without a link: a"),
        ("a: b\n  c: [d", "x.yaml:2: mapping values are not allowed in this context; mend the YAML there"),
        ("- &a [*a]", "x.yaml:1: recursion limit exceeded"),
        ("[" * 2000, "x.yaml: brackets within brackets, more than 1,000"),
        ("- " * 5000, "recursion limit exceeded"),
        ("- {graph: {_id: a, _id: b}}", 'duplicate entry with key "_id"'),
        ("a: 1\n---\na: 2", "more than one document"),
        ("- \x01", "control characters are not allowed"),
    ],
)
def test_what_is_no_file_of_paths_is_told_with_its_line(text: str, problem: str) -> None:
    with pytest.raises(ImportFormatError) as raised:
        import_drugmechdb([("x.yaml", text)])
    assert problem in str(raised.value)


def test_aliases_that_multiply_are_refused() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{new}: &{new} [{','.join([f'*{old}'] * 10)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with pytest.raises(ImportFormatError, match="repetition limit exceeded"):
        import_drugmechdb([("x.yaml", bomb)])


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=5,
)


@given(st.data())
def test_any_value_in_any_place_is_read_or_told(data: st.DataObject) -> None:
    paths = yaml.safe_load(SAMPLE)
    for _ in range(data.draw(st.integers(1, 3))):
        at: Any = paths
        while True:
            key = data.draw(st.sampled_from(sorted(at) if isinstance(at, dict) else range(len(at))))
            if not (isinstance(at[key], dict | list) and at[key] and data.draw(st.booleans())):
                at[key] = data.draw(_VALUES)
                break
            at = at[key]
    try:
        imported = import_drugmechdb([("x", json.dumps(paths))])
    except ImportFormatError:  # no path is left that has a link
        return
    graph = parse_turtle(turtle(imported).decode())
    assert len(read_claims(graph)) == len(imported.claims)
    assert {q.subject.value for q in graph.quads if q.object.value == LDN.Claim} == {c.iri for c in imported.claims}


_TEXTS = st.one_of(
    st.text(max_size=12), st.sampled_from(["MESH:D1", "x", "https://a.b/[c]#d#e", "a:b", 'q"\\<>', "\ud800"])
)


@settings(max_examples=150)
@given(st.data())
def test_no_text_breaks_out_of_its_place(data: st.DataObject) -> None:
    from rdflib import Graph as RdflibGraph
    from rdflib.compare import isomorphic

    names = data.draw(st.lists(_TEXTS, min_size=2, max_size=4, unique=True))
    a, key, kind, words, reference = (data.draw(_TEXTS) for _ in range(5))
    collector = Collector()
    for name in names:
        collector.entity(name, label=words or None, other_labels=[a], identifiers=[kind])
    source = collector.reference(reference)
    claim = collector.claim(
        Relation(names[0], collector.iris.mint("predicate", key), key, names[1]), names[-1], origin=source,
        topic="mechanism",
        qualifiers=[("subject_aspect_qualifier", a)], comment=words, notes=[(DCTERMS.type, kind)], cited=[source],
    )  # fmt: skip
    collector.line(claim, source, "supports", quotation=clean(words), comment=clean(a))
    imported = collector.collected()
    written = turtle(imported)
    assert written == turtle(imported)
    as_rdflib = RdflibGraph().parse(data=written, format="turtle")
    other = RdflibGraph()
    for q in _parsed(written):
        other.parse(data=f"{q} .", format="nt")
    assert isomorphic(as_rdflib, other)
    assert len(as_rdflib) == len(set(statements_of(imported)))


def _parsed(data: bytes) -> list[str]:
    import pyoxigraph as ox

    return [str(q.triple) for q in ox.parse(data, format=ox.RdfFormat.TURTLE)]


@given(st.lists(_TEXTS, min_size=2, max_size=2, unique=True))
def test_different_texts_have_different_iris(texts: list[str]) -> None:
    iris = IriMinter()
    assert iris.mint("entity", texts[0]) != iris.mint("entity", texts[1])


def test_texts_that_look_like_minted_ones_stay_apart() -> None:
    names = ["a:b", "a_b", "a-b", "a b", "A:b", "", "a__b", "a.b", "a:b:c", "a/b", "é", "e"]
    minted = {IriMinter().mint("entity", name) for name in names}
    twice = {IriMinter().mint("entity", iri.rpartition("/")[2]) for iri in minted}
    assert len(minted) == len(names)
    assert len(minted | twice) == len(set(names) | {iri.rpartition("/")[2] for iri in minted})


# the command ----------------------------------------------------------------------------------


def test_the_command_writes_a_graph_that_the_others_take(tmp_path: Path) -> None:
    source, out = tmp_path / "paths.yaml.gz", tmp_path / "out.ttl"
    source.write_bytes(gzip.compress(SAMPLE.encode()))
    result = run("drugmechdb", str(source), "-o", str(out))
    assert result.exit_code == 0, result.output
    assert "4 claims, 1 of them from several origins; 4 evidence lines, 8 sources, 5 entities" in result.stderr
    assert result.stdout == ""
    for words in (
        ["audit", "-g", str(out), "--fail-on", "never"],
        ["claims", "-g", str(out)],
        ["claim", "UniProt_P41143.positively_regulates.GO_0006954.MESH_D003424", "-g", str(out)],
        ["query", "uncited-claims", "-g", str(out)],
        ["paths", "Naltrexone", "Crohn's disease", "-g", str(out)],
        ["draw", "-g", str(out), "-o", str(tmp_path / "page.html")],
        ["validate", "-g", str(out)],
    ):
        asked = CliRunner().invoke(main, words)
        assert asked.exit_code == 0, (words, asked.output)


@pytest.mark.parametrize(
    ("name", "start"), [("o.ttl", b"@prefix"), ("o.nt", b"<https://"), ("o.trig", b"@prefix"), ("o.nt.gz", b"\x1f\x8b")]
)
def test_the_ending_chooses_the_format_and_the_bytes_are_the_same_every_time(
    tmp_path: Path, name: str, start: bytes
) -> None:
    source = tmp_path / "paths.yaml"
    source.write_text(SAMPLE, encoding="utf-8")
    written = []
    for n in range(2):
        out = tmp_path / f"{n}{name}"
        assert run("drugmechdb", str(source), "-o", str(out)).exit_code == 0
        written.append(out.read_bytes())
    assert written[0] == written[1]
    assert written[0].startswith(start)


def test_paths_from_standard_input_a_folder_and_one_a_file(tmp_path: Path) -> None:
    whole = run("drugmechdb", "-", stdin=SAMPLE)
    assert whole.exit_code == 0
    for n, part in enumerate(SAMPLE.split("\n- graph")):
        text = part if n == 0 else f"- graph{part}"
        document = "\n".join(line[2:] for line in text.splitlines())  # no list, one path
        (tmp_path / f"{n}.yaml").write_text(document, encoding="utf-8")
    folder = run("drugmechdb", str(tmp_path))
    assert folder.stdout == whole.stdout
    assert run("drugmechdb", str(tmp_path / "0.yaml"), str(tmp_path / "1.yaml")).stdout == whole.stdout


def test_iris_begin_where_the_user_says(tmp_path: Path) -> None:
    result = run("drugmechdb", "-", "--namespace", "https://example.org/mine/", "--format", "ntriples", stdin=SAMPLE)
    assert "<https://example.org/mine/claim/GO_0006954.causes.MESH_D003424.MESH_D003424>" in result.stdout
    assert DEFAULT_NAMESPACE + "claim/" not in result.stdout
    for wrong in ("https://example.org/mine", "mine/", "https://a b/"):
        result = run("drugmechdb", "-", "--namespace", wrong, stdin=SAMPLE)
        assert result.exit_code == 2
        assert "is no namespace; give an address that ends in a slash" in result.stderr


def test_a_mistake_ends_with_exit_code_2_and_leaves_what_was_there(tmp_path: Path) -> None:
    out, source = tmp_path / "out.ttl", tmp_path / "bad.yaml"
    out.write_text("before", encoding="utf-8")
    source.write_bytes(b"\xff\xfe\x00")
    cases = {
        str(source): "not UTF-8",
        str(tmp_path / "none.yaml"): "No such file",
        str(tmp_path / "broken.yaml.gz"): "check the path and the file",
    }
    (tmp_path / "broken.yaml.gz").write_bytes(gzip.compress(SAMPLE.encode())[:-20])
    (tmp_path / "empty").mkdir()
    cases[str(tmp_path / "empty")] = "no file in this folder ends in .yaml or .yml"
    for path, problem in cases.items():
        result = run("drugmechdb", path, "-o", str(out))
        assert result.exit_code == 2, path
        assert problem in result.stderr
        assert "Traceback" not in result.stderr
    assert out.read_text(encoding="utf-8") == "before"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bad.yaml", "broken.yaml.gz", "empty", "out.ttl"]
    assert run("drugmechdb", "-", "-o", str(tmp_path / "out.csv"), stdin=SAMPLE).exit_code == 2


def test_an_interruption_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(imported: Imported, stream: IO[bytes], form: str, base: str) -> int:
        stream.write(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr("ldn_graph.importers.writer.write_imported", interrupt)
    out = tmp_path / "out.ttl"
    out.write_text("before", encoding="utf-8")
    result = run("drugmechdb", "-", "-o", str(out), stdin=SAMPLE)
    assert (result.exit_code, out.read_text(encoding="utf-8")) == (130, "before")
    assert [p.name for p in tmp_path.iterdir()] == ["out.ttl"]


def test_without_its_parser_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ryaml", None)
    result = run("drugmechdb", "-", stdin=SAMPLE)
    assert result.exit_code == 2
    assert "ryaml is not installed; in the checkout: pip install -e '.[yaml]', without -e where" in result.stderr


# identifiers ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "curie",
    [
        "MESH:D003882", "UniProt:P21397", "GO:0006954", "DB:DB00704", "HP:0100699", "CL:0000092", "UBERON:0000948",
        "reactome:R-HSA-2672351", "InterPro:IPR001696", "taxonomy:9606", "Pfam:PF00069", "TIGR:TIGR00001",
        "CHEBI:7465", "PR:P12345", "PR:000001234", "MONDO:0005011", "HGNC:8154", "NCBIGene:4988", "ECO:0000305",
    ],
)  # fmt: skip
def test_prefixes_are_those_of_the_bioregistry(curie: str) -> None:
    import re

    import bioregistry

    prefix, identifier = curie.split(":")
    name = bioregistry.normalize_prefix({"DB": "drugbank", "TIGR": "tigrfam"}.get(prefix, prefix))
    assert re.fullmatch(str(bioregistry.get_pattern(str(name))), identifier)
    iri = expand_curie(curie)
    assert iri is not None
    assert iri.endswith(identifier)
    formats = {bioregistry.get_resource(str(name)).get_rdf_uri_format()}  # type: ignore[union-attr]
    assert iri.removesuffix(identifier) + "$1" in formats | {f"https://identifiers.org/{name}:$1"}


def test_an_identifier_of_no_known_prefix_is_kept_as_text(tmp_path: Path) -> None:
    graph, _, imported = read(SAMPLE.replace("GO:0006954", "odd:6954"), tmp_path)
    assert "1 identifier of no known prefix or form, kept as text: odd:6954" in imported.remarks
    assert [q.object.value for q in graph.quads if q.predicate.value == SKOS.notation] == ["odd:6954"]


def test_what_nobody_judged_is_no_overclaim_and_the_audit_says_so_once(tmp_path: Path) -> None:
    """An imported path has claims that nobody judged the wording of, whatever its references say."""
    path = tmp_path / "sample.ttl"
    path.write_bytes(turtle(import_drugmechdb([("sample.yaml", SAMPLE)])))
    audit = audit_claims(read_claims(open_graph(str(path))))
    assert {c.claim.wording for c in audit.claims} == {"unjudged"}
    assert audit.count_flags()["overclaimed"] == 0
    assert audit.count_flags()["wording-unjudged"] == len(audit.claims)
    text = CliRunner().invoke(main, ["audit", "-g", str(path), "--fail-on", "never"]).output
    assert text.count("overclaimed was not judged\n") == 1, "once for all claims"
    assert f"the wording of {len(audit.claims)} claims, and so not whether it says too much\n" in text
