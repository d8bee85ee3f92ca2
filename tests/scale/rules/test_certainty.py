"""Certainty, in SQL as by the rules in Python: its bounds and words, and the finding where it is low."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_graph.audit.certainty import count_name
from ldn_graph.audit.results import Audit
from ldn_graph.audit.tables import finding_row
from ldn_graph.model.graph import Graph
from ldn_graph.model.vocab import DESIGNS, SCHEMES, local_id
from ldn_graph.rdf.opening import parse_turtle
from ldn_graph.scale.session import Session, read_rule
from ldn_graph.scale.vocabulary_tables import BLANKS
from tests.conftest import DECLARATIONS, ENTITIES
from tests.scale.columns.of_values import columns_of
from tests.scale.rules.graphs import both

Row = tuple[object, ...]


def rated_by_python(audit: Audit) -> Iterator[Row]:
    """What the relation certainty has, with the claim's IRI in the place of its number."""
    for audited in audit:
        if certainty := audited.certainty:
            yield (
                audited.claim.iri,
                *(certainty.start or (None, None)),
                certainty.lower,
                certainty.upper,
                certainty.rating.level if certainty.rating else None,
                certainty.best,
                certainty.is_outside,
                certainty.unmeasured,
                certainty.computed,
                certainty.words,
                count_name(certainty),
                certainty.points,
                certainty.studies,
                certainty.people,
            )


def rated_by_sql(session: Session) -> list[Row]:
    """The rows of the relation, in the order of the claims."""
    return session.ask(
        "SELECT m.iri, c.* EXCLUDE (claim) FROM certainty AS c JOIN claims AS m ON m.number = c.claim ORDER BY c.claim"
    ).fetchall()


def found_by_python(audit: Audit, flag: str) -> list[Row]:
    """The same rows of the audit."""
    return [tuple(finding_row(finding)) for finding in audit.findings if finding.rule == flag]


def found_by_sql(session: Session, flag: str) -> list[Row]:
    """The rows of the flag's findings, as the table of findings has them."""
    found = f"SELECT * FROM ({read_rule(f'flags/{flag}')})"  # noqa: S608, our own file
    return session.ask(
        f"SELECT f.severity, '{flag}', m.id, f.message, f.remedy, f.because FROM ({found}) AS f "  # noqa: S608
        "JOIN claims AS m ON m.number = f.claim ORDER BY f.claim, f.place"
    ).fetchall()


def assert_alike(graph: Graph) -> None:
    """Certainty and its finding are the same both ways, with all options."""
    for audit, session in both(graph):
        session.prepare("low_certainties")
        assert rated_by_sql(session) == [*rated_by_python(audit)]
        assert found_by_sql(session, "low-certainty") == found_by_python(audit, "low-certainty")


def test_every_claim_of_the_graph_is_rated_as_python_rates_it(graph: Graph) -> None:
    assert_alike(graph)


def test_many_claims_are_rated_as_python_rates_them(corpus: Graph) -> None:
    assert_alike(corpus)


# Graphs at random, of little but what certainty is made of ----------------------------------------

REVIEWS_AND_TRIALS = ("systematicReview", "systematicReview", "randomisedControlledTrial", "crossoverTrial", "cohort")
NUMBERS = ("0", "+3", "-1", "-0.0", ".5", "0.75", "0.750", "00.74", "1.25", "1.3", "75", "75.0", "75.1", "080", "92.", "0.00000012", "9" * 40)  # fmt: skip
PEOPLE = ("0", "1", "40", "99", "100", "399", "400", "1234567")
DAYS = ("2024-01-31", "2025-06-01", "2025-06-01T12:00:00Z")
COMMENTS = ('""', '" \\u00A0"', '"seen, and “weighed”"@en', '"a \\"reason\\"\\nof two lines"')
READERS = ("https://orcid.org/0000-0001", "https://example.org/reader/", "https://example.org/readers#two")
ELSEWHERE = "https://example.org/"


