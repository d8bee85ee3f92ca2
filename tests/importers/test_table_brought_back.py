"""A table of a Turtle file, edited and brought back: what was edited changes, and nothing else."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from ldn_graph.cli import main
from tests.conftest import ROOT

PREFIXES = """@prefix ldn: <https://w3id.org/ldn-graph/vocab#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix dc: <http://purl.org/dc/elements/1.1/> .
@prefix bibo: <http://purl.org/ontology/bibo/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix biolink: <https://w3id.org/biolink/vocab/> .
@prefix obo: <http://purl.obolibrary.org/obo/> .
@prefix claim: <https://example.org/d/claim/> .
@prefix source: <https://example.org/d/source/> .
@prefix e: <https://example.org/d/entity/> .
@prefix evidence: <https://example.org/d/evidence/> .
@prefix result: <https://example.org/d/result/> .
"""
THINGS = """source:a a ldn:Source ; dcterms:title "The article" ; ldn:readAs ldn:fullText .
e:d a ldn:Drug ; rdfs:label "vitamin D" .
e:o a ldn:Outcome ; rdfs:label "fatigue" .
e:bp a ldn:Outcome ; rdfs:label "blood pressure" .
"""
SOURCE = 'source:s a ldn:Source ; dcterms:title "S" ; bibo:pmid "99999901" .\n'
WITH_RESULT = SOURCE.replace(" .\n", " ; ldn:result result:r1 .\n")
FIGURES = (
    'result:r1 a ldn:Result ; rdfs:label "systolic pressure" ; ldn:outcome e:bp ; ldn:measure ldn:meanDifference ;\n'
    '    ldn:estimate -1.5 ; ldn:timePoint "12 weeks" .\n'
)

Row = dict[str, str]
Edit = Callable[[list[str], list[Row]], object]


def claim(name: str, label: str, thing: str | None, *lines: str, more: str = "") -> str:
    triple = f"rdf:subject e:d ; rdf:predicate biolink:affects ; rdf:object {thing} ;" if thing else ""
    evidence = f"biolink:has_evidence {' , '.join(lines)} ;" if lines else ""
    return (
        f'claim:{name} a ldn:Claim ; rdfs:label "{label}" ; {triple} {evidence} {more}\n'
        "    ldn:topic ldn:efficacy ; ldn:wording ldn:asserted ; prov:wasDerivedFrom source:a .\n"
    )


def line(name: str, more: str = "", *, bearing: str = "supports") -> str:
    says = f"a ldn:EvidenceLine ; ldn:source source:s ; ldn:bearing ldn:{bearing} ; ldn:directness ldn:direct{more}"
    return f"evidence:{name} {says} .\n" if name else f"[ {says} ]"


USES = " ; ldn:usesResult result:r1"
SHARED = (
    THINGS
    + claim("C2", "D lowers blood pressure", "e:bp", "evidence:l2")
    + claim("C4", "Sun lowers blood pressure", "e:bp", "evidence:l4")
    + WITH_RESULT
    + FIGURES
    + line("l2", USES)
    + line("l4", USES)
)


class Brought(NamedTuple):
    """What came of it: ``new`` is the file then, without its prefixes."""

    exit_code: int
    stderr: str
    new: str


def bring_back(folder: Path, text: str, edit: Edit, *options: str, prefixes: str = PREFIXES) -> Brought:
    """Write a file as a table, edit its columns and rows, and bring it back; unedited it changes nothing."""
    graph, table = folder / "g.ttl", folder / "t.csv"
    graph.write_text(prefixes + text, encoding="utf-8")
    done = CliRunner().invoke(main, ["export", "table", "--graph", str(graph), "-o", str(table), *options])
    assert done.exit_code == 0, done.output
    update = ["import", "table", str(table), "--into", str(graph)]
    done = CliRunner().invoke(main, update)
    assert (done.exit_code, graph.read_text(encoding="utf-8")) == (0, prefixes + text), done.output
    with table.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        rows, columns = list(reader), [*(reader.fieldnames or ())]
    edit(columns, rows)
    with table.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    done = CliRunner().invoke(main, update)
    new = graph.read_text(encoding="utf-8")
    again = CliRunner().invoke(main, update)
    assert done.exit_code == again.exit_code, again.output
    assert graph.read_text(encoding="utf-8") == new
    return Brought(done.exit_code, done.stderr, new.removeprefix(prefixes))


def turn(columns: list[str], rows: list[Row]) -> None:
    rows.reverse()


def without(*names: str) -> Edit:
    """The rows of the claims of these ids go, or the columns of these names."""

    def edit(columns: list[str], rows: list[Row]) -> None:
        columns[:] = [column for column in columns if column not in names]
        rows[:] = [row for row in rows if row.get("id") not in names]

    return edit


def write(ident: str, **cells: str) -> Edit:
    """The rows of a claim get these cells."""

    def edit(columns: list[str], rows: list[Row]) -> None:
        columns += [column for column in cells if column not in columns]
        for row in rows:
            if row["id"] == ident:
                row.update(cells)

    return edit


def rename_source(columns: list[str], rows: list[Row]) -> None:
    for row in rows:
        row["source"] = "zz" if row["source"] == "s" else row["source"]


@pytest.mark.parametrize(
    "options",
    [("--condition", "multiple sclerosis"), ("--condition", "lupus"), ("--status", "contested"), ("--flag", "overclaimed")],
)  # fmt: skip
def test_a_selection_of_the_shipped_graph_changes_nothing(tmp_path: Path, options: tuple[str, str]) -> None:
    """Results that other claims' lines use too, and claims that rest on others outside of the table, stay."""
    text = (ROOT / "data" / "triples.ttl").read_text(encoding="utf-8")
    (tmp_path / "g.ttl").write_text(text, encoding="utf-8")
    graph, table = str(tmp_path / "g.ttl"), str(tmp_path / "t.csv")
    done = CliRunner().invoke(main, ["export", "table", "--graph", graph, *options, "-o", table])
    assert done.exit_code == 0, done.output
    done = CliRunner().invoke(main, ["import", "table", table, "--into", graph])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "g.ttl").read_text(encoding="utf-8") == text


