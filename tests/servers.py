"""SPARQL servers to test against: real ones, started on a free port of this machine, and strange ones."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = .
NumberOfBuffers = 4000
DisableUnixSocket = 1
CheckpointInterval = 0
ServerThreads = 10
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = {rows}
"""
GRAPH = "urn:ldn-graph:test"


def free_ports(number: int) -> list[int]:
    """Ports that nobody listens at."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def find_program(name: str, package: str) -> str:
    """A server's program. Where it is not installed the test is skipped, and fails in CI."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    if found:
        return found
    said = f"no {name}; install {package}"
    if os.environ.get("CI"):
        pytest.fail(said)
    pytest.skip(said)


@contextmanager
def running(command: list[str], port: int, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The server while it runs, from when it listens; it is ended whatever happens."""
    with (folder / "output").open("wb") as output:
        server = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
    try:
        for _ in range(600):
            if server.poll() is not None:
                pytest.fail(f"{command[0]} ended: {(folder / 'output').read_text(errors='replace')[-500:]}")
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.05)
        else:
            pytest.fail(f"{command[0]} does not listen")
        yield server
    finally:
        server.kill()
        server.wait()


@contextmanager
def oxigraph_server(database: Path, folder: Path) -> Iterator[str]:
    """The URL of an Oxigraph server of a database that is only read."""
    program = find_program("oxigraph", "the package oxigraph")
    (port,) = free_ports(1)
    command = [program, "serve-read-only", "--location", str(database), "--bind", f"127.0.0.1:{port}"]
    with running(command, port, folder):
        yield f"http://127.0.0.1:{port}/query"


@contextmanager
def virtuoso_server(turtle: Path, folder: Path, rows: int) -> Iterator[str]:
    """The URL of a Virtuoso server with a file loaded into a graph, which gives at most so many rows for a query."""
    program = find_program("virtuoso-t", "virtuoso-opensource-7")
    isql = find_program("isql-vt", "virtuoso-opensource-7")
    sql, http = free_ports(2)
    (folder / "virtuoso.ini").write_text(_INI.format(sql=sql, http=http, rows=rows))
    shutil.copy(turtle, folder / "data.ttl")
    load = f"exec=DB.DBA.TTLP(file_to_string_output('data.ttl'), '', '{GRAPH}');"
    with running([program, "+foreground", "+configfile", "virtuoso.ini"], http, folder):
        done = subprocess.run([isql, f"127.0.0.1:{sql}", "dba", "dba", load], capture_output=True, timeout=60)
        assert done.returncode == 0, done.stdout + done.stderr
        yield f"http://127.0.0.1:{http}/sparql?default-graph-uri={GRAPH}"


@contextmanager
def strange_server(*answers: bytes | Callable[[socket.socket], None]) -> Iterator[tuple[str, list[bytes]]]:
    """A server that gives these bytes, one after another, for a request and hangs up; its URL, and what it was asked.

    An answer may also be a function of the connection. The last one is given again and again.
    """
    listener = socket.create_server(("127.0.0.1", 0))
    asked: list[bytes] = []

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                asked.append(_read_request(connection))
                answer = answers[min(len(asked), len(answers)) - 1]
                try:
                    if callable(answer):
                        answer(connection)
                    else:
                        connection.sendall(answer)
                except OSError:
                    continue

    thread = Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/sparql", asked
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)


def _read_request(connection: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        more = connection.recv(65536)
        if not more:
            return data
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(
        (int(v) for k, _, v in (h.partition(b":") for h in head.split(b"\r\n")) if k.lower() == b"content-length"), 0
    )
    while len(body) < length:
        more = connection.recv(65536)
        if not more:
            break
        body += more
    return head + b"\r\n\r\n" + body


def answer(
    body: bytes,
    *,
    status: str = "200 OK",
    kind: str = "application/sparql-results+json",
    headers: str = "",
    length: int | None = None,
) -> bytes:
    """An answer in HTTP; ``length`` is what it says of its length, and -1 that it says nothing of it."""
    said = "" if length == -1 else f"Content-Length: {len(body) if length is None else length}\r\n"
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{said}{headers}Connection: close\r\n\r\n".encode() + body
