"""``ldn-graph check``: what is printed in each format, and with which exit code."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from ldn_graph.cli import main
from ldn_graph.drafts.findings import KINDS

STRONG = (
    "# Notes\n\nIt is proven that LDN lowers inflammation in Crohn's disease. LDN may help the mucosa:\n\nA sun\x1b[2J."
)
CAUTIOUS = "LDN may lower inflammation in Crohn's disease.\n"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "my draft.md"
    path.write_text(STRONG, encoding="utf-8")
    return path


def run(*arguments: str | Path, **options: str) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, arguments)], **options)


def test_the_text_has_place_claim_reason_and_finding(draft: Path) -> None:
    result = run(draft)
    assert result.exit_code == 1
    place, says, matched, finding = result.stdout.splitlines()[:4]
    assert place == f"{draft}:3:1: It is proven that LDN lowers inflammation in Crohn's disease."
    assert says == "  says C82, proven (proven): LDN lowers inflammation in Crohn's disease"
    assert "partly-supported, very low to low certainty; matched by low-dose naltrexone: LDN; " in matched
    assert finding.startswith("  VIOLATION too-strong C82: stated as proven, but ")
    assert "1 finding: 1 too-strong; 1 heading not checked; " in result.stderr


def test_the_exit_code_says_whether_something_was_found(draft: Path, tmp_path: Path) -> None:
    cautious = tmp_path / "cautious.txt"
    cautious.write_text(CAUTIOUS, encoding="utf-8")
    assert run(cautious).exit_code == 0
    assert "says C82, hedged (may)" in run(cautious).stdout
    assert run(draft, "--fail-on", "never").exit_code == 0
    assert run("-", input=STRONG).exit_code == 1
    assert run("-", input=CAUTIOUS).exit_code == 0
    for words in ([tmp_path / "none.md"], [draft, "-o", tmp_path / "x.html"], ["-", "--graph", "-"], [" "]):
        assert run(*words).exit_code == 2, words


def test_the_formats_tell_the_same_findings_and_are_chosen_by_the_ending(draft: Path, tmp_path: Path) -> None:
    found = {}
    for ending in ("json", "sarif", "xml"):
        assert run(draft, "-o", tmp_path / f"r.{ending}").exit_code == 1
        found[ending] = (tmp_path / f"r.{ending}").read_text(encoding="utf-8")
    sentence = json.loads(found["json"])["sentences"][0]
    (finding,) = sentence["findings"]
    assert (sentence["line"], sentence["column"], finding["kind"], finding["claim"]) == (3, 1, "too-strong", "C82")
    (result,) = json.loads(found["sarif"])["runs"][0]["results"]
    assert result["ruleId"] == "too-strong"
    assert finding["message"] in result["message"]["text"]
    (failure,) = ElementTree.fromstring(found["xml"]).iter("failure")  # noqa: S314
    assert (failure.get("type"), failure.get("message")) == ("too-strong", finding["message"])


def test_sarif_has_what_the_standard_requires(draft: Path) -> None:
    document = json.loads(run(draft, "--format", "sarif").stdout)
    assert document["version"] == "2.1.0"  # 3.13.2
    (sarif_run,) = document["runs"]  # 3.13.4
    driver = sarif_run["tool"]["driver"]  # 3.14.6, 3.18.2
    assert driver["name"] == "ldn-graph"  # 3.19.8
    assert [rule["id"] for rule in driver["rules"]] == list(KINDS)  # 3.49.3
    assert sarif_run["columnKind"] == "unicodeCodePoints"  # 3.14.17
    for result in sarif_run["results"]:
        assert result["message"]["text"]  # 3.27.11
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]  # 3.27.6
        assert result["level"] in ("none", "note", "warning", "error")  # 3.27.10
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"].endswith("my%20draft.md")  # RFC 3986
        region = place["region"]  # 3.30.5 to 3.30.8; the end column is the one behind the last character
        line = STRONG.split("\n")[region["startLine"] - 1]
        assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]


def test_junit_counts_its_tests_and_holds_no_control_characters(draft: Path, tmp_path: Path) -> None:
    draft.write_text(f"{CAUTIOUS}\n{STRONG} LDN does not lower inflammation\x1b in Crohn's disease.", encoding="utf-8")
    suites = ElementTree.fromstring(run(draft, "--format", "junit").stdout)  # noqa: S314
    (suite,) = suites
    tests = suite.findall("testcase")
    failed = [test for test in tests if test.find("failure") is not None]
    for counted in (suites, suite):
        assert int(counted.attrib["tests"]) == len(tests) > len(failed) == int(counted.attrib["failures"])
    assert all(test.get("name") and test.get("classname") for test in tests)


def test_what_was_not_matched_is_counted_and_listed_where_asked(tmp_path: Path) -> None:
    draft = tmp_path / "d.txt"
    draft.write_text("LDN and mucosal healing are two things.", encoding="utf-8")
    assert "1 of the others name several entities" in run(draft).stderr
    assert run(draft).stdout == ""
    assert "unmatched: it names low-dose naltrexone, mucosal healing" in run(draft, "--unmatched").stdout
    for ending in ("sarif", "xml"):
        refused = run(draft, "--unmatched", "-o", tmp_path / f"r.{ending}")
        assert (refused.exit_code, (tmp_path / f"r.{ending}").exists()) == (2, False)
        assert "holds findings alone; leave --unmatched out" in refused.stderr
    assert json.loads(run(draft, "--unmatched", "--format", "json").stdout)["unmatched"][0]["line"] == 1
