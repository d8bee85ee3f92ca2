"""``ldn-graph summary`` and ``ldn-graph agreement``: where they read, where they write, and what they refuse."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import CliRunner, Result

from ldn_graph.cli import UNREAD, main
from ldn_graph.rdf.database import load_files
from ldn_graph.summaries.writing import SUMMARY_FORMATS
from tests.conftest import DECLARATIONS, ENTITIES, ROOT, claim_turtle
from tests.summaries.graphs import small_graph, summary_of, turtle_of

COMMAND = [sys.executable, "-m", "ldn_graph"]
ENDINGS = {"table": "txt", "markdown": "md"}


@pytest.fixture
def small(tmp_path: Path) -> str:
    path = tmp_path / "small.ttl"
    path.write_text(turtle_of(), encoding="utf-8")
    return str(path)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def summary(*words: str) -> Result:
    return run("summary", "--condition", "lupus", *words)


@pytest.mark.parametrize("format_name", SUMMARY_FORMATS)
def test_the_ending_of_a_file_chooses_the_format(format_name: str, small: str, tmp_path: Path) -> None:
    path = tmp_path / f"lupus.{ENDINGS.get(format_name, format_name)}"
    done = summary("-g", small, "-o", str(path))
    assert (done.exit_code, done.stdout) == (0, "")
    assert path.read_bytes() == summary("-g", small, "--format", format_name).stdout_bytes
    packed = Path(f"{path}.gz")
    assert summary("-g", small, "-o", str(packed)).exit_code == 0
    assert gzip.decompress(packed.read_bytes()) == path.read_bytes()


def test_an_ending_of_no_format_is_refused(small: str, tmp_path: Path) -> None:
    done = summary("-g", small, "-o", str(tmp_path / "lupus.pdf"))
    assert done.exit_code == 2
    assert ".docx" in done.output


def test_a_database_gives_the_same_as_its_file(small: str, tmp_path: Path) -> None:
    load_files([small], tmp_path / "db")
    for format_name in ("json", "docx"):
        of_file = summary("-g", small, "--format", format_name).stdout_bytes
        assert summary("--store", str(tmp_path / "db"), "--format", format_name).stdout_bytes == of_file


def test_a_name_that_is_nearly_that_of_a_condition_is_suggested(small: str) -> None:
    done = run("summary", "--condition", "lupsu", "-g", small)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "did you mean lupus?" in done.stderr
    other = run("summary", "--condition", "Crohn", "-g", small)
    assert other.exit_code == 2
    assert "ldn-graph query conditions" in other.stderr
    assert run("summary", "-g", small).exit_code == 2
    assert run("summary", "--condition", " ", "-g", small).exit_code == 2


def test_a_condition_without_such_claims_says_so(small: str) -> None:
    done = run("summary", "--condition", "asthma", "-g", small)
    assert done.exit_code == 0
    said = "no claim of efficacy or safety is made on asthma"
    assert said in done.stdout
    assert said in done.stderr


def test_a_condition_on_which_nothing_is_claimed_is_an_error(small: str, tmp_path: Path) -> None:
    path = tmp_path / "more.ttl"
    path.write_text(f'{DECLARATIONS}entity:gout a ldn:Condition ; rdfs:label "gout"@en .', encoding="utf-8")
    done = run("summary", "--condition", "gout", "-g", small, "-g", str(path))
    assert done.exit_code == 2
    assert "no claim is made on the condition 'gout'" in done.stderr


@pytest.mark.parametrize("command", [["summary", "--condition", "lupus"], ["agreement"]])
def test_a_graph_without_claims_is_an_error(command: list[str], tmp_path: Path) -> None:
    path = tmp_path / "none.ttl"
    path.write_text(DECLARATIONS + ENTITIES, encoding="utf-8")
    done = run(*command, "-g", str(path))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "no ldn:Claim in it" in done.stderr


def test_a_narrower_condition_by_its_label_and_a_year() -> None:
    document = json.loads(
        run("summary", "--condition", "Crohn's disease", "--as-of", "2010", "--format", "json").stdout
    )
    assert (document["condition"], document["as_of"]) == ("crohns-disease", 2010)
    studies = {effect["study"] for row in document["benefits"] for effect in row["effects"] if row["claim"]}
    assert "smith-2007" in studies
    assert "smith-2011" not in studies


def test_the_shipped_graph_has_a_summary_that_opens(tmp_path: Path) -> None:
    for ending in ("docx", "xlsx"):
        path = tmp_path / f"crohn.{ending}"
        assert run("summary", "--condition", "crohns-disease", "-o", str(path)).exit_code == 0
        assert zipfile.is_zipfile(path)
    tables = docx.Document(str(tmp_path / "crohn.docx")).tables
    assert len(tables) == 4, "benefits and harms, by outcome and as claimed"
    rows = list(openpyxl.load_workbook(tmp_path / "crohn.xlsx")["findings"].iter_rows(min_row=2, values_only=True))
    assert sum(len(table.rows) - 1 for table in tables) == len(rows) > 5
    assert any("very low" in str(row) for row in rows)


def test_a_graph_comes_through_a_pipe(small: str) -> None:
    turtle = Path(small).read_bytes()
    piped = subprocess.run(
        [*COMMAND, "summary", "--condition", "lupus", "-g", "-", "--format", "csv"], input=turtle, capture_output=True
    )
    assert piped.stdout == summary("-g", small, "--format", "csv").stdout_bytes


@pytest.mark.parametrize("words", [["summary", "--condition", "lupus", "--format", "docx"], ["agreement"]])
def test_a_reader_that_goes_away_is_no_error(words: list[str]) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run([*COMMAND, *words], stdout=theirs, stderr=subprocess.PIPE, check=False)
    os.close(theirs)
    assert done.returncode == UNREAD
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
@pytest.mark.parametrize("format_name", ["docx", "xlsx"])
def test_what_is_not_for_a_terminal_is_refused_there(format_name: str, small: str) -> None:
    import pty

    ours, theirs = pty.openpty()
    done = subprocess.run(
        [*COMMAND, "summary", "--condition", "lupus", "-g", small, "--format", format_name],
        stdout=theirs,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 2
    assert f"{format_name} is not for a terminal; give a file with -o".encode() in done.stderr


def test_the_command_says_what_the_function_says(small: str) -> None:
    from ldn_graph import write_summary

    out = io.BytesIO()
    write_summary(summary_of(small_graph()), "html", out)
    assert summary("-g", small, "--format", "html").stdout_bytes == out.getvalue()


# Agreement ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ending", "part"),
    [
        ("txt", "order, quadratic weights"),
        ("md", "# Agreement of readers"),
        ("json", '"agreements"'),
        ("csv", "first_reader"),
    ],
)
def test_agreement_leaves_in_each_format(ending: str, part: str, tmp_path: Path) -> None:
    path = tmp_path / f"agreement.{ending}"
    done = run("agreement", "-o", str(path))
    assert done.exit_code == 0, done.output
    assert part in path.read_text(encoding="utf-8")
    assert "pairs of readers" in done.stderr


def test_agreement_of_a_graph_that_one_reader_judged_says_so(small: str) -> None:
    done = run("agreement", "-g", small)
    assert done.exit_code == 0
    assert done.stdout == "no evidence line was judged by two readers\n"
    assert json.loads(run("agreement", "-g", small, "--format", "json").stdout) == {"agreements": []}


def test_a_judgement_that_cannot_be_read_names_its_place(tmp_path: Path) -> None:
    path = tmp_path / "bad.ttl"
    path.write_text(
        turtle_of(
            "x",
            claim_turtle("C09", evidence="evidence:e9"),
            "evidence:e9 a ldn:EvidenceLine ; ldn:source source:s2 ; ldn:bearing ldn:supports ; ldn:directness ldn:direct ;\n"
            "  ldn:otherJudgement assessment:j .\nassessment:j a ldn:Judgement ; ldn:directness ldn:direct .\n",
        ),
        encoding="utf-8",
    )
    done = run("agreement", "-g", str(path))
    assert done.exit_code == 2
    assert "bad.ttl" in done.stderr
    assert "assessment:j" in done.stderr


@pytest.mark.parametrize("condition", ["crohns-disease", "fibromyalgia", "autoimmune-disease"])
def test_a_database_gives_the_same_outcomes_as_the_file(condition: str, tmp_path: Path) -> None:
    shipped = ROOT / "data" / "triples.ttl"
    load_files([shipped], tmp_path / "db")
    of_file = run("summary", "--condition", condition, "-g", str(shipped))
    assert "BY OUTCOME" in of_file.stdout
    assert run("summary", "--condition", condition, "--store", str(tmp_path / "db")).stdout == of_file.stdout


def test_a_condition_with_outcomes_and_without_claims_has_a_summary() -> None:
    done = run("summary", "--condition", "fibromyalgia")
    assert (done.exit_code, "claims        none of efficacy or safety" in done.stdout) == (0, True)
