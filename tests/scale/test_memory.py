"""How much memory the engine takes is bounded, by the number of claims or by a variable that users set."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ldn_graph.cli import main
from ldn_graph.errors import SetupError
from ldn_graph.model.graph import Graph
from ldn_graph.scale.columns.writing import export_columns
from ldn_graph.scale.engines.duckdb_engine import DuckDB
from ldn_graph.scale.engines.memory import LEAST, MOST, VARIABLE, memory_of
from ldn_graph.scale.session import Session
from tests.scale.columns.of_values import columns_of


def limit_of(engine: DuckDB) -> str:
    ((words,),) = engine.ask("SELECT current_setting('memory_limit')").fetchall()
    return str(words)


@pytest.mark.parametrize(
    ("said", "size"),
    [("4GB", 4 * 10**9), ("500 mb", 5 * 10**8), ("1.5GiB", 15 * 10**8), ("2g", 2 * 10**9), ("", LEAST)],
)
def test_the_variable_says_how_much(monkeypatch: pytest.MonkeyPatch, said: str, size: int) -> None:
    monkeypatch.setenv(VARIABLE, said)
    assert memory_of(10) == size
    assert memory_of(10**9) == (size if said else MOST)


def test_the_engine_takes_no_more(monkeypatch: pytest.MonkeyPatch, graph: Graph) -> None:
    assert limit_of(DuckDB()) == "953.6 MiB"
    monkeypatch.setenv(VARIABLE, "2GB")
    engine = Session(columns_of(graph)).engine
    assert isinstance(engine, DuckDB)
    assert limit_of(engine) == "1.8 GiB"


@pytest.mark.parametrize("said", ["much", "4", "-1GB", "10MB", "1GB; SET threads = 1"])
def test_what_is_no_size_is_refused(monkeypatch: pytest.MonkeyPatch, folder: Path, said: str) -> None:
    monkeypatch.setenv(VARIABLE, said)
    with pytest.raises(SetupError, match="is no size of at least 100 MB; write it as 4GB"):
        memory_of()
    result = run("audit", folder)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"Error: {VARIABLE}: {said!r}" in result.stderr


def test_too_little_memory_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    import duckdb

    def fail(*_: object) -> None:
        raise duckdb.OutOfMemoryException("Out of Memory Error: failed to pin block")

    monkeypatch.setattr(Session, "prepare", fail)
    for command in ("audit", "keystones", "claims"):
        result = run(command, folder)
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"set {VARIABLE}, as to 4GB, set TMPDIR to a folder with more room" in result.stderr


@pytest.fixture(scope="module")
def folder(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exported") / "columns"
    export_columns(graph, str(folder))
    return folder


def run(command: str, folder: Path) -> Result:
    return CliRunner().invoke(main, [command, "--columns", str(folder)])
