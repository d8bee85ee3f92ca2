"""Names: people in parts, bodies whole, nothing lost on the way and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_graph.model.graph import Graph
from ldn_graph.rdf.claim_reader import read_sources
from ldn_graph.sources.names import (
    initials,
    is_others,
    person,
    read_authors,
    read_name,
    runs_together,
    short_name,
    split_authors,
    write_authors,
    write_name,
)
from ldn_graph.sources.record import Name

PEOPLE = {
    "Gironi M": Name("Gironi", "M."),
    "McMurray JJV": Name("McMurray", "J. J. V."),
    "Bye-Møller L": Name("Bye-Møller", "L."),
    "Azi LMTA": Name("Azi", "L. M. T. A."),
    "Sartre J-P": Name("Sartre", "J.-P."),
    "Cree, B.A.C.": Name("Cree", "B. A. C."),
    "Cree, B A C": Name("Cree", "B. A. C."),
    "Cree, Bruce A. C.": Name("Cree", "Bruce A. C."),
    "Smith AB Jr": Name("Smith", "A. B.", suffix="Jr"),
    "Smith AB, Jr.": Name("Smith", "A. B.", suffix="Jr"),
    "Smith, Anna B., Jr.": Name("Smith", "Anna B.", suffix="Jr"),
    "Smith, Jr., Anna B.": Name("Smith", "Anna B.", suffix="Jr"),
    "Smith Jr., A. B.": Name("Smith", "A. B.", suffix="Jr"),
    "Stevenson AE 3rd": Name("Stevenson", "A. E.", suffix="3rd"),
    "Stevenson AE III": Name("Stevenson", "A. E.", suffix="III"),
    "van der Woude CJ": Name("Woude", "C. J.", "van der"),
    "Beethoven, Ludwig van": Name("Beethoven", "Ludwig", "van"),
    "Van Criekinge W": Name("Van Criekinge", "W."),
    "Tran Van Chuoï-Mariot M": Name("Tran Van Chuoï-Mariot", "M."),
    "Ortega y Gasset J": Name("Ortega y Gasset", "J."),
    "d'Alembert J": Name("d'Alembert", "J."),
    "al-Rashid H": Name("al-Rashid", "H."),
    "St. John A": Name("St. John", "A."),
    "Misra UK": Name("Misra", "U. K."),
    "B. Alpha": Name("Alpha", "B."),
    "SMITH, AB": Name("SMITH", "A. B."),
    "GIRONI, MARIA": Name("GIRONI", "MARIA"),
    "Иванов АБ": Name("Иванов", "А. Б."),  # noqa: RUF001
    "Иванов, Иван Б.": Name("Иванов", "Иван Б."),
    "Petrov YuA": Name("Petrov", "Yu. A."),
    "Müller É": Name("Müller", "É."),
    "张, 伟": Name("张", "伟"),
    "علي، محمد": Name("علي", "محمد"),
}
BODIES = (
    "Ministry of Health NZ",
    "GBD 2016 Multiple Sclerosis Collaborators",
    "Autoimmune Registry Inc.",
    "Autoimmune Registry, Inc.",
    "LDN Science",
    "NHS UK",
    "Novo Nordisk AS",
    "Multiple Sclerosis Trust UK",
    "U.S. Congress",
    "Norwegian Knowledge Centre for the Health Services",
    "Health Resources and Services Administration, Maternal and Child Health Bureau",
    "Pfizer, UK",
    "Smith, PhD",
    # what may be a person, and does not say how it is to be taken apart
    "V D",
    "Maria Gironi",
    "SMITH AB",
    "Svelic",
    "张伟",
    "علي محمد",
)


@pytest.mark.parametrize(("text", "name"), PEOPLE.items())
def test_people(text: str, name: Name) -> None:
    assert read_name(text) == name


@pytest.mark.parametrize("text", BODIES)
def test_what_is_not_surely_a_person_stays_whole(text: str) -> None:
    assert read_name(text) == Name(literal=text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Merkel PA; University of Pennsylvania", ["Merkel PA", "University of Pennsylvania"]),
        ("Gironi M, Martinelli-Boneschi F, Solaro C", ["Gironi M", "Martinelli-Boneschi F", "Solaro C"]),
        ("Gironi M, Solaro C, and Sacerdote P", ["Gironi M", "Solaro C", "Sacerdote P"]),
        ("Gironi M, et al.", ["Gironi M", "et al."]),
        ("Gironi M et al", ["Gironi M", "et al"]),
        ("Smith AB, Jr, Jones C", ["Smith AB Jr", "Jones C"]),
        ("Gironi, M", ["Gironi, M"]),
        ("Gironi, Maria; Smith, A. B., Jr", ["Gironi, Maria", "Smith, A. B., Jr"]),
        ("{Smith A; Jones B}; Roe C", ["{Smith A; Jones B}", "Roe C"]),
        ("Institute of A, Department of B", ["Institute of A, Department of B"]),
        ("张伟；李娜", ["张伟", "李娜"]),  # noqa: RUF001
        (" ; ", []),
    ],
)
def test_several_in_one_text(text: str, names: list[str]) -> None:
    assert list(split_authors(text)) == names


def test_more_authors_than_are_named_are_no_author() -> None:
    assert read_authors(["Gironi M; et al."]) == ((Name("Gironi", "M."),), True)
    assert read_authors(["Gironi M", "Solaro C"]) == ((Name("Gironi", "M."), Name("Solaro", "C.")), False)
    assert write_authors((Name("Gironi", "M."),), others=True) == "Gironi M; et al."
    assert not is_others("Metal")


def test_the_names_of_the_shipped_graph(graph: Graph) -> None:
    """Every name comes out as it went in; the bodies are these."""
    written = {name for source in read_sources(graph) for name in source.authors if not is_others(name)}
    assert len(written) > 300
    assert {name for name in written if write_name(read_name(name)) != name} == set()
    assert {name for name in written if short_name(read_name(name)) != name} == set()
    bodies = {name for name in written if read_name(name).literal}
    assert sorted(bodies) == [
        "American Autoimmune Related Diseases Association",
        "Autoimmune Registry Inc.",
        "GBD 2016 Multiple Sclerosis Collaborators",
        "Health Resources and Services Administration, Maternal and Child Health Bureau",
        "LDN Research Trust",
        "LDN Science",
        "National Academies of Sciences, Engineering, and Medicine",
        "National Institute of Arthritis and Musculoskeletal and Skin Diseases",
        "National Institute of Diabetes and Digestive and Kidney Diseases",
        "National Multiple Sclerosis Society",
        "Norwegian Knowledge Centre for the Health Services",
        "Penn State University",
        "RELIS",
        "Santa Barbara Cottage Hospital",
        "Svelic",
        "U.S. Food and Drug Administration / manufacturers",
        "UK Medicines Information",
        "University of Pennsylvania",
        "V D",
    ]


def test_parts_that_are_known_need_no_guess() -> None:
    assert person("van der Woude", "C.J.") == read_name("van der Woude CJ")
    assert person("Salgado García", "SA") == Name("Salgado García", "S. A.")
    assert person("Aristotle") == Name(literal="Aristotle")
    assert write_name(person("Salgado García", "SA")) == "Salgado García, S. A."


def test_initials() -> None:
    assert initials("Bruce A. C.") == "BAC"
    assert initials("Jean-Pierre") == "J-P"
    assert initials("伟") == "伟"


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("Smith, A, Jones, B", True),
        ("Gironi M and Solaro C", True),
        ("Gironi M, Ministry of Health", True),
        ("Ministry of Health, Norway", False),
        ("Gironi M", False),
        ("{Smith A and Jones B}", False),
    ],
)
def test_names_that_run_together_are_noticed(text: str, several: bool) -> None:
    assert runs_together(text) is several


LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Cf"], exclude_characters="{}")
WORDS = st.text(LETTERS, min_size=1, max_size=12)
PARTS = st.sampled_from(
    ["Smith", "van", "der", "de", "AB", "A.", "B.", "Jr", ",", ";", "UK", "of", "Іван", "伟", "-", "et al."]
)


@given(st.lists(PARTS | WORDS, min_size=1, max_size=6).map(" ".join))
def test_any_name_is_read_back_as_it_was(text: str) -> None:
    name = read_name(text)
    if not any(name):
        return
    assert read_name(write_name(name)) == name
    assert split_authors(write_name(name)) == (write_name(name),)
    assert bool(name.literal) is not bool(name.family)


@given(st.lists(st.sampled_from([*PEOPLE, *BODIES]), max_size=6), st.booleans())
def test_any_list_is_read_back_as_it_was(texts: list[str], others: bool) -> None:
    names = tuple(map(read_name, texts))
    assert read_authors([write_authors(names, others)]) == (names, others)
