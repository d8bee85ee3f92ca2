"""Files to import: what goes wrong names the file, and the line where it is known."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from ldn_graph.cli import main
from ldn_graph.errors import ImportFormatError
from ldn_graph.importers.inputs import list_files, open_lines, read_whole

NODES = "id\tname\nCHEBI:7465\tnaltrexone\n"
EDGES = "subject\tpredicate\tobject\nCHEBI:7465\tbiolink:affects\tCHEBI:7465\n"


@pytest.mark.parametrize("before", [0, 1, 5_000])
@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
def test_a_byte_that_is_not_utf8_is_named_with_its_line(tmp_path: Path, before: int, ending: bytes) -> None:
    """Far from the beginning, too: text is decoded a block at a time, and a block ends anywhere."""
    path = tmp_path / "x.tsv"
    lines = [("é" * (n % 40)).encode() for n in range(before)]
    path.write_bytes(ending.join([*lines, b"caf\xe9 here", b"and more", b""]))
    message = rf"x\.tsv:{before + 1}: not UTF-8; save the file as UTF-8 text"
    with pytest.raises(ImportFormatError, match=message):
        read_whole(str(path))
    with open_lines(str(path)) as read, pytest.raises(ImportFormatError, match=message):
        list(read)


@pytest.mark.parametrize(("broken", "whole"), [("n.tsv", "e.tsv"), ("e.tsv", "n.tsv")])
@pytest.mark.parametrize("data", [gzip.compress(NODES.encode() * 9, mtime=0)[:-20], b"id\n\xff\n"])
def test_of_two_files_the_broken_one_is_named(tmp_path: Path, broken: str, whole: str, data: bytes) -> None:
    (tmp_path / "n.tsv").write_text(NODES, encoding="utf-8")
    (tmp_path / "e.tsv").write_text(EDGES, encoding="utf-8")
    (tmp_path / broken).write_bytes(data)
    run = CliRunner().invoke(main, ["import", "kgx", str(tmp_path / "n.tsv"), str(tmp_path / "e.tsv")])
    assert run.exit_code == 2
    (error,) = [line for line in run.stderr.splitlines() if line.startswith("Error: ")]
    assert str(tmp_path / broken) in error
    assert str(tmp_path / whole) not in error


def test_a_folder_that_cannot_be_read_is_not_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.yaml").write_text("[]", encoding="utf-8")
    (tmp_path / "closed").mkdir()
    assert list_files((str(tmp_path),), (".yaml",)) == [str(tmp_path / "a.yaml")]
    real = os.scandir

    def closed(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", closed)
    with pytest.raises(ImportFormatError, match="closed: Permission denied; make it readable"):
        list_files((str(tmp_path),), (".yaml",))
