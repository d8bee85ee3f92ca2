"""What the rules in SQL say once, beside how Python says it."""

from __future__ import annotations

import pytest

from ldn_graph.model.vocab import local_id
from ldn_graph.rdf.opening import parse_turtle
from ldn_graph.scale.session import Session
from tests.scale.columns.of_values import columns_of


@pytest.fixture(scope="module")
def session() -> Session:
    return Session(columns_of(parse_turtle("", "empty.ttl")))


@pytest.mark.parametrize("number", [0, 1, 999, 1000, 1001, 12_030, 999_999, 1_000_000, 12_003_004, 999_999_999])
def test_thousands_stand_between_commas(session: Session, number: int) -> None:
    assert session.connection.execute("SELECT thousands(?)", [number]).fetchall() == [(f"{number:,}",)]


@pytest.mark.parametrize("iri", ["https://example.org/a/b", "https://example.org/a/b/", "https://example.org/a#b", "https://example.org/a#b/", "https://example.org/a#", "https://example.org/a/#/", "urn:a:b", "urn:x#", "#", "/#/", "a", "https://example.org/ü%20/é"])  # fmt: skip
def test_the_last_part_of_an_iri(session: Session, iri: str) -> None:
    assert session.connection.execute("SELECT local_id(?)", [iri]).fetchall() == [(local_id(iri),)]
