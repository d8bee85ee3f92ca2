"""``ldn-graph query`` as a process: pipes, signals, files, limits; and what it says of a mistake."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from math import ceil
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest

from tests.processes.test_time_limit import SLOW

COMMAND = (sys.executable, "-m", "ldn_graph", "query")
MANY = "SELECT ?a ?b ?c { ?a ?b ?c . ?d ldn:bearing ?f }"
ENDLESS = "SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


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
    assert said == b""
    assert process.returncode == 141, "as after SIGPIPE; 1 would be the answer no"


def test_a_reader_that_takes_its_time_is_not_what_the_limit_is_for() -> None:
    many = f"{MANY} LIMIT 200000"
    start = monotonic()
    expected = run(many, "--format", "csv", "--timeout", "0").stdout.count(b"\n")
    limit = 3 + 3 * ceil(monotonic() - start)  # what a busy machine needs for the query itself
    command = [*COMMAND, many, "--format", "csv", "--timeout", str(limit)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        first = process.stdout.read(100)
        sleep(limit + 0.5)
        rows = (first + process.stdout.read()).count(b"\n")
        assert process.stderr is not None
        assert process.stderr.read() == b""
    assert process.returncode == 0
    assert rows == expected > 100_000


def in_terminal(width: int, *words: str) -> str:
    """What a command writes to a terminal of this width."""
    import pty

    ours, theirs = pty.openpty()
    done = subprocess.run([*COMMAND, *words], stdout=theirs, env={**os.environ, "COLUMNS": str(width)}, check=True)
    os.close(theirs)
    parts = []
    with suppress(OSError):  # the end, on Linux
        while part := os.read(ours, 2**16):
            parts.append(part)
    os.close(ours)
    assert done.returncode == 0
    return b"".join(parts).decode().replace("\r\n", "\n")


def test_rows_that_are_too_wide_for_a_terminal_stand_one_below_another() -> None:
    query = "SELECT ?claim ?label ?none { ?claim a ldn:Claim ; rdfs:label ?label } ORDER BY ?claim LIMIT 2"
    piped = run(query).stdout.decode()
    width = max(map(len, piped.splitlines()))
    assert in_terminal(width + 10, query) == piped
    shown = in_terminal(40, query)
    assert max(map(len, shown.splitlines())) <= 40
    assert "none" not in shown
    blocks = [dict(line.split(": ", 1) for line in b.replace("\n  ", " ").splitlines()) for b in shown.split("\n\n")]
    assert [" ".join(b.values()).split() for b in blocks] == [line.split() for line in piped.splitlines()[2:]]
    assert [list(b) for b in blocks] == [["claim", "label"]] * 2


def test_no_rows_are_told_beside_a_table_alone() -> None:
    query = "SELECT ?a { ?a a ldn:Nothing }"
    table, csv = run(query), run(query, "--format", "csv")
    assert table.stderr.endswith(b"no rows\n")
    assert table.stdout == b"a\n-\n"
    assert b"no rows" not in csv.stderr + run("ASK { FILTER(false) }").stderr + run("claim-status").stderr


def test_a_query_that_writes_and_writes_is_stopped_at_its_limit(tmp_path: Path) -> None:
    done = run(ENDLESS, "--timeout", "0.5", "-o", "a.csv.gz", cwd=tmp_path)
    assert done.returncode == 2
    assert b"stopped after 0.5 s" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_query_that_takes_too_long_leaves_what_was_there(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("before")
    done = run(SLOW, "--timeout", "0.3", "-o", "a.csv", cwd=tmp_path)
    assert done.returncode == 2
    assert b"stopped after 0.3 s" in done.stderr
    assert file.read_text() == "before"
    assert list(tmp_path.iterdir()) == [file]


def test_ctrl_c_stops_it_and_leaves_what_was_there(tmp_path: Path) -> None:
    with writing(tmp_path) as process:
        os.killpg(process.pid, signal.SIGINT)
        assert process.stderr is not None
        said = process.stderr.read()
    assert process.returncode == 130
    assert b"interrupted; nothing was left half written" in said
    assert list(tmp_path.iterdir()) == []
    wait_for_no_process_of(process.pid)


def test_a_command_that_is_told_to_end_leaves_no_file_and_no_process(tmp_path: Path) -> None:
    with writing(tmp_path) as process:
        process.terminate()
    assert process.returncode == 143
    assert list(tmp_path.iterdir()) == []
    wait_for_no_process_of(process.pid)


def test_a_command_that_is_killed_leaves_no_process(tmp_path: Path) -> None:
    with writing(tmp_path) as process:
        process.kill()
    assert not (tmp_path / "a.csv").exists()
    wait_for_no_process_of(process.pid)


@contextmanager
def writing(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A command whose child process writes row after row into a file in this folder."""
    command = [*COMMAND, ENDLESS, "--timeout", "600", "-o", "a.csv"]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, start_new_session=True) as process:
        while not any(file.stat().st_size for file in folder.iterdir()):
            assert process.poll() is None
            sleep(0.01)
        yield process


