"""The findings of each flag, in SQL as by the rules in Python: severity, message, remedy and triples, byte for byte."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import count, cycle
from pathlib import Path
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ldn_graph.audit.results import Audit
from ldn_graph.audit.tables import finding_row
from ldn_graph.model.graph import Graph
from ldn_graph.model.vocab import FLAGS, LDN, PROPERTIES, SCHEMES
from ldn_graph.rdf.opening import parse_turtle
from ldn_graph.scale.session import Options, Session
from tests.conftest import DECLARATIONS, ENTITIES, claim_turtle, line_turtle, source_turtle
from tests.scale.rules.graphs import Both, both
from tests.scale.rules.random_graphs import YEARS, random_graphs, random_turtle

Found = tuple[str, int, str, str, str, str]
"""IRI of the claim, place, severity, message, remedy, triples."""

HERE = (
    "misreported", "number-mismatch", "retracted-source", "uncited", "named-not-cited", "argued-from-unsupported",
    "rests-on-unread", "expression-of-concern", "corrected-source", "standing-unknown", "background-quotation",
    "outcome-switched", "registered-late", "readers-differ", "null-without-interval", "later-support-only",
)  # fmt: skip
CHOSEN = (
    Options(),
    Options(as_of=2010),
    Options(without=frozenset({1, 4, 5})),
    Options(as_of=2011, without=frozenset({2}), nulls_dispute=True),
)
EXAMPLES = sorted(Path(__file__).parents[3].glob("examples/**/*.ttl"))

flags = pytest.mark.parametrize("flag", HERE)


def by_python(audit: Audit) -> dict[str, list[Found]]:
    """The findings of each flag, in the order of the claims."""
    found = defaultdict(list)
    for audited in audit:
        places: dict[str, Iterator[int]] = defaultdict(count)
        for finding in audited.findings:
            severity, rule, _, message, remedy, because = map(str, finding_row(finding))
            found[rule].append((audited.claim.iri, next(places[rule]), severity, message, remedy, because))
    return found


def by_sql(session: Session, flag: str) -> list[Found]:
    """The findings of a flag, in the order of the claims; which claims have some is asked apart, and is the same."""
    findings = session.prepare("deciding_lines").findings(flag)
    told = f"SELECT c.iri, f.* EXCLUDE (claim) FROM ({findings}) AS f JOIN claims AS c ON c.number = f.claim"  # noqa: S608
    rows = session.ask(f"{told} ORDER BY f.claim, f.place").fetchall()
    claims = session.ask(f"SELECT DISTINCT claim FROM ({findings})").fetchall()  # noqa: S608, our own SQL
    assert len(claims) == len({row[0] for row in rows})
    return rows


def assert_alike(pairs: Iterable[Both], flag: str) -> None:
    for audit, session in pairs:
        assert by_sql(session, flag) == by_python(audit)[flag]


@pytest.fixture(scope="module")
def of_graph(graph: Graph) -> list[Both]:
    return [*both(graph)]


@pytest.fixture(scope="module")
def of_examples() -> list[Both]:
    return [pair for path in EXAMPLES for pair in both(parse_turtle(path.read_text("utf-8"), path.name))]


@pytest.fixture(scope="module")
def of_corpus(corpus: Graph) -> list[Both]:
    return [*both(corpus)]


@pytest.fixture(scope="module")
def of_dice() -> list[Both]:
    """Random graphs that together have each flag and each term."""
    return [
        pair
        for graph, chosen in zip(some_graphs(), cycle(CHOSEN), strict=False)
        for pair in both(graph, [(chosen, False)])
    ]


def some_graphs() -> list[Graph]:
    return [parse_turtle(random_turtle(Random(n), 40, 12), f"random {n}.ttl") for n in range(8)]  # noqa: S311


@flags
def test_the_findings_of_the_graph(of_graph: list[Both], flag: str) -> None:
    assert_alike(of_graph, flag)


@flags
def test_the_findings_of_the_examples(of_examples: list[Both], flag: str) -> None:
    assert_alike(of_examples, flag)


@flags
def test_the_findings_of_many_claims(of_corpus: list[Both], flag: str) -> None:
    assert_alike(of_corpus, flag)


@flags
def test_the_findings_of_random_graphs(of_dice: list[Both], flag: str) -> None:
    assert any(by_python(audit)[flag] for audit, _ in of_dice)
    assert_alike(of_dice, flag)


options = st.builds(Options, st.sampled_from(YEARS), st.frozensets(st.integers(0, 8), max_size=2), st.booleans())


@settings(max_examples=12, phases=(Phase.explicit, Phase.generate))  # to make one smaller takes long
@given(random_graphs(), options)
def test_the_findings_of_any_graph(turtle: str, chosen: Options) -> None:
    for audit, session in both(parse_turtle(turtle, "random.ttl"), [(chosen, False)]):
        found = by_python(audit)
        for flag in HERE:
            assert by_sql(session, flag) == found[flag], flag


def test_the_random_graphs_have_every_term_and_every_flag(of_dice: list[Both]) -> None:
    quads = [quad for graph in some_graphs() for quad in graph.quads]
    used = {term for quad in quads for term in (quad.predicate.value, getattr(quad.object, "value", ""))}
    terms = {name for names in SCHEMES.values() for name in names} | set(PROPERTIES) - NOT_OF_CLAIMS
    assert {name for name in terms if LDN[name] not in used} == set()
    assert {rule for audit, _ in of_dice for rule in by_python(audit)} == set(FLAGS)


NOT_OF_CLAIMS = {
    "condition", "includesResult",  # of bodies of evidence
    "level", "human", "primary", "controlled", "answersTopic",  # of the vocabulary
    "year", "identity",  # filled in where a graph is loaded
}  # fmt: skip
"""Properties that reading claims passes over."""


LISTED = 'ldn:standingAsOf "2024-01-31"^^xsd:date ; ldn:standingBy <https://example.org/list>'
AGAIN = {
    "misreported": ("disputes", "", ""),
    "retracted-source": ("supports", f"; ldn:standing ldn:retracted ; {LISTED}", ""),
    "rests-on-unread": ("supports", "; ldn:readAs ldn:notRead", ""),
    "expression-of-concern": ("supports", f"; ldn:standing ldn:expressionOfConcern ; {LISTED}", ""),
    "corrected-source": ("supports", f"; ldn:standing ldn:corrected ; {LISTED}", ""),
    "standing-unknown": ("supports", '; bibo:doi "10.5555/a"', ""),
    "background-quotation": ("supports", "", "; ldn:foundAt evidence:passage"),
    "outcome-switched": ("supports", "; ldn:outcomeSwitched true", ""),
    "registered-late": ("supports", "; ldn:registrationTiming ldn:afterStart", ""),
    "readers-differ": ("supports", "", "; ldn:otherJudgement evidence:judgement"),
    "null-without-interval": ("disputes", "", "; ldn:nullWithoutInterval true"),
    "later-support-only": ("supports", "", ""),
}
"""What makes each flag of a claim's lines fire on every line: bearing, what is said of the source, and of the line."""
TWINS = ("source:b", "source:a", "<https://example.org/papers/a>", "source:a", "source:b")
"""The sources of the lines of one claim: they come again, and two of them have one id."""


