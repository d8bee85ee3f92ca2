"""The command line as a user meets it: exit codes, good input, bad input, empty input, a pipe."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import ldn_graph
from ldn_graph.audit.results import Audit
from ldn_graph.cli import COMMANDS, main
from ldn_graph.page.report import FILES
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.opening import open_graph
from tests.conftest import DECLARATIONS, ENTITIES, claim_turtle, line_turtle, source_turtle
from tests.page.opened import read_data


def ldn(*words: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, words, input=stdin, prog_name="ldn-graph")


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A graph whose one claim has no finding of severity Violation."""
    path = tmp_path / "good.ttl"
    passage = (
        'claim:p a oa:SpecificResource ; oa:hasSource source:article ; ldn:section "s"@en ;\n'
        "  oa:hasSelector [ a oa:TextPositionSelector ; oa:start 0 ; oa:end 4 ] ;\n"
        f'  ldn:passageSha256 "{"0" * 64}" .\n'
    )
    more = line_turtle("e0", "s0", more='; rdfs:comment "why"@en ; dcterms:created "2026-01-01"^^xsd:date')
    more += source_turtle("s0", more="; ldn:readAs ldn:abstract ; foaf:page <https://example.org/>") + passage
    path.write_text(
        DECLARATIONS + ENTITIES + claim_turtle(evidence="evidence:e0", more=more, ldn__statedAt="claim:p"),
        encoding="utf-8",
    )
    return path


# report -----------------------------------------------------------------------------------------


def test_report_writes_everything_and_prints_the_summary(tmp_path: Path) -> None:
    run = ldn("report", "-o", str(tmp_path / "out"))
    assert run.exit_code == 0, run.output
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == sorted(FILES)
    assert re.search(r"^  supported +17$", run.stdout, re.MULTILINE)
    assert "validating" in run.stderr
    document = json.loads((tmp_path / "out" / "audit.json").read_text(encoding="utf-8"))
    rows = read_csv(tmp_path / "out" / "claims.csv")
    assert [r["id"] for r in rows] == [c["id"] for c in document["claims"]]
    assert [r["status"] for r in rows] == [c["status"] for c in document["claims"]]
    findings = read_csv(tmp_path / "out" / "audit.csv")
    assert len(findings) == len(document["findings"])


def test_report_writes_the_same_bytes_each_time(tmp_path: Path) -> None:
    for name in ("a", "b"):
        env = {**os.environ, "PYTHONHASHSEED": {"a": "1", "b": "2"}[name]}
        subprocess.run(
            [sys.executable, "-m", "ldn_graph", "report", "-o", name],
            cwd=tmp_path,
            env=env,
            check=True,
            capture_output=True,
        )
    for file in FILES:
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes(), file


def test_report_of_a_graph_that_does_not_conform_writes_nothing(tmp_path: Path, good: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "index.html").write_text("old", encoding="utf-8")
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    good.write_text(good.read_text(encoding="utf-8").replace(" ;\n    ldn:statedAt claim:p", ""), encoding="utf-8")
    run = ldn("report", "-g", str(good), "-o", str(out))
    assert run.exit_code == 2, run.output
    assert f"{good}:" in run.stderr
    assert "ldn-graph validate" in run.stderr
    assert {p.name: p.read_text(encoding="utf-8") for p in out.iterdir()} == {"index.html": "old", "notes.txt": "mine"}


