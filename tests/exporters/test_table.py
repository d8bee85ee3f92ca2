"""A table that is written: imported it is the graph again, and exported again the same table, byte for byte."""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_graph.audit.audit import audit_claims
from ldn_graph.cli import main
from ldn_graph.errors import ModelError
from ldn_graph.exporters.table import Table, claims_table
from ldn_graph.importers.iris import DEFAULT_NAMESPACE
from ldn_graph.importers.spreadsheets import csv_cells, workbook_cells
from ldn_graph.importers.table import import_table
from ldn_graph.importers.table_file import table_bytes
from ldn_graph.importers.table_layout import CLOSED_LISTS, COLUMNS, guarded, unguarded
from ldn_graph.importers.table_words import as_written
from ldn_graph.importers.writer import Statement, statements_of, write_imported
from ldn_graph.model.graph import Graph
from ldn_graph.model.vocab import (
    BIBO,
    BIOLINK,
    CITO,
    DC,
    DCTERMS,
    FOAF,
    LDN,
    OA,
    PROPERTIES,
    PROV,
    RDF,
    RDFS,
    SKOS,
    XSD,
)
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.opening import open_graph, parse_turtle
from tests.conftest import ROOT

ARTICLE = "They say =so, often.\nThey also say\nthat it helps."


def graph_of(text: str, articles: dict[str, str]) -> Graph:
    out = io.BytesIO()
    write_imported(import_table("t.csv", text, articles=articles), out, "turtle", DEFAULT_NAMESPACE)
    return parse_turtle(out.getvalue().decode())


def exported(graph: Graph, articles: dict[str, str]) -> Table:
    return claims_table(graph, read_claims(graph), articles)


def csv_of(table: Table) -> str:
    return table_bytes(table.columns, table.rows).decode()


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=8).filter(str.strip)
_SIGNS = st.sampled_from(["=1", "'=a", "-b; +c", 'x, "y"', "two\nlines", "a;b"])
_WORDS = st.one_of(_TEXT, _SIGNS)
_NUMBERS = st.sampled_from(["2.8", "2,8", "39 of 40", "40 to 60", "-1", "9"])
_DAYS = st.sampled_from(["2026-11-28", "2026-11-28 00:00:00"])
_FEW = st.integers(0, 2)


def _of_list(column: str) -> st.SearchStrategy[str]:
    return st.sampled_from([as_written(name) for name in CLOSED_LISTS[column]])


def _some(**cells: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str]]:
    """Some of these cells, and none that is empty."""
    return st.fixed_dictionaries({}, optional=cells)


