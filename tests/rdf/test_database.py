"""A database on disk: the same answers as the files, whole or not at all, read by several at once."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
from pathlib import Path
from time import sleep

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from ldn_graph.audit.audit import audit_claims
from ldn_graph.cli import main
from ldn_graph.errors import GraphNotFoundError, GraphSyntaxError, OutputError
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.database import load_files
from ldn_graph.rdf.database_graph import StoredGraph
from ldn_graph.rdf.database_state import is_database
from ldn_graph.rdf.opening import open_graph, parse_turtle
from ldn_graph.resources import SHIPPED

COMMAND = (sys.executable, "-m", "ldn_graph")
ONE = "<urn:a> <urn:b> <urn:c> ."


def ldn(*words: str) -> Result:
    return CliRunner().invoke(main, words, prog_name="ldn-graph")


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped graph, loaded."""
    folder = tmp_path_factory.mktemp("stores") / "shipped"
    load_files([SHIPPED], folder)
    return folder


def count(folder: Path) -> int:
    return len(ox.Store.read_only(str(folder)))


def test_the_database_has_the_triples_of_the_file(database: Path) -> None:
    stored, parsed = open_graph(database), open_graph()
    assert isinstance(stored, StoredGraph)
    assert not isinstance(parsed, StoredGraph)
    assert {ox.Triple(q.subject, q.predicate, q.object) for q in stored.quads if _named(q)} == {
        ox.Triple(q.subject, q.predicate, q.object) for q in parsed.quads if _named(q)
    }
    assert len(stored.quads) == len(set(parsed.quads))


def _named(quad: ox.Quad) -> bool:
    return not isinstance(quad.subject, ox.BlankNode) and not isinstance(quad.object, ox.BlankNode)


def test_the_audit_is_the_same(database: Path) -> None:
    def told(graph: object) -> list[tuple[object, ...]]:
        audit = audit_claims(read_claims(graph))  # type: ignore[arg-type]
        return [(c.claim.id, c.status, c.flags, c.studies, [f.message for f in c.findings]) for c in audit.claims]

    assert told(open_graph(database)) == told(open_graph())
    assert len(open_graph(database).as_rdflib()) == len(open_graph().store)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "words",
    [
        ("query", "claim-status", "--format", "csv"),
        ("query", "evidence-for-condition", "-p", "condition=lupus", "--format", "json"),
        ("claims", "--status", "contested", "--format", "csv"),
        ("audit", "--format", "csv", "--fail-on", "never"),
        ("paths", "LDN", "crohns-disease", "--format", "json"),
        ("claim", "C17"),
        ("source", "gironi-2008"),
    ],
)
def test_commands_say_the_same_of_both(database: Path, words: tuple[str, ...]) -> None:
    stored, parsed = ldn(*words, "--store", str(database)), ldn(*words)
    assert stored.exit_code == parsed.exit_code == 0
    assert stored.stdout == parsed.stdout


def test_files_of_every_kind(tmp_path: Path) -> None:
    (tmp_path / "rdf").mkdir()
    (tmp_path / "rdf" / "a.ttl").write_text(ONE + "_:x <urn:b> 1 .")
    (tmp_path / "rdf" / "b.nt.gz").write_bytes(gzip.compress(b"_:x <urn:b> <urn:d> .\n"))
    (tmp_path / "c.nq").write_text("<urn:a> <urn:b> <urn:e> <urn:graph> .\n" + ONE[:-1] + "<urn:other> .\n")
    (tmp_path / "d.jsonld").write_text('{"@id": "urn:a", "urn:b": "text"}')
    load_files([tmp_path / "rdf", tmp_path / "c.nq", tmp_path / "d.jsonld"], tmp_path / "db")
    graph = open_graph(tmp_path / "db")
    assert len(graph.quads) == 5
    assert not graph.query("ASK { ?x <urn:b> 1, <urn:d> }"), "a blank node belongs to its file"
    assert graph.query("ASK { <urn:a> <urn:b> <urn:e> }"), "the names of graphs count for nothing"
    (tmp_path / "c.nq").unlink()
    (tmp_path / "d.jsonld").unlink()
    assert len(open_graph(tmp_path / "rdf").quads) == 3
    assert len(parse_turtle(ONE).quads) == 1


def test_what_cannot_be_read_leaves_what_was_there(tmp_path: Path) -> None:
    good, bad, cut = tmp_path / "a.ttl", tmp_path / "bad.ttl", tmp_path / "cut.ttl.gz"
    good.write_text(ONE)
    bad.write_text(ONE + "\n<urn:a> <urn:b> oops .")
    cut.write_bytes(gzip.compress(ONE.encode() * 500)[:-20])
    load_files([good], tmp_path / "db")
    with pytest.raises(GraphSyntaxError, match=r"bad\.ttl:2: "):
        load_files([good, bad], tmp_path / "db")
    with pytest.raises((GraphSyntaxError, GraphNotFoundError), match=r"cut\.ttl\.gz"):
        load_files([good, cut], tmp_path / "db")
    with pytest.raises(GraphNotFoundError, match="No such file"):
        load_files([good, tmp_path / "none.ttl"], tmp_path / "db")
    (tmp_path / "empty.ttl").write_text("")
    with pytest.raises(GraphNotFoundError, match="no triples"):
        load_files([tmp_path / "empty.ttl"], tmp_path / "db")
    assert count(tmp_path / "db") == 1
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.ttl", "bad.ttl", "cut.ttl.gz", "db", "empty.ttl"]