def test_report_leaves_other_files_of_the_folder_alone(tmp_path: Path, good: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notes.txt").write_text("mine", encoding="utf-8")
    assert ldn("report", "-g", str(good), "-o", str(tmp_path / "out")).exit_code == 0
    assert (tmp_path / "out" / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_report_into_a_file_is_refused(tmp_path: Path, good: Path) -> None:
    run = ldn("report", "-g", str(good), "-o", str(good))
    assert run.exit_code == 2
    assert "give another folder with -o" in run.stderr


# audit ------------------------------------------------------------------------------------------


def test_the_exit_code_answers_the_question(good: Path) -> None:
    assert ldn("audit").exit_code == 1
    assert ldn("audit", "--fail-on", "never").exit_code == 0
    assert ldn("audit", "-g", str(good)).exit_code == 0
    assert ldn("audit", "-g", str(good), "--fail-on", "warning").exit_code == 1
    assert ldn("report", "-g", str(good), "-o", str(good.parent / "r"), "--fail-on", "warning").exit_code == 1


def test_the_audit_says_how_many_claims_were_checked() -> None:
    assert "94 claims, 93 checked" in ldn("audit").stdout


def test_audit_formats() -> None:
    document = json.loads(ldn("audit", "--format", "json").stdout)
    rows = list(csv.DictReader(io.StringIO(ldn("audit", "--format", "csv").stdout, newline="")))
    assert [(r["rule"], r["claim"]) for r in rows] == [(f["rule"], f["claim"]) for f in document["findings"]]
    assert ldn("audit", "--format", "markdown").stdout.startswith("| severity | rule | claim |")


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (("--status", "contradicted"), {"C02", "C17", "C66"}),
        (("--status", "contradicted", "--flag", "misreported"), {"C17", "C66"}),
        (("--flag", "number-mismatch"), {"C01", "C12", "C17", "C33"}),
        (("--condition", "ulcerative-colitis"), {"C31", "C32", "C84", "C85", "C86", "C87"}),
        (
            ("--condition", "Systemic Lupus Erythematosus", "--status", "unsupported"),
            {"C16", "C20", "C23", "C24", "C25", "C51", "C64", "C65", "C75", "C76"},
        ),
        (
            ("--condition", "multiple-sclerosis", "--status", "contradicted"),
            {"C17", "C66"},
        ),  # a narrower condition counts
    ],
)
def test_selections(words: tuple[str, ...], ids: set[str]) -> None:
    claims = json.loads(ldn("claims", *words, "--format", "json").stdout)
    assert {c["id"] for c in claims} == ids
    everything = {c["id"]: c for c in json.loads(ldn("claims", "--format", "json").stdout)}
    assert all(everything[c["id"]] == c for c in claims), "a selection changes no status"


def test_as_of_a_year() -> None:
    early = json.loads(ldn("audit", "--as-of", "2006", "--format", "json", "--fail-on", "never").stdout)
    late = json.loads(ldn("audit", "--as-of", "2026", "--format", "json", "--fail-on", "never").stdout)
    now = json.loads(ldn("audit", "--format", "json", "--fail-on", "never").stdout)
    assert late["claims"] == now["claims"]
    assert early["summary"]["as_of"] == 2006
    assert next(c for c in early["claims"] if c["id"] == "C28")["status"] == "unsupported"


def test_a_graph_with_no_claims_is_not_a_success(tmp_path: Path) -> None:
    path = tmp_path / "none.ttl"
    path.write_text(DECLARATIONS + ENTITIES, encoding="utf-8")
    for command in ("audit", "claims", "draw"):
        run = ldn(command, "-g", str(path))
        assert run.exit_code == 2, command
        assert "no ldn:Claim in it" in run.stderr


# one claim, one source --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["C17", "c17", "claim:C17", "https://w3id.org/ldn-graph/claim/C17"])
def test_a_claim_by_any_of_its_names(name: str) -> None:
    run = ldn("claim", name)
    assert run.exit_code == 0
    for said in (
        "contradicted", "against (2)", "for (0)", "gironi-2008 refutes", "uncontrolled trial, level 4, 40 participants, 2008, direct",
        "https://doi.org/10.1177/1352458508095828", "misreported", "number-mismatch", "characters 2162 to 2344",
    ):  # fmt: skip
        assert said in run.stdout, said


def test_a_claim_as_json() -> None:
    document = json.loads(ldn("claim", "C20", "--format", "json").stdout)
    assert document["status"] == "unsupported"
    assert len(document["evidence"]) == 5
    assert len(document["searches"]) == 1
    assert document["condition_iri"].endswith(f"/{document['condition']}")


@pytest.mark.parametrize(
    "name", ["akahoshi-1999", "10446863", "10.1002/1529-0131(199908)42:8<1644::AID-ANR12>3.0.CO;2-L"]
)
def test_a_source_by_key_pmid_or_doi(name: str) -> None:
    run = ldn("source", name)
    assert run.exit_code == 0
    assert "10.1002/1529-0131(199908)42:8<1644::AID-ANR12>3.0.CO;2-L" in run.stdout
    assert "https://doi.org/10.1002/1529-0131%28199908%2942%3A8%3C1644%3A%3AAID-ANR12%3E3.0.CO%3B2-L" in run.stdout
    assert "bears on 2 claims\n" in run.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("claim", "C170"), "no claim 'C170' in this graph; see: ldn-graph claims"),
        (("claim", "zzz"), "see: ldn-graph claims"),
        (("source", "gironi-2009"), "did you mean gironi-2008?"),
        (("claims", "--condition", "lupos"), "did you mean lupus?"),
        (("query", "no-such-query"), "see: ldn-graph queries"),
        (("query", "SELECT { "), "the query, line 1"),
        (("query", "SELECT * { ?s ?p ?o }", "-o", "x.docx"), "use one of .txt, .json"),
        (("query", "DESCRIBE claim:C17 # {", "--format", "csv"), "csv cannot hold a graph"),
        (("audit", "-o", "missing/x.json"), "give another file with -o"),
        (("audit", "-g", "missing.ttl"), "missing.ttl: No such file or directory; check the path"),
        (("validate", "--article", "missing.txt"), "missing.txt"),
    ],
)
def test_a_question_that_cannot_be_asked_is_exit_2_with_a_remedy(words: tuple[str, ...], said: str) -> None:
    run = ldn(*words)
    assert run.exit_code == 2, run.output
    assert said in run.stderr
    assert run.stdout == ""
    assert "Traceback" not in run.output