_CLAIMS = st.one_of(
    _some(topic=_of_list("topic"), wording=_of_list("wording")),
    st.builds(
        dict,
        subject=st.sampled_from(["LDN", "low-dose naltrexone", "=drug"]),
        predicate=st.sampled_from(["affects", "prevents", "hasDailyDose", "reduces", "http://example.org/helps"]),
        object=st.sampled_from(["pain", "fatigue"]),
    ).flatmap(
        lambda triple: _some(
            condition=st.just("multiple sclerosis"),
            condition_other_names=st.just("MS; disease, so called"),
            condition_id=st.sampled_from(
                ["MONDO:0005301", "EFO:0003885", "obo:MONDO_0005301", "http://example.org/ms"]
            ),
            negated=st.just("yes"),
            topic=_of_list("topic"),
        ).map(lambda more: triple | (more if "condition" in more else {k: v for k, v in more.items() if k[0] != "c"}))
    ),
)
_ARTICLES = st.sampled_from(
    [{}, {"article": "art"}, {"article": "art; other"}, {"article": "art", "said": "They say =so"},
     {"article": "art", "said": "They also say that it helps.", "section": "One"}]
)  # fmt: skip
_SOURCES = _some(
    title=_TEXT, authors=st.sampled_from(["Smith AB; Jones C", "{A body}"]), journal=_TEXT, volume=st.just("1"), pages=st.just("1-9"),
    year=st.sampled_from(["2010", "2010.0", "2010-05", "2010-05-06"]), design=_of_list("design"), read_as=_of_list("read_as"),
    participants=st.sampled_from(["0", "49", "49.0"]), trial=st.sampled_from(["NCT00501696", "ISRCTN12345678"]),
    isbn=st.just("978-82-8121-952-6"), address=st.sampled_from(["https://pubmed.ncbi.nlm.nih.gov/7/", "http://example.org/a b".replace(" ", "%20")]),
)  # fmt: skip
_LINES = _some(
    directness=st.sampled_from(["direct", "unrated"]), quotation=_WORDS, finding=_WORDS, comment=_WORDS, cited=st.sampled_from(["yes", "no"]),
    null_without_interval=st.just("yes"), result=_WORDS, effect=_of_list("effect"), people=st.just("40"), judge=st.sampled_from(["A. Reader", "http://example.org/r"]),
    judged_on=_DAYS,
).flatmap(lambda line: st.just(line) | _of_list("bearing").map(lambda b: line | {"bearing": b}))  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> list[dict[str, str]]:
    kinds = {name: draw(st.just("") | _of_list("subject_kind")) for name in ("LDN", "low-dose naltrexone", "=drug")}
    claims = [
        {"claim": draw(_WORDS), "id": f"C{n}", **draw(_CLAIMS), **draw(_ARTICLES),
         **draw(st.one_of(st.just({}), st.builds(dict, stated=_NUMBERS, unit=st.just("%"), number_of=_WORDS)))}
        for n in range(3)
    ]  # fmt: skip
    for claim in claims:
        claim["subject_kind"] = kinds.get(claim.get("subject", ""), "")
    sources = [{"source": key, **draw(_SOURCES)} for key in ("one-2010", "PMID:7", "two_2011")]
    rows = []
    for _ in range(draw(st.integers(1, 6))):
        row = dict(claims[draw(_FEW)])
        kind = draw(st.sampled_from(["line", "line", "search", "nothing", "cited"]))
        if kind == "line":
            row |= sources[draw(_FEW)] | {"bearing": draw(_of_list("bearing"))} | draw(_LINES)
            if "stated" in row:
                row["found"] = draw(_NUMBERS)
        elif kind == "cited":
            row |= sources[draw(_FEW)] | {"cited": "yes"}
        elif kind == "search":
            row |= {"searched": draw(_TEXT), "search_date": draw(_DAYS), "search_for": draw(_TEXT)}
        rows.append(row)
    if draw(st.booleans()) and any("article" in row for row in rows):
        rows.append({"source": "cited-1999", "article": "art", "cited": "yes"})
    return rows


@settings(max_examples=40, deadline=None)
@given(tables())
def test_a_table_goes_in_and_out_and_nothing_of_it_is_lost(rows: list[dict[str, str]]) -> None:
    articles = {"art": ARTICLE}
    text = table_bytes(tuple(COLUMNS), [[row.get(c, "") for c in COLUMNS] for row in rows]).decode()
    first = import_table("t.csv", text, articles=articles)
    table = exported(graph_of(text, articles), articles)
    assert not [remark for remark in table.remarks if "record" not in remark]
    again = import_table("t.csv", csv_of(table), articles=articles)
    assert {*statements_of(first)} == {*statements_of(again)}
    assert csv_of(exported(graph_of(csv_of(table), articles), articles)) == csv_of(table)


@given(st.text(), st.sampled_from(["", "'", "''", "x;", "a\n", "  "]), st.sampled_from("=+-@\uff1d "))
def test_what_would_be_a_formula_is_text_and_comes_back(text: str, before: str, sign: str) -> None:
    whole = f"{before}{sign}{text}"
    assert unguarded(guarded(whole)) == whole
    assert guarded(whole).lstrip(" ")[:1] not in {*"=+-@\uff1d"}


