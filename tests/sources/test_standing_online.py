"""What Crossref and Europe PMC answer, in the shape that they have, from a server on this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from ldn_graph.errors import InputError
from ldn_graph.model.standing import Notice
from ldn_graph.sources.standing import online
from ldn_graph.sources.standing.online import ask_online
from ldn_graph.sources.standing.shipped import CROSSREF, EUROPE_PMC
from tests.loopback import Answer, Asked, answering

TODAY = date(2026, 11, 29)
WORKS: dict[str, Any] = {
    "10.5555/fallen": {
        "updated-by": [
            {"updated": {"date-parts": [[2010, 2, 6]], "date-time": "2010-02-06T00:00:00Z"}, "DOI": "10.5555/notice",
             "type": "retraction", "source": "retraction-watch", "label": "Retraction", "record-id": 7},
            {"updated": {"date-parts": [[2004, 3]]}, "DOI": "10.5555/doubt", "type": "expression_of_concern", "source": "publisher"},
            {"updated": {"date-parts": [[2005]]}, "DOI": "10.5555/new", "type": "new_version", "source": "publisher"},
            "not as described", {"type": None, "updated": 3},
        ]
    },
    "10.5555/fine": {"DOI": "10.5555/fine"},
}  # fmt: skip
RECORDS: dict[str, Any] = {
    'DOI:"10.5555/fine"': {"doi": "10.5555/Fine", "pubTypeList": {"pubType": ["Journal Article"]}},
    "EXT_ID:11 AND SRC:MED": {
        "pmid": "11", "pubTypeList": {"pubType": ["Retracted Publication", "Journal Article"]},
        "commentCorrectionList": {"commentCorrection": [
            {"id": "12", "source": "MED", "reference": "Lancet. 2010 Feb 6;375(9713):445", "type": "Retraction in"},
            {"id": "13", "source": "MED", "reference": "BMJ. 2004;328", "type": "Comment in"},
        ]},
    },
    "EXT_ID:21 AND SRC:MED": {"pmid": "21", "pubTypeList": {"pubType": ["Retracted Publication"]}},
    "EXT_ID:31 AND SRC:MED": {"pmid": "99999", "pubTypeList": {"pubType": ["Retracted Publication"]}},
}  # fmt: skip


def answer(asked: Asked) -> Answer:
    parts = urlsplit(asked.path)
    if parts.path.startswith("/works/"):
        work = WORKS.get(unquote(parts.path.removeprefix("/works/")))
        return (
            Answer(json.dumps({"status": "ok", "message": work}).encode())
            if work
            else Answer(b"Resource not found.", 404)
        )
    wanted = parse_qs(parts.query)
    assert wanted["resultType"] == ["core"]
    record = RECORDS.get(wanted["query"][0])
    return Answer(json.dumps({"hitCount": bool(record), "resultList": {"result": [record] if record else []}}).encode())


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Asked]]:
    with answering(answer) as (url, requests):
        monkeypatch.setattr(online, "CROSSREF_API", f"{url}/works/")
        monkeypatch.setattr(online, "EUROPE_PMC_API", f"{url}/search")
        yield requests


def test_crossref_says_what_publishers_and_retraction_watch_noticed(asked: list[Asked]) -> None:
    standing = ask_online(["doi:10.5555/fallen"], TODAY)
    assert standing is not None
    assert (standing.name, standing.listed_on, standing.origin) == ("retracted", "2026-11-29", CROSSREF)
    assert standing.notices == (
        Notice("concern", "2004-03", doi="10.5555/doubt"), Notice("retraction", "2010-02-06", doi="10.5555/notice"),
    )  # fmt: skip
    assert [urlsplit(one.path).path for one in asked] == ["/works/10.5555%2Ffallen", "/search"]


def test_europe_pmc_says_it_by_the_kind_or_by_the_notice(asked: list[Asked]) -> None:
    dated, undated = ask_online(["pmid:11"], TODAY), ask_online(["pmid:21"], TODAY)
    assert dated is not None
    assert undated is not None
    assert (dated.name, dated.origin, dated.notices) == ("retracted", EUROPE_PMC, (Notice("retraction", "2010-02-06"),))
    assert (undated.name, undated.notices) == ("retracted", (Notice("retraction"),))


def test_one_that_says_nothing_lifts_nothing_of_the_other(asked: list[Asked]) -> None:
    both = ask_online(["doi:10.5555/fine", "pmid:11"], TODAY)
    assert both is not None
    assert both.name == "retracted"
    fine = ask_online(["doi:10.5555/fine"], TODAY)
    assert fine is not None
    assert fine.name == "notListed"


def test_what_nobody_knows_and_the_record_of_another_paper_say_nothing(asked: list[Asked]) -> None:
    assert ask_online(["doi:10.5555/nobody"], TODAY) is None
    assert ask_online(["pmid:31"], TODAY) is None
    assert ask_online([], TODAY) is None


@pytest.mark.parametrize("body", [b"<html>", b"[]", b"{}", b"[" * 100_000, b'{"message": 3, "resultList": []}'])
def test_an_answer_of_another_shape_is_told(monkeypatch: pytest.MonkeyPatch, body: bytes) -> None:
    with answering(lambda _: Answer(body)) as (url, _):
        monkeypatch.setattr(online, "CROSSREF_API", f"{url}/works/")
        monkeypatch.setattr(online, "EUROPE_PMC_API", f"{url}/search")
        for key in ("doi:10.5555/fine", "pmid:11"):
            with pytest.raises(InputError, match="look at the address in a browser"):
                ask_online([key], TODAY)
