"""The list of retractions that ships, and those that users bring: what they say of which papers."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_graph.errors import InputError
from ldn_graph.model.claims import Source
from ldn_graph.model.standing import Notice
from ldn_graph.rdf.claim_reader import read_sources
from ldn_graph.rdf.opening import open_graph, parse_turtle
from ldn_graph.sources.standing import lists
from ldn_graph.sources.standing.lists import StandingList, read_entries, read_list, shipped_text
from ldn_graph.sources.standing.shipped import EUROPE_PMC, FILE, RETRACTION_WATCH, shipped_list, standing_name
from ldn_graph.sources.standing.survey import join_papers, survey
from ldn_graph.sources.standing.words import count_standings, describe_standing
from tests.conftest import DECLARATIONS

NUMBERS = [part.split() for part in Path(FILE).read_text(encoding="ascii").split("\n\n")[1:]]
"""The PMIDs and PMCIDs of the list, parsed in the plainest way."""
TODAY = date(2026, 11, 29)


def sources_of(turtle: str) -> dict[str, Source]:
    return {source.id: source for source in read_sources(parse_turtle(DECLARATIONS + turtle))}


# The list that ships ----------------------------------------------------------------------------


def test_the_list_is_sorted_whole_and_of_one_width() -> None:
    assert [len(numbers) for numbers in NUMBERS] == [26317, 15713]
    for numbers in NUMBERS:
        assert numbers == sorted(set(numbers))
        assert {len(number) for number in numbers} == {8}
    assert shipped_list().listed_on == "2026-06-10"


@given(st.data(), st.integers(0, 1))
def test_what_is_listed_is_found_and_what_is_not_is_not(data: st.DataObject, which: int) -> None:
    numbers, prefix = NUMBERS[which], ("pmid:", "pmc:PMC")[which]
    number = data.draw(st.sampled_from(numbers) | st.integers(0, 10**8).map(lambda n: f"{n:08}"))
    assert shipped_list().has(f"{prefix}{int(number)}") is (number in set(numbers))


@pytest.mark.parametrize("which", [0, 1])
def test_the_first_and_the_last_are_found(which: int) -> None:
    for number in (NUMBERS[which][0], NUMBERS[which][-1]):
        assert shipped_list().has(f"{('pmid:', 'pmc:PMC')[which]}{int(number)}")


@pytest.mark.parametrize(
    "key", ["pmid:", "pmid:0", "pmid:123456789", "pmid:9500320x", "pmc:PMC", "doi:9500320", "9500320", "pmid:٩٥٠٠٣٢٠"]
)
def test_what_is_no_number_of_the_list_is_not_found(key: str) -> None:
    assert not shipped_list().has(key)


def test_a_retracted_paper_is_known_by_each_of_its_identifiers() -> None:
    sources = sources_of(
        'source:a a ldn:Source ; bibo:pmid "9500320" . source:b a ldn:Source ; bibo:pmid "09500320 " .'
        "source:c a ldn:Source ; foaf:page <https://pubmed.ncbi.nlm.nih.gov/9500320/> ."
        'source:d a ldn:Source ; dcterms:identifier "pmc:PMC95696" , "clinicaltrials:NCT00663117" .'
        "source:e a ldn:Source ; foaf:page <https://pmc.ncbi.nlm.nih.gov/articles/PMC95696/?report=classic> ."
        'source:f a ldn:Source ; bibo:pmid "9500321" . source:g a ldn:Source ; bibo:doi "10.5555/a" . source:h a ldn:Source .'
    )
    names = {ident: standing_name(source) for ident, source in sources.items()}
    assert names == {**dict.fromkeys("abcde", "retracted"), "f": "notListed", "g": "unknown", "h": "unknown"}
    assert describe_standing(sources["a"]) == (
        "retracted, by the list of Europe PMC of 10 June 2026, which does not say when"
    )
    assert describe_standing(sources["f"]) == "not listed as retracted, by the list of Europe PMC of 10 June 2026"
    assert "a DOI alone" in describe_standing(sources["g"])
    assert "no identifier" in describe_standing(sources["h"])


def test_what_is_said_of_one_record_holds_for_all_of_the_paper_also_by_way_of_others() -> None:
    sources = sources_of(
        'source:a a ldn:Source ; bibo:pmid "9500320" ; bibo:doi "10.5555/ABC" .'
        'source:b a ldn:Source ; bibo:doi "10.5555/abc" ; dcterms:identifier "pmc:PMC1" .'
        'source:c a ldn:Source ; dcterms:identifier "pmc:PMC1" . source:d a ldn:Source ; bibo:doi "10.5555/abcd" .'
    )
    assert [source.counts() for source in sources.values()] == [False, False, False, True]
    assert set(join_papers(sources.values())[sources["c"].iri]) >= {"pmid:9500320", "doi:10.5555/abc", "pmc:PMC1"}


def test_no_source_that_ships_is_listed_and_the_counts_are_true(graph: object) -> None:
    sources = read_sources(open_graph())
    counts = count_standings(sources)
    assert counts.retracted == counts.pmids_listed == counts.pmcids_listed == 0
    assert counts.pmids == len({s.pmid for s in sources if s.pmid})
    assert counts.sources == len(sources)
    unknown = [s for s in sources if standing_name(s) == "unknown"]
    assert counts.doi_alone + counts.unidentified == len(unknown)
    assert counts.doi_alone == sum(bool(s.doi) for s in unknown)
    assert f"0 of {counts.pmids} PMIDs" in counts.sentence
    assert f"DOIs alone cannot be looked up in this list ({counts.doi_alone})" in counts.sentence


def test_a_graph_without_identifiers_does_not_read_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ldn_graph.rdf.standing_reader.shipped_list", lambda: pytest.fail("it was read"))
    assert sources_of("source:a a ldn:Source ; foaf:page <https://example.org/> .")["a"].standing is None


# The list of Europe PMC -------------------------------------------------------------------------

TEXT = "! Downloaded on 2026-08-01\n! Source: https://europepmc.org/x\nPMID:11,PMCID:PMC22\nPMID:33\nPMCID:PMC44\n"


def written(folder: Path, text: str, name: str = "list.txt") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_the_text_is_read_with_its_day(tmp_path: Path) -> None:
    read = read_list(written(tmp_path, TEXT), {"pmid:11", "pmc:PMC44", "pmid:99"})
    assert (read.origin, read.listed_on, read.entries, read.dated) == (EUROPE_PMC, "2026-08-01", 4, True)
    assert set(read.notices) == {"pmid:11", "pmc:PMC44"}, "only of what is asked for"
    names = [getattr(read.standing_of([key]), "name", None) for key in ("pmid:11", "pmid:99", "doi:10.5555/a")]
    assert names == ["retracted", "notListed", None]


def test_the_list_that_ships_is_made_from_that_text(tmp_path: Path) -> None:
    day, pmids, pmcids = read_entries(written(tmp_path, TEXT))
    assert (day, pmids, pmcids) == ("2026-08-01", [11, 33], [22, 44])
    head, *parts = shipped_text(day, pmids, pmcids).split("\n\n")
    assert "list of 2026-08-01" in head
    assert parts == ["00000011\n00000033", "00000022\n00000044\n"]
    whole = shipped_text("2026-06-10", *(map(int, numbers) for numbers in NUMBERS))
    assert whole == Path(FILE).read_text(encoding="ascii")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("PMID:11\n", "does not say of which day it is"),
        ("! Downloaded on 2026-99-99\nPMID:11\n", "2026-99-99 is no day"),
        ("! Downloaded on 2999-01-01\nPMID:11\n", "a day to come"),
        ("! Downloaded on 2026-08-01\nPMID:11\nPMID:x\n", r"list\.txt:3: 'PMID:x' is no entry"),
        ("", "neither the list"),
        ("a,b\n1,2\n", "neither the list"),
        ("Record ID,OriginalPaperDOI\n", "without the column OriginalPaperPubMedID"),
        ("! " + "x" * (lists.LONGEST_LINE + 1), "too large"),
    ],
)
def test_what_is_no_list_is_refused_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        read_list(written(tmp_path, text), ())


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        read_list(str(tmp_path / "none"), ())


# The table of Retraction Watch ------------------------------------------------------------------

HEAD = [
    "Record ID",
    "Title",
    "Subject",
    "Institution",
    "Journal",
    "Publisher",
    "Country",
    "Author",
    "URLS",
    "ArticleType",
    "RetractionDate",
    "RetractionDOI",
    "RetractionPubMedID",
    "OriginalPaperDate",
    "OriginalPaperDOI",
    "OriginalPaperPubMedID",
    "RetractionNature",
    "Reason",
    "Paywalled",
    "Notes",
]


def table(*rows: tuple[str, str, str, str, str, str], file: io.StringIO | None = None) -> str:
    """The table with rows of date, DOI, PMID, nature, reason and DOI of the notice."""
    out = file or io.StringIO()
    writer = csv.DictWriter(out, HEAD, restval='x, "y"\nz')
    writer.writeheader()
    for n, (day, doi, pmid, nature, reason, notice) in enumerate(rows):
        writer.writerow({
            "Record ID": n, "RetractionDate": day, "OriginalPaperDOI": doi, "OriginalPaperPubMedID": pmid,
            "RetractionNature": nature, "Reason": reason, "RetractionDOI": notice,
        })  # fmt: skip
    return out.getvalue()


def read_table(folder: Path, wanted: Collection[str], *rows: tuple[str, str, str, str, str, str]) -> StandingList:
    return read_list(written(folder, table(*rows), "retraction_watch.csv"), wanted, TODAY)


def test_several_notices_of_one_paper_are_put_in_order(tmp_path: Path) -> None:
    read = read_table(
        tmp_path,
        {"pmid:11", "doi:10.5555/a"},
        ("12/3/2012 0:00", "10.5555/A", "0", "Reinstatement", "", "unavailable"),
        (
            "2/6/2010 0:00",
            "10.5555/a",
            "11",
            "Retraction",
            "+Falsification/Fabrication of Data;+Misconduct by Author;",
            "10.5555/n",
        ),
        ("3/6/2004 0:00", "unavailable", "11", "Expression of Concern", "", ""),
        ("1/1/2020 0:00", "10.5555/other", "12", "Retraction", "", ""),
    )
    assert (read.origin, read.listed_on, read.entries, read.dated) == (RETRACTION_WATCH, "2020-01-01", 4, False)
    standing = read.standing_of(["pmid:11", "doi:10.5555/a"])
    assert standing is not None
    assert standing.notices == (
        Notice("concern", "2004-03-06"),
        Notice("retraction", "2010-02-06", "Falsification/Fabrication of Data; Misconduct by Author", "10.5555/n"),
        Notice("reinstatement", "2012-12-03"),
    )
    assert (standing.name, standing.stands(2011), standing.stands()) == ("reinstated", False, True)
    assert [getattr(read.standing_of([key]), "name", None) for key in ("pmid:5", "pmc:PMC5")] == ["notListed", None]


def test_what_is_not_understood_is_counted_and_told(tmp_path: Path) -> None:
    read = read_table(
        tmp_path,
        {"pmid:11"},
        ("31/12/2010 0:00", "unavailable", "11", "Retraction", "", ""),
        ("2/6/2010 0:00", "", "11", "Something new", "", ""),
        ("2/6/2011 0:00", "Unavailable", "0", "Retraction", "", ""),
        ("2/6/2099 0:00", "10.5555/b", "0", "Retraction", "", ""),
    )
    assert read.remarks == (
        "1 row with a date that cannot be read", "1 row with a nature that is not known here",
        "1 row with no identifier of the paper",
    )  # fmt: skip
    assert read.notices["pmid:11"] == (Notice("retraction"),), "it is retracted all the same, nobody knows when"
    assert read.listed_on == "2011-02-06", "a day to come is not that of the list"


def test_a_table_that_is_broken_off_in_a_quotation_or_has_no_date_is_refused(tmp_path: Path) -> None:
    good = ("2/6/2010 0:00", "10.5555/a", "11", "Retraction", "", "")
    path = written(tmp_path, table(good) + '2,"a title that does not end')
    with pytest.raises(InputError, match=r"list\.txt:\d+: no table"):
        read_list(path, ())
    with pytest.raises(InputError, match="no row with a date"):
        read_table(tmp_path, ())


def test_many_rows_are_read_one_by_one_and_only_what_is_asked_for_is_kept(tmp_path: Path) -> None:
    rows = [("2/6/2010 0:00", f"10.5555/{n}", str(n), "Retraction", "+a;", "") for n in range(1, 5000)]
    read = read_table(tmp_path, {"doi:10.5555/77"}, *rows)
    assert (read.entries, set(read.notices)) == (4999, {"doi:10.5555/77"})


# All together -----------------------------------------------------------------------------------


def test_a_newer_list_finds_what_has_a_doi_alone(tmp_path: Path) -> None:
    sources = sources_of(
        'source:a a ldn:Source ; bibo:doi "10.5555/a" . source:b a ldn:Source ; bibo:pmid "9500320" .'
        'source:c a ldn:Source . source:d a ldn:Source ; dcterms:identifier "pmc:PMC1" .'
    )
    read = read_table(tmp_path, {"doi:10.5555/a"}, ("7/6/2026 0:00", "10.5555/a", "0", "Correction", "", ""))
    names = {one.source.id: one.name for one in survey(sources.values(), [read.standing_of])}
    assert names == {"a": "corrected", "b": "retracted", "c": "unknown", "d": "notListed"}
