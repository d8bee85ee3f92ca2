"""What killed writers leave behind: removed where the process has ended, and nobody is signalled to find out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ldn_graph.output.leftovers import remove_leftovers


def test_what_an_ended_process_left_is_removed_and_all_else_stays(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    for name in (f".made.{ended.pid}.part", f".made.{os.getpid()}", ".made.x", f"made.{ended.pid}"):
        (tmp_path / name).touch()
    (tmp_path / f".made.{ended.pid}").mkdir()
    remove_leftovers(str(tmp_path), ".made.")
    assert {path.name for path in tmp_path.iterdir()} == {f".made.{os.getpid()}", ".made.x", f"made.{ended.pid}"}


def test_on_windows_no_process_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "kill", lambda *_: pytest.fail("signal 0 is Ctrl-C on Windows"))
    (tmp_path / ".made.1").touch()
    remove_leftovers(str(tmp_path), ".made.")
    assert (tmp_path / ".made.1").exists()
