"""What is wrong with a sentence: each kind where it holds, none where the sentence says what the evidence says."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

import pytest

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.results import Audit
from ldn_graph.drafts.findings import KINDS, evidence_of, find_faults
from ldn_graph.drafts.matching import Match
from ldn_graph.drafts.report_text import counts_line
from ldn_graph.model.graph import Graph
from ldn_graph.rdf.claim_reader import read_claims
from tests.conftest import ROOT, claim_turtle, line_turtle, source_turtle
from tests.drafts.test_matching import check

TOO_STRONG = {"overclaimed", "no-supporting-source", "low-certainty"}
RETRACTED = """; bibo:doi "10.5555/gone" ; ldn:standing ldn:retracted ; ldn:standingAsOf "2026-06-10"^^xsd:date ;
    ldn:standingBy <https://example.org/list>"""
TRIAL = "randomisedControlledTrial"


def kinds(text: str, audit: Audit) -> list[str]:
    return [finding.kind for _, finding in check(text, audit).findings]


@pytest.fixture
def audited(turtle: Callable[..., Graph]) -> Callable[..., Audit]:
    """The audit of one claim, that LDN treats lupus, with these lines and sources."""

    def make(*pieces: str, lines: str = "", **changes: str) -> Audit:
        return audit_claims(read_claims(turtle(claim_turtle(evidence=lines, **changes), *pieces)))

    return make


@pytest.fixture
def contested(audited: Callable[..., Audit]) -> Audit:
    return audited(
        line_turtle("e1", "smith-2011"),
        line_turtle("e2", "jones-2015", "disputes"),
        line_turtle("e3", "jones-2015", "refutes"),
        source_turtle("smith-2011", TRIAL, "2011", '; dc:creator "Smith AB" ; bibo:doi "10.5555/s" ; bibo:pmid "111"'),
        source_turtle("jones-2015", TRIAL, "2015", '; dc:creator "Jones C; Ito D" ; bibo:doi "10.5555/j"'),
        lines="evidence:e1 , evidence:e2 , evidence:e3",
        ldn__topic="ldn:mechanism",
    )


def test_what_the_audit_says_in_cautious_words_gives_no_finding(audit: Audit) -> None:
    text = "\n\n".join(f"It is uncertain whether {c.claim.label}: {c.reason}." for c in audit.claims)
    report = check(text, audit)
    assert [(f.claim, f.kind) for _, f in report.findings] == []
    assert sum(bool(s.claims) for s in report.sentences) > 40  # so that something was looked at


def test_a_wording_is_too_strong_where_the_audit_flags_it(audit: Audit) -> None:
    evidence = evidence_of(audit)
    for wording in ("proven", "asserted", "hedged"):
        for worded in audit_claims([c.claim._replace(wording=wording) for c in audit.claims]):
            match = Match(audit[worded.claim.id].claim, (), False, wording, "", (), 0)
            found = {finding.kind for finding in find_faults([match], [], [], evidence)}
            assert ("too-strong" in found) == (wording != "hedged" and bool(TOO_STRONG & {*worded.flags}))


def test_a_denied_claim_is_no_overclaim_and_what_is_supported_is_not_denied(audited: Callable[..., Audit]) -> None:
    audit = audited(
        line_turtle("e1", "s1"), source_turtle("s1", TRIAL), lines="evidence:e1", ldn__topic="ldn:mechanism"
    )
    assert kinds("LDN does not help in lupus.", audit) == ["denied"]
    assert kinds("LDN may not help in lupus.", audit) == []
    assert kinds("LDN helps in lupus.", audit) == []
    assert kinds("It is proven that LDN helps in lupus.", audit) == ["too-strong"]


