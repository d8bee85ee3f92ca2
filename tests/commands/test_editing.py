"""``ldn-graph rename``, ``merge`` and ``remove``: every reference follows, and all else of the files stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ldn_graph.cli import main
from ldn_graph.rdf.claim_reader import read_claims, read_sources
from ldn_graph.rdf.opening import open_graph

CLAIMS = """# What is claimed of vitamin D.
@prefix : <https://example.org/d/> .
@prefix ldn: <https://w3id.org/ldn-graph/vocab#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix bibo: <http://purl.org/ontology/bibo/> .
@prefix biolink: <https://w3id.org/biolink/vocab/> .

:vitamin-d a ldn:Drug ; rdfs:label "vitamin D" .
:ms a ldn:Condition ; rdfs:label "multiple sclerosis"@en . # the disease
:ms-2 a ldn:Condition ; rdfs:label "MS" ; skos:altLabel "disseminated sclerosis" ;
    skos:broader :ms .

# the first claim
:V1 a ldn:Claim , biolink:Association ;   # as in the title
    rdfs:label "Vitamin D treats multiple sclerosis" ;
    rdf:subject :vitamin-d ; rdf:predicate biolink:treats ; rdf:object :ms ;
    ldn:topic ldn:efficacy ; ldn:wording ldn:asserted ; prov:wasDerivedFrom :article ;
    ldn:statedAt :V1-passage ; biolink:has_evidence :V1-smith , :V1-jones .
:V1-passage a oa:SpecificResource ; oa:hasSource :article ; ldn:section "Abstract" ; ldn:passageSha256 "0" ;
    oa:hasSelector [ a oa:TextPositionSelector ; oa:start 1 ; oa:end 9 ] .
:V1-smith a ldn:EvidenceLine ; ldn:source :smith ; ldn:bearing ldn:supports ; ldn:directness ldn:direct .
:V1-jones a ldn:EvidenceLine ; ldn:source :jones ; ldn:bearing ldn:disputes ; ldn:directness ldn:direct ; ldn:quantity :q .
:V11 a ldn:Claim , biolink:Association ; rdfs:label "Vitamin D treats MS, too" ;
    rdf:subject :vitamin-d ; rdf:predicate biolink:treats ; rdf:object :ms-2 ;
    ldn:topic ldn:efficacy ; ldn:wording ldn:asserted ; prov:wasDerivedFrom :article ; ldn:restsOn :V1 ; ldn:quantity :q .
:q a ldn:Quantity ; ldn:ofWhat "people" ; ldn:low 1 ; ldn:high 2 ; ldn:unit "{person}" .
"""
SOURCES = """PREFIX s: <https://example.org/d/>
PREFIX ldn: <https://w3id.org/ldn-graph/vocab#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX dc: <http://purl.org/dc/elements/1.1/>
PREFIX bibo: <http://purl.org/ontology/bibo/>

s:article a ldn:Source ; dcterms:title "An article" ; ldn:readAs ldn:fullText .
s:smith a ldn:Source ; dcterms:title "A trial" ; bibo:volume "7" ; ldn:readAs ldn:abstract ; dc:creator ( "Smith A" "Jones B" ) .
s:jones a ldn:Source ; dcterms:title "a Trial" ; bibo:doi "10.5555/x" .
"""


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, list(map(str, words)))


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    claims, sources = tmp_path / "claims.ttl", tmp_path / "sources.ttl"
    claims.write_bytes(CLAIMS.replace("\n", "\r\n").encode())
    sources.write_text(SOURCES, encoding="utf-8")
    return claims, sources


def text_of(path: Path) -> str:
    return path.read_bytes().decode().replace("\r\n", "\n")


def test_a_claim_and_what_is_named_after_it_get_another_name_in_all_files(files: tuple[Path, Path]) -> None:
    claims, sources = files
    shown = run("rename", "V1", "V2", "-g", claims, "-g", sources, "--dry-run")
    assert shown.exit_code == 0, shown.output
    assert "+:V2 a ldn:Claim , biolink:Association ;   # as in the title" in shown.stdout
    assert text_of(claims) == CLAIMS
    done = run("rename", "V1", "V2", "-g", claims.parent)
    assert done.exit_code == 0, done.output
    assert text_of(claims) == CLAIMS.replace(":V1 ", ":V2 ").replace(":V1-", ":V2-"), "V11 is another claim"
    assert text_of(sources) == SOURCES
    assert f"written: {claims}\n" in done.stderr
    assert {claim.id for claim in read_claims(open_graph(claims, sources))} == {"V2", "V11"}


def test_a_source_is_renamed_in_both_files_and_its_evidence_lines_with_it(files: tuple[Path, Path]) -> None:
    claims, sources = files
    done = run("rename", "10.5555/x", "s:jones-1990", "-g", claims, "-g", sources)
    assert done.exit_code == 0, done.output
    assert text_of(claims) == CLAIMS.replace(":V1-jones", ":V1-jones-1990").replace(":jones ", ":jones-1990 ")
    assert text_of(sources) == SOURCES.replace("s:jones", "s:jones-1990")


def test_nodes_in_brackets_and_several_of_one_label_are_told(files: tuple[Path, Path]) -> None:
    claims, _ = files
    more = """:b rdfs:label "two" . :c rdfs:label "two" .