def wait_for_no_process_of(group: int) -> None:
    """Come back when the process group is gone; the system takes a child away that lost its parent."""
    with suppress(ProcessLookupError):
        while True:
            os.killpg(group, 0)
            sleep(0.01)


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


def test_a_query_file_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "a.rq"
    file.write_bytes(b"\xef\xbb\xbfASK {}")
    assert run(str(file)).stdout == run("-", input=file.read_bytes()).stdout == b"true\n"


def test_a_query_file_that_is_not_utf8_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_bytes(b"SELECT * {\n  ?s rdfs:label 'caf\xe9' }")
    query = run("q.rq", cwd=tmp_path)
    assert query.returncode == 2
    assert b"q.rq:2: not UTF-8; save the query as UTF-8 text" in query.stderr


def test_a_query_file_may_be_compressed(tmp_path: Path) -> None:
    file = tmp_path / "a.rq.gz"
    file.write_bytes(gzip.compress(b"ASK {}"))
    assert run(str(file)).stdout == b"true\n"
    for data in (b"ASK {}", gzip.compress(b"ASK {}")[:-9]):
        file.write_bytes(data)
        done = run(str(file))
        assert done.returncode == 2
        assert b"a.rq.gz: not compressed as its name says; give a query text" in done.stderr


@pytest.mark.parametrize("words", [("DESCRIBE " + "claim:C17 " * 500,), ("x" * 5_000,)])
def test_what_is_too_long_for_a_name_is_no_file(words: tuple[str, ...]) -> None:
    done = run(*words)
    assert b"Traceback" not in done.stderr
    assert done.returncode == (2 if done.stderr else 0)


@pytest.mark.parametrize("timeout", ["nan", "-1", "soon"])
def test_a_strange_time_limit_is_exit_2(timeout: str) -> None:
    done = run("ASK {}", "--timeout", timeout)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_explain_prints_the_query_with_its_values_and_asks_nothing(tmp_path: Path) -> None:
    done = run("evidence-for-condition", "--param", "condition=lupus", "--explain")
    assert b"VALUES ?condition { <http" in done.stdout
    explained = tmp_path / "explained.rq"
    explained.write_bytes(done.stdout)
    asked = run("evidence-for-condition", "--param", "condition=lupus", "--format", "json").stdout
    assert run(str(explained), "--format", "json").stdout == asked


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.foo", b"its ending names no format of this command; use one of .txt, .json, .srj,"),
        ("a.ttl", b"turtle cannot hold"),
    ],
)
def test_a_file_of_another_ending_is_refused(tmp_path: Path, name: str, said: bytes) -> None:
    done = run("claim-status", "-o", name, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == []


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


@pytest.mark.parametrize("query", ["ASK { SERVICE %s { ?s ?p ?x } }", "SELECT * { SERVICE %s { ?s ?p ?x } }"])
@pytest.mark.parametrize(
    ("host", "said"),
    [
        ("<http://127.0.0.1:1/>", b"another host did not answer"),
        ("<urn:nothing>", b"another host did not answer"),
        ("?nobody", b"the query cannot be answered"),
    ],
)
def test_a_host_that_does_not_answer_is_exit_2(query: str, host: str, said: bytes) -> None:
    done = run(query % host, "--allow-service")
    assert done.returncode == 2
    assert said in done.stderr


def test_a_status_without_certainty_says_where_that_is() -> None:
    done = run("claim-status", "--format", "csv")
    assert b"Not in this answer: " in done.stderr
    assert b"ldn-graph claims" in done.stderr
    assert b"Not in this answer" not in run("conditions", "--format", "csv").stderr