@pytest.mark.parametrize(
    "words", [("audit", "--status", "good"), ("audit", "--as-of", "soon"), ("nothing",), ("audit", "--fail-on", "x")]
)
def test_words_that_the_command_line_does_not_know(words: tuple[str, ...]) -> None:
    assert ldn(*words).exit_code == 2


# query ------------------------------------------------------------------------------------------


def test_queries_from_every_place(tmp_path: Path) -> None:
    text = "SELECT (COUNT(?c) AS ?n) { ?c a ldn:Claim }"
    path = tmp_path / "q.rq"
    path.write_text(text, encoding="utf-8")
    answers = {ldn("query", q, "--format", "csv").stdout_bytes for q in (text, str(path))}
    answers.add(ldn("query", "-", "--format", "csv", stdin=text).stdout_bytes)
    assert answers == {b"n\r\n94\r\n"}
    assert len(ldn("query", "claim-status", "--format", "csv").stdout.splitlines()) == 95


@pytest.mark.parametrize(
    ("ending", "begins"), [("json", b'{"head"'), ("xml", b"<?xml"), ("csv", b"c\r\n"), ("tsv", b"?c\n"), ("txt", b"c")]
)
def test_the_ending_of_the_file_chooses_the_format(tmp_path: Path, ending: str, begins: bytes) -> None:
    path = tmp_path / f"x.{ending}"
    assert ldn("query", "SELECT ?c { ?c a ldn:Claim }", "-o", str(path)).exit_code == 0
    assert path.read_bytes().startswith(begins)


def test_ask_answers_by_exit_code_when_asked_to() -> None:
    assert ldn("query", "ASK { claim:C17 a ldn:Claim }", "--exit-code").exit_code == 0
    assert ldn("query", "ASK { claim:C99 a ldn:Claim }", "--exit-code").exit_code == 1
    assert ldn("query", "ASK { claim:C99 a ldn:Claim }").exit_code == 0


# draw, validate ---------------------------------------------------------------------------------


def test_draw_goes_to_a_pipe_or_a_file(tmp_path: Path) -> None:
    piped = ldn("draw", "--condition", "lupus")
    assert piped.exit_code == 0
    assert piped.stdout.lower().startswith("<!doctype html>")
    assert ldn("draw", "--condition", "lupus", "-o", str(tmp_path / "x.html")).exit_code == 0
    assert (tmp_path / "x.html").read_text(encoding="utf-8") == piped.stdout


def test_validate_answers_by_exit_code(tmp_path: Path, good: Path) -> None:
    assert ldn("validate").exit_code == 0
    assert ldn("validate", "-g", str(good)).exit_code == 0
    good.write_text(good.read_text(encoding="utf-8").replace("ldn:supports", "ldn:suports"), encoding="utf-8")
    run = ldn("validate", "-g", str(good))
    assert run.exit_code == 1
    assert "did you mean ldn:supports?" in run.stdout
    assert f"{good}:" in run.stdout
    assert json.loads(ldn("validate", "-g", str(good), "--format", "json").stdout)["conforms"] is False


def test_a_number_that_is_too_long_is_a_result_among_the_others(good: Path) -> None:
    text = good.read_text(encoding="utf-8")
    source = next(line for line in text.splitlines() if " a ldn:Source" in line).split()[0]
    good.write_text(f"{text}\n{source} ldn:participants {'9' * 41} ; ldn:readAs ldn:fulltext .", encoding="utf-8")
    run = ldn("validate", "-g", str(good))
    assert run.exit_code == 1
    assert f"{source}: ldn:participants {'9' * 41}: a number of more than 40 digits; write at most 40" in run.stdout
    assert "ldn:fulltext is not a term of the vocabulary" in run.stdout


