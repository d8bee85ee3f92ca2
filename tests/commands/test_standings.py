"""Wherever a listing prints a status, how sure one may be and whether the wording says more stand beside it."""

from __future__ import annotations

import csv
import io
import json
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner

from ldn_graph.cli import main
from tests.conftest import DECLARATIONS, ENTITIES, claim_turtle, line_turtle, source_turtle


@pytest.fixture
def file(tmp_path: Path) -> str:
    """A claim that a case report supports and that is worded as proven; a mechanism; a claim nobody has measured."""
    report = line_turtle("e1", "s") + source_turtle("s", "caseReport", more="; ldn:participants 1")
    path = tmp_path / "three.ttl"
    path.write_text(
        DECLARATIONS
        + ENTITIES
        + claim_turtle("C01", report, "evidence:e1", ldn__wording="ldn:proven")
        + claim_turtle("C02", ldn__topic="ldn:mechanism", ldn__wording="ldn:hedged", rdf__object="entity:balance")
        + claim_turtle("C03", rdf__subject="entity:balance", ldn__wording="ldn:hedged"),
        encoding="utf-8",
    )
    return str(path)


def run(*words: str) -> str:
    done = CliRunner().invoke(main, words, prog_name="ldn-graph")
    assert done.exit_code == 0, done.stderr
    return done.stdout


def test_the_table_of_claims(file: str) -> None:
    head, _, *rows = run("claims", "--graph", file).splitlines()
    starts = [head.index(name) for name in ("status", "certainty", "overclaimed", "level for")]
    cells = [[row[a:b].strip() for a, b in pairwise(starts)] for row in rows]
    assert cells == [
        ["supported", "very low certainty", "yes"],
        ["unchecked", "", ""],
        ["unchecked", "no measurement, no search recorded", ""],
    ]
    markdown = run("claims", "--graph", file, "--format", "markdown").splitlines()
    assert "| supported | very low certainty | yes |" in markdown[2]


def test_claims_as_data(file: str) -> None:
    rows = list(csv.DictReader(io.StringIO(run("claims", "--graph", file, "--format", "csv"))))
    assert [(row["status"], row["certainty"], "overclaimed" in row["flags"].split()) for row in rows] == [
        ("supported", "very low certainty", True),
        ("unchecked", "", False),
        ("unchecked", "no measurement, no search recorded", False),
    ]
    entries = json.loads(run("claims", "--graph", file, "--format", "json"))
    assert [e["certainty"] for e in entries] == ["very low certainty", None, "no measurement, no search recorded"]


def test_paths(file: str) -> None:
    """Each claim of a path keeps its own certainty: a path has none."""
    row, other = csv.DictReader(io.StringIO(run("paths", "ldn", "lupus", "--graph", file, "--format", "csv")))
    assert (row["weakest hop"], row["certainty"], row["overclaimed"]) == ("supported", "C01 very low certainty", "C01")
    assert (other["weakest hop"], other["certainty"], other["overclaimed"]) == (
        "unchecked",
        "C03 no measurement, no search recorded",
        "",
    )
    first, second = json.loads(run("paths", "ldn", "lupus", "--graph", file, "--format", "json"))
    assert (first["overclaimed"], second["overclaimed"]) == (["C01"], [])
    assert [(hop["certainty"], hop["overclaimed"]) for hop in first["hops"]] == [("very low certainty", True)]
    assert [hop["certainty"] for hop in second["hops"]] == [None, "no measurement, no search recorded"]