SENTENCE = (
    THINGS + claim("C2", "D lowers blood pressure", "e:bp", "evidence:l2") + claim("C3", "It works", None, "evidence:l3")
    + WITH_RESULT + FIGURES + line("l2", USES) + line("l3", USES)
)  # fmt: skip
GROUND = THINGS + claim("C1", "D lessens fatigue", "e:o", more="ldn:restsOn claim:C2 ;") + claim("C2", "It does", None)
TWO_LINES = (
    THINGS
    + claim("C1", "D lessens fatigue", "e:o", "evidence:l1", line("", USES, bearing="disputes"))
    + line("l1", USES)
    + WITH_RESULT
    + 'result:r1 a ldn:Result ; rdfs:label "fatigue" ; ldn:outcome e:o .\n'
)
DIRECT = (
    THINGS + claim("C1", "D lessens fatigue", "e:o", "evidence:l1", "evidence:l2") + SOURCE + line("l1")
    + line("l2", " ; ldn:indirectness ldn:otherPopulation", bearing="disputes").replace("ldn:direct ;", "ldn:indirect ;")
)  # fmt: skip
NUMBER = THINGS + claim(
    "C1", "D lessens fatigue", "e:o", more='ldn:quantity [ a ldn:Quantity ; ldn:ofWhat "people who got better" ; '
    'ldn:low 39 ; ldn:high 39 ; ldn:outOf 40 ; ldn:unit "{person}" ] ;',
)  # fmt: skip
LABELLED = (
    THINGS + claim("C1", "D lessens fatigue", "e:o", "evidence:l1") + line("l1", USES) + WITH_RESULT
    + FIGURES.replace("e:bp", "e:o").replace("systolic pressure", "fatigue, MFIS after 12 months")
)  # fmt: skip
OTHER_OUTCOME = LABELLED.replace("ldn:direct ;", "ldn:indirect ; ldn:indirectness ldn:otherOutcome ;").replace(
    "ldn:outcome e:o", "ldn:outcome e:bp"
)
OTHER_NAME = (
    THINGS
    + 'e:x a ldn:Outcome ; rdfs:label "weakness" ; skos:altLabel "fatigue" .\n'
    + claim("C0", "D lessens weakness", "e:x")
    + claim("C1", "D lessens fatigue", "e:o")
)
TWO_OF_ONE_NAME = THINGS + 'e:o2 a ldn:Drug ; rdfs:label "fatigue" .\n' + claim("C1", "D lessens fatigue", "e:o")
ONE_SENTENCE = (
    THINGS
    + 'e:ms a ldn:Condition ; rdfs:label "MS" .\n'
    + claim("C1", "D lessens fatigue", "e:o")
    + claim("C2", "D lessens fatigue", "e:o", more="biolink:disease_context_qualifier e:ms ;")
)
AT_RISK = (
    THINGS + claim("C1", "D lessens fatigue", "e:o", "evidence:l1") + line("l1")
    + SOURCE.replace(" .\n", " ; ldn:riskOfBias [ a ldn:RiskOfBiasAssessment ; ldn:riskOfBiasTool ldn:rob2 ; "
                     "ldn:riskOfBiasJudgement ldn:highRisk ] .\n")
)  # fmt: skip


