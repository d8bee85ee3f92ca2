"""What a name means is the same over columns as in the graph, and so is why it means nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from ldn_graph.cli import main
from tests.scale.test_corpus import WOVEN


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own: the engine's threads would disturb children that other tests fork."""
    command = [sys.executable, "-m", "ldn_graph", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", ["lupus", "entity:lupus"])
def test_a_condition_without_a_class_is_none(tmp_path: Path, name: str) -> None:
    graph, columns = str(tmp_path / "graph.ttl"), str(tmp_path / "columns")
    classless = WOVEN.replace("entity:lupus a ldn:Condition ;", "entity:lupus")
    assert classless != WOVEN
    Path(graph).write_text(classless, encoding="utf-8")
    assert run("export", "columns", "-g", graph, "-o", columns).returncode == 0
    said = []
    for where in (["-g", graph], ["--columns", columns]):
        result = run("claims", "--condition", name, *where)
        assert result.returncode == 2
        said.append(result.stderr.splitlines()[-1])
    assert said[0] == said[1]
    assert "where it is of no class" in said[0]


@pytest.mark.parametrize(
    ("option", "name", "meant"), [("--status", "suported", "supported"), ("--flag", "overclaim", "overclaimed")]
)
def test_the_nearest_of_a_closed_list_is_asked_for(option: str, name: str, meant: str) -> None:
    result = CliRunner().invoke(main, ["claims", option, name])
    assert result.exit_code == 2
    assert f"did you mean {meant}?" in result.output


def test_where_none_of_a_closed_list_is_near_all_are_listed() -> None:
    result = CliRunner().invoke(main, ["claims", "--status", "xyzxyz"])
    assert result.exit_code == 2
    assert "'contested'" in result.output
    assert "did you mean" not in result.output