:d ldn:notice [ rdfs:label "blanky" ] , [ a ldn:Drug ; rdfs:label "a drug" ] .
"""
    claims.write_text(CLAIMS + more, encoding="utf-8")
    for words, told in (
        (["merge", "blanky", ":b"], "'blanky' stands in brackets"),
        (["rename", "a drug", "b-2"], "'a drug' stands in brackets"),
        (["remove", "two"], "'two' is the name of :b, :c; write one of these"),
    ):
        done = run(*words, "-g", claims)
        assert (done.exit_code, told in done.stderr) == (2, True), done.output
    assert claims.read_text(encoding="utf-8") == CLAIMS + more


def test_a_diff_has_the_lines_of_the_file(tmp_path: Path) -> None:
    """One at the end without a newline, and one with signs in it that are ends of lines elsewhere."""
    path = tmp_path / "x.ttl"
    path.write_bytes(b'PREFIX : <https://example.org/>\n:a :p "\xe2\x80\xa8" ; :q :a .\n:b :p :a .')
    done = run("rename", ":a", ":c", "-g", path, "--dry-run")
    assert done.stdout.partition("@@\n")[2] == (
        ' PREFIX : <https://example.org/>\n-:a :p "\u2028" ; :q :a .\n-:b :p :a .\n\\ No newline at end of file\n'
        '+:c :p "\u2028" ; :q :c .\n+:b :p :c .\n\\ No newline at end of file\n'
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["rename", "V1", "V11"], "there is a :V11 already"),
        (["rename", "V1", "https://example.org/e/V11"], "ids of claims differ"),
        (["rename", "V1", "other/id?"], "cannot be an id"),
        (["rename", "V1", "nope:x"], "cannot be an id"),
        (["rename", "vitamin", "V4"], "no node 'vitamin' in this graph; did you mean vitamin d (vitamin-d)?"),
        (["merge", "V1", "V1"], "are one node"),
        (["merge", "V1", "V11"], 'rdfs:label: "Vitamin D treats multiple sclerosis", and "Vitamin D treats MS, too"'),
        (["merge", "V1", "ms"], "rdf:type: ldn:Claim, and ldn:Condition"),
        (["merge", "smith", "jones"], 'dcterms:title: "A trial", and "a Trial"'),
        (["remove", "V1"], "claims.ttl:28: :V11 ldn:restsOn :V1"),
        (["remove", "smith", "V11"], "claims.ttl:26: :V1-smith ldn:source :smith"),
    ],
)  # fmt: skip
def test_what_would_lose_something_is_refused_and_nothing_is_written(
    files: tuple[Path, Path], words: list[str], told: str
) -> None:
    claims, sources = files
    done = run(*words, "-g", claims, "-g", sources)
    assert done.exit_code == 2, done.output
    assert told in done.stderr
    assert (text_of(claims), text_of(sources)) == (CLAIMS, SOURCES)


def test_two_things_of_one_registry_are_not_one(files: tuple[Path, Path]) -> None:
    claims, _ = files
    numbered = CLAIMS.replace(":ms a ldn:Condition ;", ":ms a ldn:Condition ; skos:exactMatch <MONDO_1> ;")
    numbered = numbered.replace(
        ":ms-2 a ldn:Condition ;", ":ms-2 a ldn:Condition ; skos:exactMatch <MONDO_2> , <MESH> ;"
    )
    for number, iri in (("MONDO_1", "obo/MONDO_0005301"), ("MONDO_2", "obo/MONDO_0005011")):
        numbered = numbered.replace(f"<{number}>", f"<http://purl.obolibrary.org/{iri}>")
    numbered = numbered.replace("<MESH>", "<http://id.nlm.nih.gov/mesh/D009103>")
    claims.write_text(numbered, encoding="utf-8")
    done = run("merge", ":ms", "MS", "-g", claims)
    assert (done.exit_code, text_of(claims)) == (2, numbered)
    assert "skos:exactMatch: obo:MONDO_0005301, and obo:MONDO_0005011" in done.stderr


def test_one_entity_of_two(files: tuple[Path, Path]) -> None:
    claims, _ = files
    done = run("merge", ":ms", "MS", "-g", claims)
    assert done.exit_code == 0, done.output
    assert text_of(claims) == CLAIMS.replace(
        '"multiple sclerosis"@en .', '"multiple sclerosis"@en ;\n    skos:altLabel "MS" , "disseminated sclerosis" .'
    ).replace(
        ':ms-2 a ldn:Condition ; rdfs:label "MS" ; skos:altLabel "disseminated sclerosis" ;\n    skos:broader :ms .\n', ""
    ).replace(":ms-2", ":ms")  # fmt: skip


def test_an_entity_without_a_label_takes_that_of_the_other(files: tuple[Path, Path]) -> None:
    claims, _ = files
    text = CLAIMS.replace(':vitamin-d a ldn:Drug ; rdfs:label "vitamin D" .', ":vitamin-d a ldn:Drug .")
    claims.write_text(f'{text}:d3 a ldn:Drug ; rdfs:label "vitamin D3" .\n', encoding="utf-8")
    assert run("merge", ":vitamin-d", ":d3", "-g", claims).exit_code == 0
    assert ':vitamin-d a ldn:Drug ;\n    rdfs:label "vitamin D3" .\n' in text_of(claims)


def test_one_source_of_two_with_authors_that_stand_in_a_list(files: tuple[Path, Path]) -> None:
    claims, sources = files
    sources.write_text(SOURCES.replace("a Trial", "A trial"), encoding="utf-8")
    done = run("merge", "jones", "smith", "-g", claims, "-g", sources)
    assert done.exit_code == 0, done.output
    merged = next(source for source in read_sources(open_graph(sources)) if source.id == "jones")
    assert (merged.title, merged.volume, merged.doi, merged.read_as) == ("A trial", "7", "10.5555/x", "abstract")
    assert merged.authors == ("Smith A", "Jones B")
    assert {line.source.id for claim in read_claims(open_graph(claims, sources)) for line in claim.lines} == {"jones"}


def test_a_claim_goes_with_what_is_its_own_and_comments_stay(files: tuple[Path, Path]) -> None:
    claims, sources = files
    done = run("remove", "V1", "V11", "-g", claims, "-g", sources)
    assert done.exit_code == 0, done.output
    assert "with it: :V1-passage, :V1-smith, :V1-jones, :q" in done.stderr
    start, _, _ = CLAIMS.partition(":V1 a")
    assert text_of(claims) == f"{start}# as in the title\n"

    claims.write_text(CLAIMS, encoding="utf-8")
    done = run("remove", "V1-jones", "V11", "-g", claims)
    assert done.exit_code == 0, done.output
    assert ":q a ldn:Quantity" not in text_of(claims)
    claims.write_text(CLAIMS, encoding="utf-8")
    assert run("remove", "V1-jones", "-g", claims).exit_code == 0
    rest = [line for line in CLAIMS.splitlines() if not line.startswith(":V1-jones")]
    assert (
        text_of(claims).splitlines() == "\n".join(rest).replace(":V1-smith , :V1-jones .", ":V1-smith .").splitlines()
    )


def test_only_turtle_that_is_there_is_edited(tmp_path: Path) -> None:
    for name, text, told in (("x.nt", "", "only files of Turtle"), ("x.ttl", "# none\n", "no triples in it")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        done = run("remove", "x", "-g", tmp_path / name)
        assert (done.exit_code, told in done.stderr) == (2, True), done.stderr
    assert "no such file" in run("remove", "x", "-g", tmp_path / "none.ttl").stderr


def test_where_the_graph_of_a_folder_is_a_table_it_is_changed_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ldn-graph.toml").write_text(
        'graph = ["c.csv"]\nnamespace = "https://example.org/"\n', encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    done = run("remove", "x")
    assert (done.exit_code, "the graph of this folder is a table; change it there: c.csv" in done.stderr) == (2, True)
