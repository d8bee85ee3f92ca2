"""Servers that are busy, and answers that come in pieces: by a server of our own that gives any bytes."""

from __future__ import annotations

import json
import time
from itertools import pairwise

import pyoxigraph as ox
import pytest

from ldn_graph.errors import EndpointError
from ldn_graph.rdf.endpoint import Endpoint
from ldn_graph.rdf.endpoint_transport import AGAIN, LONGEST_WAIT
from tests.servers import answer, strange_server

ROWS = b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "literal", "value": "1"}}]}}'


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that would have been waited for, which are not."""
    seconds: list[float] = []
    monkeypatch.setattr(time, "sleep", seconds.append)
    return seconds


def busy(status: int, headers: str = "") -> bytes:
    return answer(b"later", status=f"{status} Busy", headers=headers)


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_server_that_is_busy_is_asked_again(status: int, waits: list[float]) -> None:
    with strange_server(busy(status), answer(ROWS)) as (url, asked):
        assert len(list(Endpoint(url).select("SELECT ?x {}"))) == 1
        assert len(asked) == 2


@pytest.mark.parametrize("status", [400, 404, 500, 501])
def test_a_server_that_refuses_is_not_asked_again(status: int, waits: list[float]) -> None:
    with strange_server(busy(status), answer(ROWS)) as (url, asked):
        with pytest.raises(EndpointError, match=f"answered {status} Busy: later"):
            Endpoint(url).select("SELECT ?x {}")
        assert len(asked) == 1
    assert waits == []


def test_a_server_that_stays_busy_is_asked_so_often_and_no_more(waits: list[float]) -> None:
    with strange_server(busy(504)) as (url, asked):
        with pytest.raises(EndpointError, match="answered 504 Busy: later; try again later"):
            Endpoint(url).select("SELECT ?x {}")
        assert len(asked) == 1 + AGAIN
    assert waits == sorted(waits)
    assert waits[-1] > waits[0]


@pytest.mark.parametrize(
    ("asked_for", "waited"),
    [("7", 7), ("3600", LONGEST_WAIT), ("99999999999", LONGEST_WAIT), ("Fri, 31 Dec 2999 23:59:59 GMT", LONGEST_WAIT)],
)
def test_a_server_is_waited_for_as_it_asks_but_not_without_end(
    asked_for: str, waited: float, waits: list[float]
) -> None:
    with strange_server(busy(503, f"Retry-After: {asked_for}\r\n"), answer(ROWS)) as (url, _):
        assert len(list(Endpoint(url).select("SELECT ?x {}"))) == 1
    assert waits == [waited]


def in_pieces(body: bytes, *cuts: int) -> bytes:
    """An answer whose body comes cut at these places, each piece as a chunk of its own."""
    edges = (0, *cuts, len(body))
    pieces = [body[start:end] for start, end in pairwise(edges)]
    chunks = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces if piece) + b"0\r\n\r\n"
    return answer(chunks, headers="Transfer-Encoding: chunked\r\n", length=-1)


VIRTUOSO = json.dumps({
    "head": {"vars": ["x"]},
    "results": {"bindings": [{"x": {"type": "bnode", "value": f"nodeID://b1000{n}"}} for n in range(3)]},
}).encode()  # fmt: skip


def test_names_of_blank_nodes_are_mended_wherever_an_answer_is_cut() -> None:
    """Virtuoso names them ``nodeID://b10``, which is no name in SPARQL; what is cut in two is one name too."""
    first = VIRTUOSO.index(b'"bnode"')
    sign = len('"bnode", "value": "nodeID://')
    cuts = [(first + n,) for n in range(-1, sign + 3)] + [
        (first + 1, first + 2, first + sign - 1),
        (len(VIRTUOSO) - 1,),
    ]
    with strange_server(*(in_pieces(VIRTUOSO, *cut) for cut in cuts)) as (url, asked):
        for cut in cuts:
            nodes = [row[0] for row in Endpoint(url).select("SELECT ?x {}")]
            assert [type(node) for node in nodes] == [ox.BlankNode] * 3, cut
            assert len(set(nodes)) == 3
        assert len(asked) == len(cuts)


def test_an_answer_that_comes_byte_by_byte_is_whole() -> None:
    with strange_server(in_pieces(VIRTUOSO, *range(1, len(VIRTUOSO)))) as (url, _):
        assert len(list(Endpoint(url).select("SELECT ?x {}"))) == 3


def test_what_looks_like_such_a_name_in_a_text_stays() -> None:
    text = "nodeID://b1"
    body = ROWS.replace(b'"1"', json.dumps(text).encode())
    with strange_server(answer(body)) as (url, _):
        assert [row[0] for row in Endpoint(url).select("SELECT ?x {}")] == [ox.Literal(text)]