class Certain:
    """A graph of claims of efficacy and safety at random, as Turtle."""

    def __init__(self, dice: Random, claims: int, sources: int) -> None:
        self.dice = dice
        # Two sources may have one id, and the order of IRIs is not that of ids.
        self.sources = [f"<{ELSEWHERE}s{n - 1}>" if n % 4 == 3 else f"source:s{n}" for n in range(sources)]
        self.results = [f"result:r{n}" for n in range(4)]
        self.risks = [f"assessment:k{n}" for n in range(4)]
        nodes = [*map(self.result, self.results), *map(self.risk, self.risks), *map(self.source, self.sources)]
        self.turtle = DECLARATIONS + ENTITIES + "".join(nodes + [self.claim(n) for n in range(claims)])

    def often(self, of: int = 2) -> bool:
        """True once in so many times."""
        return self.dice.randrange(of) == 0

    def some(self, values: Sequence[str], most: int = 2) -> list[str]:
        return list(dict.fromkeys(self.dice.choice(values) for _ in range(self.dice.randrange(most + 1))))

    def maybe(self, path: str, value: Callable[[], str], of: int = 2) -> str:
        return f" ; {path} {value()}" if self.often(of) else ""

    def concept(self, scheme: str) -> str:
        return f"ldn:{self.dice.choice(SCHEMES[scheme])}"

    def number(self) -> str:
        return f'"{self.dice.choice(NUMBERS)}"^^xsd:decimal'

    def design(self) -> str:
        return f"ldn:{self.dice.choice(REVIEWS_AND_TRIALS if self.often() else [*DESIGNS])}"

    def wording(self) -> str:
        """Mostly one with which low certainty is a finding."""
        return self.concept("wording") if self.often(4) else f"ldn:{self.dice.choice(('asserted', 'proven'))}"

    def people(self) -> str:
        return self.dice.choice(PEOPLE)

    def judged(self) -> str:
        reader, day, comment = (self.dice.choice(values) for values in (READERS, DAYS, COMMENTS))
        return (
            self.maybe("prov:wasAttributedTo", lambda: f"<{reader}>")
            + self.maybe("dcterms:created", lambda: f'"{day}"')
            + self.maybe("rdfs:comment", lambda: comment)
        )

    def result(self, name: str) -> str:
        said = f'{name} a ldn:Result ; rdfs:label "outcome"@en'
        said += self.maybe("ldn:measure", lambda: "ldn:riskRatio" if self.often() else self.concept("measure"))
        for path in ("intervalLow", "intervalHigh", "iSquared"):
            said += self.maybe(f"ldn:{path}", self.number)
        said += self.maybe("ldn:people", self.people, 3)
        said += "".join(self.maybe(f"ldn:{path}", lambda: "true", 4) for path in ("figuresNotSeen", "subgroup"))
        arms = ""
        for n in range(self.dice.choice((0, 0, 1, 2))):
            said += f" ; ldn:arm {name}-{n}"
            arms += f'{name}-{n} a ldn:Arm ; rdfs:label "arm"' + ("" if self.often(4) else f" ; ldn:people {40 * n}")
            arms += " .\n"
        return f"{said} .\n{arms}"

    def risk(self, name: str) -> str:
        said = f"{name} a ldn:RiskOfBiasAssessment ; ldn:riskOfBiasTool {self.concept('riskOfBiasTool')}"
        said += f" ; ldn:riskOfBiasJudgement {self.concept('riskOfBiasJudgement')}"
        said += self.maybe("ldn:assessedResult", lambda: self.dice.choice(self.results))
        return f"{said} .\n"

    def source(self, name: str) -> str:
        others = [*(other for other in self.sources if other != name), f"<{ELSEWHERE}nowhere>", f"<{ELSEWHERE}unknown>"]
        said = f'{name} a ldn:Source ; dcterms:title "a study"'
        said += self.maybe("dcterms:issued", lambda: self.dice.choice(('"2009"', '"2012"', '"2018"')))
        said += self.maybe("ldn:studyDesign", self.design, 1 + self.often(6))
        for path in ("participants", "analysed", "randomised"):
            said += self.maybe(f"ldn:{path}", self.people, 3)
        said += "".join(f" ; ldn:reviewOf {other}" for other in self.some(others, 3) if self.often())
        said += "".join(f" ; ldn:sameStudyAs {other}" for other in self.some(others) if self.often(3))
        said += self.maybe("ldn:reviewedDesign", self.design, 3)
        said += self.maybe("ldn:reviewedStudies", lambda: self.dice.choice("012"), 4)
        retracted = (
            'ldn:retracted ; ldn:standingAsOf "2020-01-31"^^xsd:date ; ldn:standingBy <https://example.org/list>'
        )
        said += self.maybe("ldn:standing", lambda: retracted, 8)
        said += "".join(f" ; ldn:result {result}" for result in self.some(self.results))
        said += "".join(f" ; ldn:riskOfBias {risk}" for risk in self.some(self.risks, 3))
        return f"{said} .\n"

    def line(self, name: str) -> str:
        said = f"{name} a ldn:EvidenceLine ; ldn:source {self.dice.choice(self.sources)}"
        bearing = self.concept("bearing") if self.often() else f"ldn:{self.dice.choice(('supports', 'refutes'))}"
        directness = self.concept("directness") if self.often() else "ldn:direct"
        said += f" ; ldn:bearing {bearing} ; ldn:directness {directness}"
        said += "".join(
            f" ; ldn:indirectness {self.concept('indirectness')}" for _ in range(self.dice.choice((0, 1, 3)))
        )
        said += self.maybe("ldn:studyDesign", self.design, 6)
        said += self.maybe("ldn:nullWithoutInterval", lambda: "true", 4)
        said += self.maybe("ldn:reviewedDesign", self.design, 8)
        said += self.maybe("ldn:reviewedStudies", lambda: self.dice.choice("012"), 8)
        return said + "".join(f" ; ldn:usesResult {result}" for result in self.some(self.results)) + " .\n"

    def claim(self, n: int) -> str:
        said = f'claim:C{n} a ldn:Claim ; rdfs:label "claim"@en ; prov:wasDerivedFrom source:article'
        said += f" ; ldn:topic ldn:{self.dice.choice(('efficacy', 'safety'))} ; ldn:wording {self.wording()}"
        below = ""
        for k in range(self.dice.randrange(9)):
            said += f" ; biolink:has_evidence evidence:C{n}-{k}"
            below += self.line(f"evidence:C{n}-{k}")
        if self.often(3):
            said += f" ; biolink:has_evidence evidence:C{n}-search"
            below += f'evidence:C{n}-search a ldn:EvidenceSearch ; rdfs:comment "searched" .\n'
        for k in range(self.dice.choice((0, 0, 0, 1, 2, 3))):
            said += f" ; ldn:certaintyRating assessment:C{n}-rating{k}"
            below += f"assessment:C{n}-rating{k} a ldn:CertaintyRating ; ldn:certainty {self.concept('certainty')}"
            below += f"{self.judged()} .\n"
        for k in range(self.dice.choice((0, 0, 1, 2))):
            said += f" ; ldn:publicationBias assessment:C{n}-bias{k}"
            below += f"assessment:C{n}-bias{k} a ldn:PublicationBiasAssessment"
            below += f" ; ldn:suspected {self.dice.choice(('true', 'false'))}{self.judged()} .\n"
        return f"{said} .\n{below}"


