"""What the shell is offered: asked in this process as bash, zsh and fish ask."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from ldn_graph.cli import COMMANDS, main
from ldn_graph.model.vocab import STATUSES
from ldn_graph.sparql.questions import list_questions
from tests.conftest import DECLARATIONS, ENTITIES, claim_turtle


def complete(*words: str, shell: str = "bash") -> list[str]:
    """What is offered for the last of the words, without its help."""
    env = {
        "_LDN_GRAPH_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": " ".join(["ldn-graph", *words[:-1], words[-1] or "''"]),
        "COMP_CWORD": words[-1] if shell == "fish" else str(len(words)),
    }
    run = CliRunner().invoke(main, [], prog_name="ldn-graph", complete_var="_LDN_GRAPH_COMPLETE", env=env)
    assert run.stderr == ""
    lines = run.stdout.splitlines()
    if shell == "zsh":
        return lines[1::3]
    return [line.partition(",")[2].partition("\t")[0] for line in lines if line]


@pytest.fixture
def mine(tmp_path: Path) -> str:
    path = tmp_path / "mine.ttl"
    odd = r'<https://w3id.org/ldn-graph/entity/lupus$(reboot)> a ldn:Condition ; rdfs:label "lupus, oddly\nnamed" .'
    path.write_text(DECLARATIONS + ENTITIES + odd + claim_turtle("D01") + claim_turtle("C21"), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_completes_commands_and_names(shell: str, mine: str) -> None:
    assert complete("key", shell=shell) == ["keystones"]
    assert complete("claim", "--graph", mine, "D", shell=shell) == ["D01"]


def test_the_names_are_those_of_the_graph_that_is_asked(mine: str) -> None:
    assert complete("claim", "c2") == ["C20", "C21", "C22", "C23", "C24", "C25", "C26", "C27", "C28", "C29"]
    assert complete("claim", "-g", mine, "c2") == ["C21"]
    assert complete("paths", "-g", mine, "Th1") == ["balance"], "by its label"
    assert complete("source", "-g", mine, "") == ["article"]


def test_in_a_folder_of_ones_own_the_names_are_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = "claim,id,source,bearing,wording,topic\nTea helps,T1,ito-2020,supports,hedged,efficacy\n"
    (tmp_path / "claims.csv").write_text(table, encoding="utf-8")
    (tmp_path / "ldn-graph.toml").write_text(
        'graph = ["claims.csv"]\nnamespace = "https://a.example/"', encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    assert complete("claim", "") == ["T1"]
    monkeypatch.chdir(tmp_path.parent)
    assert complete("claim", "-g", tmp_path.name, "") == ["T1"]


def test_what_a_shell_would_run_is_not_offered(mine: str) -> None:
    assert complete("claims", "-g", mine, "--condition", "lup") == ["lupus"]


def test_questions_their_parameters_and_values() -> None:
    assert complete("query", "claims-for") == ["claims-for-condition", "claims-for-mechanism"]
    assert complete("query", "claims-for-condition", "-p", "") == ["condition="]
    assert complete("query", "claims-for-condition", "--param", "condition=lup") == ["condition=lupus"]
    assert complete("query", "sources-of-design", "-p", "design=rand") == ["design=randomisedControlledTrial"]
    assert complete("query", "a/question.rq") == ["a/question.rq"], "a file"
    for question in list_questions():
        assert complete("query", question.name, "-p", "") == sorted(f"{p.name}=" for p in question.parameters)


def test_options_and_their_choices() -> None:
    assert complete("claims", "--cond") == ["--condition"]
    assert complete("claims", "--status", "") == [*STATUSES]
    assert "low-certainty" in complete("audit", "--flag", "low")
    assert complete("audit", "--graph", "some") == ["some"], "a file"


@pytest.mark.parametrize(
    "graph",
    [
        ["-g", "/nowhere.ttl"],
        ["-g", "-"],
        ["-g", __file__],
        ["--endpoint", "http://127.0.0.1:1/"],
        ["--store", "/nowhere"],
    ],
)
def test_where_no_names_can_be_had_nothing_is_said(graph: list[str]) -> None:
    assert complete("claim", *graph, "C") == []


@pytest.mark.parametrize(
    ("word", "said"),
    [("claimz", "did you mean claims?"), ("claims-", "did you mean claims?"), ("qurey", "did you mean query?"), ("xyzzy", "see: ldn-graph --help")],
)  # fmt: skip
def test_a_misspelt_command_is_told_with_the_nearest(word: str, said: str) -> None:
    run = CliRunner().invoke(main, [word], prog_name="ldn-graph")
    assert run.exit_code == 2
    assert f"no command '{word}'; {said}" in run.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_a_misspelt_option_is_told_with_the_nearest(command: str) -> None:
    run = CliRunner().invoke(main, [command, "--halp"], prog_name="ldn-graph")
    assert run.exit_code == 2
    assert "--help" in run.stderr
