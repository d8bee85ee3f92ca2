"""Sources as records: what kind of publication each is, and what it is cited by."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal

from ldn_graph.model.claims import Source, Text
from ldn_graph.model.graph import Graph
from ldn_graph.model.vocab import PUBLICATION_TYPES
from ldn_graph.rdf.claim_reader import read_sources
from ldn_graph.rdf.opening import parse_turtle
from ldn_graph.sources.bibliography import kind_of, record_of, records_of
from ldn_graph.sources.record import Name, Record
from tests.audit.test_model_rules import MODEL
from tests.conftest import DECLARATIONS


def source_of(turtle: str) -> Source:
    (source,) = read_sources(parse_turtle(f"{DECLARATIONS} source:s a ldn:Source {turtle} ."))
    return source


@pytest.fixture(scope="module")
def records(graph: Graph) -> dict[str, Record]:
    return {record.id: record for record in records_of(read_sources(graph))}


def test_what_the_shipped_sources_are(records: dict[str, Record]) -> None:
    """Each that is no article of a journal, by name; of those that are documents no more is known than their page."""
    by_type: dict[str, list[str]] = {}
    for record in records.values():
        by_type.setdefault(f"{record.type} {record.genre}".strip(), []).append(record.id)
    assert len(by_type.pop("article-journal")) > 100
    assert by_type.pop("webpage trial registration") == [
        "lodonavasc-nct03482479", "nct00501696", "nct00568555", "nct00663117", "nct00715117", "nct01174914",
        "nct01810185", "nct02107014", "nct03008590", "nct04409041",
    ]  # fmt: skip
    assert len(by_type.pop("webpage")) == 23
    assert by_type.pop("document") == [
        "article", "byambasuren-2025", "compston-2002", "gouda-2026", "ldn-crohn-two-cases", "lie-2014", "mello-2000",
        "nathoo-2015", "smith-2012-abstract", "traore-2011-cohort", "traore-2011-rct", "trofimovitch-2019", "wildt-66",
    ]  # fmt: skip
    assert by_type == {
        "article-newspaper": ["aarda-2013", "wis-tv-2007"],
        "book": ["elsegood-2016", "nasem-2022"],
        "chapter": ["patel-2020"],
        "patent": ["patent-us7879870"],
        "report": ["fhi-2015"],
        "webpage prescribing information": ["naltrexone-label"],
    }


def test_what_a_shipped_source_is_cited_by(records: dict[str, Record]) -> None:
    gironi = records["gironi-2008"]
    assert gironi.authors[:2] == (Name("Gironi", "M."), Name("Martinelli-Boneschi", "F."))
    assert (gironi.issued, gironi.volume, gironi.issue, gironi.pages) == ("2008", "14", "8", "1076-1083")
    smith = records["smith-2011"]
    assert (smith.pmid, smith.pmcid, smith.identifiers) == ("21380937", "PMC3381945", ("clinicaltrials:NCT00663117",))
    assert records["fhi-2015"].isbn == "978-82-8121-952-6"
    assert records["fhi-2015"].publisher == "Norwegian Institute of Public Health (FHI)"
    assert records["abend-2024"].others


@MODEL.states("What kind of publication a source is says a class of FaBiO where nothing else does")
def test_the_kind_that_is_named_is_taken() -> None:
    for name in PUBLICATION_TYPES:
        source = source_of(f', fabio:{name} ; bibo:pmid "1" ; dcterms:publisher "a house"')
        assert source.publication_type == name
        assert source.publisher == "a house"
        assert kind_of(source).type != "document"
    assert kind_of(source_of(", fabio:BookChapter")).type == "chapter"
    assert kind_of(source_of(', fabio:ClinicalGuideline ; bibo:pmid "1"')) == ("report", "guideline")


@pytest.mark.parametrize(
    ("turtle", "kind"),
    [
        ('; bibo:pmid "1"', "article-journal"),
        ('; dcterms:identifier "pmc:PMC1"', "article-journal"),
        ('; dcterms:isPartOf "J" ; bibo:volume "1"', "article-journal"),
        ('; dcterms:isPartOf "J" ; bibo:doi "10.5555/1"', "article-journal"),
        (', fabio:WebPage ; dcterms:isPartOf "A site" ; bibo:doi "10.5555/1"', "webpage"),
        ('; bibo:doi "10.1101/2020.01.01.20010001"', "article"),
        ('; bibo:doi "10.5555/1"', "document"),
        ('; dcterms:identifier "google.patent:US1"', "patent"),
        ('; dcterms:identifier "isbn:978-0-00-000000-2"', "book"),
        ("; ldn:studyDesign ldn:trialRegistration", "webpage"),
        ('; ldn:studyDesign ldn:trialRegistration ; dcterms:isPartOf "J" ; bibo:doi "10.5555/1"', "article-journal"),
        ("; foaf:page <https://example.org/> ; ldn:readAs ldn:webPage", "webpage"),
        ("; foaf:page <https://example.org/> ; ldn:readAs ldn:abstract", "document"),
        ("", "document"),
    ],
)
def test_else_the_kind_follows_from_what_is_recorded(turtle: str, kind: str) -> None:
    assert kind_of(source_of(turtle)).type == kind


def test_what_is_no_address_or_date_is_left_out() -> None:
    assert record_of(source_of("; foaf:page <file:///etc/passwd>")).url == ""
    dated = source_of("")._replace(issued=Text(Literal("2008-09Z")))
    assert record_of(dated).issued == "2008-09"


def test_no_two_have_the_same_key() -> None:
    source = source_of("")
    several = (source, source._replace(id="S"), source._replace(id="s-2"), source)
    assert [record.id for record in records_of(several)] == ["s", "S-2", "s-2-2", "s-3"]
