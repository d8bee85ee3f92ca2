"""The server: the SPARQL protocol as clients speak it, what is refused and how, and that slow queries hold nothing up."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from ldn_graph.cli import main
from ldn_graph.model.graph import Graph
from ldn_graph.processes.children import start_limited
from ldn_graph.processes.parallel import processors
from ldn_graph.rdf.database import load_files
from ldn_graph.resources import SHIPPED
from ldn_graph.server.answer import Head, write_answer
from ldn_graph.server.request import QueryRequest
from ldn_graph.server.settings import PATIENCE
from ldn_graph.sparql.questions import list_questions
from tests.serving import SLOW, Server

SD = "http://www.w3.org/ns/sparql-service-description#"
LIMIT = 2000
SOURCES = "SELECT ?s { ?s a ldn:Source } ORDER BY ?s LIMIT 3"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
MANY = "SELECT ?a ?b { ?a ?p ?o . ?b ?q ?r }"


def within(seconds: float, true: Callable[[], object]) -> bool:
    """Whether something becomes true in so long."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    started = Server("--timeout", "5", "--limit", str(LIMIT))
    yield started
    assert started.end() == 130
    assert "Traceback" not in started.messages


def cli(query: str, *options: str) -> bytes:
    return CliRunner().invoke(main, ["query", query, *options], catch_exceptions=False).stdout_bytes


# The protocol -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "format_name", "accept"),
    [
        (SOURCES, "json", "application/sparql-results+json"),
        (SOURCES, "xml", "application/sparql-results+xml"),
        (SOURCES, "csv", "text/csv"),
        (SOURCES, "tsv", "text/tab-separated-values"),
        ("ASK { ?s a ldn:Source }", "json", "application/json"),
        ("DESCRIBE claim:C17", "turtle", "text/turtle"),
        ("DESCRIBE claim:C17", "ntriples", "application/n-triples"),
        ("DESCRIBE claim:C17", "rdfxml", "application/rdf+xml"),
        ("CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a ldn:Drug ; rdfs:label ?l }", "jsonld", "application/ld+json"),
    ],
)
def test_an_answer_is_that_of_the_query_command(server: Server, query: str, format_name: str, accept: str) -> None:
    expected = cli(query, "--format", format_name)
    by_header, by_name = server.query(query, accept), server.query(query, format=format_name)
    assert by_header.body == by_name.body == expected
    assert by_header.type == accept


def test_get_and_both_ways_of_post_say_the_same(server: Server) -> None:
    raw = server.ask("/sparql", SOURCES.encode(), Content_Type="application/sparql-query")
    posted_form = server.ask("/sparql", urllib.parse.urlencode({"query": SOURCES}).encode())
    assert len(raw.rows()) == 3
    assert raw.body == posted_form.body == server.query(SOURCES).body
    assert server.ask("/sparql?query=ASK{}", None, method="HEAD").body == b""


def test_a_client_of_rdflib_asks_it(server: Server, graph: Graph) -> None:
    labels = "SELECT ?s ?l WHERE { ?s a ldn:Condition ; rdfs:label ?l }"
    expected = {(str(row[0].value), str(row[1].value)) for row in graph.query(labels)}  # type: ignore[index, union-attr]
    for method in ("GET", "POST", "POST_FORM"):
        client = rdflib.Graph(store=SPARQLStore(f"{server.address}/sparql", method=method, returnFormat="xml"))
        client.bind("ldn", "https://w3id.org/ldn-graph/vocab#")
        assert {(str(s), str(label)) for s, label in client.query(labels)} == expected, method  # type: ignore[misc]
    built = client.query("CONSTRUCT { ?s a ?t } WHERE { ?s a ?t . FILTER(?t = ldn:Drug) }").graph
    assert built is not None
    assert len(built) > 0


def test_the_description_of_the_service_names_the_endpoint_it_came_from(server: Server) -> None:
    answer = server.get("/sparql", "application/n-triples")
    described = rdflib.Graph().parse(data=answer.text, format="nt")
    assert [str(iri) for iri in described.objects(None, rdflib.URIRef(f"{SD}endpoint"))] == [f"{server.address}/sparql"]
    assert rdflib.URIRef(f"{SD}SPARQL11Query") in set(described.objects())
    assert server.get("/sparql", "text/csv").status == 406
    assert server.get("/sparql", BROWSER).headers["Location"] == "/query"


