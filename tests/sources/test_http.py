"""Fetching a record: bounded, polite, and from where it may be fetched alone."""

from __future__ import annotations

import gzip

import pytest

from ldn_graph.errors import InputError, SetupError
from ldn_graph.sources import http
from ldn_graph.version import __version__
from tests.loopback import Answer, Asked, answering


def test_the_body_comes_and_the_server_knows_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(http.CONTACT, " name@example.org ")
    with answering(lambda _: Answer(gzip.compress(b"{}"), headers={"Content-Encoding": "gzip"})) as (url, asked):
        assert http.fetch(f"{url}/works/10.5555%2Fa") == b"{}"
    assert asked[0].path == "/works/10.5555%2Fa"
    assert asked[0].headers["Accept"] == "*/*"
    assert asked[0].headers["User-Agent"] == f"ldn-graph/{__version__} (mailto:name@example.org)"


def test_the_contact_is_nobodys_unless_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(http.CONTACT, raising=False)
    assert http.user_agent() == f"ldn-graph/{__version__}"
    monkeypatch.setenv(http.CONTACT, "https://example.org/me")
    assert http.user_agent().endswith("(https://example.org/me)")


@pytest.mark.parametrize("contact", ["me", "a@b\r\nX-Other: 1", "a@example.org)", "@", "a" * 300 + "@example.org"])
def test_a_contact_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, contact: str) -> None:
    monkeypatch.setenv(http.CONTACT, contact)
    with pytest.raises(SetupError, match="LDN_GRAPH_CONTACT=name"):
        http.user_agent()


@pytest.mark.parametrize("status", [404, 410])
def test_nothing_there_is_none(status: int) -> None:
    with answering(lambda _: Answer(b"Resource not found.", status)) as (url, _):
        assert http.fetch(url) is None


def test_a_busy_server_is_asked_again_and_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr(http.time, "sleep", waits.append)
    answers = [Answer(status=429, headers={"Retry-After": "3600"}), Answer(status=503), Answer(b"now")]
    with answering(lambda _: answers.pop(0)) as (url, _):
        assert http.fetch(url) == b"now"
    assert http.LONGEST_WAIT in waits
    assert max(waits) <= http.LONGEST_WAIT
    with answering(lambda _: Answer(status=500)) as (url, asked), pytest.raises(SetupError, match="is busy"):
        http.fetch(url)
    assert len(asked) == 1 + http.AGAIN


def test_a_redirect_to_what_is_no_address_is_told() -> None:
    moved = Answer(status=302, headers={"Location": "https://[bad"})
    with answering(lambda _: moved) as (url, _), pytest.raises(SetupError, match=r"leads to https://\[bad"):
        http.fetch(url)


def test_what_is_no_answer_is_told() -> None:
    with answering(lambda _: Answer(status=403)) as (url, _), pytest.raises(InputError, match="HTTP 403"):
        http.fetch(url)


@pytest.mark.parametrize("packed", [False, True])
def test_an_answer_is_bounded_also_where_it_comes_packed(monkeypatch: pytest.MonkeyPatch, packed: bool) -> None:
    monkeypatch.setattr(http, "LARGEST", 1000)
    body = b" " * 1_000_000
    answer = Answer(gzip.compress(body), headers={"Content-Encoding": "gzip"}) if packed else Answer(body)
    with answering(lambda _: answer) as (url, _), pytest.raises(InputError, match="more than 1,000 bytes"):
        http.fetch(url)


def test_a_server_that_breaks_off_or_is_not_there_is_told() -> None:
    half = Answer(b"half", headers={"Content-Length": "9"})
    with answering(lambda _: half) as (url, _), pytest.raises(SetupError, match="broke off"):
        http.fetch(url)
    with pytest.raises(SetupError, match="cannot be reached"):
        http.fetch(url)


@pytest.mark.parametrize(
    "url",
    ["http://example.org/", "ftp://127.0.0.1/", "file:///etc/passwd", "https://user@example.org/", "https://", "x",
     "http://127.0.0.1.example.org/", "http://[::1", "http://169.254.169.254/"],
)  # fmt: skip
def test_what_is_not_https_is_not_fetched(url: str) -> None:
    with pytest.raises(SetupError, match="only addresses that begin with https"):
        http.fetch(url)


@pytest.mark.parametrize("target", ["http://example.org/", "file:///etc/passwd"])
def test_a_redirect_leads_nowhere_else(target: str) -> None:
    elsewhere = Answer(status=302, headers={"Location": target})
    with answering(lambda _: elsewhere) as (url, _), pytest.raises(SetupError, match="only addresses"):
        http.fetch(url)


def test_redirects_are_followed_and_not_in_a_circle() -> None:
    def once(asked: Asked) -> Answer:
        return Answer(status=301, headers={"Location": "/b"}) if asked.path == "/a" else Answer(b"there")

    with answering(once) as (url, _):
        assert http.fetch(f"{url}/a") == b"there"
    circle = Answer(status=301, headers={"Location": "/a"})
    with answering(lambda _: circle) as (url, _), pytest.raises(SetupError, match="redirects"):
        http.fetch(url)
