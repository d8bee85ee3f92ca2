"""A server in a process of its own, and clients that speak plain HTTP."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
"""Takes hours on the shipped graph."""


@dataclass
class Answer:
    """What came back for a request."""

    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def type(self) -> str:
        return self.headers.get_content_type()

    def rows(self) -> list[dict[str, str]]:
        """The rows of SPARQL's JSON."""
        bindings = json.loads(self.body)["results"]["bindings"]
        return [{name: term["value"] for name, term in row.items()} for row in bindings]


class Server:
    """``ldn-graph serve`` on a free port; its remarks are collected."""

    def __init__(self, *options: str, program: tuple[str, ...] = (sys.executable, "-m", "ldn_graph")) -> None:
        self.process = subprocess.Popen(
            [*program, "serve", "--port", "0", *options],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        assert self.process.stderr is not None
        self.messages = ""
        while not (address := re.search(r"serving at (http://(\S+?):(\d+))/", self.messages)):
            byte = os.read(self.process.stderr.fileno(), 1)  # what a stream reads ahead would be lost for communicate()
            assert byte, f"it did not begin: {self.messages}"
            self.messages += byte.decode()
        self.address, self.port = address[1], int(address[3])

    def get(self, path: str, accept: str = "", **headers: str) -> Answer:
        return self.ask(path, None, accept, **headers)

    def ask(self, path: str, data: bytes | None, accept: str = "", method: str | None = None, **headers: str) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if accept:
            named["Accept"] = accept
        request = urllib.request.Request(f"{self.address}{path}", data, named, method=method)  # noqa: S310
        try:
            with urllib.request.build_opener(_Staying).open(request, timeout=60) as response:
                return Answer(response.status, response.headers, response.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers, error.read())

    def query(self, sparql: str, accept: str = "", **fields: str) -> Answer:
        return self.get(f"/sparql?{urllib.parse.urlencode({'query': sparql, **fields})}", accept)

    def children(self) -> list[int]:
        """The processes that the server has begun and that have not ended."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(number) for number in listed.read_text().split()]

    def end(self, number: int = signal.SIGINT) -> int:
        """Its exit code after a signal."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            _, messages = self.process.communicate(timeout=20)
            self.messages += messages
        finally:
            if self.process.poll() is None:
                self.process.kill()
                self.process.communicate()
        return self.process.returncode


class _Staying(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object, **__: object) -> None:
        return None