OF_CONDITION = LABELLED.replace("e:o a ldn:Outcome", "e:o a ldn:Condition").replace("ldn:outcome e:o ; ", "")


OF_CONTEXT = LABELLED + claim("C2", "D lowers blood pressure", "e:bp", more="biolink:disease_context_qualifier e:o ;")


def case_of_article(columns: list[str], rows: list[Row]) -> None:
    rows[0]["article"] = "A"


def bare(columns: list[str], rows: list[Row]) -> None:
    for row in rows:
        row.update({column: "" for column in ("title", "pmid", "risk_of_bias", "risk_of_bias_tool") if row["id"]})


def people_alone(columns: list[str], rows: list[Row]) -> None:
    """A table with one column of figures says nothing of the others, and not that there is no result."""
    without("result", "measure", "estimate")(columns, rows)
    columns.append("people")


def case_of_two_rows(columns: list[str], rows: list[Row]) -> None:
    rows[0]["object"] = "Fatigue"
    rows[1].update(object="FATIGUE", subject="vitamin  D")


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        (SENTENCE, without("C2")),
        (GROUND, without("C2")),
        (SHARED, turn),
        (SHARED, rename_source),
        (TWO_LINES, turn),
        (TWO_LINES, rename_source),
        (DIRECT, without("directness")),
        (NUMBER, without("number_of")),
        (LABELLED, without("result")),
        (LABELLED, people_alone),
        (OTHER_OUTCOME, without("indirectness", "directness")),
        (OTHER_NAME, turn),
        (OTHER_NAME, without("C0")),
        (TWO_OF_ONE_NAME, write("C1", object="Fatigue")),
        (ONE_SENTENCE, without("id")),
        (ONE_SENTENCE, case_of_two_rows),
        (AT_RISK, bare),
        (OF_CONDITION, write("C1", object_kind="")),
        (OF_CONTEXT, turn),
        (DIRECT, case_of_article),
    ],
)
def test_what_was_not_edited_stays(tmp_path: Path, text: str, edit: Edit) -> None:
    done = bring_back(tmp_path, text, edit)
    assert (done.exit_code, done.new) == (0, text), done.stderr


OF_ANOTHER = THINGS + claim("C1", "D lessens fatigue", "e:o", "evidence:l1") + WITH_RESULT + FIGURES


@pytest.mark.parametrize("uses", ["", USES])
def test_a_figure_of_one_outcome_does_not_overwrite_a_result_of_another(tmp_path: Path, uses: str) -> None:
    done = bring_back(tmp_path, OF_ANOTHER + line("l1", uses), write("C1", people="40"))
    assert FIGURES in done.new
    assert 'result/C1.s> a ldn:Result ;\n    rdfs:label "fatigue" ;\n    ldn:outcome e:o ;\n' in done.new, done.stderr
    assert f"evidence:l1 {line('', uses)[2:-2]} ;\n    ldn:usesResult <https://example.org/d/result/C1.s> ." in done.new