def test_validate_with_another_text_loses_the_passages(tmp_path: Path) -> None:
    text = tmp_path / "article.txt"
    text.write_text("Another text.", encoding="utf-8")
    run = ldn("validate", "--article", str(text))
    assert run.exit_code == 1
    told = run.stdout.splitlines()
    passages = sum(line.startswith("passage lost ") for line in told)
    assert passages == sum(len(c.passages) for c in read_claims(open_graph())) > 40


# bad input, through the whole program -----------------------------------------------------------

BAD = {
    "empty": b"",
    "truncated": (DECLARATIONS + ENTITIES + claim_turtle()).encode()[:-40],
    "binary": bytes(range(256)) * 100,
    "latin-1": (DECLARATIONS + ENTITIES + claim_turtle(rdfs__label='"caf\xe9"')).encode("latin-1"),
    "utf-16": (DECLARATIONS + ENTITIES + claim_turtle()).encode("utf-16"),
    "unknown prefix": b"x:a x:b x:c .",
    "relative": b"<a> <b> <c> .",
    "circle": (DECLARATIONS + ENTITIES + claim_turtle(ldn__restsOn="claim:C01")).encode(),
    "own evidence": (DECLARATIONS + ENTITIES + claim_turtle(biolink__has_evidence="claim:C01")).encode(),
    "long label": (DECLARATIONS + ENTITIES + claim_turtle(rdfs__label='"' + "x" * 10_000 + '"')).encode(),
}


def drawn(*words: str) -> list[str]:
    """The claims on the page that a command draws."""
    run = ldn("draw", *words)
    assert run.exit_code == 0, run.output
    return [claim["id"] for claim in read_data(run.stdout)["page"]["claims"]]


def test_draw_takes_claims_paths_and_what_a_query_returns(audit: Audit) -> None:
    every = [c.claim.id for c in audit.claims]
    contested = [c.claim.id for c in audit.claims if c.status == "contested"]
    bearing = [c.claim.id for c in audit.claims if any(e.source.id == "gironi-2008" for e in c.lines)]
    assert drawn() == every
    assert drawn("--claim", "c20", "--claim", "claim:C17") == ["C17", "C20"]
    assert drawn("--query", "contested-claims") == drawn("--status", "contested") == contested
    assert drawn("--query", "claims-of-source", "-p", "source=gironi-2008") == bearing
    assert drawn("--query", "SELECT ?s { ?s a ldn:Source ; bibo:pmid '18728058' }") == bearing
    assert drawn("--query", "CONSTRUCT { ?c a ldn:Claim } { ?c ldn:reportsOn source:gironi-2008 }") == ["C17", "C66"]
    assert drawn("--query", "SELECT ?x { VALUES ?x { 1 } }") == []
    assert drawn("--claim", "C17", "--status", "contested") == []
    paths = json.loads(ldn("paths", "low-dose-naltrexone", "crohns-disease", "--format", "json").stdout)
    assert drawn("--path", "LOW-DOSE naltrexone", "crohns-disease") == [
        i for i in every if i in {hop["claim"] for path in paths for hop in path["hops"]}
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--claim", "C170"), "no claim 'C170'"),
        (("--path", "lupus", "low-dose-naltrexone"), "no path leads from"),
        (("--path", "lupus", "nowhere"), "no entity 'nowhere'"),
        (("--query", "ASK {}"), "an ASK names no claims"),
        (("--query", "contested"), "did you mean contested-claims?"),
        (("--query", "SELECT ?x { ?x a "), "line 1, column"),
        (("-p", "condition=lupus"), "give the query too"),
        (("--query", "SELECT ?x { SERVICE <http://127.0.0.1:9/> { ?x ?y ?z } }"), "SERVICE asks another host"),
    ],
)
def test_draw_refuses_what_names_no_claims(words: tuple[str, ...], said: str) -> None:
    run = ldn("draw", *words)
    assert run.exit_code == 2
    assert said in run.stderr


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("command", ["audit", "report", "draw", "claims"])
def test_bad_input_is_exit_2_and_overwrites_nothing(tmp_path: Path, name: str, command: str) -> None:
    path, out = tmp_path / "bad.ttl", tmp_path / ("out.html" if command == "draw" else "out")
    path.write_bytes(BAD[name])
    if command == "report":
        out.mkdir()
        (out / "index.html").write_text("old", encoding="utf-8")
        kept = out / "index.html"
    else:
        kept = out
        out.write_text("old", encoding="utf-8")
    run = ldn(
        command, "-g", str(path), "-o", str(out), *([] if command in ("report", "draw") else ["--format", "json"])
    )
    assert run.exit_code == 2, run.output
    assert "bad.ttl" in run.stderr
    assert ";" in run.stderr
    assert len(run.stderr) < 700
    assert kept.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("name", [n for n in BAD if n not in ("circle", "own evidence", "long label")])
