"""The vocabulary: vocab.py and vocabulary.ttl say the same, and what they borrow exists."""

from __future__ import annotations

from collections import defaultdict
from importlib.resources import files

import pytest

from ldn_graph.errors import UnknownTermError
from ldn_graph.model.biolink_predicates import BIOLINK_PREDICATES, RELEASE
from ldn_graph.model.graph import Graph
from ldn_graph.model.predicates import PREDICATE_ALIASES, nearest_term
from ldn_graph.model.verbs import OF_CONDITIONS, VERBS
from ldn_graph.model.vocab import (
    BIOLINK,
    BIOLINK_RELEASE,
    CLASSES,
    DESIGNS,
    LDN,
    PREDICATES,
    PREFIXES,
    PROPERTIES,
    SCHEME_NAMES,
    SCHEMES,
    Namespace,
    local_id,
    shorten,
)
from ldn_graph.rdf.opening import open_graph
from ldn_graph.resources import PACKAGE

Values = dict[str, dict[str, list[str]]]
KINDS = {"rdfs:Class": CLASSES, "rdf:Property": (*PROPERTIES, *PREDICATES), "skos:ConceptScheme": SCHEME_NAMES}


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    return open_graph(f"{PACKAGE}/vocabulary.ttl")


@pytest.fixture(scope="module")
def terms(vocabulary: Graph) -> Values:
    """Each term of ldn: with its properties, all as CURIEs."""
    found: Values = defaultdict(lambda: defaultdict(list))
    for quad in vocabulary.quads:
        subject, value = (shorten(getattr(term, "value", "")) for term in (quad.subject, quad.object))
        if subject.startswith("ldn:") and subject != "ldn:":
            found[subject][shorten(quad.predicate.value)].append(value)
    return found


def test_both_files_hold_the_same_terms(terms: Values) -> None:
    assert {t.removeprefix("ldn:") for t in terms} == LDN.names
    for kind, names in KINDS.items():
        assert {t.removeprefix("ldn:") for t, said in terms.items() if said["rdf:type"] == [kind]} == set(names), kind


def test_both_files_hold_the_same_schemes(terms: Values) -> None:
    for scheme, concepts in zip(SCHEME_NAMES, SCHEMES.values(), strict=True):
        members = [t.removeprefix("ldn:") for t, said in terms.items() if said["skos:inScheme"] == [f"ldn:{scheme}"]]
        assert members == list(concepts), scheme
        assert all(terms[f"ldn:{c}"]["rdf:type"] == ["skos:Concept"] for c in concepts)


def test_both_files_hold_the_same_study_designs(terms: Values) -> None:
    for name, design in DESIGNS.items():
        said = terms[f"ldn:{name}"]
        assert said["ldn:level"] == [str(design.level)]
        for flag in ("human", "primary", "controlled"):
            assert said[f"ldn:{flag}"] == [str(getattr(design, flag)).lower()], (name, flag)
        assert set(said["ldn:answersTopic"]) == {f"ldn:{t}" for t in design.topics}