@pytest.mark.parametrize(
    ("query", "accept", "expected"),
    [
        (SOURCES, "", "application/sparql-results+json"),
        (SOURCES, "*/*", "application/sparql-results+json"),
        (SOURCES, "text/csv;q=0.4, application/sparql-results+xml;q=0.5", "application/sparql-results+xml"),
        (SOURCES, "application/json;q=0, */*;q=0.1", "application/sparql-results+json"),
        (SOURCES, "text/turtle, text/csv;q=0.1", "text/csv"),
        ("DESCRIBE claim:C17", "text/turtle;q=0.1, application/ld+json", "application/ld+json"),
        (SOURCES, BROWSER, "text/html"),
    ],
)
def test_the_client_says_how_it_takes_the_answer(server: Server, query: str, accept: str, expected: str) -> None:
    answer = server.query(query, accept)
    assert (answer.status, answer.type) == (200, expected)
    assert "Accept" in answer.headers["Vary"]


# What is refused ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "status", "message"),
    [
        ("/sparql?query=SELECT+*+%7B", 400, "line 1, column 10: this { is never closed; add } where it ends\n    SELECT * {\n             ^"),
        ("/sparql?query=ASK{}&query=ASK{}", 400, "2 queries; give one"),
        ("/sparql?query=%ff", 400, "not UTF-8"),
        ("/sparql?query=ASK{}&format=xls", 400, "no format 'xls'"),
        ("/sparql?query=INSERT+DATA+%7B+%3Curn:a%3E+%3Curn:b%3E+1+%7D", 400, "INSERT changes a graph"),
        ("/sparql?query=LOAD+%3Cfile:///etc/passwd%3E", 400, "LOAD changes a graph"),
        ("/sparql?query=SELECT+*+FROM+claims", 400, "line 1"),
        ("/sparql?update=CLEAR+ALL", 403, "only answers queries"),
        ("/sparql?query=ASK%7BSERVICE%3Chttp://127.0.0.1:1/%3E%7B%7D%7D", 403, "take the clause out"),
        ("/sparql?query=SELECT*FROM%3Cfile:///etc/passwd%3E%7B%7D", 403, "but one here"),
        ("/sparql?query=ASK%7B%7D&default-graph-uri=urn:x", 403, "leave default-graph-uri"),
        ("/sparql?query=ASK%7B%7D&named-graph-uri=urn:x", 403, "leave default-graph-uri"),
        ("/sparql?query=ASK%7B%7D&format=turtle", 406, "turtle cannot hold this result; take one of json"),
        ("/questions/conditons", 404, "did you mean conditions?"),
        ("/questions/claims-for-condition?condition=lupis", 400, "did you mean lupus?"),
        ("/questions/conditions?year=2010", 400, "it has none"),
        ("/nowhere", 404, "/query to ask"),
        ("/../etc/passwd", 404, "/query to ask"),
        ("/sparql?query=" + "x" * 40_000, 414, "send the query with POST"),
    ],
)  # fmt: skip
def test_what_is_refused_is_told_in_plain_words(server: Server, path: str, status: int, message: str) -> None:
    answer = server.get(path)
    assert (answer.status, answer.type) == (status, "text/plain")
    assert message in answer.text
    assert os.path.dirname(SHIPPED) not in answer.text
    for_people = server.get(path, BROWSER)
    assert (for_people.status, for_people.type) == (status, "text/html")


def test_what_is_posted_wrongly_is_refused(server: Server) -> None:
    def post(data: bytes, kind: str, **headers: str) -> int:
        return server.ask("/sparql", data, Content_Type=kind, **headers).status

    assert post(b"ASK {}", "text/plain") == 415
    assert post(b"ASK {}", "application/sparql-query; charset=utf-16") == 415
    assert post(b"ASK {}", "application/sparql-query", Content_Encoding="gzip") == 415
    assert post(b"CLEAR ALL", "application/sparql-update") == 403
    assert post(b"ASK { # \xff\n}", "application/sparql-query") == 400
    assert post(b"", "application/x-www-form-urlencoded") == 400
    assert post(b"ASK {} #" + b"x" * 2**20, "application/sparql-query") == 413
    assert post(b"ASK { # \xc3\xa4\n}", "application/sparql-query;charset=UTF-8") == 200
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
        refused = server.ask("/sparql", None, method=method)
        assert refused.status == 405
        assert set(refused.headers["Allow"].split(", ")) == {"GET", "HEAD", "POST"}


def test_a_body_of_no_told_length_is_refused_when_it_has_grown_too_long(server: Server) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)) as client:
        pieces = (b"#" * 2**16 for _ in range(40))
        try:
            client.request("POST", "/sparql", pieces, {"Content-Type": "application/sparql-query"}, encode_chunked=True)
        except (BrokenPipeError, ConnectionResetError):
            return  # it hung up
        assert client.getresponse().status == 413


def test_a_client_may_leave_before_it_has_said_all(server: Server) -> None:
    with closing(socket.create_connection(("127.0.0.1", server.port))) as client:
        head = (
            "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: 99"
        )
        client.sendall(f"{head}\r\n\r\nASK".encode())
    assert server.query("ASK {}").status == 200  # and no traceback was printed, as the fixture looks


