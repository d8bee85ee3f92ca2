"""What is written as BibTeX, RIS and CSL-JSON is read back as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from hypothesis import assume, given, settings

from ldn_graph.model.graph import Graph
from ldn_graph.output.remarks import Remarks
from ldn_graph.rdf.claim_reader import read_sources
from ldn_graph.sources.bibliography import record_of
from ldn_graph.sources.bibtex import write_bibtex
from ldn_graph.sources.csl_json import write_csl_json
from ldn_graph.sources.names import short_name
from ldn_graph.sources.readers.finishing import tidy
from ldn_graph.sources.readers.formats import read_records
from ldn_graph.sources.record import Record
from ldn_graph.sources.ris import write_ris
from tests.sources.test_reference_formats import RECORDS

Writer = Callable[[Iterable[Record]], str]
each = pytest.mark.parametrize("write", [write_bibtex, write_csl_json, write_ris], ids=lambda write: write.__name__)
UNWRITTEN = ("identifiers", "isbn", "container", "url", "note")
"""Of a number of a registry, an ISBN's hyphens, a patent's series and PubMed Central's address not all formats have it."""


@each
def test_the_shipped_sources_come_back(graph: Graph, write: Writer) -> None:
    records = [record_of(source) for source in read_sources(graph)]
    remarks = Remarks()
    back = list(read_records("x", write(records), remarks))
    assert list(remarks.lines()) == []
    for before, after in zip(records, back, strict=True):
        for name in before._fields:
            if name not in UNWRITTEN:
                assert getattr(after, name) == getattr(before, name), (before.id, name)
        assert after.isbn == before.isbn.replace("-", "")
        assert after.container == before.container or before.type == "patent"
        assert after.url == before.url or f"/{after.pmcid}" in before.url
        assert {*after.identifiers} <= {*before.identifiers}
        if before.type in ("webpage", "patent"):
            assert after.identifiers or not before.identifiers or before.identifiers[0].startswith("dailymed")


@each
@settings(max_examples=40)
@given(RECORDS)
def test_any_record_comes_back(write: Writer, record: Record) -> None:
    if write is write_ris:  # in which a family's name may be that of a body
        assume(not any("and" in name.family for name in record.authors))
    (back,) = read_records("x", write([record]), Remarks())
    assert back.title == tidy(record.title)
    assert [short_name(name) for name in back.authors] == [tidy(short_name(name)) for name in record.authors]
    assert back.others == record.others
    assert back.issued == record.issued
    if record.doi[-1:].isalpha():  # a sign at the end of a reference is that of a sentence
        assert back.doi == record.doi