def test_bad_input_to_validate(tmp_path: Path, name: str) -> None:
    path = tmp_path / "bad.ttl"
    path.write_bytes(BAD[name])
    assert ldn("validate", "-g", str(path)).exit_code == 2


def test_a_folder_without_rdf_is_exit_2(tmp_path: Path) -> None:
    run = ldn("audit", "-g", str(tmp_path))
    assert run.exit_code == 2
    assert "no RDF file in this folder" in run.stderr


def test_a_pipe_that_closes_early_is_no_traceback() -> None:
    command = f"'{sys.executable}' -m ldn_graph audit --format json | head -c 10"
    run = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in run.stderr
    assert "Exception" not in run.stderr


def test_a_locale_without_unicode_is_no_trouble(tmp_path: Path) -> None:
    env = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    for words in (["source", "philippe-2003"], ["report", "-o", "out"]):
        run = subprocess.run(
            [sys.executable, "-m", "ldn_graph", *words], cwd=tmp_path, env=env, capture_output=True, check=False
        )
        assert run.returncode == 0, run.stderr


def test_help_names_every_command_and_runs() -> None:
    run = ldn("--help")
    assert run.exit_code == 0
    for name in COMMANDS:
        assert name in run.stdout
        assert ldn(name, "--help").exit_code == 0


def test_the_version() -> None:
    assert ldn("--version").stdout == f"ldn-graph, version {ldn_graph.__version__}\n"


# what a trial by a sceptical user found ---------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ("report", "-o", ""),
        ("audit", "-g", ""),
        ("claims", "--condition", " "),
        ("claim", ""),
        ("draw", "-o", ""),
        ("validate", "--article", ""),
    ],
)
def test_an_empty_value_is_refused(words: tuple[str, ...]) -> None:
    run = ldn(*words)
    assert run.exit_code == 2
    assert "it is empty; give a value" in run.stderr


@pytest.mark.skipif(os.name == "nt", reason="named pipes and links of Unix")
def test_output_to_a_link_a_pipe_or_a_device_leaves_it_what_it_is(tmp_path: Path) -> None:
    target, link, pipe = tmp_path / "target.csv", tmp_path / "link.csv", tmp_path / "pipe.csv"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o600)
    link.symlink_to(target)
    assert ldn("claims", "-o", str(link)).exit_code == 0
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").startswith("id,iri")
    assert target.stat().st_mode & 0o777 == 0o600
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        assert ldn("claims", "-o", str(pipe)).exit_code == 0
        assert reader.communicate()[0].startswith(b"id,iri")
    assert pipe.is_fifo()
    assert ldn("claims", "-o", "-", "--format", "csv").stdout.startswith("id,iri")


def shell(command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    ours = f"'{sys.executable}' -m ldn_graph"
    return subprocess.run(
        ["sh", "-c", command.replace("LDN", ours)], cwd=cwd, capture_output=True, text=True, check=False
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("LDN claims > /dev/full", "No space left on device; give a file with -o"),
        ("LDN report -o r > /dev/full", "No space left on device; give a file with -o"),
        ("LDN --help > /dev/full", "No space left on device; give another place for it"),
        ("LDN audit --help > /dev/full", "No space left on device; give another place for it"),
        ("LDN claims >&-", "standard output is closed"),
        ("LDN claims -g - <&-", "standard input is closed"),
        ("LDN claims -o " + "x" * 300 + ".csv", "File name too long"),
        ("LDN claims -o 'a\tb/x.csv'", "give another file with -o"),
    ],
)
def test_streams_that_do_not_work(tmp_path: Path, command: str, said: str) -> None:
    run = shell(command, tmp_path)
    assert run.returncode == 2, run.stderr
    assert said in run.stderr
    assert "Traceback" not in run.stderr
    assert "Exception" not in run.stderr


