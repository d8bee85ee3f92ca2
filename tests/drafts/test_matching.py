"""Which claims a sentence says: by names, predicates, numbers and direction, and by nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.results import Audit
from ldn_graph.drafts import matching
from ldn_graph.drafts.checking import DraftReport, check_draft
from ldn_graph.drafts.draft import draft_of
from ldn_graph.drafts.matching import Match
from ldn_graph.model.claims import Claim


def check(text: str, audit: Audit) -> DraftReport:
    return check_draft(draft_of("draft.md", text), audit)


def matches(text: str, audit: Audit) -> list[Match]:
    """The matches of the last sentence of a text."""
    return [claim.match for claim in check(text, audit).sentences[-1].claims]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("LDN lowers inflammation in people with Crohn\u2019s disease.", "C82"),
        ("In Crohn's disease, inflammation is reduced by low-dose naltrexone.", "C82"),
        ("In those with UC and on LDN the mucosa heals: in ulcerative colitis mucosal healing improves.", "C84"),
        ("Relapses of MS are fewer on LDN.", "C14"),
        ("LDN changes the function of T-cells in autoimmune diseases.", "C10"),
        ("Demyelination causes multiple sclerosis.", "C13"),
        ("Multiple sclerosis is caused by demyelination.", "C13"),
        ("Lupus affects the joints.", "C68"),
        ("# LDN in lupus\n\nLDN is a drug. It improves the Th1/Th2 balance.", "C20"),
        ("# LDN in lupus\n\nLDN can do a lot:\n\n1. sleep improves", "C25"),
        ("LDN is studied by many. It lowers DNA methylation in autoimmune disease.", "C05"),
        ("Of people with primary progressive MS, 39 of 40 improved on LDN.", "C17"),
        ("Fifty million people in the United States have an autoimmune disease.", "C01"),
    ],
)  # fmt: skip
def test_a_claim_is_found_however_it_is_said(audit: Audit, text: str, claim: str) -> None:
    found = matches(text, audit)
    assert claim in [match.claim.id for match in found]
    assert not any(match.denied for match in found if match.claim.id == claim)


@pytest.mark.parametrize(
    "text",
    [
        "LDN lowers inflammation in fibromyalgia.",  # another condition
        "Multiple sclerosis causes demyelination.",  # the other way round
        "LDN is used to treat Crohn's disease.",  # that it is used, not that it helps
        "Aspirin lowers inflammation in Crohn's disease.",  # another drug
        "LDN and inflammation in Crohn's disease.",  # nothing is said of them
        "In one ms LDN improves nothing.",  # a unit of time
        "Most of us have an autoimmune disease.",  # no United States
        "Peptides are made. These lower inflammation in Crohn's disease.",  # who does is named, and not LDN
        "In primary progressive MS people improved on LDN.",  # the number is what C17 claims
    ],
)
def test_what_no_claim_says_is_matched_to_none(audit: Audit, text: str) -> None:
    assert not [m.claim.id for m in matches(f"LDN is a drug. {text}", audit) if m.claim.id not in ("C40", "C26")]


@pytest.mark.parametrize(
    "text",
    [
        "LDN does not reduce inflammation in Crohn's disease.",
        "LDN didn't lower inflammation in Crohn's disease.",
        "There is no evidence that LDN lowers inflammation in Crohn's disease.",
        "LDN had no effect on inflammation in Crohn's disease.",
        "LDN increases inflammation in Crohn's disease.",
        "LDN rarely lowers inflammation in Crohn's disease.",
        "That LDN lowers inflammation in Crohn's disease is a myth.",
        "It is a common myth that LDN lowers inflammation in Crohn's disease.",
        "The idea that LDN lowers inflammation in Crohn's disease has been debunked.",
        "LDN lowers inflammation in Crohn's disease, which was later refuted.",
    ],
)
def test_what_denies_a_claim_or_says_the_contrary_does_not_say_it(audit: Audit, text: str) -> None:
    assert [m.denied for m in matches(text, audit) if m.claim.id == "C82"] == [True]


def test_a_denial_elsewhere_denies_nothing(audit: Audit) -> None:
    for text in (
        "LDN, which is not expensive, lowers not only pain but inflammation in Crohn's disease.",
        "That LDN lowers inflammation in Crohn's disease is not a myth.",
        "LDN lowers inflammation in rare Crohn's disease that is hard to treat.",
        "LDN lowers inflammation in Crohn's disease, and that it is dangerous is a myth.",
    ):
        assert [m.denied for m in matches(text, audit) if m.claim.id == "C82"] == [False], text


@pytest.mark.parametrize(
    ("text", "wording", "told_by"),
    [
        ("LDN lowers inflammation in Crohn's disease.", "asserted", ""),
        ("LDN may lower inflammation in Crohn's disease.", "hedged", "may"),
        ("It is proven that LDN can lower inflammation in Crohn's disease.", "proven", "proven"),
        ("It is not proven that LDN lowers inflammation in Crohn's disease.", "hedged", "proven"),
        ("LDN lowers inflammation in Crohn's disease, and may cost little.", "asserted", ""),
        ("Does LDN lower inflammation in Crohn's disease?", "hedged", "?"),
        ("\u201cIs it proven that LDN lowers inflammation in Crohn's disease?\u201d", "hedged", "?"),
        ("There is no doubt that LDN lowers inflammation in Crohn's disease.", "proven", "doubt"),
        ("LDN lowers inflammation in Crohn's disease beyond any doubt.", "proven", "doubt"),
        ("It can no longer be doubted that LDN lowers inflammation in Crohn's disease.", "proven", "doubted"),
        ("It is doubtful that LDN lowers inflammation in Crohn's disease.", "hedged", "doubtful"),
        ("In May 2020 it was found that LDN lowers inflammation in Crohn's disease.", "asserted", ""),
        ("In conclusion, LDN lowers inflammation in Crohn's disease.", "asserted", ""),
        ("LDN lowers inflammation in certain people with Crohn's disease.", "asserted", ""),
        ("LDN certainly lowers inflammation in Crohn's disease.", "proven", "certainly"),
        ("If LDN lowers inflammation in Crohn's disease, it should be tried.", "hedged", "If"),
        ("If it is taken daily, LDN lowers inflammation in Crohn's disease.", "asserted", ""),
        ("Few large studies show that LDN lowers inflammation in Crohn's disease.", "hedged", "Few"),
        ("A few studies show that LDN lowers inflammation in Crohn's disease.", "asserted", ""),
        ("Insufficient evidence exists that LDN lowers inflammation in Crohn's disease.", "hedged", "Insufficient"),
        (
            "There is little evidence that it is proven that LDN lowers inflammation in Crohn's disease.",
            "hedged",
            "little",
        ),
        ("Evidence that LDN lowers inflammation in Crohn's disease is limited.", "hedged", "limited"),
        ("LDN limits inflammation in trials in Crohn's disease.", "asserted", ""),
        ("With few side effects LDN lowers inflammation in Crohn's disease.", "asserted", ""),
        ("LDN lowers inflammation in Crohn's disease, though this may be chance.", "hedged", "may"),
        ("In Crohn's disease LDN may:\n\n- lower inflammation", "hedged", "may"),
    ],
)
def test_how_strongly_it_is_said_and_by_which_word(audit: Audit, text: str, wording: str, told_by: str) -> None:
    assert [(m.wording, m.told_by) for m in matches(text, audit) if m.claim.id == "C82"] == [(wording, told_by)]


def test_each_match_says_by_which_words(audit: Audit) -> None:
    (match,) = [m for m in matches("In Crohn's disease LDN soon eased inflammation.", audit) if m.claim.id == "C82"]
    assert match.words == (
        "low-dose naltrexone: LDN",
        "predicate: eased",
        "inflammation: inflammation",
        "Crohn's disease: Crohn's disease",
    )


def test_every_claim_is_found_by_its_own_sentence_and_by_its_words_alone_where_it_is_no_more(audit: Audit) -> None:
    def without_relation(claim: Claim) -> Claim:
        return claim._replace(subject=None, predicate=None, object=None, quantities=(), passages=())

    sentences = audit_claims(without_relation(audited.claim) for audited in audit.claims)
    text = "\n\n".join(f"{c.claim.label}." for c in audit.claims)
    report = check(text, sentences)
    for audited, checked in zip(audit.claims, report.sentences, strict=True):
        found = [claim.match for claim in checked.claims]
        assert audited.claim.id in [match.claim.id for match in found]
        assert "words of the claim" in found[0].words[0]
        assert not found[0].denied


def test_few_claims_are_looked_at_for_a_sentence_and_no_other_would_match(
    audit: Audit, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\n\n".join(f"In {c.claim.context.label if c.claim.context else 'it'} {c.claim.label}." for c in audit)
    looked: list[int] = []

    def few(matcher: matching.Matcher, at: Iterable[str], stems: Iterable[str]) -> Iterator[matching.Stated]:
        some = tuple(candidates(matcher, at, stems))
        looked.append(len(some))
        return iter(some)

    candidates = matching._candidates
    monkeypatch.setattr(matching, "_candidates", few)
    by_index = check(text, audit).sentences
    assert len(looked) == len(audit.claims)
    assert sum(looked) * 5 < len(audit.claims) ** 2
    monkeypatch.setattr(matching, "_candidates", lambda matcher, *_: matcher.claims)
    assert by_index == check(text, audit).sentences


def test_names_of_entities_without_a_claim_are_listed_as_unmatched(audit: Audit) -> None:
    report = check("# LDN and lupus\n\nLDN and mucosal healing are mentioned. Nothing here. The gut.", audit)
    assert [s.named for s in report.unmatched] == [("low-dose naltrexone", "mucosal healing")]
    assert not report.told


def test_headings_are_not_checked_and_lists_of_references_only_for_what_was_retracted(audit: Audit) -> None:
    text = "# LDN lowers inflammation in Crohn's disease\n\n## References\n\n1. LDN lowers inflammation in Crohn's disease."
    assert check(text, audit).told == check(text, audit).unmatched == ()
    assert [finding.kind for _, finding in check(f"{text} PMID: 9500320", audit).findings] == ["cited-retracted"]
