"""Questions that are too much for very many claims: refused before they are asked, and how one waits all the same."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from ldn_graph.cli import main
from ldn_graph.errors import QuerySyntaxError, TooManyClaimsError
from ldn_graph.model.graph import Graph
from ldn_graph.processes.children import start_limited
from ldn_graph.rdf.database import load_files
from ldn_graph.rdf.opening import open_graph
from ldn_graph.resources import SHIPPED
from ldn_graph.server.answer import Head, write_answer
from ldn_graph.server.request import QueryRequest
from ldn_graph.sparql import questions
from ldn_graph.sparql.questions import (
    ManyClaims,
    Question,
    ask,
    list_questions,
    parse_question,
    read_question,
    refuse_many,
)
from ldn_graph.sparql.results import Results

FEW = ManyClaims(5, "give one, as claim=C17")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stores") / "shipped"
    load_files([SHIPPED], folder)
    return folder


@pytest.fixture(scope="module")
def stored(database: Path) -> Graph:
    return open_graph(database)


def with_few(name: str) -> Question:
    """A question that is for five claims at most."""
    return read_question(name)._replace(many=FEW)


def test_what_goes_through_all_claims_is_refused_where_they_are_many(stored: Graph) -> None:
    with pytest.raises(TooManyClaimsError) as caught:
        ask(stored, with_few("claim-dossier"), timeout=60)
    claims = len(rows(ask(stored, "claim-status")))
    assert str(caught.value) == (
        f"claim-dossier without claim would go through {claims} claims, which may take longer than 60 s "
        "(estimated for 5 in 60 s); give one, as claim=C17; to wait all the same: timeout=None"
    )


def rows(found: Results | bool) -> list[object]:
    assert isinstance(found, Results)
    return list(found.rows)


def test_it_is_asked_where_it_is_narrowed_or_nothing_limits_it(stored: Graph, graph: Graph) -> None:
    question = with_few("claim-dossier")
    assert rows(ask(stored, question, timeout=60, claim="C17"))
    everything = rows(ask(stored, question))
    assert everything == rows(ask(stored, question, timeout=60 * 1000))
    assert len(everything) == len(rows(ask(graph, question, timeout=60))), "a graph in memory"
    assert rows(ask(stored, "claim-dossier", timeout=60)), "so many are few"


def test_a_year_leaves_all_claims_in(stored: Graph) -> None:
    with pytest.raises(TooManyClaimsError, match="known-by-year would go through"):
        refuse_many(stored, with_few("known-by-year"), {"year": "2010"}, 60)


def test_a_longer_limit_is_for_more_claims_and_a_shorter_one_is_the_clocks(stored: Graph) -> None:
    claims = len(rows(ask(stored, "claim-status")))
    question = read_question("claim-status")._replace(many=ManyClaims(claims // 2, "no"))
    for seconds in (0.1, 60, 119):
        with pytest.raises(TooManyClaimsError):
            refuse_many(stored, question, {}, seconds)
    refuse_many(stored, question, {}, 121)


def test_the_command_ends_with_the_sentence(database: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    few = tuple(q._replace(many=FEW) if q.many else q for q in list_questions())
    monkeypatch.setattr(questions, "list_questions", lambda: few)
    words = ["query", "claim-status", "--graph", str(database), "-o", str(tmp_path / "status.csv")]
    refused = CliRunner().invoke(main, words)
    assert refused.exit_code == 2
    assert "give one, as claim=C17; to wait all the same: --timeout 0" in refused.stderr
    assert not (tmp_path / "status.csv").exists()
    assert CliRunner().invoke(main, [*words, "--timeout", "0"]).exit_code == 0
    assert (tmp_path / "status.csv").read_text(encoding="utf-8").startswith("claim,status")


@pytest.mark.parametrize(("values", "status"), [({}, 403), ({"claim": ("C17",)}, 200)])
def test_a_server_says_so_too(database: Path, values: dict[str, tuple[str, ...]], status: int) -> None:
    request = QueryRequest(with_few("claim-dossier"), values, accept="text/csv")
    child = start_limited(lambda pipe: write_answer(lambda: open_graph(database), request, None, pipe, seconds=60), 60)
    with os.fdopen(child.pipe, "rb") as pipe:
        head = Head(*json.loads(pipe.readline()))
        pipe.read()
    os.waitpid(child.pid, 0)
    os.close(child.lifeline)
    assert head.status == status
    assert head.problem.endswith("give one, as claim=C17" if status == 403 else "")


def test_the_header_says_for_how_many_claims_a_question_is() -> None:
    text = "# Title.\n# Answers: a\n# Does not promise: b\n"
    assert parse_question("x", text).many is None
    told = parse_question("x", text + "# Over many claims: 1,200,000; give one, or\n#   wait\n").many
    assert told == ManyClaims(1_200_000, "give one, or wait")
    for wrong in ("# Over many claims: some; wait\n", "# Over many claims: 5\n", 2 * "# Over many claims: 5; wait\n"):
        with pytest.raises(QuerySyntaxError, match=r"x\.rq: .*(mend|write)"):
            parse_question("x", text + wrong)


def test_questions_of_all_claims_name_what_to_do_instead() -> None:
    many = {q.name: q.many for q in list_questions() if q.many is not None}
    assert "claim-dossier" in many
    for told in many.values():
        assert told.claims >= 20_000
        assert told.instead
