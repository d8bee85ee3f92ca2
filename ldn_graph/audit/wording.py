"""Whether a claim is worded more strongly than its direct evidence carries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model.claims import Claim, EvidenceLine
from ..model.vocab import DESIGNS
from .status import best_level, describe_part, level_words, looked_into, rank
from .studies import Studies

NEEDED: Mapping[str, str] = {
    "proven": "proven needs support of level 1, or of level 2 from two independent studies, "
    "and nothing against at levels 1 and 2",
    "asserted": "a plain assertion needs a human primary study, a systematic review or official statistics",
}
"""What each wording needs that needs anything; ``hedged`` and ``unjudged`` need nothing."""


def is_overclaimed(claim: Claim, lines: Iterable[EvidenceLine], studies: Studies) -> bool | None:
    """Whether the wording is stronger than what these lines carry, which are those of the claim that count.

    ``proven`` needs a direct line that confirms or supports at level 1, or such lines at level 2 from
    two independent studies, and nothing direct against at levels 1 and 2. ``asserted`` needs a direct line in
    favour from a human primary study, a systematic review or official statistics. ``hedged`` claims, background and
    claims that no design answers better than another are never overclaimed. None: not judged, since nobody judged the
    wording (``unjudged``), since nobody looked for evidence (the status ``unchecked``), or since a direct line in
    favour is of a source whose design is not recorded, and might carry it.
    """
    if claim.wording == "hedged" or claim.topic == "background" or claim.graded_topic is None:
        return False
    if claim.wording == "unjudged" or not looked_into(claim.lines, claim.searches):
        return None
    direct = [e for e in lines if e.direct]
    if claim.wording == "asserted":
        in_favour = [e for e in direct if e.in_favour]
        if any(_is_primary_human_or_review(e) for e in in_favour):
            return False
        return None if any(e.design is None for e in in_favour) else True
    if any(e.against and rank(e, claim.topic) <= 2 for e in direct):
        return True
    affirming = [e for e in direct if e.affirms]
    if any(e.level(claim.topic) == 1 for e in affirming):
        return False
    trials = (e for e in affirming if e.level(claim.topic) == 2 and DESIGNS[e.design or ""].primary)
    if studies.count(trials) >= 2:
        return False
    return None if any(e.design is None for e in affirming) else True


def _is_primary_human_or_review(line: EvidenceLine) -> bool:
    """A human study, or a review, unless of what is none."""
    design = DESIGNS.get(line.level_design or "")
    return design is not None and (line.level_design == "systematicReview" or (design.human and design.primary))


def describe_direct_evidence(claim: Claim, direct: Iterable[EvidenceLine], studies: Studies) -> str:
    """What a wording is measured against, in words; ``direct`` are the direct lines in favour and against."""
    topic = claim.graded_topic
    direct = tuple(direct)
    against = best_level((e for e in direct if e.against), topic)
    if claim.wording == "proven" and against is not None and against <= 2:
        return f"evidence of level {against} speaks directly against it"
    affirming = [e for e in direct if e.affirms]
    if affirming:
        best = best_level(affirming, topic)
        number = studies.count(e for e in affirming if e.level(topic) == best)
        return f"its best direct support is of {level_words(best)}" + (", from 1 study" if number == 1 else "")
    if in_part := describe_part((e for e in direct if e.in_favour), topic):
        return f"its direct support is in part only: {in_part}"
    return "nothing direct is recorded in favour"