def test_of_rows_that_share_a_result_the_one_that_is_edited_gets_another(tmp_path: Path) -> None:
    done = bring_back(tmp_path, SHARED, write("C2", measure="", estimate=""))
    assert FIGURES in done.new
    assert line("l4", USES) in done.new
    assert line("l2", USES).replace("result:r1", "<https://example.org/d/result/C2.s>") in done.new
    assert "1 node added: result:C2.s\n" in done.stderr


def test_a_result_is_changed_where_all_rows_that_share_it_say_so(tmp_path: Path) -> None:
    done = bring_back(tmp_path, SHARED, lambda _, rows: [row.update(estimate="-2") for row in rows if row["estimate"]])
    assert done.new == SHARED.replace("ldn:estimate -1.5", 'ldn:estimate "-2"^^xsd:integer'), done.stderr


def test_a_row_above_another_of_its_claim_and_source_is_a_new_line(tmp_path: Path) -> None:
    """The file was made of a table: its lines, results and quotations are named by their places in it."""
    rows = "id,claim,source,bearing,comment,quotation,people\nC1,It works,s,supports,adults,its words,40\n"
    graph, table = tmp_path / "g.ttl", tmp_path / "t.csv"
    table.write_text(rows, encoding="utf-8")
    assert CliRunner().invoke(main, ["import", "table", str(table), "-o", str(graph)]).exit_code == 0
    old = graph.read_text(encoding="utf-8")
    new = "C1,It works,s,disputes,children,other words,12\n"
    table.write_text(rows.replace("\nC1", f"\n{new}C1"), encoding="utf-8")
    done = CliRunner().invoke(main, ["import", "table", str(table), "--into", str(graph)])
    assert done.exit_code == 0, done.output
    text = graph.read_text(encoding="utf-8")
    for each in ("adults", '"its words"', '"children"', '"other words"'):
        assert text.count(each) == 1
    adults = old[old.index("evidence:C1.s a") :].partition(" .\n")[0]
    assert adults in text
    assert "evidence/C1.s.3> a ldn:EvidenceLine" in text


@pytest.mark.parametrize("prefix", ["https://example.org/d#claim-", "https://example.org/d/C"])
def test_a_claim_is_found_by_its_id_where_this_begins_in_the_prefix(tmp_path: Path, prefix: str) -> None:
    text = THINGS + claim("1", "D lessens fatigue", "e:o")
    prefixes = PREFIXES.replace("https://example.org/d/claim/", prefix)
    done = bring_back(tmp_path, text, lambda _, rows: rows[0].update(claim="D lessens tiredness"), prefixes=prefixes)
    assert done.new == text.replace("D lessens fatigue", "D lessens tiredness"), done.stderr


def test_claims_of_one_sentence_that_nothing_tells_apart_are_refused_without_ids(tmp_path: Path) -> None:
    def edit(columns: list[str], rows: list[Row]) -> None:
        columns.remove("id")
        for row in rows:
            row["object"] = row["object"] and "pain"

    done = bring_back(tmp_path, ONE_SENTENCE, edit)
    assert (done.exit_code, done.new) == (2, ONE_SENTENCE)
    assert "row 2: the file has C1 and C2 of this sentence, and which is meant is not known" in done.stderr


@pytest.mark.parametrize("authors", ["Brown C", "Smith A"])
def test_authors_that_stand_as_several_texts_are_replaced(tmp_path: Path, authors: str) -> None:
    source = SOURCE.replace(" .\n", ' ; dc:creator "Smith A" , "Jones B" .\n')
    text = THINGS + claim("C1", "D lessens fatigue", "e:o", "evidence:l1") + line("l1") + source
    done = bring_back(tmp_path, text, write("C1", authors=authors))
    assert done.new == text.replace('"Smith A" , "Jones B"', f'"{authors}"'), done.stderr


