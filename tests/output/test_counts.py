"""Counts in words: no output says "1 claims"."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from ldn_graph.audit.audit import audit_claims
from ldn_graph.cli import main
from ldn_graph.model.graph import Graph
from ldn_graph.output.counts import count_words
from ldn_graph.page.content import describe_count
from ldn_graph.page.notebook import audit_html, claim_html, dossier_html, finding_html, report_html
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.sparql.questions import ask
from ldn_graph.validation.report import validate_graph
from tests.conftest import DECLARATIONS, ENTITIES, claim_turtle, line_turtle, source_turtle

ONE_CLAIM = (
    claim_turtle("C01", evidence="evidence:e0", ldn__statedAt="claim:p")
    + line_turtle("e0", "s0", more='; rdfs:comment "it was so"@en')
    + source_turtle("s0", more='; ldn:participants 1 ; ldn:readAs ldn:abstract ; bibo:doi "10.1234/x"')
    + 'claim:p a oa:SpecificResource ; oa:hasSource source:article ; ldn:section "Top" ; '
    f'oa:hasSelector [ a oa:TextPositionSelector ; oa:start 0 ; oa:end 5 ] ; ldn:passageSha256 "{"a" * 64}" .\n'
)
WRONG = re.compile(r"(?<![\w,.:/-])1 (?:[a-z]+ )?(?!is\b|as\b|leads\b|does\b|has\b)[a-z]+s\b")
"""A one with a plural, maybe with an adjective between them; a few words that end in s are no plurals."""
PLURALS = re.compile(
    r"(?<![\w,.:/-])1 (?:[a-z]+ )?(claims|sources|lines|studies|articles|searches|participants|references)\b"
)
"""For a page, which has scripts in it, only plurals of what is counted there."""


def ldn(*words: str) -> str:
    run = CliRunner().invoke(main, words, prog_name="ldn-graph")
    assert run.exit_code in (0, 1), run.output
    return run.output


@pytest.fixture
def one(tmp_path: Path) -> Path:
    """A file with one claim, one evidence line and one source of evidence."""
    path = tmp_path / "one.ttl"
    path.write_text(DECLARATIONS + ENTITIES + ONE_CLAIM, encoding="utf-8")
    return path


def write_tables(folder: Path) -> tuple[str, str]:
    """The files of a knowledge graph of one edge, of which one column and one node are left out."""
    nodes = [
        {"id": "CHEBI:7465", "category": ["biolink:SmallMolecule"], "name": "naltrexone"},
        {"id": "MONDO:0005011", "category": ["biolink:Disease"], "name": "Crohn disease"},
        {"id": "GO:0006954", "name": "inflammation"},
    ]
    edge = {"id": "e1", "subject": "CHEBI:7465", "predicate": "biolink:treats", "object": "MONDO:0005011", "x": "y"}
    paths = folder / "nodes.jsonl", folder / "edges.jsonl"
    for path, rows in zip(paths, (nodes, [edge]), strict=True):
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(paths[0]), str(paths[1])


def test_one_is_singular_and_thousands_are_grouped() -> None:
    assert [count_words(n, "claim") for n in (0, 1, 2, 2000)] == ["0 claims", "1 claim", "2 claims", "2,000 claims"]
    assert [count_words(n, "study", "studies") for n in (1, 3)] == ["1 study", "3 studies"]


@pytest.mark.parametrize("text", ["1 claims", "at 1 evidence lines", "1 more findings", "and 1 entities of"])
def test_what_is_looked_for_can_be_found(text: str) -> None:
    assert WRONG.search(text)
    assert not WRONG.search("11 claims, 2,001 sources, 0.1 claims, 1 claim; 1 path leads")


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        (("claims",), ("1 claim, 1 checked",)),
        (("claims", "--status", "unsupported"), ("0 of 1 claim",)),
        (("audit", "--fail-on", "never"), ("1 claim, 1 checked (",)),
        (("claim", "C01"), ("1 participant",)),
        (("source", "s0"), ("bears on 1 claim\n",)),
        (("keystones", "--all"), ("1 of 1 source that bears on a claim;",)),
        (("shared",), ("0 pairs of conditions",)),
        (("paths", "ldn", "lupus", "--longest", "1"), ("1 path of 1 hop or fewer",)),
        (("paths", "lupus", "ldn", "--longest", "1"), ("no path of 1 hop or fewer", "1 leads the other way")),
        (("validate",), ("1 claim, 1 evidence line, 2 sources",)),
        (("draw", "--status", "unsupported"), ("the one claim is not in this selection",)),
    ],
)
def test_a_command_counts_one_in_the_singular(one: Path, words: tuple[str, ...], counts: tuple[str, ...]) -> None:
    output = ldn(*words, "--graph", str(one))
    for text in counts:
        assert text in output
    shown = output if words[0] != "draw" else output.partition("<!")[0]
    assert not WRONG.search(shown)


def test_a_report_counts_one_in_the_singular(one: Path, tmp_path: Path) -> None:
    remarks = ldn("report", "--graph", str(one), "-o", str(tmp_path / "report"))
    assert "auditing 1 claim ..." in remarks
    assert not WRONG.search(remarks)
    page = (tmp_path / "report" / "index.html").read_text(encoding="utf-8")
    assert "<strong>1 claim.</strong>" in page
    assert "1 participant" in page
    assert not PLURALS.search(page)


def test_loading_counts_one_in_the_singular(one: Path, tmp_path: Path) -> None:
    output = ldn("load", str(one), "--store", str(tmp_path / "store"))
    assert "loaded 1 file into" in output
    assert not WRONG.search(output)


def test_an_import_counts_one_in_the_singular(tmp_path: Path) -> None:
    output = ldn("import", "kgx", *write_tables(tmp_path), "-o", str(tmp_path / "kgx.ttl"))
    assert "1 value of edges left out, of the column x: y" in output
    assert "1 node left out that no edge leads to: GO:0006954" in output
    assert "1 claim, 0 of them from several origins; 0 evidence lines, 1 source, 2 entities; " in output
    assert not WRONG.search(output)


def test_a_notebook_counts_one_in_the_singular(turtle: Callable[..., Graph]) -> None:
    graph = turtle(ONE_CLAIM)
    audit = audit_claims(read_claims(graph))
    (audited,) = audit.claims
    html = [
        audit_html(audit), dossier_html(audited), claim_html(audited.claim), report_html(validate_graph(graph)),
        *map(finding_html, audit.findings),
    ]  # fmt: skip
    assert "1 evidence line, 0 searches that found nothing" in html[2]
    assert "1 claim, 1 evidence line, 2 sources looked at" in html[3]
    assert "rests on 1 triple<" in "".join(html[4:])
    assert not [text for text in html if WRONG.search(re.sub("<[^>]*>", " ", text))]
    assert describe_count(audit, None) == "1 claim"
    assert not WRONG.search(repr(ask(graph, "SELECT * { ?claim a ldn:Claim }")))
