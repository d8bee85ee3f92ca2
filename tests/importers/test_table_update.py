"""``ldn-graph import table --into``: a Turtle file says what the table says, and keeps what only it says."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_graph.cli import main
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.opening import open_graph
from tests.conftest import ROOT

MINE = """# Vitamin D, as I keep it.
@prefix ldn: <https://w3id.org/ldn-graph/vocab#> .
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
@prefix claim: <https://example.org/d/> .
@prefix source: <https://example.org/d/source#> .
@prefix e: <https://example.org/d/entity/> .

source:article a ldn:Source ; dcterms:title "The article" ; ldn:readAs ldn:fullText . # mine
e:d a ldn:Drug ; rdfs:label "vitamin D"@en ; skos:altLabel "cholecalciferol" .
e:ms a ldn:Condition ; rdfs:label "multiple sclerosis"@en , "Multiple Sklerose"@de ; skos:altLabel "MS"@en .

# the first claim
claim:V1 a ldn:Claim , biolink:Association ;
    rdfs:label "Vitamin D treats MS"@en ;   # in the abstract
    rdf:subject e:d ; rdf:predicate biolink:treats ; rdf:object e:ms ;
    ldn:topic ldn:efficacy ; ldn:wording ldn:asserted ; prov:wasDerivedFrom source:article ;
    biolink:has_evidence <https://example.org/d/l1> , <https://example.org/d/l2> ; ldn:namedSource "Smith"@en .
<https://example.org/d/l1> a ldn:EvidenceLine ; ldn:source source:smith ; ldn:bearing ldn:supports ; ldn:directness ldn:direct ;
    rdfs:comment "Fewer relapses"@en ; ldn:foundAt [ a oa:SpecificResource ; oa:hasSource source:smith ;
        oa:hasSelector [ a oa:TextQuoteSelector ; oa:exact "fewer relapses"@en ] ] ;
    ldn:adoptedBecause "only I know"@en .
<https://example.org/d/l2> a ldn:EvidenceLine ; ldn:source source:jones ; ldn:bearing ldn:disputes ; ldn:directness ldn:direct .
claim:V2 a ldn:Claim , biolink:Association ; rdfs:label "Only here" ; rdf:subject e:d ; rdf:predicate biolink:causes ;
    rdf:object e:ms ; ldn:topic ldn:safety ; ldn:wording ldn:hedged ; prov:wasDerivedFrom source:article .
source:smith a ldn:Source ; dcterms:title "A trial of vitamin D"@en ; dcterms:issued "2010-05-01"^^xsd:date ;
    bibo:doi "10.5555/Smith" ; dc:creator ( "Smith A" "Jones B" ) ; ldn:readAs ldn:abstract ; ldn:limitation "small"@en .
