"""``ldn-graph standing``: from a list to a recorded standing, and from that to another audit."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ldn_graph.cli import main
from ldn_graph.sources import http
from ldn_graph.sources.standing import online
from tests.conftest import DECLARATIONS, ENTITIES, claim_turtle, line_turtle, source_turtle
from tests.loopback import Answer, answering
from tests.sources.test_standing import table

FALLEN = ("2/6/2010 0:00", "10.5555/fallen", "0", "Retraction", "+Invented Data;", "10.5555/notice")


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, list(map(str, words)))


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """A claim whose source was retracted by a list that ships, and one whose source has a DOI alone."""
    pieces = []
    for n, more in enumerate(('; bibo:pmid "9500320"', '; bibo:doi "10.5555/Fallen"')):
        pieces += [claim_turtle(f"C{n}", evidence=f"evidence:e{n}"), line_turtle(f"e{n}", f"s{n}")]
        pieces.append(source_turtle(f"s{n}", issued="1998", more=more))
    path = tmp_path / "graph.ttl"
    path.write_text(DECLARATIONS + ENTITIES + "".join(pieces), encoding="utf-8")
    return path


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    path = tmp_path / "retraction_watch.csv"
    path.write_text(table(FALLEN, ("7/1/2026 0:00", "10.5555/b", "0", "Retraction", "", "")), encoding="utf-8")
    return path


def rows(*words: str | Path) -> dict[str, tuple[str, str, str]]:
    done = run("standing", *words, "--format", "csv")
    return {r["source"]: (r["standing"], r["as_of"], r["when"]) for r in csv.DictReader(io.StringIO(done.stdout))}


def statuses(*words: str | Path) -> dict[str, str]:
    done = run("audit", *words, "--format", "json", "--fail-on", "never")
    return {claim["id"]: claim["status"] for claim in json.loads(done.stdout)["claims"]}


def test_a_newer_list_gets_into_the_audit_by_way_of_turtle(graph: Path, newer: Path, tmp_path: Path) -> None:
    assert rows("--graph", graph) == {
        "article": ("unknown", "", ""), "s0": ("retracted", "2026-06-10", ""), "s1": ("unknown", "", ""),
    }  # fmt: skip
    assert statuses("--graph", graph) == {"C0": "unsupported", "C1": "supported"}
    written = tmp_path / "standing.ttl"
    done = run("standing", "--graph", graph, "--list", newer, "-o", written)
    assert done.exit_code == 1, "one of them does not stand"
    assert "2 entries of Retraction Watch, at least as new as 1 July 2026" in done.stderr
    assert "3 sources: 2 retracted, 1 unknown" in done.stderr
    both = ("--graph", graph, "--graph", written)
    assert statuses(*both) == {"C0": "unsupported", "C1": "unsupported"}
    assert statuses(*both, "--as-of", "2005") == {"C0": "unsupported", "C1": "supported"}
    assert rows(*both)["s1"] == ("retracted", "2026-07-01", "2010-02-06")
    asked = run("query", "claim-status", *both, "--format", "csv").stdout
    assert asked.count(",unsupported,") == 2, "queries know it by now, also of the list that ships"
    found = [json.loads(run("validate", *words, "--format", "json").stdout)["results"] for words in (both[:2], both)]
    assert found[0] == found[1], "what is written conforms"
    again = tmp_path / "again.ttl"
    run("standing", *both, "-o", again)
    assert again.read_bytes() == written.read_bytes()


def test_one_source_in_each_format(graph: Path, newer: Path) -> None:
    chosen = ("standing", "10.5555/fallen", "--graph", graph, "--list", newer)
    (found,) = json.loads(run(*chosen, "--format", "json").stdout)
    assert (found["source"], found["standing"], found["as_of"]) == ("s1", "retracted", "2026-07-01")
    assert found["notices"] == [
        {"kind": "retraction", "date": "2010-02-06", "reason": "Invented Data", "doi": "10.5555/notice"}
    ]
    assert "Invented Data" in run(*chosen).stdout
    assert run(*chosen, "--format", "markdown").stdout.startswith("| source |")
    assert "cito:retracts source:s1" in run(*chosen, "--format", "turtle").stdout


def test_why_nothing_is_known_is_said_in_each_format_and_in_a_sentence() -> None:
    done = run("standing", "--format", "json")
    found = json.loads(done.stdout)
    unknown = [one for one in found if one["standing"] == "unknown"]
    assert {one["reason"] for one in found if one["standing"] == "notListed"} == {None}
    alone = [one for one in unknown if one["reason"].startswith("it has a DOI alone")]
    assert all(one["reason"] == "it has no identifier that a list could have" for one in unknown if one not in alone)
    assert done.stderr.splitlines()[1] == (
        f"None of the {len(found) - len(unknown)} sources that could be looked up is listed as retracted "
        f"(Europe PMC, 10 June 2026); {len(unknown)} could not be: {len(alone)} have only a DOI "
        f"(--online, or --list with Retraction Watch's table), {len(unknown) - len(alone)} have no identifier"
    )
    rows = csv.DictReader(io.StringIO(run("standing", "--format", "csv").stdout))
    assert {row["reason"] for row in rows if row["standing"] == "unknown"} == {one["reason"] for one in unknown}


def test_what_stands_is_exit_code_0_and_what_cannot_be_asked_2(graph: Path, tmp_path: Path) -> None:
    assert run("standing").exit_code == 0, "of the graph that ships"
    assert run("standing", "article", "--graph", graph).exit_code == 0
    for words in (["nobody"], ["--list", tmp_path / "none.csv"], ["--list", graph]):
        done = run("standing", *words, "--graph", graph)
        assert (done.exit_code, done.stdout) == (2, "")
        assert "Traceback" not in done.stderr


def test_nobody_is_asked_unasked_and_each_paper_once(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = json.dumps(
        {"message": {"updated-by": [{"type": "retraction", "DOI": "10.5555/n", "updated": {"date-parts": [[2011]]}}]}}
    )
    nothing = json.dumps({"resultList": {"result": []}})

    with answering(lambda asked: Answer((work if "/works/" in asked.path else nothing).encode())) as (url, asked):
        monkeypatch.setattr(online, "CROSSREF_API", f"{url}/works/")
        monkeypatch.setattr(online, "EUROPE_PMC_API", f"{url}/search")
        monkeypatch.delenv(http.CONTACT, raising=False)
        run("standing", "--graph", graph)
        assert asked == []
        done = run("standing", "s1", "--graph", graph, "--online", "--format", "csv")
        assert [one.path.partition("?")[0] for one in asked] == ["/works/10.5555%2Ffallen", "/search"]
        assert "s1,retracted," in done.stdout
        assert "Crossref,2011,," in done.stdout
        assert f"{http.CONTACT} is not set" in done.stderr
        assert "about 1 paper ..." in done.stderr
        assert "The one source that could be looked up is listed as retracted (Crossref, " in done.stderr
        monkeypatch.setattr(online, "MOST", 1)
        many = run("standing", "--graph", graph, "--online")
        assert (many.exit_code, len(asked)) == (2, 2)
        assert "too many to ask for one by one" in many.stderr


def test_a_table_with_a_retracted_paper_does_not_give_a_supported_claim(tmp_path: Path) -> None:
    imported = tmp_path / "claims.csv"
    imported.write_text(
        "claim,subject,predicate,object,condition,source,bearing,design,pmid,title,year\n"
        "LDN lowers pain,LDN,affects,pain,lupus,of-1998,supports,case series,9500320,Of 1998,1998\n",
        encoding="utf-8",
    )
    graph = tmp_path / "claims.ttl"
    assert run("import", "table", imported, "-o", graph).exit_code == 0
    done = run("audit", "--graph", graph, "--format", "json")
    told = json.loads(done.stdout)
    assert done.exit_code == 1
    assert told["claims"][0]["status"] == "unsupported"
    assert [f["severity"] for f in told["findings"] if f["rule"] == "retracted-source"] == ["Violation"]
    assert "1 of 1 PMIDs" in run("audit", "--graph", graph).stdout