def test_every_term_has_a_name_a_definition_and_a_source(terms: Values) -> None:
    for term, said in terms.items():
        concept = said["rdf:type"][0].startswith("skos:")
        assert len(said["skos:prefLabel" if concept else "rdfs:label"]) == 1, term
        assert len(said["skos:definition" if concept else "rdfs:comment"]) == 1, term
        origins = ("dcterms:source", "rdfs:seeAlso", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch")
        assert any(said[p] for p in origins), term


def test_names_and_definitions_are_in_english(vocabulary: Graph) -> None:
    texts = ("label", "comment", "prefLabel", "definition", "title", "description")
    told = [q.object for q in vocabulary.quads if local_id(q.predicate.value) in texts]
    assert len(told) > 200
    assert {getattr(t, "language", None) for t in told} == {"en"}


def test_bearings_match_the_citation_typing_ontology(terms: Values) -> None:
    matches = {name: terms[f"ldn:{name}"]["skos:closeMatch"] for name in SCHEMES["bearing"]}
    same = ("confirms", "supports", "qualifies", "disputes", "refutes")
    others = {"leavesOpen": ["cito:discusses"], "givesBackground": ["cito:givesBackgroundTo"]}
    assert matches == {name: [f"cito:{name}"] for name in same} | others


def test_nothing_that_the_vocabulary_says_points_nowhere(vocabulary: Graph) -> None:
    for quad in vocabulary.quads:
        for term in (quad.predicate, quad.object):
            iri = getattr(term, "value", "")
            assert not iri.startswith(LDN.iri) or iri in LDN, iri


def test_the_predicates_of_biolink_are_generated() -> None:
    pytest.importorskip("yaml")
    from tests.biolink_predicates import FILE, generate_predicates

    assert RELEASE == BIOLINK_RELEASE
    assert FILE.read_text(encoding="utf-8") == generate_predicates(), "the list is not that of: make predicates"


def test_an_alias_stands_for_a_predicate_and_is_none_itself() -> None:
    assert set(PREDICATE_ALIASES.values()) <= set(BIOLINK_PREDICATES)
    assert not set(PREDICATE_ALIASES) & set(BIOLINK_PREDICATES)


def test_a_verb_means_a_predicate_of_biolink_and_is_none_itself() -> None:
    meant = {*VERBS.values(), *OF_CONDITIONS.values()}
    assert {m.predicate for m in meant} <= set(BIOLINK_PREDICATES)
    assert not {verb.replace(" ", "_") for verb in VERBS} & {*BIOLINK_PREDICATES, *PREDICATE_ALIASES}


@pytest.fixture(scope="module")
def biolink() -> set[str]:
    """Every name of the Biolink Model: slots with underscores, classes in camel case."""
    yaml = pytest.importorskip("yaml")
    text = (files("biolink_model") / "schema" / "biolink_model.yaml").read_text(encoding="utf-8")
    model = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    assert model["version"] == BIOLINK_RELEASE
    classes = ("".join(word[0].upper() + word[1:] for word in name.split()) for name in model["classes"])
    return {*(name.replace(" ", "_") for name in model["slots"]), *classes}


def test_the_biolink_terms_exist(biolink: set[str], vocabulary: Graph) -> None:
    used = {getattr(t, "value", "") for q in vocabulary.quads for t in (q.predicate, q.object)}
    names = {iri.removeprefix(BIOLINK.iri) for iri in used if iri.startswith(BIOLINK.iri)} | BIOLINK.names
    assert names <= biolink


def test_no_biolink_term_is_taken_for_a_misspelt_one(biolink: set[str]) -> None:
    assert [name for name in sorted(biolink) if nearest_term(BIOLINK.iri + name)] == []


def test_a_misspelt_term_raises_where_it_is_written() -> None:
    assert LDN.supports == "https://w3id.org/ldn-graph/vocab#supports"
    with pytest.raises(UnknownTermError, match=r"ldn:suports is not a term .*; did you mean ldn:supports\?"):
        LDN.suports  # noqa: B018
    with pytest.raises(UnknownTermError, match=r"see ldn_graph/vocabulary\.ttl"):
        LDN["zzzzz"]
    assert LDN.supports in LDN
    assert LDN.iri + "suports" not in LDN
    assert 7 not in LDN
    assert not hasattr(Namespace("ldn", ()), "__wrapped__")


@pytest.mark.parametrize(
    ("iri", "curie", "name"),
    [
        ("https://w3id.org/ldn-graph/claim/C17", "claim:C17", "C17"),
        ("https://w3id.org/ldn-graph/vocab#low", "ldn:low", "low"),
        ("http://purl.obolibrary.org/obo/ECO_0000307", "eco:0000307", "ECO_0000307"),  # the longer prefix wins
        ("urn:x", "urn:x", "urn:x"),
    ],
)
def test_iris_are_shortened(iri: str, curie: str, name: str) -> None:
    assert shorten(iri) == curie
    assert local_id(iri) == name


def test_no_two_prefixes_stand_for_one_namespace() -> None:
    assert len(set(PREFIXES.values())) == len(PREFIXES)