def test_the_longest_name_of_a_file_can_be_written(tmp_path: Path) -> None:
    assert ldn("claims", "-o", str(tmp_path / ("x" * 245 + ".csv"))).exit_code == 0
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
def test_ctrl_c_is_neither_yes_nor_no(tmp_path: Path) -> None:
    code = (
        "import os, signal, threading\nfrom ldn_graph.cli import main\n"
        "threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()\nmain(['claims', '-g', '-'])"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        run.wait(timeout=20)
        assert run.stderr is not None
        assert "interrupted" in run.stderr.read()
    assert run.returncode == 130


def test_a_word_longer_than_memory_allows(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_bytes(b"a" * 40_000_000)
    run = ldn("audit", "-g", str(path))
    assert run.exit_code == 2
    assert "this is not RDF" in run.stderr


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("x.ttl", b"<?xml version='1.0'?><a/>", "RDF/XML is read from a file that ends in .rdf"),
        ("x.ttl", b"<!DOCTYPE html><html>", "this is a web page, not RDF"),
        ("x.ttl", b'{"@id": "x"}', "JSON-LD is read from a file that ends in .jsonld"),
    ],
)
def test_a_file_of_another_kind_is_named_as_such(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert said in ldn("audit", "-g", str(tmp_path / name)).stderr


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {SERVICE <http://127.0.0.1:9/> {?s ?p ?o}}",
        "ASK { OPTIONAL { \\u0053ERVICE <http://127.0.0.1:9/> {?s ?p ?o} } }",
    ],
)
def test_a_query_asks_no_other_host(query: str) -> None:
    run = ldn("query", query)
    assert run.exit_code == 2
    assert "SERVICE asks another host" in run.stderr


def test_the_word_service_alone_is_no_reason() -> None:
    assert ldn("query", "SELECT ?service { ?service rdfs:label 'at your service' }").exit_code == 0


def test_queries_that_cannot_mean_what_they_say() -> None:
    assert "did you mean ldn:supports?" in ldn("query", "SELECT ?l { ?l ldn:bearing ldn:suports }").stderr
    assert "INSERT changes a graph" in ldn("query", "INSERT DATA { claim:x a ldn:Claim }").stderr


@pytest.mark.parametrize(
    "name", ["doi:10.1177/1352458508095828", "https://doi.org/10.1177/1352458508095828", "pmid:18728058"]
)
def test_a_source_by_an_identifier_with_its_prefix(name: str) -> None:
    assert "gironi-2008" in ldn("source", name, "--format", "json").stdout


def test_a_selection_says_what_it_was_taken_from() -> None:
    summary = json.loads(ldn("audit", "--condition", "lupus", "--format", "json").stdout)["summary"]
    assert (summary["claims"], summary["selected_from"]) == (23, 94)
    assert "23 of 94 claims" in ldn("audit", "--condition", "lupus").stdout
    assert "23 of 94 claims" in ldn("claims", "--condition", "lupus", "--format", "csv").stderr


@pytest.mark.parametrize("source", ["claim:C01", "source:article", "entity:lupus"])
def test_an_article_is_no_evidence_for_its_own_claim(tmp_path: Path, source: str) -> None:
    path = tmp_path / "x.ttl"
    line = f"evidence:e0 a ldn:EvidenceLine ; ldn:source {source} ; ldn:bearing ldn:confirms ; ldn:directness ldn:direct .\n"
    path.write_text(DECLARATIONS + ENTITIES + claim_turtle(evidence="evidence:e0", more=line), encoding="utf-8")
    for command in ("audit", "report"):
        run = ldn(
            command, "-g", str(path), "-o", str(tmp_path / "out"), *(["--format", "json"] if command == "audit" else [])
        )
        assert run.exit_code == 2, run.output
        assert "x.ttl:" in run.stderr


def test_a_folder_that_cannot_be_read_is_not_passed_over(tmp_path: Path) -> None:
    if os.name == "nt" or os.geteuid() == 0:
        pytest.skip("whoever may read everything cannot try this")
    (tmp_path / "a.ttl").write_text(DECLARATIONS + ENTITIES + claim_turtle(), encoding="utf-8")
    (tmp_path / "closed").mkdir(mode=0o000)
    assert "make it readable" in ldn("audit", "-g", str(tmp_path)).stderr


def test_a_program_that_calls_the_command_line_stays_as_it_was() -> None:
    code = (
        "import gc, signal, sys\n"
        "from ldn_graph.cli import main\n"
        "before = gc.isenabled(), signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT), sys.stdout.errors\n"
        "try: main(['claims', '--status', 'unsupported'])\n"
        "except SystemExit: pass\n"
        "after = gc.isenabled(), signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT), sys.stdout.errors\n"
        "assert before == after, (before, after)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
