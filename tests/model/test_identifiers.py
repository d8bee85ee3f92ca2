"""The patterns of identifiers are those of the Bioregistry, but for a few that are narrower."""

from __future__ import annotations

import re

import pytest

from ldn_graph.model.bioregistry_patterns import PATTERNS, RELEASE
from ldn_graph.model.identifiers import CURIES, IDENTIFIERS, NARROWER, curie_remedy, expand_curie, iri_remedy
from ldn_graph.model.registries import REGISTRIES, SYNONYMS
from tests.identifiers import FILE, INSTALLED, generate_patterns

SLIPS = {
    "anzctr": "ACTRN1262300049869",
    "arxiv": "9211613",
    "atc": "A111",
    "dailymed": "12345",
    "drks": "DRKS0003181",
    "isrctn": "ISRCTN1017549",
    "kcris": "KCT000123",
    "mesh": "D00927",
    "ncbitaxon": "species",
    "pubmed": "018728058",
    "uberon": "94",
    "uminctr": "C1",
    "unii": "5S6W795CQ",
    "wikidata": "P31",
}
"""For each narrower pattern a text that it refuses and the Bioregistry lets pass."""


def test_the_patterns_are_generated() -> None:
    remedy = (
        f"bioregistry {INSTALLED} is installed, and the patterns are of {RELEASE}; install that, or make identifiers"
    )
    assert INSTALLED == RELEASE, remedy
    assert FILE.read_text(encoding="utf-8") == generate_patterns(), "the patterns are not those of: make identifiers"


@pytest.mark.parametrize("prefix", NARROWER)
def test_a_narrower_pattern_refuses_what_the_bioregistry_lets_pass(prefix: str) -> None:
    pattern, reason = NARROWER[prefix]
    assert reason
    assert re.fullmatch(PATTERNS[prefix], SLIPS[prefix], re.ASCII)
    assert not re.fullmatch(pattern, SLIPS[prefix], re.ASCII)


def test_all_other_patterns_are_used_as_they_are() -> None:
    in_use = {**dict(IDENTIFIERS.values()), **CURIES}
    assert {prefix: pattern for prefix, pattern in in_use.items() if prefix not in NARROWER} == {
        prefix: pattern for prefix, pattern in PATTERNS.items() if prefix not in NARROWER
    }
    assert set(NARROWER) < set(in_use)


def test_a_synonym_stands_for_a_prefix_that_is_read() -> None:
    assert set(SYNONYMS.values()) <= set(REGISTRIES.values())
    assert not set(SYNONYMS) & set(REGISTRIES.values())


@pytest.mark.parametrize(
    ("curie", "ending"),
    [
        ("MONDO:0000451", "obo/MONDO_0000451"),
        ("MONDO:000045", None),
        ("MESH:D009271", "mesh/D009271"),
        ("MESH:D00927", None),
        ("UniProtKB:P21397", "uniprot/P21397"),
        ("UniProtKB:P2139", None),
    ],
)
def test_a_curie_becomes_an_iri_where_its_identifier_can_exist(curie: str, ending: str | None) -> None:
    iri = expand_curie(curie)
    assert (iri is None) == (ending is None)
    if iri is not None:
        assert iri.endswith(str(ending))
        assert iri_remedy(iri) is None
        assert (
            iri_remedy(iri[:-1] + "!")
            == f"look it up: an identifier of {IDENTIFIERS[_base(iri)][0]} has the form " + (IDENTIFIERS[_base(iri)][1])
        )


def _base(iri: str) -> str:
    return next(base for base in REGISTRIES if iri.startswith(base))


def test_the_end_of_a_line_is_no_part_of_an_identifier() -> None:
    assert curie_remedy("clinicaltrials:NCT00568555") is None
    assert curie_remedy("clinicaltrials:NCT00568555\n") is not None
    assert curie_remedy("clinicaltrials:NCT0056855") is not None