def test_the_shipped_graph_keeps_its_statuses_as_a_table() -> None:
    graph = open_graph(ROOT / "data" / "triples.ttl")
    claims = read_claims(graph)
    table = claims_table(graph, claims)
    text = csv_of(table)
    back = graph_of(text, {})
    assert csv_of(exported(back, {})) == text
    before, after = (
        {a.claim.id: (a.status, a.as_published, a.best_level_for, a.best_level_against) for a in audit_claims(c).claims}
        for c in (claims, read_claims(back))
    )
    assert {i: s[0] for i, s in before.items()} == {i: s[0] for i, s in after.items()}
    told = " ".join(table.remarks)
    for what in (
        "ldn:otherJudgement",
        "passages left out",
        "ldn:certaintyRating",
        "results left out",
        "skos:closeMatch",
    ):
        assert what in told
    assert {i for i in before if before[i][:2] != after[i][:2]} == set()


WHOLE = (
    {"claim": "A claim", "id": "C1", "subject": "a drug", "subject_kind": "drug", "subject_id": "CHEBI:7465; D12", "subject_other_names": "AD",
     "predicate": "affects", "object": "pain", "object_kind": "outcome", "direction": "decreased", "negated": "yes", "condition": "lupus",
     "topic": "efficacy", "wording": "hedged", "article": "art", "said": "They say =so", "section": "One", "rests_on": "C2", "stated": "39 of 40",
     "unit": "{person}", "number_of": "people", "source": "one-2010", "bearing": "supports", "directness": "direct", "cited": "yes", "found": "9",
     "quotation": "it helps", "finding": "it does", "comment": "why", "null_without_interval": "yes", "measure": "risk ratio", "estimate": "0.5",
     "interval": "0.2 to 0.9", "people": "40", "effect": "favours intervention", "judge": "A. Reader", "judged_on": "2026-11-28",
     "design": "cohort", "doi": "10.5555/a", "pmid": "7", "isbn": "978-82-8121-952-6", "title": "A title", "authors": "Smith AB", "journal": "J",
     "volume": "1", "issue": "2", "pages": "3-4", "year": "2010", "read_as": "abstract", "participants": "49", "risk_of_bias_tool": "RoB 2",
     "risk_of_bias": "low", "address": "https://example.org/a"},
    {"claim": "Another", "id": "C2", "article": "art", "said": "They also say", "section": "Two", "searched": "PubMed",
     "search_for": "it", "search_date": "2026-11-28"},
    {"source": "art", "title": "The article", "read_as": "full text"},
)  # fmt: skip
"""A table in which every kind of node has every column."""
_OTHERS = (
    RDF.type, RDFS.label, RDFS.comment, SKOS.altLabel, SKOS.exactMatch, SKOS.closeMatch, SKOS.notation, SKOS.broader, DCTERMS.title,
    DCTERMS.issued, DCTERMS.isPartOf, DCTERMS.identifier, DCTERMS.created, DC.creator, BIBO.doi, BIBO.volume, FOAF.page, CITO.cites,
    CITO.citesAsEvidence, PROV.wasDerivedFrom, PROV.wasAttributedTo, BIOLINK.iri + "dose_qualifier", OA.exact, OA.hasSource, OA.start,
)  # fmt: skip
_PREDICATES = st.sampled_from(_OTHERS) | st.sampled_from([LDN[name] for name in PROPERTIES])

LITERALS = {
    '"zz"': ("zz", XSD.string),
    '"zz"@en': ("zz", "@en"),
    "7": ("7", XSD.integer),
    f'"2011-01-01"^^<{XSD.date}>': ("2011-01-01", XSD.date),
}
"""A literal of each kind, in Turtle and as the writer has it; one with a language it has not."""


def table_text(rows: Iterable[dict[str, str]]) -> str:
    return table_bytes(tuple(COLUMNS), [[row.get(c, "") for c in COLUMNS] for row in rows]).decode()


