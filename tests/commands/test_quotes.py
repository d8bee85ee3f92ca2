"""``ldn-graph quotes``: what is printed, where, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ldn_graph.cli import main
from ldn_graph.sources.quotes.report import CSV_COLUMNS
from tests.conftest import DECLARATIONS, ENTITIES, claim_turtle, line_turtle, source_turtle


def graph_of(folder: Path, *quotations: str) -> Path:
    """A graph with one line for each quotation, of the sources s0, s1, ..."""
    pieces = []
    for n, words in enumerate(quotations):
        passage = f'; ldn:foundAt [ a oa:SpecificResource ; oa:hasSelector [ oa:exact "{words}" ] ]'
        pieces += [line_turtle(f"e{n}", f"s{n}", more=passage), source_turtle(f"s{n}")]
    evidence = " , ".join(f"evidence:e{n}" for n in range(len(quotations)))
    path = folder / "graph.ttl"
    path.write_text(DECLARATIONS + ENTITIES + claim_turtle(evidence=evidence) + "".join(pieces), encoding="utf-8")
    return path


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "s0.txt").write_text("Of 40 patients, 39 improved. It was safe.", encoding="utf-8")
    (folder / "s1.txt").write_text("Nothing was found in any of the groups.", encoding="utf-8")
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["quotes", *map(str, arguments)])


@pytest.mark.parametrize(
    ("quotations", "code", "summary"),
    [
        (["Of 40 patients, 39 improved"], 0, "1 quotation: 1 exact; 1 compared with a text (1 with the abstract)"),
        (["OF 40 patients 39 improved"], 0, "1 quotation: 1 normalised; 1 compared"),
        (["Of 40 patients ... It was safe"], 0, "1 quotation: 1 stitched; 1 compared"),
        (["Of 40 patients, 39 improved", "safe"], 0, "2 quotations: 1 exact, 1 too-short; 1 compared"),
        (["Of 40 patients, 35 improved"], 1, "1 quotation: 1 changed; 1 compared"),
        (["It was safe. Of 40 patients, 39 improved"], 1, "1 out-of-order"),
        (["Every patient was cured in two weeks"], 1, "1 absent"),
        (["Nothing was found in any of the groups", "Nothing was found in"], 1, "1 exact, 1 in-another-source"),
        (["safe"], 1, "1 too-short; 0 compared"),
        (["Of 40 patients, 39 improved", ""], 1, "1 exact, 1 empty"),
        ([], 1, "0 quotations; 0 compared with a text"),
    ],
)
def test_the_exit_code_says_whether_all_is_as_quoted(
    tmp_path: Path, texts: Path, quotations: list[str], code: int, summary: str
) -> None:
    ran = run("--texts", texts, "--graph", graph_of(tmp_path, *quotations))
    assert ran.exit_code == code, ran.output
    assert summary in ran.stderr
    assert ("no evidence line quotes its source" in ran.stderr) is (not quotations)
    assert bool(ran.stdout) is bool(quotations)


def test_the_shipped_graph_quotes_nothing_so_nothing_is_passed(texts: Path) -> None:
    ran = run("--texts", texts)
    assert (ran.exit_code, ran.stdout) == (1, "")


def test_formats_say_the_same(tmp_path: Path, texts: Path) -> None:
    graph = graph_of(tmp_path, "Of 40 patients, 35 improved", "Nothing was found in any")
    document = json.loads(run("--texts", texts, "--graph", graph, "--format", "json").stdout)
    assert document["verdicts"] == {"exact": 1, "changed": 1}
    assert (document["quotations"], document["compared"]) == (2, 2)
    changed = next(c for c in document["checks"] if c["verdict"] == "changed")
    assert changed["changes"] == [{"kind": "number", "quoted": "35", "found": "39"}]
    assert changed["places"] == [{"start": 0, "end": 27, "section": None}]
    output = tmp_path / "out.csv"
    assert run("--texts", texts, "--graph", graph, "-o", output).exit_code == 1
    names, *rows = csv.reader(io.StringIO(output.read_text(encoding="utf-8")))
    assert tuple(names) == CSV_COLUMNS
    assert [row[names.index("verdict")] for row in rows] == [c["verdict"] for c in document["checks"]]
    assert "number: “35” where the text has “39”" in rows[0]
    assert "number: “35” where the text has “39”" in run("--texts", texts, "--graph", graph).stdout


def test_the_texts_stay_as_they_are_and_are_not_retold(tmp_path: Path, texts: Path) -> None:
    secret = "These words of the paper are for its readers alone, and there are many of them. "
    (texts / "s0.txt").write_text("Of 40 patients " + secret * 20 + "39 improved at last.", encoding="utf-8")
    before = {path: path.read_bytes() for path in texts.iterdir()}
    for format_name in ("table", "csv", "json"):
        graph = graph_of(tmp_path, "Of 40 patients ... 39 improved at last")
        ran = run("--texts", texts, "--graph", graph, "--format", format_name)
        assert ran.exit_code == 0
        assert secret not in ran.output
    assert {path: path.read_bytes() for path in texts.iterdir()} == before


def test_a_folder_that_is_none_cannot_be_asked(tmp_path: Path) -> None:
    ran = run("--texts", tmp_path / "none")
    assert ran.exit_code == 2
    assert "it is no folder; give the folder with the texts of the sources" in ran.stderr
    assert run("--texts", "").exit_code == 2
