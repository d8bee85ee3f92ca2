"""Seven servers, each with its own way to give rows, none, triples and errors: the same rows, or an error that says what helps.

The answers are recorded shapes (:mod:`tests.dialects`), given by a server on this machine. Then whole commands, on a graph
behind one that answers as QLever does.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from ldn_graph.cli import main
from ldn_graph.errors import EndpointError
from ldn_graph.rdf.endpoint import Endpoint
from ldn_graph.rdf.endpoint_access import PASSWORD, TOKEN, USER
from ldn_graph.rdf.opening import open_endpoint
from ldn_graph.resources import SHIPPED
from ldn_graph.scale.corpus import read_part
from tests.dialects import AMONG_TRIPLES, CLAIM, CUTS, DIALECTS, LIMIT, QLEVER, WHOLE, Dialect
from tests.loopback import Asked
from tests.qlever import qlever_server
from tests.servers import strange_server

SELECT = "SELECT ?x ?n { ?x a <urn:claim> ; <urn:participants> ?n }"


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (USER, PASSWORD, TOKEN):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("ldn_graph.rdf.endpoint_transport.AGAIN", 1)


@pytest.fixture(params=DIALECTS)
def dialect(request: pytest.FixtureRequest) -> Dialect:
    return DIALECTS[request.param]


def test_rows_are_read(dialect: Dialect) -> None:
    with strange_server(dialect.rows, dialect.no_rows) as (url, _):
        ((claim, number),) = Endpoint(url).select(SELECT)
        assert claim == ox.NamedNode(CLAIM)
        assert isinstance(number, ox.Literal)
        assert int(number.value) == 12
        none = Endpoint(url).select(SELECT)
        assert [v.value for v in none.variables] == ["x", "n"]
        assert list(none) == []


def test_an_answer_is_read(dialect: Dialect) -> None:
    with strange_server(dialect.yes, dialect.no) as (url, _):
        assert [bool(Endpoint(url).ask("ASK {}")) for _ in range(2)] == [True, False]


def test_triples_are_read(dialect: Dialect) -> None:
    with strange_server(dialect.triples, dialect.no_triples) as (url, _):
        assert [t.subject for t in Endpoint(url).construct("CONSTRUCT WHERE { ?s ?p ?o }")] == [ox.NamedNode(CLAIM)]
        assert list(Endpoint(url).construct("CONSTRUCT WHERE { ?s ?p ?o }")) == []


@pytest.mark.parametrize("server", ["QLever", "Blazegraph"])
def test_a_message_behind_triples_is_told(server: str) -> None:
    behind = AMONG_TRIPLES[server]
    with strange_server(behind) as (url, _), pytest.raises(EndpointError, match=f"answered with an error: .*{LIMIT}"):
        Endpoint(url).construct("CONSTRUCT WHERE { ?s ?p ?o }")


@pytest.mark.parametrize(("server", "what"), [(name, what) for name in DIALECTS for what in DIALECTS[name].wrong])
def test_what_goes_wrong_is_told_with_what_helps(server: str, what: str) -> None:
    given, told = DIALECTS[server].wrong[what]
    with strange_server(given) as (url, asked):
        run = CliRunner().invoke(main, ["query", SELECT, "--endpoint", url])
        assert (len(asked) > 1) == (what == "too often")  # a limit is the same the next time
    assert run.exit_code == 2
    assert told in run.stderr
    assert url in run.stderr
    assert "Traceback" not in run.output
    assert "\tat " not in run.stderr
    assert len(run.stderr) < 700


def test_each_server_is_asked_the_same() -> None:
    for name, dialect in DIALECTS.items():
        assert {"syntax", "time", "who"} <= set(dialect.wrong), name
        assert dialect.source


@pytest.mark.parametrize("cut", CUTS)
def test_an_answer_that_is_cut_is_told_and_nothing_is_concluded_from_it(
    cut: str, caplog: pytest.LogCaptureFixture
) -> None:
    given, behind, told = CUTS[cut]
    with strange_server(given) as (url, _), caplog.at_level(logging.WARNING):
        assert len(list(Endpoint(url + behind).select(SELECT))) == 1
        assert told in caplog.text
        with pytest.raises(EndpointError, match="gives out less than the claims take to read"):
            read_part(open_endpoint(url + behind), [CLAIM])


@pytest.mark.parametrize("whole", WHOLE)
def test_an_answer_that_is_whole_is_not_said_to_be_cut(whole: str, caplog: pytest.LogCaptureFixture) -> None:
    with strange_server(WHOLE[whole], QLEVER.rows) as (url, _), caplog.at_level(logging.WARNING):
        assert len(list(Endpoint(url + CUTS[whole][1]).select(SELECT))) == 1
        assert len(list(Endpoint(url).select(SELECT))) == 1
    assert not caplog.text


@pytest.fixture(scope="module")
def qlever() -> Iterator[tuple[str, list[Asked]]]:
    """The shipped graph behind a server that answers as QLever does."""
    graph = ox.Store()
    graph.load(path=SHIPPED, format=ox.RdfFormat.TURTLE)
    with qlever_server(graph) as server:
        yield server


@pytest.mark.parametrize(
    "words",
    [
        "audit",
        "audit --format csv",
        "audit --status contested --format json",
        "claims --format json",
        "claims --condition lupus",
        "claim C17",
        "claim C17 --format json",
        "summary --condition lupus",
        "summary --condition crohns-disease --format json",
        "paths low-dose-naltrexone crohns-disease",
        "query claims-for-condition -p condition=lupus --format csv",
        "query claim-status --format csv",
        "query CONSTRUCT{?c?p?o}WHERE{?c?p?o.FILTER(?c=claim:C17&&!isBlank(?o))}",
        "query ASK{claim:C17?p?o} --format json",
    ],
)
def test_commands_say_the_same_behind_qlever(words: str, qlever: tuple[str, list[Asked]]) -> None:
    url, asked = qlever
    begin = len(asked)
    here = CliRunner().invoke(main, [*words.split(), "--graph", SHIPPED])
    there = CliRunner().invoke(main, [*words.split(), "--endpoint", url])
    assert len(asked) > begin
    assert here.exit_code in (0, 1)
    assert there.exit_code == here.exit_code
    # where triples are shown, as they came: QLever keeps a whole number as 64 bits, and calls each of them xsd:int
    assert there.stdout_bytes.replace(b"XMLSchema#int>", b"XMLSchema#integer>") == here.stdout_bytes


def test_a_default_graph_is_named_to_qlever_as_it_wants(qlever: tuple[str, list[Asked]]) -> None:
    url, asked = qlever
    assert list(Endpoint(f"{url}?default-graph-uri=urn:g&send=5").select(SELECT)) == []
    assert asked[-1].path == "/"
    assert parse_qs(asked[-1].body.decode()) == {"query": [SELECT], "default-graph-uri": ["urn:g"], "send": ["5"]}
    with pytest.raises(EndpointError, match="must not contain query parameters in the URL"):
        Endpoint(f"{url}?key=1").select(SELECT)