def test_only_those_who_call_it_by_its_name_are_answered(server: Server) -> None:
    assert server.get("/query", Host="evil.example").status == 421
    assert server.get("/query", Host="127.0.0.1.evil.example:80").status == 421
    assert server.get("/query", Host='"><script>').status == 421
    for name in ("localhost", f"localhost:{server.port}", "[::1]:80", "127.0.0.1"):
        assert server.get("/query", Host=name).status == 200


def test_browsers_are_told_to_be_careful_and_other_sites_read_nothing(server: Server) -> None:
    for path in ("/", "/query", "/sparql?query=ASK{}", "/nowhere"):
        headers = server.get(path, Origin="https://example.org").headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["Access-Control-Allow-Origin"] is None
        assert headers["Server"] is None


# Limits -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_name", ["json", "xml", "csv", "tsv"])
def test_a_result_is_whole_or_refused(server: Server, format_name: str) -> None:
    whole = server.query(f"{MANY} LIMIT {LIMIT}", format=format_name)
    assert whole.status == 200
    assert whole.headers["Row-Limit"] == str(LIMIT)
    refused = server.query(f"{MANY} LIMIT {LIMIT + 1}", format=format_name)
    assert refused.status == 403
    assert f"more than {LIMIT:,} rows; ask for fewer, as with LIMIT {LIMIT}" in refused.text


def test_a_graph_of_too_many_triples_is_refused(server: Server) -> None:
    refused = server.query("CONSTRUCT WHERE { ?s ?p ?o }", "text/turtle")
    assert refused.status == 403
    assert "triples" in refused.text


def test_what_is_broken_off_is_not_taken_for_whole() -> None:
    server = Server("--limit", "40000")
    try:
        with pytest.raises(http.client.IncompleteRead):
            server.query(MANY, format="csv")
        # far more than is held back, and whole
        assert server.query(f"{MANY} LIMIT 40000", format="tsv").body.count(b"\n") == 40001
    finally:
        server.end()
    assert "broken off: the result has more than 40,000 rows" in server.messages


def test_a_slow_query_is_stopped_and_its_process_is_gone(server: Server) -> None:
    begin = time.monotonic()
    answer = server.query(SLOW)
    assert (answer.status, answer.text) == (504, "the query was stopped after 5 s; ask for less at a time\n")
    assert 4.5 < time.monotonic() - begin < 15
    assert within(2, lambda: not server.children())


def test_a_query_ends_with_the_client_that_asked_it() -> None:
    server = Server()
    try:
        assert within(20, lambda: not server.children())
        with closing(socket.create_connection(("127.0.0.1", server.port))) as client:
            path = f"/sparql?{urllib.parse.urlencode({'query': SLOW})}"
            client.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            assert within(5, server.children)
        assert within(5, lambda: not server.children())
    finally:
        server.end()


def test_a_client_that_does_not_read_holds_no_place_for_longer_than_the_limit(server: Server) -> None:
    path = f"/sparql?{urllib.parse.urlencode({'query': MANY + ' LIMIT 2000', 'format': 'json'})}"
    clients = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(2 * processors())]
    try:
        for client in clients:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        assert within(20, lambda: not server.children())
        assert server.query("ASK {}").status == 200
    finally:
        for client in clients:
            client.close()


def test_a_query_that_takes_too_much_memory_ends_alone(graph: Graph) -> None:
    def hungry() -> Graph:
        assert bytearray(3 * 2**30)
        return graph

    child = start_limited(lambda pipe: write_answer(hungry, QueryRequest("ASK {}"), None, pipe), 20)
    with os.fdopen(child.pipe, "rb") as pipe:
        head, body = pipe.readline(), pipe.read()
    assert os.waitpid(child.pid, 0)[1] == 0
    os.close(child.lifeline)
    assert Head(*json.loads(head)).status == 500
    assert b"more memory than it may" in head
    assert body == b""


def test_it_answers_while_32_clients_ask_slow_queries() -> None:
    server = Server("--timeout", "60")
    try:
        assert within(30, lambda: not server.children())
        server.get("/")
        with ThreadPoolExecutor(32) as clients:
            answers = [clients.submit(server.query, SLOW) for _ in range(32)]
            assert within(10, lambda: len(server.children()) == max(2, processors()))
            times = []
            for _ in range(20):
                begin = time.perf_counter()
                page = server.get("/")
                times.append(time.perf_counter() - begin)
                assert page.status == 200
                assert page.text.rstrip().endswith("</html>")
                assert len(server.children()) <= max(2, processors())
            assert statistics.median(times) < 1
            # those that find no place are told to come again
            assert within(PATIENCE + 10, lambda: sum(a.done() for a in answers) >= 32 - max(2, processors()))
            refused = [a.result() for a in answers if a.done()]
            assert {a.status for a in refused} == {503}
            assert {a.headers["Retry-After"] for a in refused} == {str(PATIENCE)}
            running = server.children()
            assert running
            assert server.end(signal.SIGTERM) == 143
            for future in answers:
                assert future.result(10).status == 503
        assert not [number for number in running if os.path.exists(f"/proc/{number}")]
    finally:
        server.end(signal.SIGKILL)
    assert "Traceback" not in server.messages


