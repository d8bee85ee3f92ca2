"""Which file a command read is told, so that who edits one file while another is read sees it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ldn_graph.cli import main
from ldn_graph.rdf.database import load_files
from ldn_graph.resources import SHIPPED


def ldn(*words: str) -> Result:
    return CliRunner().invoke(main, words, prog_name="ldn-graph")


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """The shipped graph, as somebody edits it: with a misspelt term."""
    path = tmp_path / "edited.ttl"
    path.write_text(Path(SHIPPED).read_text(encoding="utf-8").replace("ldn:supports", "ldn:suports"), encoding="utf-8")
    return path


READERS = (
    ("audit", "--fail-on", "never"),
    ("audit", "--format", "json", "--fail-on", "never"),
    ("claims", "--status", "contested"),
    ("claim", "C17"),
    ("source", "gironi-2008"),
    ("paths", "low-dose-naltrexone", "lupus"),
    ("keystones",),
    ("shared",),
    ("export", "--format", "gexf"),
    ("draw", "--claim", "C17"),
    ("validate",),
    ("validate", "--format", "json"),
)


@pytest.mark.parametrize("words", READERS, ids=" ".join)
def test_what_is_read_is_told_once_and_first_and_not_on_standard_output(words: tuple[str, ...], tmp_path: Path) -> None:
    copy = tmp_path / "copy.ttl"
    copy.write_bytes(Path(SHIPPED).read_bytes())
    for where, name in (((), SHIPPED), (("--graph", str(copy)), str(copy))):
        run = ldn(*words, *where)
        assert run.exit_code == 0, run.stderr
        assert [n for n, line in enumerate(run.stderr.splitlines()) if line == f"reading {name}"] == [0]
        assert f"reading {name}" not in run.stdout


COUNTING = (
    ("audit", "--format", "table", "--fail-on", "never"),
    ("audit", "--format", "csv", "--fail-on", "never"),
    ("claims", "--format", "table"),
    ("claims", "--format", "csv"),
    ("summary", "--condition", "lupus", "--format", "csv"),
    ("paths", "low-dose-naltrexone", "lupus", "--format", "table"),
    ("keystones", "--format", "json"),
    ("shared", "--format", "csv"),
    ("agreement", "--format", "csv"),
    ("export", "--format", "gexf"),
)


@pytest.mark.parametrize("words", COUNTING, ids=" ".join)
def test_what_could_not_be_written_is_not_counted(words: tuple[str, ...], tmp_path: Path) -> None:
    failed = ldn(*words, "-o", str(tmp_path / "missing" / "out"))
    reading, error = failed.stderr.splitlines()
    assert (failed.exit_code, reading) == (2, f"reading {SHIPPED}")
    assert "No such file or directory; give another file with -o" in error
    written = ldn(*words)
    assert written.exit_code == 0
    assert len(written.stderr.splitlines()) == 2


def test_a_report_tells_what_it_reads(tmp_path: Path) -> None:
    assert ldn("report", "-o", str(tmp_path / "r")).stderr.startswith(f"reading {SHIPPED} ...\n")


def test_a_database_is_told_by_its_folder(tmp_path: Path) -> None:
    load_files([SHIPPED], tmp_path / "db")
    assert ldn("claim", "C17", "--store", str(tmp_path / "db")).stderr == f"reading {tmp_path / 'db'}\n"


def test_the_answer_of_validate_says_of_which_file_it_is(edited: Path) -> None:
    answers = [ldn("validate", *where).stdout.splitlines()[-1] for where in ((), ("--graph", str(edited)))]
    assert answers[0].startswith(f"conforms: {SHIPPED}: 94 claims, ")
    assert answers[1].startswith(f"does not conform: {edited}: ")
    for where, name in (((), SHIPPED), (("--graph", str(edited)), str(edited))):
        assert json.loads(ldn("validate", "--format", "json", *where).stdout)["graph"] == name


def test_a_name_of_a_file_steers_no_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[2Jb.ttl"
    path.write_bytes(Path(SHIPPED).read_bytes())
    run = ldn("validate", "--graph", str(path))
    assert run.exit_code == 0
    assert "a\ufffd[2Jb.ttl" in run.stderr
    assert "\x1b" not in run.output
