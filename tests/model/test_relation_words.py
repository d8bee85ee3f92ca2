"""Predicates as the verbs of sentences."""

from __future__ import annotations

import pytest

from ldn_graph.model.biolink_predicates import BIOLINK_PREDICATES
from ldn_graph.model.relation_words import relation_words
from ldn_graph.model.vocab import BIOLINK, LDN, PREDICATES


@pytest.mark.parametrize(
    ("name", "direction", "said", "denied"),
    [
        ("affects", "increased", "increases", "does not increase"),
        ("affects", "decreased", "decreases", "does not decrease"),
        ("affects", None, "affects", "does not affect"),
        ("affects_likelihood_of", "decreased", "lowers the likelihood of", "does not lower the likelihood of"),
        ("has_adverse_event", None, "has the adverse event", "does not have the adverse event"),
        ("contraindicated_in", None, "is contraindicated in", "is not contraindicated in"),
        ("part_of", None, "is part of", "is not part of"),
        ("expresses", None, "expresses", "does not express"),
        ("positively_regulates", "increased", "positively regulates", "does not: positively regulates"),
        ("decreases_activity_of", "decreased", "decreases activity of", "does not decrease activity of"),
        ("causes", "increased", "causes increased", "does not cause increased"),
        ("homologous_to", None, "is homologous to", "is not homologous to"),
        ("physically_interacts_with", None, "physically interacts with", "does not: physically interacts with"),
    ],
)
def test_direction_and_denial_are_in_the_words(name: str, direction: str | None, said: str, denied: str) -> None:
    assert relation_words(BIOLINK.iri + name, direction) == said
    assert relation_words(BIOLINK.iri + name, direction, negated=True) == denied


def test_every_predicate_has_words_and_its_denial_says_not() -> None:
    for iri in (*(BIOLINK.iri + name for name in BIOLINK_PREDICATES), *(LDN[name] for name in PREDICATES)):
        said, denied = relation_words(iri), relation_words(iri, negated=True)
        assert "_" not in said
        assert said != denied
        assert " not" in denied


@pytest.mark.parametrize("direction", [None, "increased", "decreased"])
def test_only_a_condition_occurs_in_a_population_and_no_direction_says_how_often(direction: str | None) -> None:
    predicate = LDN["affectsPopulation"]
    assert relation_words(predicate, direction, subject="Condition") == "occurs in"
    assert relation_words(predicate, direction, subject="Drug") == "concerns"
    assert relation_words(predicate, direction, negated=True, subject="Drug") == "does not concern"


def test_a_code_is_told_as_it_is() -> None:
    assert relation_words("http://purl.obolibrary.org/obo/RO_0002434") == "RO 0002434"
