"""Temporary folders of processes that were killed are removed by the next, those of living ones are not."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from ldn_graph.output.temporary import make_temporary

pytest.importorskip("fcntl")
_MAKER = (
    "import sys\n"
    "from ldn_graph.output.temporary import make_temporary\n"
    "print(make_temporary('ldn-graph-test-')[0], flush=True)\n"
    "sys.stdin.read()\n"
)


def test_only_what_no_living_process_holds_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    (tmp_path / "ldn-graph-test-of-someone").mkdir()
    maker = subprocess.Popen([sys.executable, "-c", _MAKER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert maker.stdout
    theirs = Path(maker.stdout.readline().strip())
    ours, remove = make_temporary("ldn-graph-test-")
    assert theirs.is_dir()
    remove()
    assert not Path(ours).exists()
    maker.kill()
    maker.communicate()
    assert theirs.is_dir()
    _, remove = make_temporary("ldn-graph-test-")
    remove()
    assert [path.name for path in tmp_path.iterdir()] == ["ldn-graph-test-of-someone"]
