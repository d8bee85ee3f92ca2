"""``ldn-graph query`` as a process: pipes, signals, files, limits; and what it says of a mistake."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from ldn_graph.errors import QuerySyntaxError
from ldn_graph.store import Graph
from tests.test_limits import SLOW

COMMAND = (sys.executable, "-m", "ldn_graph", "query")
MANY = "SELECT ?a ?b ?c { ?a ?b ?c . ?d ldn:bearing ?f }"


def run(*words: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *words], capture_output=True, check=False, **options)  # type: ignore[call-overload,no-any-return]


def test_a_file_is_compressed_by_its_name_and_the_same_every_time(tmp_path: Path) -> None:
    plain = run("claim-status", "--format", "csv").stdout
    for name in ("one.csv.gz", "two.CSV.GZ"):
        assert run("claim-status", "-o", name, cwd=tmp_path).returncode == 0
    one, two = ((tmp_path / name).read_bytes() for name in ("one.csv.gz", "two.CSV.GZ"))
    assert one == two
    assert gzip.decompress(one) == plain
    assert sorted(p.name for p in tmp_path.iterdir()) == ["one.csv.gz", "two.CSV.GZ"]


@pytest.mark.parametrize("ending", ["json", "srx", "csv", "tsv", "txt", "md", "html", "xlsx", "parquet", "arrow"])
def test_two_runs_give_the_same_bytes(tmp_path: Path, ending: str) -> None:
    for n in (1, 2):
        assert run("busiest-sources", "-o", f"{n}.{ending}", cwd=tmp_path).stderr == b""
    assert (tmp_path / f"1.{ending}").read_bytes() == (tmp_path / f"2.{ending}").read_bytes() != b""


@pytest.mark.parametrize("form", ["json", "csv", "table", "html"])
def test_a_pipe_that_closes_early_ends_it_quietly(form: str) -> None:
    with subprocess.Popen(
        [*COMMAND, MANY, "--format", form], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(100)
        process.stdout.close()
        said = process.stderr.read()
    assert b"Traceback" not in said
    assert process.returncode in (0, 1)


def test_a_query_that_takes_too_long_leaves_what_was_there(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("before")
    done = run(SLOW, "--timeout", "0.3", "-o", "a.csv", cwd=tmp_path)
    assert done.returncode == 2
    assert b"stopped after 0.3 seconds" in done.stderr
    assert file.read_text() == "before"
    assert list(tmp_path.iterdir()) == [file]


def test_ctrl_c_stops_it_and_leaves_what_was_there(tmp_path: Path) -> None:
    command = [*COMMAND, SLOW, "--timeout", "600", "-o", "a.csv"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, start_new_session=True) as process:
        while not list(tmp_path.glob("*.part")) + list(tmp_path.glob(".*.part")):
            assert process.poll() is None
        while len(_group(process.pid)) < 2:  # the child that asks
            assert process.poll() is None
        os.killpg(process.pid, signal.SIGINT)
        assert process.stderr is not None
        said = process.stderr.read()
    assert process.returncode == 130
    assert b"interrupted; nothing was left half written" in said
    assert list(tmp_path.iterdir()) == []
    assert _group(process.pid) == []


def _group(leader: int) -> list[int]:
    """The processes of a process group."""
    listed = subprocess.run(["ps", "-eo", "pid,pgid,stat"], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in listed.splitlines()[1:]]
    return [int(pid) for pid, group, state in rows if int(group) == leader and not state.startswith("Z")]


def test_numbers_and_texts_are_safe_in_a_spreadsheet_only_if_asked_for(tmp_path: Path) -> None:
    query = 'SELECT ("=1+1" AS ?text) (-1 AS ?number) {}'
    assert run(query, "--format", "csv").stdout == b"text,number\r\n=1+1,-1\r\n"
    assert run(query, "--format", "csv", "--spreadsheet-safe").stdout == b"text,number\r\n'=1+1,-1\r\n"
    refused = run(query, "--format", "tsv", "--spreadsheet-safe")
    assert refused.returncode == 2
    assert b"take csv or xlsx" in refused.stderr


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", b"there is nothing in it"),
        (bytes(range(256)), b"no form of query begins here"),
        (b"x " * 500_000, b"Error"),
    ],
)
def test_what_is_no_query_is_exit_2(data: bytes, said: bytes) -> None:
    done = run("-", input=data)
    assert done.returncode == 2
    assert said in done.stderr
    assert b"Traceback" not in done.stderr
    assert len(done.stderr) < 2_000


# Other hosts ------------------------------------------------------------------------------------


class _Endpoint(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        body = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"from afar"}}]}}'
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST  # noqa: N815

    def log_message(self, *args: object) -> None:
        pass


def test_another_host_is_asked_only_where_that_is_allowed() -> None:
    with HTTPServer(("127.0.0.1", 0), _Endpoint) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        query = f"SELECT ?x {{ SERVICE <http://127.0.0.1:{server.server_port}/sparql> {{ ?s ?p ?x }} }}"
        refused, allowed = run(query, "--format", "csv"), run(query, "--format", "csv", "--allow-service")
        server.shutdown()
    assert refused.returncode == 2
    assert b"allow it with --allow-service" in refused.stderr
    assert allowed.stdout == b"x\r\nfrom afar\r\n", allowed.stderr


# Mistakes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "said", "remedy", "under"),
    [
        ("SELECT ?x { ?x foo:bar ?y }", "prefix foo: is not declared", "PREFIX foo: <...>", "foo:bar"),
        ("SELECT ?x { ?x schema:name ?y }", "prefix schema: is not", "PREFIX schema: <https://schema.org/>", "schema:"),
        ("SELECT ?x { ?x lnd:topic ?y }", "prefix lnd: is not", "did you mean ldn:?", "lnd:"),
        ("SELECT ?x { ?x a ldn:Claim } ORDR BY ?x", "ORDR is no word", "did you mean ORDER?", "ORDR"),
        ("SELCT ?x { ?x a ldn:Claim }", "SELCT is no word", "did you mean SELECT?", "SELCT"),
        ("SELECT x { ?x a ldn:Claim }", "x is no word", "a variable is written ?x", "x {"),
        ("SELECT ?x { ?x a ldn:Claim", "this { is never closed", "add }", "{ ?x"),
        ("SELECT ?x { ?x a ldn:Claim } }", "this } closes nothing", "delete it", "}$"),
        ("SELECT ?x { FILTER(?x = 1 }", "} stands where ) is due", "close ( first", "}$"),
        ("SELECT ?x { ?x rdfs:label 'a }", "does not end on its line", "close the quote", "'a"),
        ("SELECT ?x { ?x rdfs:label \u201ca\u201d }", "left double quotation mark", "write plain quotes", "\u201ca"),
        ("SELECT ?x { ?x a <Claim> }", "<Claim> is not a whole IRI", "write it in full", "<Claim>"),
        ("SELECT ?y (COUNT(?x) AS ?n) { ?x ?p ?y }", "neither grouped nor counted", "add it to GROUP BY", "SELECT"),
        ("SELECT ?x { ?x ldn:topic }", "something else is due", "mend it there", "}$"),
        ("DELETE { ?x ?y ?z } WHERE {}", "DELETE changes a graph", "only SELECT, ASK", "DELETE"),
        ("LOAD <http://a/b.ttl>", "LOAD changes a graph", "read what is to be loaded with --graph", "LOAD"),
        ("# nothing", "there is nothing in it", "write one", "# nothing"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_a_remedy(
    graph: Graph, query: str, said: str, remedy: str, under: str
) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        graph.query("\n\n" + query + "\n" if under != "# nothing" else query)
    first, shown, caret = str(caught.value).splitlines()
    assert said in first
    assert remedy in first
    at = len(caret) - 5
    assert query[at:].startswith(under.rstrip("$")), query[at:]
    assert shown.strip() == query
    where = f"the query, line {1 if under == '# nothing' else 3}, column {at + 1}:"
    assert first.startswith(where)


def test_a_long_line_is_cut_around_the_mistake_and_cannot_steer_the_terminal(graph: Graph) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        graph.query("SELECT ?x { ?x rdfs:label '\x1b[2J' ; " + "a ?y ; " * 500 + "foo:bar ?z" + " " * 500 + "}")
    _, shown, caret = str(caught.value).splitlines()
    assert len(shown) < 120
    assert shown[len(caret) - 1 :].startswith("foo:bar")
    assert "\x1b" not in str(caught.value)
