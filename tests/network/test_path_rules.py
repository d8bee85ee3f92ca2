"""``docs/paths.md`` sentence by sentence: each rule that it states, on the smallest graph that can break it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.results import Audit
from ldn_graph.audit.whatif import Keystone, keystone_sources, without
from ldn_graph.cli import main
from ldn_graph.errors import UnknownNameError
from ldn_graph.model.claims import Claim
from ldn_graph.model.vocab import PREFIXES, SIGNED_PREDICATES
from ldn_graph.network.formats import serialize_network
from ldn_graph.network.graph import build_network
from ldn_graph.network.hops import STATUS_RANK, Hop, read_hops
from ldn_graph.network.paths import MOST_WAITING, SupportedPath, find_paths
from ldn_graph.network.shared import shared_mechanisms
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.opening import parse_turtle
from tests.conftest import DECLARATIONS, ROOT, claim_turtle, line_turtle, source_turtle
from tests.sentences import Document

PATHS = Document(
    ROOT / "docs" / "paths.md",
    stating_none=(
        "What leads from one thing to another through claims",
        "Nothing here says that a claim is true",
        "That there is a path says that somebody claimed each step",
        "It is no mechanism and no proof.",
        "**Order.**",
        "| | status of the weakest hop | the claim has |",
        "| predicate | sign |",
        "A net sign says what the claims come to when",
        "It does not say how large an effect is",
        "What hangs on one source is no measure of how good it is.",
        "| function | of networkx |",
        "**Why no PageRank and no betweenness.**",
        "They count every edge alike",
        "On large networks they also mislead or take long.",
        "Who wants it all the same scales it:",
        "`tol=1e-6 / len(network)`.",
        "`betweenness_centrality` from 32 sampled nodes",
    ),
)
BASE = "https://w3id.org/ldn-graph/entity/"
NODES = "abcdef"
ENTITIES = "".join(f'entity:{n} a ldn:Condition ; rdfs:label "{n}"@en .\n' for n in NODES)
SOURCES = (
    "".join(source_turtle(f"s{n}") for n in range(1, 5)) + 'source:article a ldn:Source ; dcterms:title "t"@en .\n'
)


def claims_of(*turtle: str) -> tuple[Claim, ...]:
    return read_claims(parse_turtle(DECLARATIONS + ENTITIES + SOURCES + "".join(turtle), "test.ttl"))


def audit_of(*turtle: str) -> Audit:
    return audit_claims(claims_of(*turtle))


def claim(name: str, start: str, end: str, *lines: str, condition: str = "", **changes: str) -> str:
    """A claim from one entity to another with lines as ``supports s1`` or ``disputes s2 indirect``."""
    names, pieces = [], []
    for n, (bearing, source, *directness) in enumerate(line.split() for line in lines):
        names.append(f"evidence:{name}-{n}")
        kind = directness[0] if directness else "direct"
        domain = "; ldn:indirectness ldn:otherSpecies" if kind == "indirect" else ""
        pieces.append(line_turtle(f"{name}-{n}", source, bearing, kind, domain))
    if condition:
        changes["biolink__disease_context_qualifier"] = f"entity:{condition}"
    changes = {"rdf__subject": f"entity:{start}", "rdf__object": f"entity:{end}", **changes}
    return claim_turtle(name, "".join(pieces), " , ".join(names), **changes)


def paths_of(*turtle: str, start: str = "a", end: str = "b", longest: int = 4) -> list[SupportedPath]:
    """The paths from one entity to another; both are named by a claim besides."""
    aside = claim("N1", "a", "a"), claim("N2", "b", "b")
    return list(find_paths(audit_of(*turtle, *aside), BASE + start, BASE + end, longest=longest))


def ways_of(*turtle: str, **asked: int) -> list[list[str]]:
    return [[hop.claim for hop in path.hops] for path in paths_of(*turtle, **asked)]


def run_command(tmp_path: Path, *words: str, turtle: str) -> tuple[int, str, str]:
    graph = tmp_path / "graph.ttl"
    graph.write_text(DECLARATIONS + ENTITIES + SOURCES + turtle, encoding="utf-8")
    result = CliRunner().invoke(main, [*words, "-g", str(graph)])
    return result.exit_code, result.stdout, result.stderr


# Whether each rule is here ----------------------------------------------------------------------


def test_each_sentence_that_states_a_rule_has_a_test() -> None:
    assert len(PATHS.sentences) > 60
    assert PATHS.untested() == []


def test_each_sentence_is_quoted_as_it_stands() -> None:
    assert len(PATHS.quoted) > 40
    assert PATHS.misquoted() == []


# Paths ------------------------------------------------------------------------------------------


@PATHS.states(
    "A hop is one claim; one that [is a sentence only](model.md#a-sentence-only) is none.",
    "It leads from the claim's subject to its object and, where the claim is made in a",
)
def test_a_claim_leads_to_its_object_and_to_its_condition_and_from_one_to_the_other() -> None:
    def hops(turtle: str) -> set[tuple[str, str | None, str]]:
        def local(iri: str | None) -> str | None:
            return iri and iri.removeprefix(BASE)

        found = read_hops(audit_of(turtle))
        assert {hop.claim for hop in found} <= {"C1"}
        return {(str(local(h.start)), local(h.through), str(local(h.end))) for h in found}

    assert hops(claim("C1", "a", "b")) == {("a", None, "b")}
    assert hops(claim("C1", "a", "b", condition="c")) == {("a", None, "b"), ("a", "b", "c"), ("b", None, "c")}
    assert hops(claim("C1", "a", "b", condition="b")) == {("a", None, "b")}
    assert hops(claim("C1", "a", "b", condition="a")) == {("a", None, "b"), ("b", None, "a")}
    assert hops(claim("C1", "a", "a", condition="b")) == {("a", "a", "b")}
    assert hops(claim("C1", "a", "a")) == set()
    no_triple = {"rdf__subject": "", "rdf__predicate": "", "rdf__object": ""}
    assert hops(claim("C1", "a", "b", condition="c", **no_triple)) == set()


def test_a_hop_has_the_predicate_of_its_claim_but_for_that_from_object_to_condition() -> None:
    found = read_hops(audit_of(claim("C1", "a", "b", condition="c")))
    treats, context = (PREFIXES["biolink"] + name for name in ("treats", "disease_context_qualifier"))
    assert {(h.start[-1], h.end[-1]): h.predicate for h in found} == {
        ("a", "b"): treats, ("a", "c"): treats, ("b", "c"): context,
    }  # fmt: skip


@PATHS.states("A path joins hops.")
def test_a_path_joins_hops_where_one_ends_and_the_next_begins() -> None:
    (path,) = paths_of(claim("C1", "a", "c"), claim("C2", "c", "b"), claim("C3", "d", "b"))
    assert path.steps == (BASE + "a", BASE + "c", BASE + "b")
    assert [(hop.start, hop.end) for hop in path.hops] == list(zip(path.steps, path.steps[1:], strict=False))


@PATHS.states("It passes no entity and no claim twice, and follows claims in this direction only")
def test_a_path_passes_nothing_twice_and_follows_one_direction(tmp_path: Path) -> None:
    there, back = claim("C1", "a", "c"), claim("C2", "c", "a")
    assert ways_of(there, back, claim("C3", "a", "b"), claim("C4", "c", "b"), claim("C5", "b", "c")) == [
        ["C3"],
        ["C1", "C4"],
    ]
    assert ways_of(claim("C1", "a", "c", condition="b")) == [["C1"]]
    assert ways_of(claim("C1", "b", "a")) == []
    turtle = claim("C1", "b", "a") + claim("C2", "b", "c") + claim("C3", "c", "a")
    code, out, remark = run_command(tmp_path, "paths", "a", "b", turtle=turtle)
    assert (code, out) == (1, "")
    assert "no path of 4 hops or fewer leads from a to b" in remark
    assert "2 lead the other way: ldn-graph paths b a" in remark


LINES: dict[str, tuple[str, ...]] = {
    "supported": ("supports s1",),
    "partly-supported": ("qualifies s1",),
    "contested": ("supports s1", "refutes s2"),
    "indirectly-supported": ("supports s1 indirect",),
    "unsupported": ("leavesOpen s1",),
    "unchecked": (),
    "contradicted": ("refutes s1",),
}


@PATHS.states(
    "By the status of the weakest hop, from best to worst:",
    "| 1 | `supported` |",
    "| 2 | `partly-supported` |",
    "| 3 | `contested` |",
    "| 4 | `indirectly-supported` |",
    "| 5 | `unsupported` |",
    "| 6 | `unchecked` |",
    "| 7 | `contradicted` |",
)
def test_paths_are_ordered_by_the_status_of_the_weakest_hop() -> None:
    order = [row[1].strip("`") for row in PATHS.rows("")]
    assert order == list(LINES) == sorted(STATUS_RANK, key=STATUS_RANK.__getitem__)
    direct = [claim(f"C{9 - n}", "a", "b", *lines) for n, lines in enumerate(LINES.values())]
    paths = paths_of(*direct)
    assert [path.status for path in paths] == order
    for weakest in order:
        first, second = claim("C1", "a", "c", *LINES["supported"]), claim("C2", "c", "b", *LINES[weakest])
        assert [path.status for path in paths_of(first, second)] == [weakest]


@PATHS.states("Then by the number of hops, the fewest first; then by the number of independent studies, the most first")
def test_paths_of_one_status_are_ordered_by_hops_then_studies_then_claims() -> None:
    one, two = ("supports s1",), ("supports s1", "supports s2")
    short_with_one = claim("C9", "a", "b", *one)
    long_with_four = claim("C1", "a", "c", *two), claim("C2", "c", "b", "supports s3", "supports s4")
    assert ways_of(short_with_one, *long_with_four) == [["C9"], ["C1", "C2"]]
    assert ways_of(claim("C1", "a", "b", *one), claim("C2", "a", "b", *two)) == [["C2"], ["C1"]]
    assert ways_of(claim("C10", "a", "b", *one), claim("C9", "a", "b", *one)) == [["C9"], ["C10"]]
    middle = [claim("C2", "a", "c"), claim("C4", "c", "b"), claim("C1", "a", "d"), claim("C5", "d", "b")]
    assert ways_of(*middle) == [["C1", "C5"], ["C2", "C4"]]


def test_the_path_to_the_object_of_a_claim_comes_before_that_to_its_condition() -> None:
    """C1 leads from a to c, and through c to d; C2 leads on to b from either."""
    turtle = claim("C1", "a", "c", condition="d") + claim("C2", "d", "b") + claim("C3", "c", "b")
    paths = paths_of(turtle)
    assert [[(h.claim, h.through is not None) for h in p.hops] for p in paths] == [
        [("C1", False), ("C3", False)],
        [("C1", True), ("C2", False)],
    ]


@PATHS.states("where more than 10,000 paths of one status and length would have to wait")
def test_so_many_paths_wait_for_one_with_more_studies(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_WAITING == 10_000
    # three paths whose two hops rest on one study, and one, by the last claims, whose hops rest on two
    turtle = [claim(f"C{n}", "a", node, "supports s1") for n, node in enumerate("cdef", 1)]
    turtle += [claim(f"D{n}", node, "b", f"supports s{2 if node == 'f' else 1}") for n, node in enumerate("cdef", 1)]
    assert ways_of(*turtle) == [["C4", "D4"], ["C1", "D1"], ["C2", "D2"], ["C3", "D3"]]
    monkeypatch.setattr("ldn_graph.network.paths.MOST_WAITING", 1)
    assert ways_of(*turtle) == [["C1", "D1"], ["C2", "D2"], ["C4", "D4"], ["C3", "D3"]]


def test_of_paths_that_wait_those_of_the_first_claims_come_first() -> None:
    """By the claims and not by the entities: what the first claim leads to has the last name."""
    turtle = [claim(f"C{n}", "a", node, "supports s1") for n, node in enumerate("edc", 1)]
    turtle += [claim(f"D{n}", node, "b", "supports s1") for n, node in enumerate("edc", 1)]
    assert ways_of(*turtle) == [["C1", "D1"], ["C2", "D2"], ["C3", "D3"]]


def test_paths_have_at_most_four_hops_unless_more_are_asked_for() -> None:
    turtle = [claim(f"C{n}", *pair) for n, pair in enumerate(("ac", "cd", "de", "ef", "fb"), 1)]
    audit = audit_of(*turtle)
    assert list(find_paths(audit, "a", "b")) == []
    assert [len(path.hops) for path in find_paths(audit, "a", "f")] == [4]
    assert [len(path.hops) for path in find_paths(audit, "a", "b", longest=5)] == [5]


@PATHS.states(
    "**`studies`** are the independent studies in favour of any of its claims", "Each counts once, behind however"
)
@pytest.mark.parametrize(
    ("first", "second", "studies"),
    [
        (("supports s1",), ("supports s2",), 2),
        (("supports s1",), ("supports s1",), 1),
        (("supports s1 indirect",), ("qualifies s2 indirect",), 2),
        (("supports s1", "refutes s2"), ("refutes s3",), 1),
        (("leavesOpen s1",), ("givesBackground s2",), 0),
        ((), (), 0),
    ],
)
def test_the_studies_of_a_path_are_those_in_favour_of_any_claim(
    first: tuple[str, ...], second: tuple[str, ...], studies: int
) -> None:
    (path,) = paths_of(claim("C1", "a", "c", *first), claim("C2", "c", "b", *second))
    assert path.studies == studies


@PATHS.states(
    "Reports of one study (`ldn:sameStudyAs`) count once.",
    "A systematic review counts as one study, and not at all beside a study that it reviews",
    "Narrative reviews, opinion, labels and registrations are no studies.",
)
@pytest.mark.parametrize(
    ("one", "other", "studies"),
    [
        (("cohort", ""), ("cohort", "; ldn:sameStudyAs source:x"), 1),
        (("cohort", ""), ("cohort", ""), 2),
        (("systematicReview", ""), ("narrativeReview", ""), 1),
        (("systematicReview", "; ldn:reviewOf source:y"), ("cohort", ""), 1),
        (("systematicReview", "; ldn:reviewOf source:z"), ("cohort", ""), 2),
        (("systematicReview", "; ldn:reviewOf source:z"), ("systematicReview", "; ldn:reviewOf source:z"), 1),
        (("systematicReview", ""), ("systematicReview", ""), 2),
        *((("cohort", ""), (d, ""), 1) for d in ("narrativeReview", "expertOpinion", "drugLabel", "trialRegistration")),
    ],
)
def test_sources_of_a_path_that_are_one_study_or_none(
    one: tuple[str, str], other: tuple[str, str], studies: int
) -> None:
    sources = source_turtle("x", one[0], more=one[1]), source_turtle("y", other[0], more=other[1])
    (path,) = paths_of(claim("C1", "a", "c", "supports x"), claim("C2", "c", "b", "supports y"), *sources)
    assert path.studies == studies


@PATHS.states("**Without support** are its claims without a direct source in their favour (statuses 4 to 7)")
@pytest.mark.parametrize("status", LINES)
def test_claims_without_support_and_those_without_any_source_are_named(status: str) -> None:
    (path,) = paths_of(claim("C1", "a", "c", "supports s1"), claim("C2", "c", "b", *LINES[status]))
    weak = list(LINES).index(status) >= 3
    assert path.bare == (("C2",) if weak else ())
    assert path.unsourced == (("C2",) if status == "unchecked" else ())


@PATHS.states(
    "**Certainty** stands at each claim that has one",
    "**Overclaimed** are its claims worded more strongly than their evidence carries.",
)
def test_each_claim_says_how_sure_one_may_be_and_a_path_which_say_too_much() -> None:
    first = claim("C1", "a", "c", "supports s1", ldn__wording="ldn:proven")
    second = claim("C2", "c", "b", "supports s2", ldn__topic="ldn:mechanism")
    (path,) = paths_of(first, second)
    assert [hop.certainty for hop in path.hops] == ["very low to low certainty", None]
    assert [hop.overclaimed for hop in path.hops] == [True, False]
    assert path.overclaimed == ("C1",)
    assert "certainty" not in path._fields


@PATHS.states("Neither changes the order.")
@pytest.mark.parametrize("name", ["C0", "C2"])
def test_neither_certainty_nor_a_wording_changes_the_order(name: str) -> None:
    trial = source_turtle("t", "randomisedControlledTrial", more="; ldn:participants 5000")
    sure = claim(name, "a", "b", "supports t", ldn__wording="ldn:hedged")
    (one, other) = paths_of(claim("C1", "a", "b", "supports s1", ldn__wording="ldn:proven"), sure, trial)
    said = {path.hops[0].claim: (path.hops[0].certainty, path.overclaimed) for path in (one, other)}
    assert said == {"C1": ("very low to low certainty", ("C1",)), name: ("very low to high certainty", ())}
    assert [path.hops[0].claim for path in (one, other)] == sorted(["C1", name])


SIGN_CASES = [
    ({"biolink__object_direction_qualifier": '"increased"'}, {"biolink__object_direction_qualifier": '"increased"'}, 1),
    ({"biolink__object_direction_qualifier": '"decreased"'}, {"biolink__object_direction_qualifier": '"increased"'}, -1),
    ({"biolink__object_direction_qualifier": '"decreased"'}, {"biolink__object_direction_qualifier": '"decreased"'}, 1),
    ({"rdf__predicate": "biolink:affects"}, {"biolink__object_direction_qualifier": '"decreased"'}, None),
    ({"rdf__predicate": "biolink:causes", "biolink__object_direction_qualifier": '"decreased"'}, {"rdf__predicate": "biolink:causes"}, -1),
]  # fmt: skip


@PATHS.states(
    "**Net sign** is `increases` or `decreases` where each hop says a direction",
    "A hop says it by `biolink:object_direction_qualifier` of its claim",
)
@pytest.mark.parametrize(("first", "second", "sign"), SIGN_CASES)
def test_a_net_sign_is_the_product_of_the_hops_where_each_says_one(
    first: dict[str, str], second: dict[str, str], sign: int | None, tmp_path: Path
) -> None:
    turtle = claim("C1", "a", "c", **first) + claim("C2", "c", "b", **second)
    (path,) = paths_of(turtle)
    assert (path.sign, type(path.sign)) == (sign, type(sign))
    _, out, _ = run_command(tmp_path, "paths", "a", "b", "--format", "csv", turtle=turtle)
    assert {1: ",increases,", -1: ",decreases,", None: ",unknown,"}[sign] in out


@PATHS.states(*(f"| `{predicate}` |" for predicate in sorted(SIGNED_PREDICATES)))
@pytest.mark.parametrize("predicate", sorted(SIGNED_PREDICATES))
def test_a_predicate_says_the_direction_of_the_table(predicate: str) -> None:
    table = {row[0].strip("`"): int(row[1]) for row in PATHS.rows("predicate")}
    (path,) = paths_of(claim("C1", "a", "b", rdf__predicate=predicate))
    assert path.sign == table[predicate]
    assert table.keys() == SIGNED_PREDICATES.keys()


@PATHS.states("A direction is about the object, so a hop that ends in the condition of its claim has none.")
def test_a_hop_to_the_condition_has_no_direction() -> None:
    turtle = claim("C1", "a", "c", condition="b", biolink__object_direction_qualifier='"increased"')
    signs = {(h.start.removeprefix(BASE), h.end.removeprefix(BASE)): h.sign for h in read_hops(audit_of(turtle))}
    assert signs == {("a", "c"): 1, ("a", "b"): None, ("c", "b"): None}


# Keystones --------------------------------------------------------------------------------------


def keystones_of(*turtle: str) -> dict[str, Keystone]:
    return {k.source: k for k in keystone_sources(claims_of(*turtle))}


@PATHS.states(
    "Each source is taken away in turn, as if it had been retracted",
    "* **Fallen** claims had direct support and have none without it.",
    "* **Changed** claims have another status without it and are not fallen",
)
@pytest.mark.parametrize(
    ("lines", "fallen", "changed"),
    [
        (("supports s1",), True, False),
        (("qualifies s1",), True, False),
        (("supports s1", "supports s2"), False, False),
        (("supports s1", "qualifies s2"), False, True),  # supported, then partly
        (("refutes s1", "supports s2"), False, True),  # contested, then supported
        (("supports s1", "refutes s2"), True, False),  # contested, then contradicted
        (("refutes s1", "leavesOpen s2"), False, True),  # contradicted, then unsupported
        (("supports s1 indirect",), False, True),  # indirectly supported, then unchecked
        (("givesBackground s1",), False, False),
    ],
)
def test_the_loss_of_a_source_fells_a_claim_or_changes_it(lines: tuple[str, ...], fallen: bool, changed: bool) -> None:
    lost = keystones_of(claim("C1", "a", "b", *lines))["s1"]
    assert (lost.claims, bool(lost.fallen), bool(lost.changed)) == (1, fallen, changed)


@PATHS.states("* Claims that **fall together** are those of one source's `fallen`.")
def test_claims_that_fall_together_are_told_with_their_source(tmp_path: Path) -> None:
    turtle = (
        claim("C10", "a", "b", "supports s1"),
        claim("C2", "a", "b", "supports s1"),
        claim("C3", "a", "b", "supports s2"),
    )
    found = keystones_of(*turtle)
    assert {name: lost.fallen for name, lost in found.items()} == {"s1": ("C2", "C10"), "s2": ("C3",)}
    assert list(found) == ["s1", "s2"]  # the gravest loss first
    _, out, _ = run_command(tmp_path, "keystones", "--format", "json", turtle="".join(turtle))
    assert [(k["source"], k["fallen"]) for k in json.loads(out)] == [("s1", ["C2", "C10"]), ("s2", ["C3"])]


def test_as_of_a_year_a_source_of_later_years_is_no_keystone() -> None:
    late = source_turtle("late", issued="2020")
    claims = claims_of(claim("C1", "a", "b", "supports s1", "refutes late"), late)
    now, then = ({k.source: k for k in keystone_sources(claims, year)} for year in (None, 2015))
    assert (now["late"].changed, then["late"].changed) == (("C1",), ())
    assert (now["s1"].fallen, then["s1"].fallen) == (("C1",), ("C1",))
    early = keystone_sources(claims_of(claim("C1", "a", "b", "supports s1", "supports late"), late), 2015)
    assert {k.source: k.fallen for k in early} == {"s1": ("C1",), "late": ()}


@PATHS.states("Other reports of the same study and reviews of it stay: whether they fall too is for you to say")
def test_other_reports_of_a_study_stay_unless_they_are_named_too() -> None:
    other = (
        source_turtle("again", more="; ldn:sameStudyAs source:s1"),
        source_turtle("review", "systematicReview", more="; ldn:reviewOf source:s1"),
    )
    claims = claims_of(claim("C1", "a", "b", "supports s1", "supports again", "supports review"), *other)

    def left(*gone: str) -> list[str]:
        return [e.source.id for c in without(claims, gone) for e in c.lines]

    assert left("s1") == ["again", "review"]
    assert left("s1", "again", "review") == []
    assert keystones_of(claim("C1", "a", "b", "supports s1", "supports again"), *other)["s1"].fallen == ()


# Shared mechanisms ------------------------------------------------------------------------------

MADE = (
    'entity:m a ldn:Mechanism ; rdfs:label "m"@en . entity:o a ldn:Outcome ; rdfs:label "o"@en .\n'
    'entity:drug a ldn:Drug ; rdfs:label "drug"@en .\n'
)


def shared_by(*turtle: str) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    return [tuple(pair) for pair in shared_mechanisms(claims_of(MADE, *turtle))]  # type: ignore[misc]


@PATHS.states(
    "Two conditions share a mechanism or outcome where claims are made on it, as their subject or object, in both."
)
@pytest.mark.parametrize("shared", ["m", "o"])
def test_conditions_share_what_claims_in_both_are_made_on(shared: str) -> None:
    in_a = claim("C1", "drug", shared, condition="a")
    as_subject = claim("C2", shared, "drug", condition="b")
    assert shared_by(in_a, as_subject) == [("a", "b", (shared,), ("C1", "C2"))]
    assert shared_by(in_a, claim("C2", "drug", "o" if shared == "m" else "m", condition="b")) == []
    assert shared_by(in_a, claim("C2", "drug", shared)) == []  # made in no condition
    assert shared_by(in_a, claim("C2", "drug", "c", condition="b")) == []  # on a condition
    assert shared_by(in_a, claim("C2", "drug", shared, condition="a")) == []


def test_pairs_come_by_how_much_they_share_and_claims_in_their_order() -> None:
    made = [("C10", "m", "b"), ("C2", "m", "c"), ("C3", "o", "b"), ("C4", "o", "c"), ("C5", "m", "a"), ("C6", "m", "f")]
    pairs = shared_by(*(claim(name, "drug", on, condition=where) for name, on, where in made))
    assert [pair[:3] for pair in pairs] == [
        ("b", "c", ("m", "o")),
        ("a", "b", ("m",)), ("a", "c", ("m",)), ("a", "f", ("m",)), ("b", "f", ("m",)), ("c", "f", ("m",)),
    ]  # fmt: skip
    assert pairs[0][3] == ("C2", "C3", "C4", "C10")


@PATHS.states("A claim holds in its disease context, else in the condition that it is on.")
def test_a_claim_holds_in_its_context_or_else_in_the_condition_that_it_is_on() -> None:
    on_b = claim("C2", "m", "b")
    assert shared_by(claim("C1", "drug", "m", condition="a"), on_b) == [("a", "b", ("m",), ("C1", "C2"))]
    elsewhere = claim("C2", "m", "b", condition="c")
    assert shared_by(claim("C1", "drug", "m", condition="a"), elsewhere) == [("a", "c", ("m",), ("C1", "C2"))]


@PATHS.states("This is about what was claimed, whatever supports it")
@pytest.mark.parametrize("lines", [(), ("supports s1",), ("refutes s1",)])
def test_what_is_shared_does_not_depend_on_support(lines: tuple[str, ...]) -> None:
    turtle = claim("C1", "drug", "m", *lines, condition="a"), claim("C2", "drug", "m", condition="b")
    assert shared_by(*turtle) == [("a", "b", ("m",), ("C1", "C2"))]


# From Python ------------------------------------------------------------------------------------


@PATHS.states("All are plain values:", "`pandas.DataFrame(ldn_graph.keystone_sources(claims))` is a table.")
def test_all_are_plain_values() -> None:
    import pandas as pd

    claims = claims_of(
        MADE, claim("C1", "drug", "m", "supports s1", condition="a"), claim("C2", "drug", "m", condition="b")
    )
    for value in (*keystone_sources(claims), *shared_mechanisms(claims), *read_hops(audit_claims(claims))):
        assert isinstance(value, tuple)
        assert hash(value) is not None
    frame = pd.DataFrame(keystone_sources(claims))
    assert frame.to_dict("records") == [keystone_sources(claims)[0]._asdict()]


@PATHS.states("A name that means nothing is an `UnknownNameError` with the nearest that does.")
def test_a_name_that_means_nothing_names_the_nearest() -> None:
    claims = claims_of(claim("C1", "a", "b", "supports lost"), source_turtle("lost"))
    with pytest.raises(UnknownNameError, match="did you mean lost"):
        without(claims, "lots")


@PATHS.states("Paths come one by one and the first do not wait for the others")
def test_the_first_path_is_found_without_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two statuses and of two lengths, only what comes first is put together."""
    supported = [claim("C1", "a", "b", "supports s1"), claim("C2", "a", "b", "supports s2")]
    turtle = [*supported, claim("C3", "a", "b"), claim("C4", "a", "c", "supports s1"), claim("C5", "c", "b")]
    audit = audit_of(*turtle)
    counted = []

    def count(self: object, lines: Iterator[object]) -> int:
        counted.append(len(tuple(lines)))
        return 1

    monkeypatch.setattr("ldn_graph.audit.studies.Studies.count", count)
    paths = find_paths(audit, "a", "b")
    for number, way in enumerate((["C1"], ["C2"], ["C3"], ["C4", "C5"]), 1):
        assert [hop.claim for hop in next(paths).hops] == way
        assert len(counted) == number


