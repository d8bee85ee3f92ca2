"""A database that another takes the place of while it is read: an answer is of one of them, or there is none."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from ldn_graph.cli import main
from ldn_graph.errors import DatabaseChangedError, GraphNotFoundError, LdnGraphError
from ldn_graph.rdf import database_state
from ldn_graph.rdf.database import load_files
from ldn_graph.rdf.database_graph import StoredGraph
from ldn_graph.rdf.database_state import LOADING, is_database, read_state
from ldn_graph.rdf.one_state import in_one_state
from ldn_graph.rdf.opening import open_graph, parse_turtle
from ldn_graph.scale import corpus
from ldn_graph.scale.columns.reading import ColumnChunks
from ldn_graph.scale.columns.schema import CLAIMS
from ldn_graph.scale.columns.state import FOLDER, Manifest, made_from, write_manifest
from ldn_graph.scale.corpus import Corpus, ReadChunks, read_part, stream_audit
from ldn_graph.server.catalogue_writer import write_catalogue
from tests.conftest import claim_turtle
from tests.scale.columns.graphs import TIED, write_columns

OTHER = TIED + claim_turtle("C3", ldn__wording="ldn:proven") + claim_turtle("C23", ldn__restsOn="claim:C3")
SENTENCE = "the database was changed meanwhile; ask again"
AUDITS = 30
EXCHANGES = 5

EXCHANGE = """
import os, random, sys, time
longest, database, *others = sys.argv[1:]
while True:
    for other in others:  # as load does it
        beside = os.path.join(os.path.dirname(database), f".{os.path.basename(database)}.loading-{os.getpid()}-x")
        os.mkdir(beside)
        os.rename(database, os.path.join(beside, "old"))
        os.rename(other, database)
        os.rename(os.path.join(beside, "old"), other)
        os.rmdir(beside)
        print("exchanged", flush=True)
        time.sleep(random.uniform(0, float(longest)))
