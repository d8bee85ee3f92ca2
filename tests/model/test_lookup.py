"""What a person writes for an entity, a source or a term, and what is near to it."""

from __future__ import annotations

import pytest

from ldn_graph.errors import UnknownNameError
from ldn_graph.model.claims import Entity, Source
from ldn_graph.model.lookup import expand, find_concept, find_iri
from ldn_graph.model.vocab import PREFIXES

BASE = PREFIXES["entity"]


def entity(ident: str, label: str = "", *others: str) -> Entity:
    return Entity(f"{BASE}{ident}", ident, label or ident, "Condition", (), (), others)


def source(ident: str, title: str | None = None, doi: str | None = None, pmid: str | None = None) -> Source:
    blank = dict.fromkeys(field for field in Source._fields if field not in Source._field_defaults)
    return Source(**{
        **blank, "iri": f"{PREFIXES['source']}{ident}", "id": ident, "label": f"label of {ident}", "title": title,
        "doi": doi, "pmid": pmid, "review_of": (), "same_study_as": (), "cites": (),
    })  # type: ignore[arg-type]  # fmt: skip


ENTITIES = (entity("lupus", "systemic lupus erythematosus", "SLE"), entity("Crohn", "Crohn's disease"))
SOURCES = (source("smith-2007", "A Trial", "10.1000/Ab1", "18728058"), source("smith-2011"))


def known(name: str) -> str:
    return find_iri(name, (*ENTITIES, *SOURCES), "thing", "the list").rpartition("/")[2]


@pytest.mark.parametrize(
    ("name", "ident"),
    [
        ("lupus", "lupus"), ("LUPUS", "lupus"), ("entity:lupus", "lupus"), (f"<{BASE}lupus>", "lupus"),
        (f"{BASE}lupus", "lupus"), ("Systemic Lupus Erythematosus", "lupus"), ("sle", "lupus"), ("crohn", "Crohn"),
        ("crohn's DISEASE", "Crohn"), ("a trial", "smith-2007"), ("Label of smith-2011", "smith-2011"),
    ],
)  # fmt: skip
def test_a_name_is_an_id_label_curie_iri_or_identifier(name: str, ident: str) -> None:
    assert known(name) == ident


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("lups", r"no thing 'lups' in this graph; did you mean lupus\?"),
        ("smith", r"no thing 'smith' in this graph; did you mean smith-2007\?"),
        ("zzz", r"no thing 'zzz' in this graph; see: the list"),
        ("", r"no thing '' in this graph; see: the list"),
    ],
)
def test_a_name_of_nothing_names_the_nearest_or_the_list(name: str, message: str) -> None:
    with pytest.raises(UnknownNameError, match=f"^{message}$"):
        known(name)


def test_a_name_of_several_is_not_guessed_at_and_one_node_told_twice_is_one() -> None:
    same = entity("b", "lupus")
    with pytest.raises(UnknownNameError, match="'Lupus' is the name of entity:lupus, entity:b; write one of these"):
        find_iri("Lupus", (*ENTITIES, same), "thing", "the list")
    assert find_iri("lupus", (*ENTITIES, ENTITIES[0]), "thing", "the list") == f"{BASE}lupus"
    assert find_iri("entity:b", (*ENTITIES, same), "thing", "the list") == f"{BASE}b"


def find_name(name: str, iris: dict[str, str], kind: str, listing: str) -> str:
    """The id among these that is meant."""
    nodes = [Entity(iri, ident, ident, "Condition", (), ()) for ident, iri in iris.items()]
    found = find_iri(name, nodes, kind, listing)
    return next(ident for ident, iri in iris.items() if iri == found)


CLAIMS = {name: PREFIXES["claim"] + name for name in ("C05", "C49", "C50", "Big", "big", "other-1", "other-name")}