source:jones a ldn:Source ; rdfs:label "another trial" ; bibo:pmid "99999901" .
"""
ROWS = [
    {"id": "V1", "claim": "Vitamin D treats MS", "subject": "vitamin d", "predicate": "treats", "object": "MS", "topic": "efficacy",
     "wording": "asserted", "source": "s", "bearing": "supports", "directness": "direct", "comment": "Fewer relapses",
     "quotation": "fewer relapses", "doi": "10.5555/smith", "title": "A trial of vitamin D", "year": "2010", "authors": "Smith A; Jones B",
     "read_as": "abstract"},
    {"id": "V1", "claim": "Vitamin D treats MS", "subject": "vitamin d", "predicate": "treats", "object": "MS", "topic": "efficacy",
     "wording": "asserted", "source": "j", "bearing": "disputes", "directness": "direct", "pmid": "99999901"},
]  # fmt: skip
"""The table that says what the file says of its first claim."""


def table_of(rows: list[dict[str, str]]) -> str:
    columns = list(dict.fromkeys(column for row in [*ROWS, *rows] for column in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def rows_in(table: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"))))


def update(folder: Path, rows: list[dict[str, str]], *more: str) -> Result:
    (folder / "t.csv").write_text(table_of(rows), encoding="utf-8")
    return CliRunner().invoke(
        main, ["import", "table", str(folder / "t.csv"), "--into", str(folder / "mine.ttl"), *more]
    )


def follow_export(folder: Path, edits: dict[str, str], *more: dict[str, str], options: tuple[str, ...] = ()) -> Result:
    """The file is written as a table, of which some words are edited, and follows it with more rows."""
    graph, table = str(folder / "mine.ttl"), folder / "t.csv"
    done = CliRunner().invoke(main, ["export", "table", "--graph", graph, "-o", str(table), *options])
    assert done.exit_code == 0, done.output
    text = table.read_text(encoding="utf-8")
    for old, new in edits.items():
        assert old in text, text
        text = text.replace(old, new)
    columns = text.lstrip("\ufeff").splitlines()[0].split(",")
    rows = io.StringIO()
    csv.DictWriter(rows, columns).writerows(more)
    table.write_text(text + rows.getvalue(), encoding="utf-8", newline="")
    return CliRunner().invoke(main, ["import", "table", str(table), "--into", graph, *options])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine.ttl").write_text(MINE, encoding="utf-8")
    return tmp_path


def test_a_table_that_says_the_same_changes_nothing(folder: Path) -> None:
    done = update(folder, ROWS)
    assert done.exit_code == 0, done.output
    assert (folder / "mine.ttl").read_text(encoding="utf-8") == MINE
    assert "nothing to change\n" in done.stderr
    assert "1 node not in the table, and kept; take it out with ldn-graph remove" in done.stderr
    assert done.stderr.count("changed:") == 0


@pytest.mark.parametrize(
    ("row", "cells", "old", "new"),
    [
        (0, {"wording": "proven"}, "ldn:asserted ; prov", "ldn:proven ; prov"),
        (0, {"claim": "Vitamin D cures MS"}, '"Vitamin D treats MS"@en ;   #', '"Vitamin D cures MS"@en ;   #'),
        (0, {"predicate": "prevents"}, "biolink:treats", "biolink:preventative_for_condition"),
        (0, {"condition": "MS"}, '"Smith"@en .', '"Smith"@en ;\n    biolink:disease_context_qualifier e:ms .'),
        (0, {"comment": "Fewer"}, '"Fewer relapses"', '"Fewer"'),
        (0, {"comment": ""}, '    rdfs:comment "Fewer relapses"@en ; ldn:foundAt', "    ldn:foundAt"),
        (0, {"quotation": "fewer"}, '"fewer relapses"', '"fewer"'),
        (0, {"title": "The trial"}, '"A trial of vitamin D"', '"The trial"'),
        (0, {"year": "2011"}, '"2010-05-01"^^xsd:date', '"2011"^^xsd:gYear'),
        (0, {"authors": "Smith A"}, '( "Smith A" "Jones B" )', '"Smith A"'),
        (1, {"bearing": "refutes"}, "ldn:disputes", "ldn:refutes"),
        (1, {"title": "Its title"}, '"99999901" .', '"99999901" ;\n    dcterms:title "Its title" .'),
    ],
)  # fmt: skip
def test_an_edited_cell_changes_its_value_where_it_stands(
    folder: Path, row: int, cells: dict[str, str], old: str, new: str
) -> None:
    of_claim = {"claim", "predicate", "wording", "condition"} & cells.keys()
    rows = [{**each, **(cells if of_claim or n == row else {})} for n, each in enumerate(ROWS)]
    done = update(folder, rows)
    assert done.exit_code == 0, done.output
    assert MINE.count(old) == 1
    assert (folder / "mine.ttl").read_text(encoding="utf-8") == MINE.replace(old, new)


def test_new_rows_become_nodes_in_the_namespaces_of_the_file(folder: Path) -> None:
    rows = [
        *ROWS,
        {**ROWS[0], "id": "V3", "claim": "Vitamin D prevents rickets", "object": "rickets", "source": "new-2020", "doi": "",
         "title": "A third", "year": "2020", "quotation": "", "comment": "", "authors": ""},
    ]  # fmt: skip
    done = update(folder, rows)
    assert done.exit_code == 0, done.output
    text = (folder / "mine.ttl").read_text(encoding="utf-8")
    assert text.startswith(MINE)
    assert "\nclaim:V3 a ldn:Claim , biolink:Association ;\n" in text
    assert "\nsource:new-2020 a ldn:Source ;\n" in text
    claim = next(claim for claim in read_claims(open_graph(folder / "mine.ttl")) if claim.id == "V3")
    assert claim.subject is not None
    assert (claim.subject.iri, [line.source.id for line in claim.lines]) == (
        "https://example.org/d/entity/d",
        ["new-2020"],
    )
    again = update(folder, rows)
    assert "nothing to change\n" in again.stderr, again.stderr


def test_a_line_that_the_table_could_have_said_goes_with_its_row_and_another_is_kept(folder: Path) -> None:
    done = update(folder, ROWS[:1])
    lines = [line for line in MINE.splitlines() if not line.startswith("<https://example.org/d/l2>")]
    expected = "\n".join(lines).replace(" , <https://example.org/d/l2> ;", " ;") + "\n"
    assert (folder / "mine.ttl").read_text(encoding="utf-8") == expected
    assert "1 node no longer in the table, and removed: claim:l2\n" in done.stderr

    (folder / "mine.ttl").write_text(MINE, encoding="utf-8")
    done = update(folder, ROWS[1:])
    assert "2 nodes not in the table, and kept; take it out with ldn-graph remove" in done.stderr
    assert (folder / "mine.ttl").read_text(encoding="utf-8") == MINE


def test_the_shipped_graph_written_as_a_table_and_brought_back_is_as_it_was(tmp_path: Path) -> None:
    """Lines with several results, numbers of something else, second judgements: nothing that a row cannot hold is lost."""
    old = (ROOT / "data" / "triples.ttl").read_text(encoding="utf-8")
    graph, table = tmp_path / "c.ttl", tmp_path / "t.csv"
    graph.write_text(old, encoding="utf-8")
    assert CliRunner().invoke(main, ["export", "table", "--graph", str(graph), "-o", str(table)]).exit_code == 0
    done = CliRunner().invoke(main, ["import", "table", str(table), "--into", str(graph)])
    assert (done.exit_code, done.stderr) == (0, "nothing to change\n")
    assert graph.read_text(encoding="utf-8") == old

    was, becomes = "Disability got worse in one of 40", "Disability worsened in one of 40"
    table.write_text(table.read_text(encoding="utf-8").replace(was, becomes), encoding="utf-8", newline="")
    done = CliRunner().invoke(main, ["import", "table", str(table), "--into", str(graph)])
    assert done.stderr == f"1 node changed: evidence:C17-gironi-2008\nwritten: {graph}\n"
    assert graph.read_text(encoding="utf-8") == old.replace(was, becomes)


@pytest.mark.parametrize(("edited", "other"), [("men", "women"), ("women", "men")])
def test_of_two_lines_of_one_source_the_one_that_was_edited_is_meant(folder: Path, edited: str, other: str) -> None:
    """The file has them in another order than the table, which goes by their names."""
    line = "a ldn:EvidenceLine ; ldn:source source:smith ; ldn:bearing ldn:supports ; ldn:directness ldn:direct ;"
    lines = [f'claim:V2-{who} {line}\n    rdfs:comment "in {who} it helps"@en .\n' for who in ("women", "men")]
    old = MINE.replace(
        'rdfs:label "Only here" ;', 'rdfs:label "Only here" ; biolink:has_evidence claim:V2-women , claim:V2-men ;'
    )
    old += "".join(lines)
    (folder / "mine.ttl").write_text(old, encoding="utf-8")
    follow_export(folder, {})
    assert (folder / "mine.ttl").read_text(encoding="utf-8") == old
    follow_export(folder, {f"in {edited} it helps": "nothing of it"})
    assert (folder / "mine.ttl").read_text(encoding="utf-8") == old.replace(f"in {edited} it helps", "nothing of it")
    follow_export(folder, {"nothing of it": "first", f"in {other} it helps": "second"})
    changed = old.replace(f"in {edited} it helps", "first").replace(f"in {other} it helps", "second")
    assert (folder / "mine.ttl").read_text(encoding="utf-8") == changed


def test_a_line_is_no_other_since_its_row_stands_in_the_place_of_that_one(folder: Path) -> None:
    """Lines are numbered by their rows where a table makes them; what only the file says stays with what it is said of."""
    line = "a ldn:EvidenceLine ; ldn:source source:smith ; ldn:directness ldn:direct ;"
    old = MINE.replace(
        'rdfs:label "Only here" ;', 'rdfs:label "Only here" ; biolink:has_evidence e:V2.smith , e:V2.smith.2 ;'
    )
    old = old.replace("@prefix e:", "@prefix evidence: <https://example.org/d/entity/> .\n@prefix e:")
    old += f'e:V2.smith {line} ldn:bearing ldn:supports ; rdfs:comment "adults" ; ldn:adoptedBecause "read twice" .\n'
    children = f'e:V2.smith.2 {line} ldn:bearing ldn:disputes ; rdfs:comment "children" .\n'
    (folder / "mine.ttl").write_text(old + children, encoding="utf-8")
    table = folder / "t.csv"
    assert follow_export(folder, {}).stderr.endswith("nothing to change\n")
    rows = rows_in(table)
    adults = next(row for row in rows if row["comment"] == "adults")
    for left in ([row for row in rows if row is not adults], [*(row for row in rows if row is not adults), adults]):
        update(folder, left)
        assert (folder / "mine.ttl").read_text(encoding="utf-8") == old + children
    update(
        folder, [{**row, "comment": row["comment"].replace("children", "boys")} for row in rows if row is not adults]
    )
    assert (folder / "mine.ttl").read_text(encoding="utf-8") == old + children.replace("children", "boys")


def test_a_row_that_names_a_source_need_not_describe_it(folder: Path) -> None:
    """Title, authors and number may have come from a reference manager."""
    rows = [
        {**{column: row.get(column, "") for column in ROWS[0]}, "title": "", "year": "", "authors": "", "read_as": "",
         "source": key, "doi": "", "article": "article"}
        for row, key in zip(ROWS, ("smith", "jones"), strict=True)
    ]  # fmt: skip
    assert "nothing to change\n" in update(folder, rows).stderr
    assert (folder / "mine.ttl").read_text(encoding="utf-8") == MINE
    sources = MINE[MINE.index("source:smith a") :]
    header = MINE[: MINE.index("source:article a")]
    (folder / "mine.ttl").write_text(header + sources, encoding="utf-8")
    done = update(folder, rows)
    assert done.exit_code == 0, done.output
    assert sources in (folder / "mine.ttl").read_text(encoding="utf-8"), (
        "a file without a claim says nothing as a table"
    )


def test_a_list_of_authors_that_turns_back_ends(folder: Path) -> None:
    turning = MINE.replace('( "Smith A" "Jones B" )', "e:list") + 'e:list rdf:first "Smith A" ; rdf:rest e:list .\n'
    (folder / "mine.ttl").write_text(turning, encoding="utf-8")
    done = update(folder, [{**row, "comment": row.get("comment", "").replace("Fewer", "No")} for row in ROWS])
    assert done.exit_code in (0, 2), done.output
    assert "e:list rdf:first" in (folder / "mine.ttl").read_text(encoding="utf-8")


def test_other_languages_of_a_text_stay(folder: Path) -> None:
    old = MINE.replace('"Fewer relapses"@en', '"Fewer relapses"@en , "Weniger"@de')
    (folder / "mine.ttl").write_text(old, encoding="utf-8")
    done = follow_export(folder, {"Fewer relapses": "Fewer"})
    new = (folder / "mine.ttl").read_text(encoding="utf-8")
    assert new == (old.replace("Fewer relapses", "Fewer") if done.exit_code == 0 else old)
    assert '"Weniger"@de' in new


def test_a_result_that_several_lines_use_is_changed_for_those_whose_rows_were_edited(folder: Path) -> None:
    result = 'e:r a ldn:Result ; rdfs:label "pain"@en ; ldn:people 10 ; ldn:directionOfEffect ldn:noDifference .\n'
    old = MINE.replace('ldn:limitation "small"@en', "ldn:result e:r").replace(
        '<https://example.org/d/l2> a ldn:EvidenceLine ; ldn:source source:jones',
        '<https://example.org/d/l2> a ldn:EvidenceLine ; ldn:usesResult e:r ; ldn:source source:smith',
    ).replace('"only I know"@en .', '"only I know"@en ; ldn:usesResult e:r .')  # fmt: skip
    (folder / "mine.ttl").write_text(old + result, encoding="utf-8")
    assert follow_export(folder, {}).stderr.endswith("nothing to change\n")
    follow_export(folder, {"pain,10,": "pain,12,"})
    assert (folder / "mine.ttl").read_text(encoding="utf-8") == old + result.replace(
        "ldn:people 10", 'ldn:people "12"^^xsd:integer'
    )
    rows = rows_in(folder / "t.csv")
    one = next(row for row in rows if row["people"] == "12")
    wanted = [{**row, "people": "14"} if row is one else row for row in rows]
    done = update(folder, wanted)
    assert done.exit_code == 0, done.output
    follow_export(folder, {})
    assert [row["people"] for row in rows_in(folder / "t.csv")] == [row["people"] for row in wanted]


NEW_ROW = {"id": "V9", "claim": "New", "subject": "vitamin D", "predicate": "affects", "wording": "asserted",
           "topic": "efficacy", "subject_kind": "drug", "object_kind": "disease", "article": "article"}  # fmt: skip


def test_of_two_things_of_one_name_a_new_row_means_the_one_that_the_table_calls_so(folder: Path) -> None:
    old = MINE.replace("rdf:object e:ms ; ldn:topic ldn:safety", "rdf:object e:ms-2 ; ldn:topic ldn:safety")
    old += 'e:ms-2 a ldn:Condition ; rdfs:label "multiple sclerosis" .\n'
    (folder / "mine.ttl").write_text(old, encoding="utf-8")
    done = follow_export(folder, {}, {**NEW_ROW, "object": "multiple sclerosis (condition)"})
    assert done.exit_code == 0, done.output
    new = (folder / "mine.ttl").read_text(encoding="utf-8")
    assert new.startswith(old)
    assert "rdf:object e:ms-2" in new.removeprefix(old)
    assert "1 node added: claim:V9\n" in done.stderr


def test_a_source_that_cannot_be_told_from_another_gets_no_new_line(folder: Path) -> None:
    """It is in no claim that would tell which of the two has the key of the table."""
    old = f'{MINE}<https://example.org/other/smith> a ldn:Source ; rdfs:label "another" .\n'
    (folder / "mine.ttl").write_text(old, encoding="utf-8")
    done = follow_export(folder, {}, {**NEW_ROW, "object": "MS", "source": "smith.2", "bearing": "supports"})
    assert done.exit_code == 2, done.output
    assert "smith.2" in done.stderr
    assert (folder / "mine.ttl").read_text(encoding="utf-8") == old


def test_a_thing_is_not_another_since_an_iri_made_of_its_name_is_taken(folder: Path) -> None:
    old = MINE.replace("e:d a", 'e:RR a ldn:Drug ; rdfs:label "rifampicin" .\ne:d a')
    (folder / "mine.ttl").write_text(old, encoding="utf-8")
    done = update(folder, [*ROWS, {**NEW_ROW, "object": "RR", "article": ""}])
    assert (done.exit_code, (folder / "mine.ttl").read_text(encoding="utf-8")) == (2, old), done.output
    assert "RR would become https://example.org/d/entity/RR, which is 'rifampicin' in the file; write" in done.stderr


def test_an_article_that_the_table_cannot_say_stays_beside_those_that_it_says(folder: Path) -> None:
    old = MINE.replace("prov:wasDerivedFrom source:article .", "prov:wasDerivedFrom source:article , source:nowhere .")
    assert old != MINE
    (folder / "mine.ttl").write_text(old, encoding="utf-8")
    follow_export(folder, {})
    assert (folder / "mine.ttl").read_text(encoding="utf-8") == old
    follow_export(folder, {"hedged,article": "hedged,jones"})
    assert (folder / "mine.ttl").read_text(encoding="utf-8") == old.replace(
        "source:article , source:nowhere", "source:jones , source:nowhere"
    )


QUANTITY = 'a ldn:Quantity ; ldn:ofWhat "people" ; ldn:low 3 ; ldn:high 3 ; ldn:unit "{person}"'


@pytest.mark.parametrize(
    ("more", "goes"),
    [
        (f"ldn:quantity [ {QUANTITY} ]", True),
        (f"ldn:quantity [ {QUANTITY} ] , [ {QUANTITY} ]", False),
        (f'ldn:quantity [ {QUANTITY} ; rdfs:comment "counted twice" ]', False),
        ("ldn:usesResult <https://example.org/d/r>", True),
        ('rdfs:comment "so"@en , "also"@de', False),
    ],
)
def test_a_line_goes_with_its_row_where_the_table_said_all_of_it(folder: Path, more: str, goes: bool) -> None:
    line = "ldn:source source:jones ; ldn:bearing ldn:disputes ; ldn:directness ldn:direct"
    result = '<https://example.org/d/r> a ldn:Result ; rdfs:label "relapses" ; ldn:people 4 .\n'
    old = MINE.replace(line, f"{line} ;\n    {more}").replace(
        '"99999901" .', '"99999901" ; ldn:result <https://example.org/d/r> .'
    )
    (folder / "mine.ttl").write_text(old + result, encoding="utf-8")
    graph, table = str(folder / "mine.ttl"), folder / "t.csv"
    CliRunner().invoke(main, ["export", "table", "--graph", graph, "-o", str(table)])
    rows = [row for row in rows_in(table) if row["bearing"] != "disputes"]
    table.write_text(table_of(rows), encoding="utf-8")
    done = CliRunner().invoke(main, ["import", "table", str(table), "--into", graph])
    assert done.exit_code == 0, done.output
    new = (folder / "mine.ttl").read_text(encoding="utf-8")
    assert ("<https://example.org/d/l2> a " not in new) == goes, done.stderr
    assert goes or new == old + result
    assert result in new


def test_a_part_goes_with_its_cell_where_the_table_said_all_of_it_and_nothing_else_has_it(folder: Path) -> None:
    """A number of two owners stays with the other; one with a comment of its own stays, which is told."""
    shared = f"<https://example.org/d/q> {QUANTITY} .\n"
    old = MINE.replace("ldn:namedSource", "ldn:quantity <https://example.org/d/q> ; ldn:namedSource")
    old = old.replace('rdfs:label "Only here" ;', 'rdfs:label "Only here" ; ldn:quantity <https://example.org/d/q> ;')
    graph, table = str(folder / "mine.ttl"), folder / "t.csv"
    for said in (shared, shared.replace(" .\n", ' ; rdfs:comment "mine" .\n')):
        (folder / "mine.ttl").write_text(old + said, encoding="utf-8")
        CliRunner().invoke(main, ["export", "table", "--graph", graph, "-o", str(table)])
        rows = [
            {**row, **({"stated": "", "unit": "", "number_of": ""} if row["id"] == "V1" else {})}
            for row in rows_in(table)
        ]
        table.write_text(table_of(rows), encoding="utf-8")
        done = CliRunner().invoke(main, ["import", "table", str(table), "--into", graph])
        assert done.exit_code == 0, done.output
        new = (folder / "mine.ttl").read_text(encoding="utf-8")
        is_kept = "mine" in said
        cleared = old.replace("ldn:quantity <https://example.org/d/q> ; ldn:namedSource", "ldn:namedSource")
        assert new == (old if is_kept else cleared) + said
        assert ("1 node not in the table, and kept" in done.stderr) == is_kept


def test_a_passage_goes_with_its_cells_and_a_risk_of_bias_stays_as_all_of_a_source(folder: Path) -> None:
    (folder / "article.txt").write_text("First words. Vitamin D treats MS. Last words.", encoding="utf-8")
    articles = ("--article", str(folder / "article.txt"))
    said, risk = "Vitamin D treats MS.", {"risk_of_bias_tool": "rob2", "risk_of_bias": "low"}
    rows = [{**row, "article": "article", "said": said, "section": "Results", **risk} for row in ROWS]
    rows[0]["title"] = "A trial of vitamin D"
    done = update(folder, rows, *articles)
    assert done.exit_code == 0, done.output
    whole = (folder / "mine.ttl").read_text(encoding="utf-8")
    assert (whole.count("a oa:TextPositionSelector"), whole.count("a ldn:RiskOfBiasAssessment")) == (1, 2)
    cleared = [{**row, "said": "", "section": "", **dict.fromkeys(risk, "")} for row in rows]
    done = update(folder, cleared, *articles)
    assert done.exit_code == 0, done.output
    new = (folder / "mine.ttl").read_text(encoding="utf-8")
    assert not any(word in new for word in ("ldn:statedAt", "TextPositionSelector"))
    assert new.count("a ldn:RiskOfBiasAssessment") == 2
    assert "risk_of_bias: empty; source:smith keeps what it has, since of a source an empty cell says" in done.stderr
    assert update(folder, cleared).exit_code == 0
    assert (folder / "mine.ttl").read_text(encoding="utf-8") == new

    (folder / "mine.ttl").write_text(whole, encoding="utf-8")
    assert update(folder, [{**row, "said": ""} for row in rows]).exit_code == 0
    assert (folder / "mine.ttl").read_text(encoding="utf-8") == whole, "without the article nothing is said of passages"


@pytest.mark.parametrize("start", ["", MINE.partition("\n\n")[0]])
def test_a_file_without_a_triple_is_filled(folder: Path, start: str) -> None:
    (folder / "mine.ttl").write_text(start, encoding="utf-8")
    done = update(folder, ROWS)
    assert done.exit_code == 0, done.output
    assert (folder / "mine.ttl").read_text(encoding="utf-8").startswith(start)
    (claim,) = read_claims(open_graph(folder / "mine.ttl"))
    assert (claim.iri.startswith("https://example.org/d/"), len(claim.lines)) == (bool(start), 2)
    assert "nothing to change" in update(folder, ROWS).stderr


def test_what_a_table_has_no_column_for_is_the_file_s(folder: Path) -> None:
    (folder / "t.csv").write_text("id,claim\nV1,Vitamin D treats MS\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["import", "table", str(folder / "t.csv"), "--into", str(folder / "mine.ttl")])
    assert done.exit_code == 0, done.output
    assert (folder / "mine.ttl").read_text(encoding="utf-8") == MINE


def test_the_difference_is_shown_and_options_that_contradict_are_refused(folder: Path) -> None:
    rows = [{**row, "wording": "hedged"} for row in ROWS]
    shown = update(folder, rows, "--dry-run")
    assert "+    ldn:topic ldn:efficacy ; ldn:wording ldn:hedged" in shown.stdout
    assert (folder / "mine.ttl").read_text(encoding="utf-8") == MINE
    assert update(folder, ROWS, "-o", "x.ttl").exit_code == 2
    assert CliRunner().invoke(main, ["import", "table", str(folder / "t.csv"), "--dry-run"]).exit_code == 2


ROW = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["V1", "V3", "V4"]),
        "source": st.sampled_from(["s-1", "s-2", "s-3"]),
        "bearing": st.sampled_from(["supports", "disputes", "refutes"]),
        "comment": st.sampled_from(["", "so", "so, and so"]),
        "quotation": st.sampled_from(["", "its words"]),
        "found": st.sampled_from(["", "3", "4 of 9"]),
    }
)
OF_CLAIM = {"subject": "A", "predicate": "affects", "object": "B", "subject_kind": "drug", "object_kind": "outcome",
            "wording": "asserted", "topic": "efficacy", "directness": "direct"}  # fmt: skip


def rows_of(drawn: list[dict[str, str]], wording: str) -> list[dict[str, str]]:
    counted = {"number_of": "people", "unit": "{person}"}
    return [
        {**OF_CLAIM, **row, "claim": f"A helps B {row['id']}", "wording": wording, **(counted if row["found"] else {})}
        for row in drawn
    ]


def import_rows(folder: Path, rows: list[dict[str, str]], option: str, name: str) -> None:
    (folder / "t.csv").write_text(table_of(rows), encoding="utf-8")
    done = CliRunner().invoke(main, ["import", "table", str(folder / "t.csv"), option, str(folder / name)])
    assert done.exit_code == 0, done.output


def said_in(path: Path) -> list[object]:
    """What the claims of a file say, whatever the lines of one source are called."""
    claims = []
    for claim in read_claims(open_graph(path)):
        lines = [
            line._replace(iri="", quantities=tuple(each._replace(iri="") for each in line.quantities))
            for line in claim.lines
        ]
        claims.append(claim._replace(lines=tuple(sorted(lines, key=repr))))
    return claims


@settings(max_examples=40, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=4), st.lists(ROW, max_size=4), st.sampled_from(["hedged", "asserted"]))
def test_a_file_that_follows_a_table_says_what_a_file_made_of_it_says(
    tmp_path_factory: pytest.TempPathFactory, before: list[dict[str, str]], more: list[dict[str, str]], wording: str
) -> None:
    """Two routes to one graph: the new table imported, and the old one's file brought to it, where no claim is gone."""
    folder = tmp_path_factory.mktemp("t")
    after = [*before[:1], *more]
    new = rows_of(after, "asserted")
    import_rows(
        folder, [row for row in rows_of(before, wording) if row["id"] in {r["id"] for r in new}], "-o", "mine.ttl"
    )
    import_rows(folder, new, "--into", "mine.ttl")
    import_rows(folder, new, "-o", "other.ttl")
    followed, other = (said_in(folder / name) for name in ("mine.ttl", "other.ttl"))
    assert followed == other


def test_no_new_node_gets_the_name_of_another_kind_of_node(tmp_path: Path) -> None:
    """Where a file has one namespace for all, the number of claim V1 is not claim V1."""
    flat = MINE.replace("https://example.org/d/source#", "https://example.org/d/").replace("d/entity/", "d/")
    (tmp_path / "mine.ttl").write_text(flat, encoding="utf-8")
    done = update(tmp_path, [{**row, "stated": "39 of 40", "number_of": "people", "unit": "{person}"} for row in ROWS])
    assert done.exit_code == 0, done.output
    (claim,) = (claim for claim in read_claims(open_graph(tmp_path / "mine.ttl")) if claim.id == "V1")
    assert [quantity.of_what for quantity in claim.quantities] == ["people"]
    assert (tmp_path / "mine.ttl").read_text(encoding="utf-8").count("claim:V1 a ") == 1