def thick_claim(bearing: str, of_source: str, of_line: str) -> str:
    """A claim with these sources, of three articles, the last two of one day; a source that does not stand is against it."""
    sources = "".join(
        f'{name} a ldn:Source ; dcterms:issued "{2024 + n}"^^xsd:gYear ; ldn:studyDesign ldn:cohort {of_source} .\n'
        for n, name in enumerate(sorted({*TWINS}))
    )
    lines = "".join(
        f"evidence:L{n} a ldn:EvidenceLine ; ldn:source {name} ; ldn:bearing ldn:{bearing} ; "
        f"ldn:directness ldn:direct {of_line} .\n"
        for n, name in enumerate(TWINS)
    )
    articles = "".join(
        f"source:article{n} a ldn:Source ; dcterms:issued {day} .\n"
        for n, day in enumerate(('"2023"^^xsd:gYear', '"2023-03-22"', '"2023-03-22"^^xsd:date'))
    )
    fallen = line_turtle("L9", "gone", "supports" if bearing == "disputes" else "disputes", more=of_line)
    gone = source_turtle("gone", more=f"; ldn:standing ldn:retracted ; {LISTED}")
    quoted = (
        "evidence:passage ldn:quotationRole ldn:backgroundStatement ; oa:hasSelector evidence:words .\n"
        'evidence:words oa:exact "as others found" .\n'
        "evidence:judgement a ldn:Judgement ; ldn:bearing ldn:refutes ; ldn:directness ldn:direct .\n"
    )
    claim = claim_turtle(
        evidence=" , ".join([*(f"evidence:L{n}" for n in range(len(TWINS))), "evidence:L9"]),
        ldn__reportsOn=" , ".join(sorted({*TWINS})),
        prov__wasDerivedFrom="source:article0 , source:article1 , source:article2",
    )
    return DECLARATIONS + ENTITIES + sources + lines + articles + fallen + gone + quoted + claim


