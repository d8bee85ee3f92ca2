"""What differs between two versions of a graph: nothing where nothing does, and each change with its cause."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.change_texts import Comparison, comparison_outline
from ldn_graph.audit.changes import Changes, Version, compare_versions
from ldn_graph.audit.pairing import pair
from ldn_graph.audit.whatif import without
from ldn_graph.model.graph import Graph
from ldn_graph.rdf.claim_reader import read_claims, read_sources
from ldn_graph.rdf.differing import differing_nodes
from ldn_graph.rdf.opening import parse_turtle
from tests.audit.test_status import random_graphs
from tests.conftest import ROOT, claim_turtle, line_turtle, source_turtle

Turtle = Callable[..., Graph]


def version(graph: Graph) -> Version:
    return Version(read_claims(graph), read_sources(graph))


def compare(old: Graph, new: Graph) -> Changes:
    return compare_versions(version(old), version(new))


def rewritten(text: str, seed: int) -> Graph:
    """The same graph as N-Triples in another order, with other names of blank nodes."""
    quads = list(ox.parse(text, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True))
    random.Random(seed).shuffle(quads)  # noqa: S311
    return parse_turtle(ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES).decode())


@settings(max_examples=40)
@given(random_graphs(), st.sampled_from(["", "evidence:C", "source:s"]), st.integers(0, 99))
def test_order_prefixes_and_names_of_blank_nodes_are_no_difference(text: str, blank: str, seed: int) -> None:
    if blank:  # what has no IRI is told apart by what it says
        text = re.sub(rf"{blank}([\w-]+)", rf"_:{blank[-1]}\1", text)
    old, new = parse_turtle(text), rewritten(text, seed)
    changes = compare(old, new)
    assert ([c.effects for c in changes.claims], changes.differences) == ([], ())
    assert differing_nodes(old, new, changes.renamed) == ()


@settings(max_examples=40)
@given(random_graphs(), random_graphs())
def test_there_and_back_are_each_others_mirror(one: str, other: str) -> None:
    a, b = parse_turtle(one), parse_turtle(other)
    there, back = compare(a, b), compare(b, a)
    assert {(d.kind, d.old, d.new, f.name, f.old, f.new) for d in there.differences for f in d.fields} == {
        (d.kind, d.new, d.old, f.name, f.new, f.old) for d in back.differences for f in d.fields
    }
    assert {(d.kind, d.old, d.new) for d in there.differences} == {(d.kind, d.new, d.old) for d in back.differences}
    assert [(c.now.status, c.was.status) for c in sorted(there.claims)] == [
        (c.was.status, c.now.status) for c in sorted(back.claims, key=lambda c: c.now)
    ]
    assert differing_nodes(a, b, {}) == differing_nodes(b, a, {})


@settings(max_examples=60)
@given(random_graphs(), random_graphs())
def test_every_other_status_is_told_with_a_cause(one: str, other: str) -> None:
    old, new = version(parse_turtle(one)), version(parse_turtle(other))
    before = {c.claim.iri: c for c in audit_claims(old.claims).claims}
    after = {c.claim.iri: c for c in audit_claims(new.claims).claims}
    changes = compare_versions(old, new)
    both = before.keys() & after.keys()
    assert {c.now.claim.iri for c in changes.statuses_changed} == {
        iri for iri in both if before[iri].status != after[iri].status
    }
    assert {c.now.claim.iri for c in changes.claims} == {
        iri
        for iri in both
        if (before[iri].status, before[iri].flags, before[iri].certainty and before[iri].certainty.words)
        != (after[iri].status, after[iri].flags, after[iri].certainty and after[iri].certainty.words)
    }
    assert all(effect.causes for change in changes.claims for effect in change.effects)


@settings(max_examples=60)
@given(random_graphs(), st.data())
def test_a_line_that_is_taken_away_is_the_cause(text: str, data: st.DataObject) -> None:
    old = version(parse_turtle(text))
    lines = [(claim, line) for claim in old.claims for line in claim.lines]
    if not lines:
        return
    claim, gone = data.draw(st.sampled_from(lines))
    left = claim._replace(lines=tuple(e for e in claim.lines if e is not gone))
    new = Version(tuple(left if c is claim else c for c in old.claims), old.sources)
    changes = compare_versions(old, new)
    assert [(d.kind, d.how, d.old) for d in changes.differences] == [("line", "gone", gone.iri)]
    assert [c.now.claim.iri for c in changes.claims] in ([], [claim.iri])
    for change in changes.claims:
        for effect in change.effects:
            assert (effect.alone, [cause.old for cause in effect.causes]) == (True, [gone.iri])


def test_the_shipped_graph_without_a_source_loses_what_keystones_say(graph: Graph) -> None:
    old = version(graph)
    changes = compare_versions(old, Version(without(old.claims, "smith-2011"), old.sources))
    lost = {change.now.claim.id: change.lost for change in changes.lost_support}
    assert lost
    assert {*lost.values()} == {("smith-2011",)}
    assert not any(one.kind in ("claim", "source", "search") for one in changes.differences)


# Planted changes, each with its cause -----------------------------------------------------------

CLAIM = claim_turtle(evidence="evidence:a , evidence:b")
SUPPORT, AGAINST = line_turtle("a", "one"), line_turtle("b", "two", "disputes", "indirect")
SOURCES = source_turtle("one", more='; bibo:doi "10.5555/one"') + source_turtle("two")
RETRACTED = (
    'source:one ldn:standing ldn:retracted ; ldn:standingAsOf "2026-06-10"^^xsd:date ; '
    "ldn:standingBy <https://example.org/list> .\n"
)


def told(turtle: Turtle, old: str, new: str) -> str:
    """The outline of what changed, line by line."""
    a, b = turtle(old), turtle(new)
    changes = compare(a, b)
    names = {iri for one in changes.differences for iri in (one.old, one.new)}
    others = [iri for iri in differing_nodes(a, b, changes.renamed) if iri not in names]
    entries = comparison_outline(Comparison(changes, "old", "new", others, lambda _: ""))
    return "\n".join(f"{'  ' * entry.depth}{entry.text}" for entry in entries)


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (claim_turtle(evidence="evidence:b") + SUPPORT + AGAINST + SOURCES,
         ["Lost support (1)", "it lost its only source, one", "because of the line of one (supports, direct), which is gone",
          "status: supported -> unsupported", "gone C01, one: supports, direct"]),
        (CLAIM + SUPPORT + AGAINST + SOURCES + RETRACTED,
         ["it lost its only source, one", "because of the source one: standing unknown -> retracted", "now flagged: no-supporting-source"]),
        (CLAIM + line_turtle("a", "one", "refutes") + AGAINST + SOURCES,
         ["Lost support (1)", "the line of one (refutes, direct): bearing supports -> refutes", "status: supported -> contradicted"]),
        (CLAIM + line_turtle("a", "one", directness="indirect") + AGAINST + SOURCES,
         ["Lost support (1)", "directness direct -> indirect"]),
        (CLAIM + SUPPORT + line_turtle("b", "two", "disputes") + SOURCES,
         ["Another status (1)", "status: supported -> contested", "the line of two (disputes, direct): directness indirect -> direct"]),
        (CLAIM + line_turtle("a", "one", "disputes") + line_turtle("b", "two", "disputes") + SOURCES,
         ["Lost support (1)", "these together: the line of one (disputes, direct): bearing supports -> disputes; the line of two"]),
        (CLAIM + SUPPORT + AGAINST + SOURCES.replace("ldn:cohort", "ldn:animal"),
         ["Other certainty or flags (1)", "source one: design cohort -> animal", "now flagged: overclaimed"]),
        (claim_turtle(evidence="evidence:a , evidence:b , evidence:s") + SUPPORT + AGAINST + SOURCES
         + 'evidence:s a ldn:EvidenceSearch ; rdfs:comment "none"@en ; ldn:searchedIn "PubMed" .\n',
         ["the search (none, PubMed), which is new", "no longer flagged: not-searched", "new C01, search: none, PubMed"]),
        (claim_turtle(evidence="evidence:a , evidence:b", ldn__wording="ldn:proven") + SUPPORT + AGAINST + SOURCES,
         ["because of the claim itself: wording asserted -> proven", "now flagged: overclaimed"]),
        (CLAIM + SUPPORT + AGAINST + SOURCES.replace('"one"@en', '"One more"@en'),
         ["Sources (1)", "changed one: One more", "title one -> One more"]),
        (CLAIM + SUPPORT + AGAINST + SOURCES + "entity:lupus skos:altLabel \"SLE\" .\n",
         ["Other nodes whose statements differ (1)", "entity:lupus"]),
    ],
)  # fmt: skip
def test_a_planted_change_is_told_with_its_cause(turtle: Turtle, new: str, words: list[str]) -> None:
    text = told(turtle, CLAIM + SUPPORT + AGAINST + SOURCES, new)
    for word in words:
        assert word in text, text


def test_what_was_renamed_is_told_as_renamed_and_nothing_else_is(turtle: Turtle) -> None:
    old = CLAIM + SUPPORT + AGAINST + SOURCES
    new = old.replace("claim:C01", "claim:C77").replace("source:one", "source:uno").replace("evidence:a", "evidence:x")
    text = told(turtle, old, new)
    assert text.splitlines() == [
        "Claims (1)",
        "  renamed C77 (before C01): claim C01",
        "Evidence lines (1)",
        "  renamed C77, uno (before a): supports, direct",
        "Sources (1)",
        "  renamed uno (before one): one",
    ]  # fmt: skip


def test_a_claim_that_is_a_sentence_only_may_become_a_triple_and_be_renamed(turtle: Turtle) -> None:
    sentence = claim_turtle("C05", rdf__subject="", rdf__predicate="", rdf__object="")
    assert told(turtle, sentence, sentence.replace("C05 a", "C06 a")).splitlines() == [
        "Claims (1)", "  renamed C06 (before C05): claim C05",
    ]  # fmt: skip
    text = told(turtle, sentence, claim_turtle("C05"))
    for words in (
        "subject nothing -> entity:ldn",
        "predicate nothing -> biolink:treats",
        "object nothing -> entity:lupus",
    ):
        assert words in text


def test_a_claim_falls_with_the_one_that_it_rests_on(turtle: Turtle) -> None:
    premise = claim_turtle("C02", evidence="evidence:a")
    resting = claim_turtle("C03", evidence="evidence:b", ldn__restsOn="claim:C02")
    old = premise + resting + SUPPORT + AGAINST + SOURCES
    text = told(turtle, old, old + RETRACTED)
    assert "because of C02, which it rests on: status supported -> unsupported" in text
    assert "now flagged: argued-from-unsupported" in text


def test_a_claim_that_is_gone_says_what_its_status_was(turtle: Turtle) -> None:
    old = CLAIM + SUPPORT + AGAINST + SOURCES
    changes = compare(turtle(old, claim_turtle("C02")), turtle(old))
    (gone,) = changes.differences
    assert (gone.kind, gone.how, gone.id) == ("claim", "gone", "C02")
    assert [(f.name, f.old, f.new) for f in gone.fields] == [("status", "unchecked", "")]
    assert changes.claims == ()


@given(st.lists(st.text("ab", max_size=2)), st.lists(st.text("ab", max_size=2)))
def test_pairs_have_everything_once_and_are_the_same_in_either_direction(old: list[str], new: list[str]) -> None:
    keys = (str, lambda text: text[:1] or None)
    pairs = pair(list(enumerate(old)), list(enumerate(new)), [lambda v: keys[0](v[1]), lambda v: keys[1](v[1])])
    back = pair(list(enumerate(new)), list(enumerate(old)), [lambda v: keys[0](v[1]), lambda v: keys[1](v[1])])
    assert [a for a, _ in pairs if a] == list(enumerate(old))
    assert sorted(b for _, b in pairs if b) == list(enumerate(new))
    assert {(b, a) for a, b in pairs} == {*back}


def test_the_example_of_python_runs() -> None:
    text = (ROOT / "docs" / "keeping.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    names: dict[str, object] = {}
    exec(compile(block, "keeping.md", "exec"), names)  # noqa: S102
    assert names["lost"]
    assert names["first"] == "abstract-only"