def test_a_dispute_is_mentioned_in_the_sentence_or_beside_it(contested: Audit) -> None:
    assert kinds("LDN helps in lupus.", contested) == ["dispute"]
    assert kinds("LDN helps in lupus, but one trial speaks against it.", contested) == []
    assert kinds("LDN helps in lupus. Others found the contrary; results conflict and are mixed.", contested) == []
    assert kinds("LDN helps in lupus.\n\nBut this is another paragraph.", contested) == ["dispute"]
    ((_, finding),) = check("LDN may help in lupus.", contested).findings
    assert (finding.kind, finding.severity) == ("dispute", "Info")
    assert "jones-2015 speaks directly" in finding.message


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        ("(Smith 2011)", []),
        ("(Smith et al., 2011)", []),
        ("[@smith-2011]", []),
        ("(https://doi.org/10.5555/S)", []),
        ("PMID: 111", []),
        ("(Jones and Ito, 2015)", ["cited-against"]),
        ("(doi:10.5555/j)", ["cited-against"]),
        ("(https://doi.org/10.5555/other)", ["cited-elsewhere"]),
        ("in June 2015", []),
        ("(Miller 1999)", []),
    ],
)
def test_a_source_that_is_cited_bears_the_sentence_out(contested: Audit, citation: str, expected: list[str]) -> None:
    assert kinds(f"LDN helps in lupus, though not all agree {citation}.", contested) == expected


def test_what_was_retracted_is_told_wherever_it_is_cited_and_where_support_was_lost(
    audited: Callable[..., Audit],
) -> None:
    audit = audited(line_turtle("e1", "gone"), source_turtle("gone", TRIAL, more=RETRACTED), lines="evidence:e1")
    assert kinds("LDN may help in lupus.", audit) == ["support-lost"]
    assert kinds("Nothing else is said here (10.5555/gone).", audit) == ["cited-retracted"]
    assert kinds("A paper that the graph does not know (PMID 9500320).", audit) == ["cited-retracted"]  # in the list
    assert kinds("LDN may not help in lupus.", audit) == []


def test_of_several_sources_of_one_author_and_year_those_are_named_of_which_it_holds(
    audited: Callable[..., Audit],
) -> None:
    smith = '; dc:creator "Smith AB" ; bibo:doi'

    def found(*sources: str) -> list[tuple[str, str, str]]:
        said = (line_turtle("e1", "b", "disputes"), line_turtle("e2", "a", "givesBackground"))
        lines = "evidence:e1 , evidence:e2" if sources[1:] else "evidence:e1"
        audit = audited(*said, *sources, lines=lines, ldn__topic="ldn:mechanism")
        report = check("LDN helps in lupus, though not all agree (Smith 2011).", audit)
        return [(f.kind, f.severity, f.message) for _, f in report.findings if f.kind.startswith("cited")]

    one = source_turtle("a", TRIAL, "2011", f'{smith} "10.5555/a"')
    other = source_turtle("b", TRIAL, "2011", f'{smith} "10.5555/b"')
    same = source_turtle("a", TRIAL, "2011", f'{smith} "10.5555/b"')
    gone = source_turtle("a", TRIAL, "2011", f'; dc:creator "Smith AB" {RETRACTED}')
    assert found(other) == [("cited-against", "Violation", "Smith 2011 (b) disputes it")]
    assert found(one, other) == [("cited-against", "Warning", "Smith 2011 may be b, which disputes it")]
    assert found(same, other) == [("cited-against", "Violation", "Smith 2011 (b, a) disputes it")]
    assert found(gone, other) == [("cited-retracted", "Warning", "Smith 2011 may be a, which was retracted")]


def test_a_source_is_judged_as_it_stood_in_the_year_of_the_audit(audited: Callable[..., Audit]) -> None:
    retracted = """; ldn:notice source:s1-notice . source:s1-notice a ldn:Notice ; ldn:noticeKind ldn:retraction ;
        dcterms:issued "2015"^^xsd:gYear"""
    audit = audited(
        line_turtle("e1", "s1"),
        source_turtle("s1", TRIAL, "2011", f"{RETRACTED} {retracted}"),
        lines="evidence:e1",
        ldn__topic="ldn:mechanism",
    )

    def found(year: int | None) -> list[str]:
        findings = check("LDN helps in lupus (10.5555/gone).", audit_claims((c.claim for c in audit), year)).findings
        return [f.message for _, f in findings if f.kind.startswith("cited")]

    assert found(None) == found(2016) == ["10.5555/gone (s1) was retracted"]
    assert found(2012) == []
    assert found(2010) == ["10.5555/gone was not published by 2010"]


