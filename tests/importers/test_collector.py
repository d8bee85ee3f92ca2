"""What a collector puts together: one claim of several wordings, origins and citations."""

from __future__ import annotations

from itertools import permutations

import pytest

from ldn_graph.errors import ImportFormatError
from ldn_graph.importers.collector import Collector, Relation
from ldn_graph.importers.values import ImportedClaim
from ldn_graph.importers.writer import statements_of
from ldn_graph.model.vocab import RDF

TREATS = Relation("MESH:D009271", "https://w3id.org/biolink/vocab/treats", "treats", "MONDO:0007915")


def collect(*wordings: str) -> ImportedClaim:
    """The claim that is made once in each of these wordings, each time by another origin."""
    collector = Collector()
    collector.entity("MESH:D009271", label="naltrexone")
    collector.entity("MONDO:0007915", label="lupus")
    for n, wording in enumerate(wordings):
        collector.claim(
            TREATS,
            origin=f"urn:{n}",
            topic="efficacy",
            wording=wording,
            cited=[f"urn:s{n}"],
        )
    (claim,) = collector.collected().claims
    return claim


@pytest.mark.parametrize("order", list(permutations(("hedged", "asserted", "proven"))))
def test_of_several_wordings_the_strongest_is_kept(order: tuple[str, ...]) -> None:
    assert collect(*order).wording == "proven"
    weaker = [w for w in order if w != "proven"]
    assert collect(*weaker).wording == "asserted"
    assert collect("hedged", "hedged").wording == "hedged"


def test_a_claim_that_is_made_again_has_all_its_origins_and_citations() -> None:
    claim = collect("asserted", "hedged", "asserted")
    assert claim.origins == ("urn:0", "urn:1", "urn:2")
    assert claim.cited == ("urn:s0", "urn:s1", "urn:s2")


@pytest.mark.parametrize(
    "other",
    [{"negated": True}, {"direction": "increased"}, {"condition": "MONDO:0007915"}, {"qualifiers": (("dose", "low"),)}],
)
def test_a_claim_that_says_something_else_is_another(other: dict[str, object]) -> None:
    collector = Collector()
    for name in ("MESH:D009271", "MONDO:0007915"):
        collector.entity(name)
    for changes in ({}, other):
        collector.claim(TREATS, origin="urn:o", topic="efficacy", **changes)  # type: ignore[arg-type]
    assert len({claim.iri for claim in collector.collected().claims}) == 2


def test_a_file_of_no_claims_says_what_was_left_out() -> None:
    collector = Collector()
    collector.remarks.add("row", "without a subject", "row 7")
    with pytest.raises(ImportFormatError, match=r"(?s)no claim could be read.*1 row without a subject.*row 7"):
        collector.collected()


def test_a_claim_may_be_a_sentence_only() -> None:
    """It is told from others by its sentence and its condition, and its triple is left out whole."""
    collector = Collector(named_by_label=True)
    collector.condition("lupus", "lupus")
    for sentence, condition in (("Patients feel well", None), ("Patients feel well", "Lupus"), ("They do not", None)):
        for origin in ("urn:1", "urn:2"):
            collector.claim(None, condition, origin=origin, topic="practice", label=sentence)
    imported = collector.collected()
    assert [c.label for c in imported.claims] == ["Patients feel well", "Patients feel well", "They do not"]
    assert [c.origins for c in imported.claims] == [("urn:1", "urn:2")] * 3
    assert [c.condition for c in imported.claims] == [None, imported.entities[0].iri, None]
    written = {predicate for _, predicate, _ in statements_of(imported)}
    assert not written & {RDF.subject, RDF.predicate, RDF.object}
