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
        ("has_adverse_event", None, "has as adverse event", "does not have as adverse event"),
        ("contraindicated_in", None, "must not be used in", "may be used in"),
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
        assert " not" in denied or denied == "may be used in"


def test_a_code_is_told_as_it_is() -> None:
    assert relation_words("http://purl.obolibrary.org/obo/RO_0002434") == "RO 0002434"