def test_another_folder_or_file_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(ONE)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    for target in ("mine", "a.ttl"):
        with pytest.raises(OutputError):
            load_files([tmp_path / "a.ttl"], tmp_path / target)
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "years of work"
    (tmp_path / "void").mkdir()
    load_files([tmp_path / "a.ttl"], tmp_path / "void")
    assert count(tmp_path / "void") == 1


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_loading_that_is_stopped_leaves_what_was_there(tmp_path: Path, number: signal.Signals) -> None:
    (tmp_path / "a.ttl").write_text(ONE)
    database = tmp_path / "db"
    load_files([tmp_path / "a.ttl"], database)
    os.mkfifo(tmp_path / "slow.nt")
    with subprocess.Popen(
        [*COMMAND, "load", "slow.nt", "--store", "db"], cwd=tmp_path, stderr=subprocess.PIPE
    ) as process:
        with (tmp_path / "slow.nt").open("wb", buffering=0) as pipe:
            pipe.write(b"<urn:a> <urn:b> <urn:c> .\n" * 1000)
            while not list(tmp_path.glob(".db.loading-*/new")):
                assert process.poll() is None
                sleep(0.01)
            process.send_signal(number)
            sleep(0.2)
        process.wait()
    assert process.returncode != 0
    assert count(database) == 1
    if number == signal.SIGKILL:
        assert list(tmp_path.glob(".db.loading-*")), "nobody could tidy up"
    load_files([tmp_path / "a.ttl"], database)
    assert list(tmp_path.glob(".db.loading-*")) == [], "the next one does"


def test_a_pipe_is_loaded_as_a_file_is(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "claims.ttl")
    with subprocess.Popen([*COMMAND, "load", "claims.ttl", "--store", "db"], cwd=tmp_path) as process:
        (tmp_path / "claims.ttl").write_text(ONE)
    assert process.returncode == 0
    assert count(tmp_path / "db") == 1


@pytest.mark.parametrize(
    ("file", "remedy"), [("-", "standard input is /dev/stdin, and read as Turtle"), ("missing.ttl", "check the path")]
)
def test_a_file_that_is_not_there_has_a_remedy_that_load_takes(file: str, remedy: str, tmp_path: Path) -> None:
    run = ldn("load", file, "--store", str(tmp_path / "db"))
    assert (run.exit_code, run.stderr) == (2, f"Error: {file}: No such file or directory; {remedy}\n")
    assert list(tmp_path.iterdir()) == []


def test_standard_input_is_loaded_as_the_remedy_says(tmp_path: Path) -> None:
    subprocess.run([*COMMAND, "load", "/dev/stdin", "--store", "db"], cwd=tmp_path, input=ONE, text=True, check=True)
    assert count(tmp_path / "db") == 1


def test_a_mistake_in_a_pipe_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "claims.ttl")
    with subprocess.Popen(
        [*COMMAND, "load", "claims.ttl", "--store", "db"], cwd=tmp_path, stderr=subprocess.PIPE, text=True
    ) as process:
        (tmp_path / "claims.ttl").write_text("this is no Turtle")
        _, message = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "claims.ttl" in message


def test_several_read_at_once(database: Path) -> None:
    query = [
        *COMMAND,
        "query",
        "SELECT (COUNT(*) AS ?n) { ?c a ldn:Claim }",
        "--store",
        str(database),
        "--format",
        "csv",
    ]
    readers = [subprocess.Popen(query, stdout=subprocess.PIPE) for _ in range(4)]
    here = open_graph(database)
    assert [reader.communicate()[0] for reader in readers] == [b"n\r\n94\r\n"] * 4
    assert here.query("ASK { ?c a ldn:Claim }")


def test_what_is_no_database_is_exit_2(tmp_path: Path, database: Path) -> None:
    for words, said in (
        (("claims", "--store", str(tmp_path)), "is no database"),
        (("claims", "--store", ""), "it is empty"),
        (("claims", "--store", str(database), "-g", SHIPPED), "give one of --graph, --store and --endpoint"),
        (("claims", "-g", str(database), "-g", SHIPPED), "a database, which is opened alone"),
        (("load", "none.ttl", "--store", str(tmp_path / "db")), "none.ttl"),
        (("load", "--store", str(tmp_path / "db")), "Missing argument"),
        (("load", SHIPPED), "Missing option"),
    ):
        run = ldn(*words)
        assert run.exit_code == 2
        assert said in run.stderr
    broken = tmp_path / "broken"
    broken.mkdir()
    for name in ("CURRENT", "IDENTITY"):
        (broken / name).write_text("x")
    assert is_database(str(broken))
    run = ldn("claims", "--store", str(broken))
    assert run.exit_code == 2
    assert "load it anew" in run.stderr
    assert ldn("claims", "-g", str(database)).stdout == ldn("claims").stdout
