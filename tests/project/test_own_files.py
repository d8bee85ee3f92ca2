"""What commands write where a graph is read from a folder of one's own."""

from __future__ import annotations

import csv
import gzip
import json
import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ldn_graph.cli import main
from ldn_graph.importers.table_layout import COLUMNS

ROW = {
    "claim": "Tea helps", "id": "T1", "subject": "tea", "predicate": "treats", "object": "headache",
    "article": "article", "section": "Tea", "said": "Green tea helps.", "source": "ito-2020", "bearing": "supports",
}  # fmt: skip


def ldn(*words: str) -> Result:
    return CliRunner().invoke(main, words, prog_name="ldn-graph")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("tea.md").write_text("Green tea helps. It is safe.\n", encoding="utf-8")
    assert ldn("new", "mine", "--article", "tea.md", "--title", "Tea").exit_code == 0
    monkeypatch.chdir(tmp_path / "mine")
    with Path("claims.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(COLUMNS), restval="")
        writer.writeheader()
        writer.writerow(ROW)
    return tmp_path / "mine"


def test_the_table_of_a_folder_is_exported_with_the_words_of_its_article() -> None:
    run = ldn("export", "table", "-o", "again.csv")
    assert run.exit_code == 0, run.stderr
    assert "left out" not in run.stderr
    with Path("again.csv").open(encoding="utf-8", newline="") as file:
        (row,) = (row for row in csv.DictReader(file) if row["claim"])
    assert (row["said"], row["section"]) == (ROW["said"], ROW["section"])


def test_the_table_of_a_folder_is_imported_with_the_words_of_its_article() -> None:
    run = ldn("import", "table", "claims.csv")
    assert "left out" not in run.stderr
    assert "oa:TextPositionSelector" in run.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("export", "table", "-o", "claims.csv"),
        ("audit", "--format", "csv", "-o", "./claims.csv"),
        ("claims", "--format", "csv", "-o", "../mine/claims.csv"),
        ("sentences", "--format", "csv", "-o", "article.txt"),
        ("query", "CONSTRUCT WHERE { ?s ?p ?o }", "-o", "claims.ttl"),
        ("query", "ASK {}", "-g", "claims.ttl", "--format", "json", "-o", "claims.ttl"),
        ("query", "CONSTRUCT WHERE { ?s ?p ?o }", "-g", "below", "-o", "below/graph.ttl"),
    ],
)
def test_a_file_that_a_command_reads_is_not_overwritten(folder: Path, words: tuple[str, ...]) -> None:
    (folder / "below").mkdir()
    os.link("claims.ttl", "below/graph.ttl")
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    run = ldn(*words)
    assert run.exit_code == 2
    assert f"{words[-1]}: this command reads it; give -o another name" in run.stderr
    assert before == {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_what_a_command_does_not_read_is_written_over_as_before() -> None:
    for _ in range(2):
        assert ldn("claims", "--format", "csv", "-o", "list.csv.gz").exit_code == 0
    assert gzip.decompress(Path("list.csv.gz").read_bytes()).startswith(b"id,")
    assert ldn("claims", "--format", "csv", "--graph", "claims.ttl", "-o", "article.txt").exit_code == 2  # no claims
    assert ldn("query", "ASK {}", "--format", "json", "--graph", "claims.ttl", "-o", "article.txt").exit_code == 0


@pytest.mark.parametrize("words", [("rename", "t1", "T1a"), ("remove", "T1"), ("merge", "source:article", "T1")])
def test_what_stands_in_the_table_is_to_be_changed_there(folder: Path, words: tuple[str, ...]) -> None:
    run = ldn(*words)
    assert run.exit_code == 2
    assert re.search(r"t1 stands in claims.csv, row 2; change it there$", run.stderr.strip(), re.IGNORECASE)
    unknown = ldn("rename", "T9", "T1a")
    assert "no node 'T9' in this graph" in unknown.stderr
    elsewhere = ldn("remove", "T1", "--graph", "claims.ttl")
    assert "no node 'T1' in this graph" in elsewhere.stderr
    settings = folder / "ldn-graph.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('"claims.ttl", ', ""), encoding="utf-8")
    assert "the graph of this folder is a table; change it there: claims.csv" in ldn(*words).stderr


def test_a_table_is_not_brought_into_a_file_that_the_folder_reads_beside_it(folder: Path) -> None:
    before = Path("claims.ttl").read_bytes()
    assert ldn("export", "table", "-o", "edited.csv").exit_code == 0
    for table in ("claims.csv", "edited.csv"):
        run = ldn("import", "table", table, "--into", "../mine/claims.ttl", "--article", "article.txt")
        assert run.exit_code == 2
        assert "this folder reads it beside claims.csv, and would have all twice; nothing was written" in run.stderr
    assert Path("claims.ttl").read_bytes() == before
    settings = folder / "ldn-graph.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace(', "claims.csv"', ""), encoding="utf-8")
    assert ldn("import", "table", "claims.csv", "--into", "claims.ttl", "--article", "article.txt").exit_code == 0
    assert "T1" in ldn("claims").stdout


def test_what_a_row_lacks_is_told_with_that_row_and_the_column() -> None:
    with Path("claims.csv").open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(COLUMNS), restval="")
        writer.writerow({**ROW, "source": "ito-2021", "title": "Tea", "comment": "Fewer"})
        writer.writerow({**ROW, "source": "ito-2022", "title": "More tea", "read_as": "abstract"})
    told = ldn("validate").stdout
    assert re.search(r"claims.csv:4 evidence:T1.ito-2022: .*add rdfs:comment \(column comment\) with the reason", told)
    assert re.search(r"claims.csv:3 source:ito-2021: .*add ldn:readAs \(column read_as\)", told)
    assert re.search(r"claims.csv:4 source:ito-2022: .*add ldn:studyDesign \(column design\)", told)
    assert re.search(r"claims.csv:2 claim:T1: rdf:object .* \(column object_kind\)", told)
    assert "claims.csv:3 evidence" not in told
    result = json.loads(ldn("validate", "--format", "json").stdout)["results"]
    assert all("(column " in each["remedy"] for each in result if each["place"].startswith("claims.csv:"))


def test_the_place_of_a_step_is_that_of_its_source_or_claim() -> None:
    with Path("claims.csv").open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(COLUMNS), restval="")
        writer.writerow({"claim": "Tea harms", "id": "T2", "searched": "PubMed", "search_date": "2020-01-01"})
        writer.writerow({**ROW, "claim": "Tea cools", "id": "T3", "source": "ito-2021", "said": "", "section": ""})
    places = {(s["kind"], s["claims"][0]): s["place"] for s in json.loads(ldn("next", "--format", "json").stdout)}
    assert places["unread", "T3"] == "claims.csv:4"
    assert places["search-old", "T2"] == "claims.csv:3"
    assert places["directness-unrated", "T1"] == "claims.csv:2"


def test_a_claim_without_a_passage_is_told_with_the_column_for_it() -> None:
    with Path("claims.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(COLUMNS), restval="")
        writer.writeheader()
        writer.writerow({**ROW, "said": "", "section": ""})
    assert "claims.csv:2 claim:T1: a claim is stated in" in (told := ldn("validate").stdout)
    assert "write ldn:statedAt (column said) and a passage" in told


def test_what_an_audit_asks_for_is_told_with_its_column() -> None:
    told = " ".join(ldn("audit").stdout.split())
    for column in ("wording", "directness", "design"):
        assert f"(in a table, the column {column})" in told