def test_numbers_are_those_that_were_found(audited: Callable[..., Audit]) -> None:
    def quantity(name: str, low: int, high: int, out_of: str = "") -> str:
        return (
            f'quantity:{name} a ldn:Quantity ; ldn:ofWhat "people who improved"@en ; ldn:low {low} ; ldn:high {high} ; '
            f'ldn:unit "%" {out_of}.\n'
        )

    audit = audited(
        line_turtle("e1", "s1", more="; ldn:quantity quantity:found"),
        source_turtle("s1", TRIAL),
        quantity("stated", 90, 90),
        quantity("found", 40, 60),
        lines="evidence:e1",
        ldn__topic="ldn:mechanism",
        ldn__quantity="quantity:stated",
    )
    assert kinds("LDN helps in lupus: 90% improved.", audit) == ["number"]
    assert kinds("LDN helps in lupus: half of the patients improved.", audit) == []
    assert kinds("LDN helps in lupus: 55% improved, and 5% did not.", audit) == []
    assert kinds("LDN helps in lupus: more than 30% improved.", audit) == []
    assert check("LDN helps in lupus.", audit).told == ()  # the number is what is claimed


def test_the_kinds_stand_in_the_order_of_their_severity() -> None:
    severities = [severity for severity, _ in KINDS.values()]
    assert severities == sorted(severities, key=["Violation", "Warning", "Info"].index)


def test_a_draft_that_quotes_the_article_gives_back_what_the_audit_says_of_each_passage(
    turtle: Callable[..., Graph],
) -> None:
    text = "Draft\n\nAs was written, sun and tea heal all ills \u2013 and LDN cures lupus for good; so it is."
    passages = ("sun and tea heal all ills", "tea heal all ills \u2013 and LDN cures lupus for good")

    def passage(n: int, words: str) -> str:
        digest = hashlib.sha256(words.encode()).hexdigest()
        return (
            f'claim:P{n} a oa:SpecificResource ; oa:hasSource source:article ; ldn:section "-"@en ; '
            f'ldn:passageSha256 "{digest}" ; '
            f"oa:hasSelector [ a oa:TextPositionSelector ; oa:start {9 * n} ; oa:end {9 * n + len(words)} ] .\n"
        )

    claims = (claim_turtle(f"C{n}", ldn__statedAt=f"claim:P{n}", ldn__wording="ldn:proven") for n in range(2))
    audit = audit_claims(read_claims(turtle(*claims, *(passage(n, words) for n, words in enumerate(passages)))))
    (checked,) = check(text, audit).told
    assert [f.claim for f in checked.findings if f.kind == "too-strong"] == ["C0", "C1"]
    assert [claim.match.quoted for claim in checked.claims] == [True, True]
    assert not any(c.match.quoted for s in check(text.replace("tea", "tee"), audit).sentences for c in s.claims)
    assert "passages" not in counts_line(check(text, audit))
    long = check(f"{text}\n\n{'More. ' * 40_000}", audit)
    assert not any(claim.match.quoted for checked in long.told for claim in checked.claims)
    assert counts_line(long).endswith("; passages were not looked for, since the draft is too long: give it in parts")


def test_the_documentation_has_each_kind_with_its_severity() -> None:
    page = (ROOT / "docs" / "checking-drafts.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| ([A-Z][a-z]+) \|", page, re.MULTILINE)
    assert rows == [(kind, severity) for kind, (severity, _) in KINDS.items()]