@pytest.mark.parametrize(
    ("name", "ident"),
    [("C05", "C05"), ("c05", "C05"), ("claim:C05", "C05"), (PREFIXES["claim"] + "C05", "C05")],
)  # fmt: skip
def test_an_id_is_meant_as_it_stands_before_it_is_meant_otherwise(name: str, ident: str) -> None:
    assert find_name(name, CLAIMS, "claim", "the list") == ident


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("C5", "did you mean C05?"),
        ("5", "did you mean C05?"),
        ("C005", "did you mean C05?"),
        ("D5", "see: the list"),  # another letter is another kind of number
        ("C99", "see: the list"),  # a number is no near miss of another
        ("C4", "see: the list"),
        ("other", "did you mean other-1?"),  # the shortest that begins so
        ("name", "did you mean other-name?"),  # the one that holds it
        ("er", "see: the list"),  # too short to be looked for within others
        ("othre-nmae", "did you mean other-name?"),
    ],
)
def test_what_is_near_to_an_id_is_suggested(name: str, hint: str) -> None:
    with pytest.raises(UnknownNameError) as error:
        find_name(name, CLAIMS, "claim", "the list")
    assert str(error.value) == f"no claim {name!r} in this graph; {hint}"


def test_ids_that_differ_in_capitals_alone_are_told_apart_by_the_curie() -> None:
    with pytest.raises(UnknownNameError, match="is the name of claim:Big, claim:big; write one of these"):
        find_name("BIG", CLAIMS, "claim", "the list")
    assert find_name("claim:big", CLAIMS, "claim", "the list") == "big"


def test_a_number_that_several_ids_have_is_not_guessed_at() -> None:
    several = {name: f"urn:{name}" for name in ("C05", "D5", "x")}
    with pytest.raises(UnknownNameError, match="did you mean C05"):
        find_name("C5", several, "claim", "the list")
    with pytest.raises(UnknownNameError, match="see: the list"):
        find_name("5", several, "claim", "the list")


def test_what_begins_with_a_name_goes_before_what_holds_it_and_both_before_what_is_spelt_alike() -> None:
    def hint(*ids: str) -> str:
        with pytest.raises(UnknownNameError) as error:
            find_name("pain", {i: f"urn:{i}" for i in ids}, "thing", "the list")
        return str(error.value).partition("; ")[2]

    assert hint("chronic-pain", "pain-of-the-back", "paint-it") == "did you mean paint-it?"
    assert hint("pain-b", "pain-a") == "did you mean pain-a?"
    assert hint("chronic-pain", "pian") == "did you mean chronic-pain?"
    assert hint("pian", "nothing") == "did you mean pian?"


def test_three_letters_are_enough_to_be_found_within_another() -> None:
    for name, found in (("ear", True), ("ea", False)):
        with pytest.raises(UnknownNameError) as error:
            find_name(name, {"middle-ear-infection": "urn:x"}, "thing", "the list")
        assert ("did you mean middle-ear-infection?" in str(error.value)) is found


DESIGNS = {name: PREFIXES["ldn"] + name for name in ("cohort", "animal")}


@pytest.mark.parametrize(
    ("name", "concept"),
    [("cohort", "cohort"), ("COHORT", "cohort"), ("ldn:cohort", "cohort"), ("animal study", "animal"), ("Animal STUDY", "animal")],
)  # fmt: skip
def test_a_concept_is_meant_by_its_name_or_its_words(name: str, concept: str) -> None:
    assert find_concept(name, DESIGNS, "design", {"Animal study": "animal"}) == concept


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("cohrt", "did you mean cohort?"),
        ("animal stdy", "did you mean animal?"),
        ("zzz", "take one of cohort, animal"),
    ],
)
def test_a_concept_that_is_none_names_the_nearest_or_all(name: str, hint: str) -> None:
    with pytest.raises(UnknownNameError) as error:
        find_concept(name, DESIGNS, "design", {"Animal study": "animal"})
    assert str(error.value) == f"no design {name!r}; {hint}"


def test_words_are_near_where_no_name_is() -> None:
    with pytest.raises(UnknownNameError, match=r"did you mean laboratory study\?"):
        find_concept("laboratry study", DESIGNS, "design", {"laboratory study": "inVitro"})


@pytest.mark.parametrize(
    ("text", "expanded"),
    [("claim:C17", PREFIXES["claim"] + "C17"), ("<urn:x>", "urn:x"), ("nothing:C17", "nothing:C17"), ("claim", "claim"),
     ("<claim:C17>", PREFIXES["claim"] + "C17"), ("claim:a:b", PREFIXES["claim"] + "a:b")],
)  # fmt: skip
def test_a_curie_of_a_known_prefix_is_expanded(text: str, expanded: str) -> None:
    assert expand(text) == expanded