@pytest.mark.parametrize("flag", AGAIN)
def test_a_source_that_comes_again_is_named_once(flag: str) -> None:
    for pair in both(parse_turtle(thick_claim(*AGAIN[flag]), "thick.ttl"), [(Options(), False)]):
        (found,) = by_python(pair.audit)[flag]
        assert "b, a" in found[3] or ("b, " in found[3] and "; a, " in found[3])
        assert by_sql(pair.session, flag) == [found]


@pytest.mark.parametrize(("issued", "fires"), [("2023-03-22", False), ("2023-03-23", True), ("2023-03", True), ("2022-12", False)])  # fmt: skip
def test_what_appeared_on_the_day_of_the_article_is_not_later(issued: str, fires: bool) -> None:
    turtle = claim_turtle(more=line_turtle("L1", "s"), evidence="evidence:L1") + source_turtle("s", issued=issued)
    for audit, session in both(parse_turtle(DECLARATIONS + ENTITIES + turtle, "day.ttl"), [(Options(), False)]):
        assert bool(by_python(audit)["later-support-only"]) is fires
        assert_alike([Both(audit, session)], "later-support-only")


def test_a_reader_may_differ_on_what_does_not_count_alone() -> None:
    """Then nobody looked into the claim, as that reader has it, and no source that counts is named."""
    other = "; ldn:otherJudgement evidence:J"
    lines = line_turtle("L1", "s", "givesBackground", more=other) + line_turtle("L2", "gone", "leavesOpen", more=other)
    pieces = (
        claim_turtle(more=lines, evidence="evidence:L1 , evidence:L2"),
        source_turtle("s"),
        source_turtle("gone", more=f"; ldn:standing ldn:retracted ; {LISTED}"),
        "evidence:J a ldn:Judgement ; ldn:bearing ldn:givesBackground ; ldn:directness ldn:direct .\n",
    )
    for audit, session in both(
        parse_turtle(DECLARATIONS + ENTITIES + "".join(pieces), "reader.ttl"), [(Options(), False)]
    ):
        (found,) = by_python(audit)["readers-differ"]
        assert found[3].endswith("who judged otherwise: ")
        assert by_sql(session, "readers-differ") == [found]


def test_a_line_may_be_the_judgement_of_another() -> None:
    """Its triples are then told of once."""
    lines = line_turtle("L1", "s", "supports", more="; ldn:otherJudgement evidence:L2 , evidence:J1")
    lines += line_turtle("L2", "s", "refutes", more="; ldn:otherJudgement evidence:J2")
    judged = "".join(
        f"evidence:{name} a ldn:Judgement ; ldn:bearing ldn:{bearing} ; ldn:directness ldn:direct .\n"
        for name, bearing in (("J1", "supports"), ("J2", "leavesOpen"))
    )
    turtle = claim_turtle(more=lines + judged, evidence="evidence:L1 , evidence:L2") + source_turtle("s")
    for audit, session in both(parse_turtle(DECLARATIONS + ENTITIES + turtle, "line.ttl"), [(Options(), False)]):
        (found,) = by_python(audit)["readers-differ"]
        assert found[5].count("#bearing> ") == 3
        assert by_sql(session, "readers-differ") == [found]