@cache
def whole() -> tuple[str, tuple[str, ...]]:
    """The graph of that table in Turtle, and its nodes."""
    imported = import_table("t.csv", table_text(WHOLE), articles={"art": ARTICLE})
    out = io.BytesIO()
    write_imported(imported, out, "turtle", DEFAULT_NAMESPACE)
    return out.getvalue().decode(), tuple(dict.fromkeys(node for node, _, _ in statements_of(imported)))


def said_of(table: Table) -> set[Statement]:
    return {*statements_of(import_table("t.csv", csv_of(table), articles={"art": ARTICLE}))}


def test_a_graph_in_which_every_column_is_used_is_a_table() -> None:
    text, _ = whole()
    table = exported(parse_turtle(text), {"art": ARTICLE})
    assert table.remarks == ()
    assert {*WHOLE[0]} == {*table.columns} - {"searched", "search_for", "search_date", "result"}
    assert said_of(table) == {*statements_of(import_table("t.csv", table_text(WHOLE), articles={"art": ARTICLE}))}


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_each_statement_of_a_graph_is_in_the_table_or_counted(data: st.DataObject) -> None:
    """To a graph that is a table comes one statement more, of any node and any property."""
    text, nodes = whole()
    new = f"{DEFAULT_NAMESPACE}new"
    node, path = data.draw(st.sampled_from([*nodes, new])), data.draw(_PREDICATES)
    nodes_and_concepts = {f"<{iri}>": iri for iri in (*nodes, new, LDN.Mechanism, LDN.otherSpecies, LDN.cohort)}
    term = data.draw(st.sampled_from([*nodes_and_concepts]) | st.sampled_from([*LITERALS]))
    value = nodes_and_concepts.get(term) or LITERALS[term]
    graph = parse_turtle(f"{text}\n<{node}> <{path}> {term} .")
    try:
        table = exported(graph, {"art": ARTICLE})
    except ModelError:
        return
    said = said_of(table)
    if path == DC.creator and not table.remarks:  # names are put together
        assert [term.strip('"') in name[0] for who, which, name in said if (who, which) == (node, path)] == [True]
    else:
        assert table.remarks or (node, path, value) in said


ODD = """
@prefix ldn: <https://w3id.org/ldn-graph/vocab#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix bibo: <http://purl.org/ontology/bibo/> .
@prefix biolink: <https://w3id.org/biolink/vocab/> .
@prefix : <http://example.org/> .
:a a ldn:Claim ; rdfs:label "one" ; rdf:subject :x ; rdf:predicate <urn:helps> ; rdf:object :y ; ldn:topic ldn:efficacy ; ldn:wording ldn:hedged ;
    ldn:restsOn :b ; ldn:quantity :q ; rdfs:comment "a note" ; biolink:has_evidence :e .
:b a ldn:Claim ; rdfs:label "two" ; ldn:topic ldn:efficacy ; ldn:wording ldn:hedged .
:x a ldn:Drug ; rdfs:label "same" . :y a ldn:Outcome ; rdfs:label "Same" .
:q a ldn:Quantity ; ldn:ofWhat "all" ; ldn:low .5 ; ldn:high .5 ; ldn:unit "1" .
:e a ldn:EvidenceLine ; ldn:source :s ; ldn:bearing ldn:supports ; ldn:directness ldn:direct ; ldn:usesResult :r .
:s a ldn:Source , ldn:Record ; rdfs:label "a label" ; bibo:doi "no doi" ; ldn:readAs ldn:abstract ; ldn:result :r .
:r a ldn:Result ; rdfs:label "all" ; ldn:estimate 0.5 .
"""


