"""The flags: one small function a rule, with the triples that each finding rests on.

Each rule is given in words in its docstring, as ``docs/model.md`` has it. Flags do not
change a status, and nothing here is advice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ..model.claims import Claim, EvidenceLine, Quantity, Source, Text
from ..model.display import to_html
from ..model.vocab import (
    BEARINGS,
    BIOLINK,
    CITO,
    DCTERMS,
    DESIGNS,
    DIRECTNESS,
    FLAGS,
    LDN,
    PROV,
    RDF,
    local_id,
    shorten,
)
from ..model.words import DESIGN_WORDS, INDIRECTNESS_WORDS
from ..output.counts import count_words
from .quantities import agrees, comparable, describe_quantity, lies_inside, recompute_ratio, round_off
from .status import NOT_SUPPORTED, best_level, explain_status, level_words, rank
from .studies import Studies

Triple = tuple[str, str, str]
"""Subject, predicate and object, each as N-Triples writes it."""


class Finding(NamedTuple):
    """One rule that fired on one claim. ``claim`` is its id; ``because`` are triples of the graph."""

    rule: str
    severity: str
    claim: str
    message: str
    remedy: str
    because: tuple[Triple, ...]

    def _repr_html_(self) -> str:
        return to_html(self)

    def _repr_pretty_(self, printer: Any, _: bool) -> None:
        printer.text(f"<Finding {self.claim!r}: {self.rule}>")


class Case(NamedTuple):
    """One claim before the rules, with the lines that count, those in favour, and what is known of the other claims.

    ``line_triples`` are written once for all rules: :func:`line_triples` of each line of the claim.
    """

    claim: Claim
    lines: tuple[EvidenceLine, ...]
    in_favour: tuple[EvidenceLine, ...]
    line_triples: Mapping[str, tuple[Triple, ...]]
    statuses: Mapping[str, str]
    quantities: Mapping[str, Quantity]
    studies: Studies
    overclaimed: frozenset[str] | set[str]

    @property
    def status(self) -> str:
        return self.statuses[self.claim.iri]

    def finding(self, rule: str, message: str, remedy: str, because: Iterable[Triple]) -> Finding:
        return Finding(rule, FLAGS[rule], self.claim.id, message, remedy, tuple(dict.fromkeys(because)))


def publication(claim: Claim) -> str:
    """How the claim stands as published: ``cited``, ``document_only`` or ``no_reference``.

    Of several articles that make it, one with references is enough for ``document_only``.
    """
    if claim.cited:
        return "cited"
    return "document_only" if any(article.cites for article in claim.articles) else "no_reference"


def _node(iri: str) -> str:
    return iri if iri.startswith("_:") else f"<{iri}>"


def _triple(subject: str, predicate: str, obj: str) -> Triple:
    """A triple of IRIs, or with a literal as its object where that is a Text."""
    return _node(subject), f"<{predicate}>", obj.nt if type(obj) is Text else _node(obj)


def _claim_triple(claim: Claim) -> Triple:
    return _triple(claim.iri, RDF.type, LDN.Claim)


_HAS_EVIDENCE, _SOURCE, _BEARING, _DIRECTNESS, _DESIGN = (
    f"<{term}>" for term in (BIOLINK.has_evidence, LDN.source, LDN.bearing, LDN.directness, LDN.studyDesign)
)
_CONCEPT = {name: f"<{LDN[name]}>" for name in (*BEARINGS, *DIRECTNESS, *DESIGNS)}


def line_triples(claim: Claim, line: EvidenceLine) -> tuple[Triple, ...]:
    """What ties a line to the claim, and what was curated on it; a design comes last."""
    node, source = _node(line.iri), _node(line.source.iri)
    tied = (
        (_node(claim.iri), _HAS_EVIDENCE, node),
        (node, _SOURCE, source),
        (node, _BEARING, _CONCEPT[line.bearing]),
        (node, _DIRECTNESS, _CONCEPT[line.directness]),
    )
    return (*tied, (node if line.own_design else source, _DESIGN, _CONCEPT[line.design])) if line.design else tied


def _line_triples(case: Case, lines: Iterable[EvidenceLine], *, design: bool = False) -> Iterator[Triple]:
    """Those of some lines, with or without their designs."""
    for line in lines:
        yield from case.line_triples[line.iri][: 5 if design else 4]


def because_status(case: Case) -> Iterator[Triple]:
    """The triples that the status rests on: the lines that decide it, else what shows that somebody looked."""
    claim = case.claim
    yield _claim_triple(claim)
    direct = [e for e in case.lines if e.direct and (e.in_favour or e.against)]
    if direct:
        yield from _line_triples(case, direct)
        return
    indirect = [e for e in case.lines if not e.direct and (e.in_favour or e.against)]
    yield from _line_triples(case, indirect, design=True)
    if case.status == "unsupported":
        for search in claim.searches:
            yield _triple(claim.iri, BIOLINK.has_evidence, search.iri)
            yield _triple(search.iri, RDF.type, LDN.EvidenceSearch)
        yield from _line_triples(case, (e for e in claim.lines if e.bearing != "givesBackground"))
    elif case.status == "unchecked":
        yield from _line_triples(case, case.lines)


def _names(sources: Iterable[Source]) -> str:
    return ", ".join(dict.fromkeys(s.id for s in sources))


# The rules --------------------------------------------------------------------------------------


def _no_supporting_source(case: Case) -> Iterator[Finding]:
    """The status is unchecked, unsupported, contradicted or indirectly-supported."""
    if case.status in NOT_SUPPORTED:
        remedy = {
            "unchecked": "search for evidence and record what is found, a search that finds nothing included",
            "unsupported": "search on, and record a source that supports the claim; else withdraw the claim",
            "contradicted": "correct the claim by the sources against it",
            "indirectly-supported": "look for direct evidence, or say of whom or what the evidence is",
        }[case.status]
        words = explain_status(case.status, case.lines)
        yield case.finding("no-supporting-source", f"{case.status}: {words}", remedy, because_status(case))


def _overclaimed(case: Case) -> Iterator[Finding]:
    """The wording is stronger than the best evidence; see :func:`is_overclaimed`."""
    claim = case.claim
    if claim.iri not in case.overclaimed:
        return
    direct = [e for e in case.lines if e.direct and (e.in_favour or e.against)]
    if claim.wording == "proven":
        need = (
            "proven needs support of level 1, or of level 2 from two independent studies, "
            "and nothing against at levels 1 and 2"
        )
    else:
        need = "a plain assertion needs a human primary study, a systematic review or official statistics"
    yield case.finding(
        "overclaimed",
        f"worded as {claim.wording}, but {_best_direct(case, direct)}; {need}",
        "weaken the wording, or record the evidence that carries it",
        (_triple(claim.iri, LDN.wording, LDN[claim.wording]), *_line_triples(case, direct, design=True)),
    )


def _best_direct(case: Case, direct: Iterable[EvidenceLine]) -> str:
    """What the wording is measured against, in words."""
    topic = case.claim.topic
    direct = tuple(direct)
    against = best_level((e for e in direct if e.against), topic)
    if case.claim.wording == "proven" and against is not None and against <= 2:
        return f"evidence of level {against} speaks directly against it"
    affirming = [e for e in direct if e.affirms]
    if affirming:
        best = best_level(affirming, topic)
        studies = case.studies.count(e for e in affirming if e.level(topic) == best)
        return f"its best direct support is of {level_words(best)}" + (
            f", from {count_words(studies, 'study', 'studies')}" if studies == 1 else ""
        )
    narrower = [e for e in direct if e.in_favour]
    if narrower:
        return f"only a narrower version has direct support, of {level_words(best_level(narrower, topic))}"
    return "nothing direct is recorded in favour"


def is_overclaimed(claim: Claim, lines: Iterable[EvidenceLine], studies: Studies) -> bool:
    """``proven`` needs a direct line that confirms or supports at level 1, or such lines at level 2 from
    two independent studies, and nothing direct against at levels 1 and 2. ``asserted`` needs a direct line in
    favour from a human primary study, a systematic review or official statistics. ``hedged`` claims and
    background are never overclaimed.
    """
    if claim.wording == "hedged" or claim.topic == "background":
        return False
    direct = [e for e in lines if e.direct]
    if claim.wording == "asserted":
        return not any(e.in_favour and _is_primary_human_or_review(e) for e in direct)
    if any(e.against and rank(e, claim.topic) <= 2 for e in direct):
        return True
    affirming = [e for e in direct if e.affirms]
    if any(e.level(claim.topic) == 1 for e in affirming):
        return False
    return studies.count(e for e in affirming if e.level(claim.topic) == 2) < 2


def _is_primary_human_or_review(line: EvidenceLine) -> bool:
    design = DESIGNS.get(line.design or "")
    return design is not None and (line.design == "systematicReview" or (design.human and design.primary))


def _misreported(case: Case) -> Iterator[Finding]:
    """The source that the claim reports on disputes or refutes it."""
    claim = case.claim
    wrong = [e for e in case.lines if e.against and e.source.iri in claim.reports_on]
    if wrong:
        yield case.finding(
            "misreported",
            f"the study recorded as the one that it reports on says otherwise: {_names(e.source for e in wrong)}",
            "report what the study found",
            (
                *(_triple(claim.iri, LDN.reportsOn, e.source.iri) for e in wrong),
                *_line_triples(case, wrong),
            ),
        )


def _number_mismatch(case: Case) -> Iterator[Finding]:
    """A quantity of the claim does not agree with what was found.

    It fires when a comparable quantity on a line against does not agree, when a ratio does
    not agree with the one recomputed from its parts, or when there are comparable quantities
    and none agrees. Comparable are quantities of the same thing in the same unit.
    """
    for stated in case.claim.quantities:
        found = [(e, q) for e in case.lines for q in e.quantities if comparable(stated, q)]
        ratio = recompute_ratio(stated, case.quantities)
        wrong = [(e, q) for e, q in found if not agrees(stated, q)]
        off = ratio is not None and not lies_inside(stated, *ratio)
        if not off and not any(e.against for e, _ in wrong) and not (found and len(wrong) == len(found)):
            continue
        told = [f"{describe_quantity(q)} is recorded for {e.source.id}" for e, q in wrong]
        told += [f"it agrees with {e.source.id}" for e, q in found if agrees(stated, q)]
        if off and ratio is not None:
            told.insert(0, f"recomputed from its parts it is {round_off(ratio[0])} to {round_off(ratio[1])}")
        parts = [case.quantities[i] for i in (stated.numerator, stated.denominator) if off and i]
        yield case.finding(
            "number-mismatch",
            f"the claim states {describe_quantity(stated)} ({shorten(stated.of_what)}); {'; '.join(told)}",
            "correct the number, or say whose estimate it is",
            (
                _triple(case.claim.iri, LDN.quantity, stated.iri),
                *_quantity_triples(stated),
                *(t for e, q in wrong for t in (_triple(e.iri, LDN.quantity, q.iri), *_quantity_triples(q))),
                *(t for part in parts for t in _quantity_triples(part)),
                *_line_triples(case, (e for e, _ in wrong)),
            ),
        )


def _quantity_triples(quantity: Quantity) -> Iterator[Triple]:
    yield _triple(quantity.iri, LDN.ofWhat, quantity.of_what)
    yield _triple(quantity.iri, LDN.low, quantity.low_text)
    yield _triple(quantity.iri, LDN.high, quantity.high_text)
    for predicate, part in ((LDN.numerator, quantity.numerator), (LDN.denominator, quantity.denominator)):
        if part:
            yield _triple(quantity.iri, predicate, part)


def _uncited(case: Case) -> Iterator[Finding]:
    """As published, the article cites no source for the claim."""
    claim, how = case.claim, publication(case.claim)
    if how == "cited":
        return
    articles = claim.articles
    ties = "the article ties" if len(articles) == 1 else f"the {count_words(len(articles), 'article')} that make it tie"
    if how == "document_only":
        references = dict.fromkeys(iri for article in articles for iri in article.cites)
        message = (
            f"{ties} none of {'its' if len(articles) == 1 else 'their'} references ({len(references)}) to this claim"
        )
    elif articles:
        has = (
            "the article has"
            if len(articles) == 1
            else f"the {count_words(len(articles), 'article')} that make it have"
        )
        message = f"{has} no references at all"
    else:
        message = "no article is recorded for this claim"
    derived = [_triple(claim.iri, PROV.wasDerivedFrom, article.iri) for article in articles]
    because = [_triple(article.iri, CITO.cites, iri) for article in articles for iri in article.cites]
    yield case.finding(
        "uncited", message, "cite a source beside the claim", (*(derived or [_claim_triple(claim)]), *because)
    )


def _named_not_cited(case: Case) -> Iterator[Finding]:
    """The article names somebody and gives no reference."""
    claim = case.claim
    if claim.named_sources and not claim.cited:
        yield case.finding(
            "named-not-cited",
            f"the article names {'; '.join(claim.named_sources)} and gives no reference",
            "give the reference",
            (_triple(claim.iri, LDN.namedSource, name) for name in claim.named_sources),
        )


def _indirect_only(case: Case) -> Iterator[Finding]:
    """Something is in favour, and all of it is indirect."""
    if case.in_favour and not any(e.direct for e in case.in_favour):
        domains = dict.fromkeys(d for e in case.in_favour for d in e.indirectness)
        words = ", ".join(INDIRECTNESS_WORDS[d] for d in domains) or "no domain is given"
        yield case.finding(
            "indirect-only",
            f"what is in favour is indirect ({words}): {_names(e.source for e in case.in_favour)}",
            "look for evidence on the same people, drug, dose and outcome",
            _line_triples(case, case.in_favour),
        )


def _indirect_against(case: Case) -> Iterator[Finding]:
    """Indirect evidence speaks against the claim."""
    against = [e for e in case.lines if e.against and not e.direct]
    if against:
        yield case.finding(
            "indirect-against",
            f"indirect evidence speaks against it: {_names(e.source for e in against)}",
            "mention it, or record direct evidence that settles the matter",
            _line_triples(case, against),
        )


def _secondary_only(case: Case) -> Iterator[Finding]:
    """What is in favour are reviews, books, opinion, labels or plans, and no primary study.

    Nothing is said where a source has no design recorded: it may be a study.
    """
    designs = [e.design for e in case.in_favour]
    if designs and all(d and not DESIGNS[d].primary for d in designs):
        named = ", ".join(f"{e.source.id} ({DESIGN_WORDS[e.design or '']})" for e in case.in_favour)
        yield case.finding(
            "secondary-only",
            f"no primary study is in favour, only: {named}",
            "record the studies beneath them",
            _line_triples(case, case.in_favour, design=True),
        )


def _argued_from_unsupported(case: Case) -> Iterator[Finding]:
    """It rests on a claim that has no-supporting-source or overclaimed."""
    weak = [i for i in case.claim.rests_on if case.statuses.get(i) in NOT_SUPPORTED or i in case.overclaimed]
    if weak:
        reasons = []
        for iri in weak:
            why = [case.statuses[iri]] if case.statuses.get(iri) in NOT_SUPPORTED else []
            why += ["overclaimed"] if iri in case.overclaimed else []
            reasons.append(f"{local_id(iri)} ({', '.join(why)})")
        yield case.finding(
            "argued-from-unsupported",
            f"argued from a claim that does not stand by itself: {', '.join(reasons)}",
            "support the premise first, or make the claim without it",
            (_triple(case.claim.iri, LDN.restsOn, iri) for iri in weak),
        )


def _single_study(case: Case) -> Iterator[Finding]:
    """One independent study is in favour; a review and the trial that it reviews count once."""
    if case.studies.count(case.in_favour) == 1:
        yield case.finding(
            "single-study",
            f"one independent study is in favour: {_names(e.source for e in case.in_favour)}",
            "look for a second study that is independent of it",
            _line_triples(case, case.in_favour, design=True),
        )


def _later_support_only(case: Case) -> Iterator[Finding]:
    """Everything in favour was published after the article.

    A source of the article's year counts as later unless its date says otherwise. A source
    without a date counts as known at any time. Of several articles that make the claim the
    last counts, and none where one has no date.
    """
    articles = [a for a in case.claim.articles if a.issued]
    if not case.in_favour or not articles or len(articles) < len(case.claim.articles):
        return
    article = max(articles, key=lambda a: a.issued or "")
    if article.issued and all(e.source.issued and _is_later(e.source.issued, article.issued) for e in case.in_favour):
        yield case.finding(
            "later-support-only",
            f"everything in favour appeared after the article: {_names(e.source for e in case.in_favour)}",
            "the article cannot have rested on it: say what it rested on",
            (
                _triple(article.iri, DCTERMS.issued, article.issued),
                *(_triple(e.source.iri, DCTERMS.issued, e.source.issued) for e in case.in_favour if e.source.issued),
                *_line_triples(case, case.in_favour),
            ),
        )


def _is_later(issued: str, article: str) -> bool:
    """Later, or in the same year by dates too coarse to say that it is not. Dates as YYYY, YYYY-MM or YYYY-MM-DD."""
    issued, article = issued[:10], article[:10]
    shared = min(len(issued), len(article))
    return issued[:shared] > article[:shared] or (issued[:shared] == article[:shared] and shared < 10)


def _not_searched(case: Case) -> Iterator[Finding]:
    """There are lines, but nobody recorded a search."""
    if case.lines and not case.claim.searches:
        yield case.finding(
            "not-searched",
            "sources are recorded, a search for others is not",
            "search, and record where and when",
            (_triple(case.claim.iri, BIOLINK.has_evidence, e.iri) for e in case.lines),
        )


def _directness_unrated(case: Case) -> Iterator[Finding]:
    """Lines whose directness nobody judged count as direct here."""
    unrated = [e for e in case.lines if e.directness == "unrated"]
    if unrated:
        yield case.finding(
            "directness-unrated",
            f"directness not judged, so these count as direct: {_names(e.source for e in unrated)}",
            "read them, and set ldn:directness",
            _line_triples(case, unrated),
        )


RULES: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    _no_supporting_source,
    _overclaimed,
    _misreported,
    _number_mismatch,
    _uncited,
    _named_not_cited,
    _indirect_only,
    _indirect_against,
    _secondary_only,
    _argued_from_unsupported,
    _single_study,
    _later_support_only,
    _not_searched,
    _directness_unrated,
)
"""One rule for each of :data:`FLAGS`, in their order."""