def test_children_do_not_outlive_a_server_that_is_killed() -> None:
    server = Server()
    with ThreadPoolExecutor(1) as clients:
        assert within(20, lambda: not server.children())
        asked = clients.submit(server.query, SLOW)
        assert within(10, server.children)
        running = server.children()
        server.end(signal.SIGKILL)
        assert within(5, lambda: not [number for number in running if os.path.exists(f"/proc/{number}")])
        assert asked.exception(10) is not None


# Where and what -----------------------------------------------------------------------------------


def test_a_database_is_served_as_it_is(tmp_path: Path) -> None:
    load_files([SHIPPED], tmp_path / "db")
    server = Server("--store", str(tmp_path / "db"))
    try:
        with ThreadPoolExecutor(8) as clients:
            asked = [clients.submit(server.query, SOURCES) for _ in range(40)]
            assert {a.result().body for a in asked} == {cli(SOURCES, "--format", "json")}
        answer = server.get("/questions/claims-for-condition?condition=lupus&format=csv")
        assert answer.body == cli("claims-for-condition", "--param", "condition=lupus", "--format", "csv")
        assert within(20, lambda: 'id="how"' in server.get("/").text)
        (tmp_path / "db" / "CURRENT").unlink()
        gone = server.query(SOURCES)
        assert gone.status == 500
        assert str(tmp_path) not in gone.text
    finally:
        assert server.end() == 130
    assert str(tmp_path) in server.messages


def test_a_graph_without_claims_has_a_page_to_start_from(tmp_path: Path) -> None:
    (tmp_path / "other.ttl").write_text("<urn:a> <urn:b> <urn:c> .")
    server = Server("--graph", str(tmp_path / "other.ttl"))
    try:
        assert within(20, lambda: "no claim in this graph" in server.get("/").text)
        assert server.query("SELECT * { ?s ?p ?o }").rows() == [{"s": "urn:a", "p": "urn:b", "o": "urn:c"}]
    finally:
        server.end()


def test_pages_of_one_origin_may_read_answers_where_that_is_allowed() -> None:
    server = Server("--cors-origin", "https://example.org")
    try:
        for origin, expected in (("https://example.org", "https://example.org"), ("https://evil.example", None)):
            answer = server.get("/sparql?query=ASK{}", Origin=origin)
            assert answer.headers["Access-Control-Allow-Origin"] == expected
    finally:
        server.end()


def refuse(*options: str) -> str:
    command = [sys.executable, "-m", "ldn_graph", "serve", *options]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert run.returncode == 2, run.stderr
    assert "Traceback" not in run.stderr
    return run.stderr


def test_an_address_that_cannot_be_served_at_is_an_error() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        assert "something else is served there" in refuse("--port", str(taken.getsockname()[1]))
    assert "there is no such host" in refuse("--host", "no such host")
    assert "no address of this machine" in refuse("--host", "192.0.2.1")
    assert "--port" in refuse("--port", "70000")
    assert "it is empty" in refuse("--host", "")
    assert "No such file" in refuse("--port", "0", "--graph", "nothing.ttl")
    assert "give them with --graph or --store" in refuse("--port", "0", "--endpoint", "http://127.0.0.1:1/sparql")


def test_an_address_that_others_can_reach_is_warned_of() -> None:
    server = Server("--host", "0.0.0.0")  # noqa: S104
    try:
        assert "there is no password" in server.messages
    finally:
        server.end()


def test_no_question_has_a_parameter_that_the_server_takes_for_itself() -> None:
    assert not [q.name for q in list_questions() if "format" in {p.name for p in q.parameters}]


def test_without_the_libraries_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import sys; sys.modules['uvicorn'] = None; from ldn_graph.cli import main; main(['serve', '--port', '0'])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.returncode == 2
    assert "uvicorn is not installed; in the checkout: pip install -e '.[serve]', without -e where" in run.stderr


def test_counts_are_those_of_the_graph(graph: Graph) -> None:
    from ldn_graph.server.front_page import count_graph

    counts = count_graph(graph)
    assert counts["claims"] == 94
    assert counts["statements"] == len({(q.subject, q.predicate, q.object) for q in graph.store})
    assert isinstance(graph.store, ox.Store)
