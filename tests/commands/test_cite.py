"""``ldn-graph cite`` and ``ldn-graph claim -o letter.md``: references of what was asked for, each once."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pypandoc
import pytest
import rispy
from click.testing import CliRunner, Result

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.letter import claim_letter
from ldn_graph.cli import main
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.opening import parse_turtle
from tests.conftest import DECLARATIONS, ENTITIES, claim_turtle, line_turtle, source_turtle

GRAPH = "".join(
    (
        DECLARATIONS,
        ENTITIES,
        claim_turtle("C01", evidence="evidence:e0 , evidence:e1 , evidence:e2"),
        claim_turtle("C02", evidence="evidence:e3"),
        claim_turtle("C03"),
        claim_turtle("C04", evidence="evidence:e4 , evidence:e5"),
        line_turtle("e0", "b-2010"),
        line_turtle("e1", "a-2011", "refutes"),
        line_turtle("e2", "c-2012", "givesBackground"),
        line_turtle("e3", "b-2010", "disputes"),
        source_turtle("b-2010", more='; dc:creator "Alpha B" ; bibo:doi "10.5555/b_1"'),
        source_turtle("a-2011", issued="2011"),
        source_turtle("c-2012", issued="2012"),
        line_turtle("e4", "c-2012", "givesBackground"),
        line_turtle("e5", "a-2011", "leavesOpen"),
        source_turtle("aside"),
    )
)


@pytest.fixture
def graph_file(tmp_path: Path) -> str:
    path = tmp_path / "graph.ttl"
    path.write_text(GRAPH, encoding="utf-8")
    return str(path)


def cite(graph_file: str, *words: str) -> Result:
    return CliRunner().invoke(main, ["cite", "-g", graph_file, *words])


def test_what_was_retracted_is_cited_with_a_mark_and_is_neither_for_nor_against(tmp_path: Path) -> None:
    path = tmp_path / "fallen.ttl"
    path.write_text(GRAPH.replace("10.5555/b_1", '10.5555/b_1" ; bibo:pmid "9500320'), encoding="utf-8")
    every = cite(str(path), "C02")
    assert every.stdout.count("[retracted]") == 1
    assert every.stderr.endswith("1 source\n")
    against = cite(str(path), "C01", "C02", "--for", "--against")
    assert "[retracted]" not in against.stdout
    assert "left out, since it was retracted: b-2010\n" in against.stderr
    none = cite(str(path), "C02", "--against")
    assert none.exit_code == 1
    assert "C02: nothing recorded against it (1 retracted); leave out --against to cite it" in none.stderr


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ([], ["a-2011", "b-2010", "c-2012"]),
        (["--for"], ["b-2010"]),
        (["--against"], ["a-2011", "b-2010"]),
        (["--for", "--against"], ["a-2011", "b-2010"]),
        (["C01"], ["a-2011", "b-2010", "c-2012"]),
        (["C01", "--against"], ["a-2011"]),
        (["C02"], ["b-2010"]),
        (["C01", "C02", "--status", "contradicted"], ["b-2010"]),
        (["--status", "contested"], ["a-2011", "b-2010", "c-2012"]),
        (["--as-of", "2010"], ["b-2010"]),
        (["--without", "a-2011"], ["b-2010", "c-2012"]),
        (["--condition", "lupus", "--for"], ["b-2010"]),
        (["aside"], ["aside"]),
        (["10.5555/B_1", "aside"], ["aside", "b-2010"]),
        (["C02", "aside"], ["aside", "b-2010"]),
    ],
)
def test_what_is_asked_for_is_cited_once_and_in_order(graph_file: str, words: list[str], keys: list[str]) -> None:
    run = cite(graph_file, *words, "--format", "csl-json")
    assert run.exit_code == 0, run.output
    assert [item["id"] for item in json.loads(run.stdout)] == keys


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["C03"], 1, "no source to cite: C03: no evidence recorded"),
        (["C02", "--for"], 1, "C02: nothing recorded for it (1 against); leave out --for to cite it"),
        (
            ["C04", "--for", "--against"],
            1,
            "nothing recorded for or against it (1 background, 1 open); leave out --for and --against for all 2",
        ),
        (["--status", "unsupported", "--for"], 1, "the claims asked for: no"),
        (["nobody"], 2, "no claim or source 'nobody'"),
        (
            ["99999999"],
            2,
            "no source '99999999' in this graph; see: ldn-graph query busiest-sources, which lists sources",
        ),
        (["aside", "--for"], 2, "the options choose among claims"),
        (["--style", "nope-nope"], 2, "no citation style"),
        (["--style", "apa", "--format", "ris"], 2, "leave --style out"),
        (["-o", "list.pdf"], 2, "its ending names no format"),
        (["", "C01"], 2, "it is empty"),
    ],
)
def test_what_cannot_be_cited_is_said(graph_file: str, words: list[str], code: int, told: str) -> None:
    run = cite(graph_file, *words)
    assert (run.exit_code, run.stdout) == (code, "")
    assert told in run.stderr


def test_sources_are_cited_from_a_file_without_claims(tmp_path: Path) -> None:
    path = tmp_path / "new.ttl"
    path.write_text(DECLARATIONS + source_turtle("a-2011", more='; bibo:pmid "99999999"'), encoding="utf-8")
    for name in ("a-2011", "99999999"):
        run = cite(str(path), name)
        assert (run.exit_code, run.stdout.startswith("1. a-2011.")) == (0, True), run.output
        shown = CliRunner().invoke(main, ["source", "-g", str(path), name])
        assert (shown.exit_code, "bears on 0 claims" in shown.stdout) == (0, True), shown.output
    unnamed = cite(str(path))
    assert unnamed.exit_code == 2
    assert "import table --template" in unnamed.stderr
    assert "sources alone are cited by their names" in unnamed.stderr


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("list.bib", "@misc{a-2011,"),
        ("list.ris", "TY  - GEN\nID  - a-2011"),
        ("list.json", '[\n  {\n    "id": "a-2011"'),
        ("list.txt", "1. a-2011."),
        ("list.md", "1. a-2011."),
        ("list.html", "<!doctype html>"),
    ],
)
def test_the_ending_chooses_the_format(graph_file: str, tmp_path: Path, name: str, beginning: str) -> None:
    run = cite(graph_file, "-o", str(tmp_path / name))
    assert (run.exit_code, run.stdout) == (0, "")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(beginning)


def test_a_database_gives_the_same_list(graph_file: str, tmp_path: Path) -> None:
    store = str(tmp_path / "store")
    assert CliRunner().invoke(main, ["load", graph_file, "--store", store]).exit_code == 0
    for words in ([], ["C01", "aside"], ["aside"]):
        stored = CliRunner().invoke(main, ["cite", "--store", store, *words, "--format", "ris"])
        assert stored.stdout == cite(graph_file, *words, "--format", "ris").stdout
        assert rispy.loads(stored.stdout)


# The letter ---------------------------------------------------------------------------------------


def test_a_letter_has_the_claim_its_evidence_and_numbered_references(graph_file: str, tmp_path: Path) -> None:
    target = tmp_path / "letter.md"
    run = CliRunner().invoke(main, ["claim", "C01", "-g", graph_file, "-o", str(target)])
    assert run.exit_code == 0, run.output
    letter = target.read_text(encoding="utf-8")
    assert letter.startswith("# C01: claim C01\n\nThe claim is made in \\[1\\]. **Contested, for: level 3, against:")
    headings = re.findall(r"^## (.+)$", letter, re.MULTILINE)
    assert headings == ["Evidence for", "Evidence against", "Background", "What to look at", "References"]
    assert "1. An article." in letter
    assert "2. Alpha B. b-2010. 2010. doi:10.5555/b\\_1.\n" in letter
    assert set(re.findall(r"\\\[(\d)\\\]", letter)) == set(re.findall(r"^(\d)\.", letter, re.MULTILINE))


def test_nothing_that_the_graph_says_is_markup_in_a_letter() -> None:
    nasty = "# <b>1*2*3</b> _x_ `c` [l](u) ![i](u) &amp; ~~s~~ | a\\\\b $1$ https://example.org/a_b*c*"
    graph = "".join(
        (
            DECLARATIONS,
            ENTITIES,
            claim_turtle(rdfs__label=f'"{nasty}"', evidence="evidence:e0 , evidence:e1"),
            line_turtle("e0", "s0", more=f'; rdfs:comment "- {nasty}" ; ldn:finding "2. {nasty}"'),
            f'evidence:e1 a ldn:EvidenceSearch ; rdfs:comment "+ {nasty}" .',
            f'source:s0 a ldn:Source ; dcterms:title "3) {nasty}" ; ldn:studyDesign ldn:cohort .',
        )
    )
    (audited,) = audit_claims(read_claims(parse_turtle(graph))).claims
    letter = claim_letter(audited)
    tree = json.loads(pypandoc.convert_text(letter, "json", format="gfm"))
    kinds: list[str] = re.findall(r'"t": ?"(\w+)"', json.dumps(tree))
    assert {*kinds} <= {"Header", "Para", "Plain", "Str", "Space", "Strong", "BulletList", "OrderedList", "Link",
                        "Decimal", "Period", "SoftBreak"}  # fmt: skip
    assert kinds.count("Strong") == 1
    assert kinds.count("OrderedList") == 1
    plain = pypandoc.convert_text(letter, "plain", format="gfm", extra_args=["--wrap=none"])
    words = nasty.replace("\\\\", "\\")
    assert plain.count(words.partition(" https")[0]) >= 4
    assert "3) # 1*2*3 _x_" in plain, "markup in a title is left out when it is read"


def test_a_letter_escapes_what_markdown_reads_and_no_number(tmp_path: Path) -> None:
    graph = "".join(
        (
            DECLARATIONS,
            ENTITIES,
            claim_turtle(evidence="evidence:e0 , evidence:e1"),
            line_turtle("e0", "s0", "qualifies", more='; rdfs:comment "32.9% had less pain" ; ldn:finding "9"'),
            line_turtle("e1", "s0", "qualifies", more='; rdfs:comment "1. A list" ; ldn:finding "-0.86 in the mean"'),
            source_turtle("s0"),
        )
    )
    (audited,) = audit_claims(read_claims(parse_turtle(graph))).claims
    letter = claim_letter(audited)
    assert "## Evidence for\n\nNone is recorded for the claim as it stands.\n" in letter
    assert "- 32.9% had less pain. " in letter
    assert not re.search(r"pain\. 9", letter), "a number without words"
    assert "- 1\\. A list. -0.86 in the mean. " in letter
    assert not re.search(r"^- (Violation|Warning|Info), ", letter, re.MULTILINE), "flags are told in words"


def test_what_a_claim_is_not_written_as_has_a_remedy(graph_file: str, tmp_path: Path) -> None:
    for ending in ("docx", "html"):
        run = CliRunner().invoke(main, ["claim", "C01", "-g", graph_file, "-o", str(tmp_path / f"letter.{ending}")])
        assert run.exit_code == 2
        assert f"as Markdown (.md), JSON (.json) or text (.txt); pandoc makes .{ending} of Markdown" in run.stderr
