"""A source beside a record: what differs is told, with how sure it is; and which records are of one publication."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_graph.model.claims import Source
from ldn_graph.model.graph import Graph
from ldn_graph.rdf.claim_reader import read_sources
from ldn_graph.rdf.opening import parse_turtle
from ldn_graph.sources.comparing import compare, compare_all
from ldn_graph.sources.folding import fold
from ldn_graph.sources.matching import Known, Marks, marks_of_record, marks_of_source
from ldn_graph.sources.names import read_name
from ldn_graph.sources.papers import read_identity
from ldn_graph.sources.record import Record
from tests.conftest import DECLARATIONS


def source(**said: str) -> Source:
    """A source with these values of its properties."""
    paths = {
        "title": "dcterms:title",
        "author": "dc:creator",
        "journal": "dcterms:isPartOf",
        "doi": "bibo:doi",
        "pmid": "bibo:pmid",
    }
    parts = [f'{paths[key]} "{value}"' for key, value in said.items() if key in paths]
    if "year" in said:
        parts.append(f'dcterms:issued "{said["year"]}"^^xsd:gYear')
    for key in ("volume", "pages"):
        if key in said:
            parts.append(f'bibo:{key} "{said[key]}"')
    (read,) = read_sources(parse_turtle(f"{DECLARATIONS}source:s a ldn:Source ; {' ; '.join(parts)} ."))
    return read


def record(**said: str) -> Record:
    names = {"year": "issued", "journal": "container"}
    values = {names.get(key, key): value for key, value in said.items() if key != "author"}
    return Record("r", authors=(read_name(said["author"]),) if "author" in said else (), **values)


@pytest.mark.parametrize(
    ("field", "ours", "theirs", "sure"),
    [
        ("title", "A pilot trial of nothing", "<i>A Pilot Trial</i> of nothing.", None),
        ("title", "A pilot trial of nothing", "A pilot trial of nothing: a randomised study", False),
        ("title", "A pilot trial of nothing", "A pilot trail of nothing", False),
        ("title", "A trial of nothing, phase II", "A trial of nothing, phase III", True),
        ("title", "A trial of 40 people with nothing", "A trial of 49 people with nothing", True),
        ("title", "Nothing is effective in absurdia", "Nothing is not effective in absurdia", True),
        ("title", "A pilot trial of nothing", "Everything about absurdia", True),
        ("title", "The trial", "The trial of nothing: a protocol", True),
        ("year", "2008", "2008-09-30", None),
        ("year", "2008", "2009", False),
        ("year", "2008", "2010-01", True),
        ("author", "Gironi M", "Gironi, Maria", None),
        ("author", "M\u00fcller J", "Muller J", None),
        ("author", "M\u00fcller J", "Mueller J", False),
        ("author", "Martinelli-Boneschi F", "Boneschi F", False),
        ("author", "Gironi M", "Martino G", True),
        ("journal", "The Lancet", "Lancet", None),
        ("journal", "Multiple Sclerosis", "Mult Scler", False),
        ("journal", "Multiple Sclerosis", "Multiple Sclerosis Journal", False),
        ("journal", "Multiple Sclerosis", "Multiple sclerosis (Houndmills, Basingstoke, England)", False),
        ("journal", "Proceedings of the National Academy of Sciences of the United States of America", "Proc Natl Acad Sci U S A", False),
        ("journal", "JAMA", "Journal of the American Medical Association", False),
        ("journal", "PLoS ONE", "PLOS One : a journal", False),
        ("journal", "Annals of Neurology", "Neurology", True),
        ("journal", "Pain", "Pain Medicine", True),
        ("volume", "14", "15", True),
        ("pages", "1076-83", "1076-1083", None),
        ("pages", "1076", "1076-1083", False),
        ("pages", "1076-1083", "1077-1083", True),
        ("doi", "10.5555/A", "10.5555/a", None),
        ("doi", "10.5555/a", "10.5555/b", True),
        ("pmid", "1", "2", True),
    ],
)  # fmt: skip
def test_what_differs_and_how_sure(field: str, ours: str, theirs: str, sure: bool | None) -> None:
    found = compare(source(**{field: ours}), record(**{field: theirs}))
    assert [difference.sure for difference in found] == ([] if sure is None else [sure])
    for difference in found:
        assert (difference.ours, difference.theirs) != ("", "")
        assert difference.similarity is None or 0 <= difference.similarity < 1
        assert difference.verdict.startswith("differs" if sure else "likely the same")
        assert difference.why


def test_what_only_one_of_them_has_is_no_difference() -> None:
    whole = {
        "title": "A",
        "year": "2008",
        "author": "A B",
        "journal": "J",
        "volume": "1",
        "pages": "1",
        "doi": "10.5555/a",
    }
    assert compare(source(**whole), Record("r")) == ()
    assert compare(source(title="A"), record(**whole)) == ()


def test_a_share_is_told_of_words_alone() -> None:
    ours = source(title="A pilot trial of nothing", year="2008", volume="14", pages="1-9", doi="10.5555/a")
    theirs = record(title="A pilot trail of nothing", year="2009", volume="15", pages="2-9", doi="10.5555/b")
    assert [(found.field, found.verdict) for found in compare(ours, theirs)] == [
        ("title", "likely the same (96% alike): they differ in a few letters"),
        ("year", "likely the same: off by one year, as online and in print"),
        ("volume", "differs: they cannot both be right"),
        ("pages", "differs: they cannot both be right"),
        ("DOI", "differs: they cannot both be right"),
    ]


def test_the_shipped_sources_are_as_they_are(graph: Graph) -> None:
    """Each beside a record made of itself: nothing differs, and each is found again."""
    sources = read_sources(graph)
    records = [
        Record(
            s.id,
            type="webpage" if s.design == "trialRegistration" else "article-journal",
            title=s.title or "",
            authors=tuple(map(read_name, s.authors[:1])),
            issued=str(s.issued or ""),
            container=s.container or "",
            volume=s.volume or "",
            pages=s.pages or "",
            doi=s.doi or "",
            pmid=s.pmid or "",
            identifiers=s.identifiers,
            url=s.page or "",
        )
        for s in sources
    ]
    found = compare_all(sources, records)
    assert found.differences == ()
    without = {s.id for s in sources if not any(marks_of_source(s))}
    assert set(found.strangers) == without
    assert found.without == len(without)


def test_a_publication_is_found_by_an_identifier_or_by_what_it_is_called() -> None:
    known: Known[str] = Known()
    paper = {"title": "A pilot trial of nothing", "year": "2008", "author": "Gironi M"}
    known.add("with", marks_of_source(source(**paper, doi="10.5555/a")))
    known.add("without", marks_of_source(source(**{**paper, "year": "2009"})))
    assert known.find(marks_of_record(record(doi="10.5555/A"))) == "with"
    assert known.find(marks_of_record(record(**paper))) == "with"
    assert known.find(marks_of_record(record(**paper, pmid="7"))) == "with"
    other = marks_of_record(record(**paper, doi="10.5555/b"))
    assert known.find(other) is None
    assert known.alike(other) == ["with"]
    assert known.find(marks_of_record(record(**{**paper, "year": "2009-01"}))) == "without"
    assert known.find(marks_of_record(record(title="A pilot trial of nothing", year="2008"))) is None
    chapter = Record("c", type="chapter", isbn="9783642321566")
    assert known.find(marks_of_record(chapter)) is None
    assert not any(marks_of_record(chapter)), "chapters share the number of their book"


@pytest.mark.parametrize(
    "number", ["clinicaltrials:NCT00000001", "isrctn:ISRCTN10000000", "euclinicaltrials:2004-000001-11"]
)
def test_two_papers_of_one_trial_are_two(number: str) -> None:
    """As :func:`~ldn_graph.sources.papers.read_identity` has it: the number is shared by all reports of the trial."""
    assert read_identity(None, None, (number,), None, part=True) == ((), (number,))
    report = Record("r", "article-journal", title="One report", identifiers=(number,))
    assert marks_of_record(report).identifiers == {}
    registration = Record("t", "webpage", genre="trial registration", identifiers=(number,))
    assert list(marks_of_record(registration).identifiers.values()) == [number]


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_marks_are_values() -> None:
    assert marks_of_record(record(doi="https://doi.org/10.5555/a")) == Marks({"doi": "doi:10.5555/a"}, "")
