"""Columns that are not as they were written: each command ends with a sentence that says what to do, and no answer."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from ldn_graph.cli import main
from ldn_graph.commands.common import column_way
from ldn_graph.scale.columns.state import FOLDER, parse_manifest
from tests.scale.test_corpus import WOVEN


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The columns of a small graph."""
    folder = tmp_path_factory.mktemp("whole")
    graph = folder / "graph.ttl"
    graph.write_text(WOVEN, encoding="utf-8")
    result = CliRunner().invoke(main, ["export", "columns", "-g", str(graph), "-o", str(folder / "columns")])
    assert result.exit_code == 0, result.output
    return folder


def cut(folder: Path) -> None:
    file = folder / "lines.parquet"
    file.write_bytes(file.read_bytes()[:-20])


def emptied(folder: Path) -> None:
    (folder / "claims.parquet").write_bytes(b"")


def missing(folder: Path) -> None:
    (folder / "lines.parquet").unlink()


def of_another_table(folder: Path) -> None:
    shutil.copy(folder / "sources.parquet", folder / "claims.parquet")


def of_other_columns(folder: Path) -> None:
    """A table of the same columns with fewer rows, as of another graph."""
    import pyarrow.parquet as pq

    lines = pq.read_table(folder / "lines.parquet")
    pq.write_table(lines.slice(1), folder / "lines.parquet")


def scrambled(folder: Path) -> None:
    """The ending is whole, the rows are not."""
    file = folder / "claims.parquet"
    text = bytearray(file.read_bytes())
    text[100:400] = bytes(byte ^ 0xFF for byte in text[100:400])
    file.write_bytes(text)


def circle_of_links(folder: Path) -> None:
    missing(folder)
    (folder / "lines.parquet").symlink_to("lines.parquet")


def pipe(folder: Path) -> None:
    missing(folder)
    os.mkfifo(folder / "lines.parquet")


DAMAGES = (cut, emptied, missing, of_another_table, of_other_columns, scrambled, circle_of_links, pipe)


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_columns_are_refused(whole: Path, tmp_path: Path, damage: Callable[[Path], None]) -> None:
    columns = tmp_path / "columns"
    shutil.copytree(whole / "columns", columns)
    damage(columns)
    for command in ("claims", "keystones") if damage in (cut, of_other_columns) else ("claims",):
        result = CliRunner().invoke(main, [command, "--columns", str(columns)])
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"Error: {columns}: the columns cannot be read: " in result.stderr
        assert result.stderr.endswith("; make them anew\n")


def test_of_a_database_they_are_to_be_deleted(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(column_way, "MANY_CLAIMS", 1)
    database, run = tmp_path / "database", CliRunner().invoke
    load = (sys.executable, "-m", "ldn_graph", "load", str(whole / "graph.ttl"), "--store", str(database))
    subprocess.run(load, check=True, capture_output=True)
    before = run(main, ["claims", "--store", str(database)])
    assert before.exit_code == 0
    cut(database / FOLDER)
    result = run(main, ["claims", "--store", str(database)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith("; delete that folder, and the next command makes them anew\n")
    shutil.rmtree(database / FOLDER)
    assert run(main, ["claims", "--store", str(database)]).stdout == before.stdout


@pytest.mark.parametrize("rows", ["Infinity", "NaN", '"x"', "[" * 100_000, "null"])
def test_a_manifest_that_is_none(rows: str) -> None:
    written = json.dumps({"made_from": "x", "rows": {"claims": 0}, "faults": []})
    assert parse_manifest(written)
    assert parse_manifest(written.replace("0", rows)) is None