@PATHS.states(
    "`keystone_sources` and `without` use none: the loss of a source is computed by taking it away, not by its degree."
)
def test_a_source_that_bears_on_many_claims_may_change_none() -> None:
    lines = ("supports s2", "supports s3"), ("givesBackground s1", "supports s2", "supports s3")
    found = keystones_of(*(claim(f"C{n}", "a", "b", *lines[n > 1]) for n in range(1, 5)))
    assert (found["s1"].claims, found["s1"].fallen, found["s1"].changed) == (3, (), ())


# What networkx does -----------------------------------------------------------------------------


@PATHS.states("| `find_paths` |", "| `shared_mechanisms` |", "| `build_network` |", "| `serialize_network` |")
def test_each_function_uses_what_the_table_says(monkeypatch: pytest.MonkeyPatch) -> None:
    claims = claims_of(MADE, claim("C1", "drug", "m", condition="a"), claim("C2", "drug", "m", condition="b"))
    audit = audit_claims(claims)
    used: list[str] = []

    def noting(name: str, home: object) -> None:
        function = getattr(home, name)

        def noted(*given: object, **more: object) -> object:
            used.append(name)
            return function(*given, **more)

        monkeypatch.setattr(home, name, noted)

    for name in ("single_source_shortest_path_length", "immediate_dominators", "write_graphml_xml", "write_gexf"):
        noting(name, nx)
    for name in ("node_link_data", "cytoscape_data"):
        noting(name, nx)
    noting("projected_graph", nx.bipartite)
    calls = {
        "find_paths": lambda: list(find_paths(audit, "drug", "b")),
        "shared_mechanisms": lambda: shared_mechanisms(claims),
        "serialize_network": lambda: [
            serialize_network(build_network(audit), name) for name in ("graphml", "gexf", "node-link", "cyjs")
        ],
    }
    rows = {row[0].strip("`"): row[1] for row in PATHS.rows("function")}
    for function, call in calls.items():
        used.clear()
        assert call()
        assert used
        assert all(f"`{name}`" in rows[function] for name in used), function
        assert set(rows[function].split("`")[1::2]) - {"bipartite"} == set(used), function
    assert type(build_network(audit)) is nx.MultiDiGraph


def test_a_hop_has_the_rank_of_its_status() -> None:
    hop = Hop("C1", "a", None, "b", "p", None, "contested", 0, 0)
    assert hop.rank == 2