@pytest.mark.parametrize(
    ("outcome", "bearing", "kept", "told"),
    [
        (":y", "ldn:supports", ["y"], None),
        (":x", "ldn:supports", [], "1 result left out, of another outcome than the claim's object: e"),
        (":x", "ldn:supports ; ldn:indirectness ldn:otherOutcome", [None], "1 outcome left out, of a result: r"),
        ("", "ldn:supports", ["y"], "1 result without an outcome, taken for one of the claim's object: r"),
    ],
)
def test_no_result_comes_back_with_another_outcome(
    outcome: str, bearing: str, kept: list[str | None], told: str | None
) -> None:
    text = ODD.replace(
        'rdfs:label "all" ; ldn:est', f'rdfs:label "all" {outcome and f"; ldn:outcome {outcome}"} ; ldn:est'
    )
    text = text.replace("ldn:direct ", "ldn:indirect ") if "indirectness" in bearing else text
    table = exported(parse_turtle(text.replace("ldn:supports", bearing)), {})
    assert [remark for remark in table.remarks if "outcome" in remark.replace("(outcome)", "")] == [told] * bool(told)
    claim = next(claim for claim in read_claims(graph_of(csv_of(table), {})) if claim.id == "a")
    found = [result.outcome for line in claim.lines for result in line.results]
    assert found == [claim.object.iri if claim.object and one else None for one in kept]


@pytest.mark.parametrize(
    ("judge", "cell", "told"),
    [
        ("https://orcid.org/0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097", "1 name left out, of a reader who is written by IRI: 0000-0002-1825-0097"),
        ("http://example.org/reader/Jane", "Jane", None),
        ("urn:jane", "Jane", "1 reader left out, in part: the IRI, which is no address: urn:jane"),
    ],
)  # fmt: skip
def test_a_reader_is_written_by_what_gives_the_same_reader_again(judge: str, cell: str, told: str | None) -> None:
    said = f'<{judge}> a prov:Agent ; rdfs:label "Jane" . :e prov:wasAttributedTo <{judge}> .'
    graph = parse_turtle(f"{ODD}@prefix prov: <{PROV.iri}> . {said}")
    table = exported(graph, {})
    assert [row[table.columns.index("judge")] for row in table.rows] == [cell, ""]
    assert [remark for remark in table.remarks if "reader" in remark] == [told] * bool(told)


def test_an_identifier_in_another_form_is_kept_in_that_of_its_registry() -> None:
    table = exported(
        parse_turtle(f"{ODD} :x <{SKOS.exactMatch}> <https://identifiers.org/mesh/D009103> , <urn:x> ."), {}
    )
    assert "1 identifier that comes back in its registry's form: x" in table.remarks
    assert "1 identifier left out, of a form that a cell cannot hold: x" in table.remarks
    claim = next(claim for claim in read_claims(graph_of(csv_of(table), {})) if claim.id == "a")
    assert claim.subject
    assert claim.subject.matches == ("http://id.nlm.nih.gov/mesh/D009103",)


def test_what_a_claim_is_made_in_is_a_condition_in_the_table() -> None:
    graph = parse_turtle(
        ODD.replace(":x a ldn:Drug", ":x a ldn:Population").replace(
            "ldn:restsOn :b", "biolink:disease_context_qualifier :x"
        )
    )
    table = exported(graph, {})
    assert "1 kind left out, of what is a condition in the table: x" in table.remarks
    assert {claim.id for claim in read_claims(graph_of(csv_of(table), {}))} == {"a", "b"}


def test_the_command_writes_csv_or_a_workbook_that_is_read_again(tmp_path: Path) -> None:
    csv, xlsx = tmp_path / "t.csv", tmp_path / "t.xlsx"
    for path in (csv, xlsx):
        done = CliRunner().invoke(main, ["export", "table", "--condition", "lupus", "-o", str(path)])
        assert done.exit_code == 0, done.output
        assert "statements left out, with ldn:" in done.stderr
    rows = csv_cells("t", csv.read_bytes().decode())
    assert workbook_cells("t", xlsx.read_bytes()) == rows
    assert CliRunner().invoke(main, ["export", "table", "-o", str(tmp_path / "t.doc")]).exit_code == 2
    assert CliRunner().invoke(main, ["export", "table", "--format", "cyjs"]).exit_code == 2