def test_a_search_in_brackets_beside_a_line_is_changed_where_it_stands(tmp_path: Path) -> None:
    search = '[ a ldn:EvidenceSearch ;\n    # why there\n    ldn:searchedIn "PubMed" ; dcterms:created "2025-01-02"^^xsd:date ; rdfs:comment "trials" ]'
    text = THINGS + claim("C1", "D lessens fatigue", "e:o", "evidence:l1", search) + line("l1") + SOURCE
    done = bring_back(
        tmp_path, text, lambda _, rows: [row.update(search_date="2026-11-28") for row in rows if row["searched"]]
    )
    assert done.new == text.replace("2025-01-02", "2026-11-28"), done.stderr


KNOWN = THINGS.replace('"fatigue"', '"fatigue" ; skos:exactMatch obo:HP_0012378') + claim(
    "C1", "D lessens fatigue", "e:o"
)


def test_of_two_things_of_one_identifier_the_one_that_is_called_so_keeps_its_iri(tmp_path: Path) -> None:
    text = KNOWN.replace('"fatigue" ;', '"fatigue" ; skos:broader e:bp ;') + claim("C2", "Sun lessens fatigue", "e:o")
    done = bring_back(tmp_path, text, write("C1", object="tiredness"))
    new = '\ne:tiredness a ldn:Outcome ;\n    rdfs:label "tiredness" ;\n    skos:exactMatch obo:HP_0012378 .\n'
    assert done.new == text.replace("rdf:object e:o", "rdf:object e:tiredness", 1) + new, done.stderr


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"id": "C7"}, "row 2: id: C7; found by its sentence, claim:C1 keeps its id; to change it: ldn-graph rename C1 C7"),
        ({"article": ""}, "row 2: article: empty; claim:C1 keeps its own"),
        ({"object": "tiredness"}, "row 2: tiredness: e:o by its identifier, and keeps its name"),
        ({"object_id": ""}, "row 2: object_id: without obo:HP_0012378, which e:o keeps"),
        ({"object_kind": ""}, "row 2: object_kind: without ldn:Outcome, which e:o keeps"),
    ],
)  # fmt: skip
def test_what_is_edited_and_kept_is_told(tmp_path: Path, cells: Row, told: str) -> None:
    done = bring_back(tmp_path, KNOWN, write("C1", **cells))
    assert (done.exit_code, done.new) == (0, KNOWN)
    assert told in done.stderr


def test_what_brackets_cannot_get_is_told_with_row_claim_and_column(tmp_path: Path) -> None:
    text = THINGS + claim("C1", "D lessens fatigue", "e:o", line("")) + SOURCE
    done = bring_back(tmp_path, text, write("C1", judge="me"))
    assert (done.exit_code, done.new) == (2, text)
    assert (
        "row 2, claim:C1: what is in brackets in the file cannot get more, as judge; nothing was written" in done.stderr
    )


def test_only_names_and_identifiers_that_were_written_are_added(tmp_path: Path) -> None:
    """Not the table's way of telling two things apart, not capitals, and not what the file writes otherwise."""
    text = (
        THINGS
        + 'e:o2 a ldn:Condition ; rdfs:label "fatigue" ; skos:altLabel "weariness" ; skos:exactMatch <http://identifiers.org/mondo/0005301> .\n'
        + claim("C1", "D lessens fatigue", "e:o")
        + claim("C2", "D lessens it", "e:o2")
        + claim("C3", "Sun lessens it", "e:o2")
    )

    def edit(columns: list[str], rows: list[Row]) -> None:
        rows[1].update(object="FATIGUE (condition)", object_other_names="Weariness; lassitude")
        rows[1]["object_id"] += "; HP:0012378"

    done = bring_back(tmp_path, text, edit)
    assert done.new == text.replace(
        '0005301> .', '0005301> ;\n    skos:altLabel "lassitude" ;\n    skos:exactMatch obo:HP_0012378 .'
    ), done.stderr  # fmt: skip