certain = st.builds(Certain, st.builds(Random, st.integers(0, 10**9)), st.just(80), st.integers(2, 9))


@settings(max_examples=8)
@given(certain)
def test_certainty_at_random(certain: Certain) -> None:
    assert_alike(parse_turtle(certain.turtle, "random.ttl"))


# What is told of texts and numbers ----------------------------------------------------------------


@pytest.fixture(scope="module")
def session() -> Session:
    """One whose macros are asked."""
    return Session(columns_of(parse_turtle(DECLARATIONS, "empty.ttl")))


decimals = st.builds(
    "{}{}{}".format, st.sampled_from(("", "-")), st.integers(0, 10**40 - 1), st.from_regex(r"(\.[0-9]{1,40})?", fullmatch=True)
)  # fmt: skip


@settings(max_examples=50)
@given(decimals, decimals)
def test_decimals_are_compared_exactly(session: Session, one: str, other: str) -> None:
    for a, b in ((one, other), (one, one), (str(Decimal(one)), one)):
        order = "SELECT decimal_order(?) < decimal_order(?), decimal_order(?) = decimal_order(?)"
        got = session.connection.execute(order, [a, b, a, b]).fetchone()
        assert got == (Decimal(a) < Decimal(b), Decimal(a) == Decimal(b))


@given(st.integers(0, 10**21 - 1))
def test_thousands_are_parted_by_commas(session: Session, number: int) -> None:
    assert session.connection.execute("SELECT thousands(?)", [str(number)]).fetchone() == (f"{number:,}",)


@given(st.from_regex(r"(https?|urn):[a-z0-9/#.:-]{0,20}", fullmatch=True))
def test_the_last_part_of_an_iri_is_its_id(session: Session, iri: str) -> None:
    assert session.connection.execute("SELECT local_id(?)", [iri]).fetchone() == (local_id(iri),)


def test_a_text_of_blanks_is_what_python_calls_one() -> None:
    assert {*BLANKS} == {character for character in map(chr, range(0x110000)) if character.isspace()}