"""
"""Puts databases in the place of one, in turn, until it is killed; each comes back only after all others."""


def load(turtle: str, folder: Path, *, columns: bool) -> Path:
    """A database, with the tables of its columns where they are wanted."""
    file = folder.with_suffix(".ttl")
    file.write_text(turtle, encoding="utf-8")
    load_files([file], folder)
    shutil.rmtree(folder / FOLDER, ignore_errors=True)
    if columns:
        keep_columns(turtle, folder)
    return folder


def keep_columns(turtle: str, folder: Path) -> None:
    files = write_columns(parse_turtle(turtle), folder / FOLDER)
    manifest = Manifest(made_from(read_state(str(folder))), {"claims": files.count(CLAIMS)}, ())
    write_manifest(str(folder / FOLDER), manifest)


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "CHUNK", 3)


class Exchanging(NamedTuple):
    """The process that exchanges databases, and what it says."""

    run: subprocess.Popen[bytes]
    said: Path

    @property
    def times(self) -> int:
        """How often it has done so, while it goes on."""
        assert self.run.poll() is None
        return self.said.read_text().count("exchanged")


@contextmanager
def exchanging(database: Path, others: list[Path], longest: float) -> Iterator[Exchanging]:
    command = [sys.executable, "-c", EXCHANGE, *map(str, [longest, database, *others])]
    said = database.with_suffix(".said")
    with said.open("wb") as out, subprocess.Popen(command, stdout=out) as run:
        try:
            yield Exchanging(run, said)
        finally:
            run.kill()


def audit(database: Path, *words: str) -> tuple[str, int, str]:
    """The answer, the exit code and what was said of an audit."""
    run = CliRunner().invoke(
        main, ["audit", "--format", "csv", "--store", str(database), *words], prog_name="ldn-graph"
    )
    assert isinstance(run.exception, SystemExit | None), run.exception
    return run.stdout, run.exit_code, run.stderr


@pytest.mark.parametrize("columns", [True, False], ids=["columns", "statements"])
def test_many_audits_beside_many_replacements(tmp_path: Path, columns: bool, capfd: pytest.CaptureFixture[str]) -> None:
    pool = [load((TIED, OTHER)[n % 2], tmp_path / f"db{n}", columns=columns) for n in range(8)]
    words = ("--without", "s1", "--condition", "lupus")
    expected = {audit(database, *words)[:2] for database in pool}
    assert len(expected) == 2
    database = pool.pop()
    with exchanging(database, pool, 0.3 if columns else 1.5) as exchanges:
        answers = []
        while len(answers) < AUDITS or exchanges.times < EXCHANGES:
            answers.append(audit(database, *words))
    for text, code, said in answers:
        if code == 2:
            assert not text
            assert said.splitlines()[-1] == f"Error: {database}: {SENTENCE}"
        else:
            assert (text, code) in expected
    assert any(code != 2 for _, code, _ in answers)
    assert capfd.readouterr().err == "", "nothing from a child process"


def test_columns_are_read_where_a_database_has_them_and_more_than_one_chunk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = load(TIED, tmp_path / "db", columns=True)
    read = Corpus.open(open_graph(database)).chunks
    assert isinstance(read, ColumnChunks)
    whole = list(stream_audit(parse_turtle(TIED)))
    assert list(stream_audit(open_graph(database))) == whole
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    assert isinstance(Corpus.open(open_graph(database)).chunks, ReadChunks), "without pyarrow"
    monkeypatch.undo()
    monkeypatch.setattr(corpus, "CHUNK", 1000)
    assert isinstance(Corpus.open(open_graph(database)).chunks, ReadChunks), "one chunk alone"


@pytest.mark.parametrize("damage", ["claims", "source_links", "manifest.json"])
def test_without_whole_columns_of_its_state_a_database_is_read_itself(tmp_path: Path, damage: str) -> None:
    database = load(TIED, tmp_path / "db", columns=True)
    whole = audit(database)[:2]
    file = database / FOLDER / (damage if "." in damage else f"{damage}.parquet")
    data = file.read_bytes()
    for cut in (b"", data[:50]):
        file.write_bytes(cut)
        assert audit(database)[:2] == whole
    file.unlink()
    assert isinstance(Corpus.open(open_graph(database)).chunks, ReadChunks)
    assert audit(database)[:2] == whole
    file.write_bytes(data)
    (database / "000999.log").write_bytes(b"written later")
    assert isinstance(Corpus.open(open_graph(database)).chunks, ReadChunks)


def test_columns_that_were_opened_answer_for_the_database_that_is_gone(tmp_path: Path) -> None:
    database = load(TIED, tmp_path / "db", columns=True)
    whole = list(stream_audit(open_graph(database)))
    audits = stream_audit(open_graph(database))
    first = next(audits)
    load(OTHER, database, columns=True)
    assert [first, *audits] == whole


@pytest.mark.parametrize("columns", [True, False], ids=["columns", "statements"])
def test_a_graph_whose_database_was_replaced_gives_no_claims(tmp_path: Path, columns: bool) -> None:
    database = load(TIED, tmp_path / "db", columns=columns)
    graph = open_graph(database)
    begun = Corpus.open(graph)
    iri = next(iter(begun.reader.claim_iris()))
    load(OTHER, database, columns=columns)
    for read in (
        lambda: Corpus.open(graph),
        lambda: list(stream_audit(graph)),
        lambda: read_part(graph, [iri]),
        graph.reopened,
    ):
        with pytest.raises(DatabaseChangedError, match=SENTENCE):
            read()  # type: ignore[operator]
    if not columns:
        with pytest.raises(DatabaseChangedError):
            begun.read_studies()


def test_what_went_wrong_for_that_reason_is_told_as_that(tmp_path: Path) -> None:
    database = load(TIED, tmp_path / "db", columns=False)
    graph = open_graph(database)
    with pytest.raises(ZeroDivisionError), in_one_state(graph):
        raise ZeroDivisionError
    load(OTHER, database, columns=False)
    with pytest.raises(DatabaseChangedError), in_one_state(graph):
        raise ZeroDivisionError
    with in_one_state(parse_turtle(TIED)):
        pass


def test_a_command_begins_again_where_the_database_is_replaced_while_it_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = load(TIED, tmp_path / "db", columns=False)
    opened = Corpus.open
    times = []

    def replaced(graph: StoredGraph) -> Corpus:
        found = opened(graph)
        if len(times) < most:
            times.append(load(OTHER, database, columns=False))
        return found

    monkeypatch.setattr(Corpus, "open", replaced)
    most = 1
    text, code, said = audit(database)
    assert (text, code) == audit(load(OTHER, tmp_path / "other", columns=False))[:2]
    assert "the database was changed meanwhile; it is read anew\n" in said
    most = 9
    text, code, said = audit(database)
    assert (text, code) == ("", 2)
    assert said.splitlines()[-1] == f"Error: {database}: {SENTENCE}"
    assert len(times) == 4, "thrice"


def test_the_moment_between_two_databases_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = load(TIED, tmp_path / "db", columns=False)
    beside = tmp_path / f".db{LOADING}1-x"
    beside.mkdir()
    database.rename(beside / "old")
    slept = []

    def come_back(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 3:
            (beside / "old").rename(database)

    monkeypatch.setattr(database_state.time, "sleep", come_back)
    assert is_database(str(database))
    assert len(slept) == 3
    database.rename(tmp_path / "elsewhere")
    assert not is_database(str(database)), "nothing is to come"
    with pytest.raises(GraphNotFoundError):
        open_graph(database)


def test_a_changed_state_is_an_error_of_the_graph() -> None:
    assert issubclass(DatabaseChangedError, LdnGraphError)
    assert str(DatabaseChangedError("db")) == f"db: {SENTENCE}"


def test_the_catalogue_of_a_server_is_the_same_from_columns(tmp_path: Path) -> None:
    database = load(TIED, tmp_path / "db", columns=True)
    assert isinstance(Corpus.open(open_graph(database)).chunks, ColumnChunks)
    catalogues = []
    for name in ("columns", "statements"):
        write_catalogue(open_graph(database), str(tmp_path / name))
        with closing(sqlite3.connect(tmp_path / name)) as connection:
            catalogues.append(list(connection.iterdump()))
        shutil.rmtree(database / FOLDER, ignore_errors=True)
    assert catalogues[0] == catalogues[1]
    assert any("claim/C20" in line for line in catalogues[0])
