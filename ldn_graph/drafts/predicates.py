"""Which words of a sentence say what a claim's predicate says, and in which direction.

A predicate that the table does not name is told by the words of its own name, and by all that the table has beside
them: ``associated_with_decreased_likelihood_of`` by *associated*, *linked*, *reduces*, *fewer*, *risk*.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from ..model.verbs import OF_CONDITIONS, VERBS
from ..model.vocab import local_id
from .words import COMMON, Word, stem_of, stems_of

UP = stems_of(
    "increase raise rise boost enhance promote strengthen stimulate elevate upregulate induce more higher greater "
    "grow amplify up stronger double triple"
)
DOWN = stems_of(
    "decrease reduce reduction lower cut diminish inhibit suppress lessen halve block stop prevent prevention "
    "slow fewer less drop fall decline limit relieve relief ease alleviate attenuate downregulate curb halt "
    "protect counter minimise minimize down calm dampen reverse"
)
GOOD = stems_of(
    "improve improvement help benefit beneficial restore balance rebalance normalise normalize heal better "
    "efficacy good positive favourable favorable favourably favorably resolve valuable"
) | {"effective", "effectively", "useful", "works", "worked"}  # fmt: skip
"""The last as they are written: their stems are those of other words, too."""
EFFECT = stems_of(
    "affect act action influence modulate modulation change alter impact regulate involve effect attack destroy "
    "destruction damage role shift disturb disturbance matter difference"
)
CAUSE = stems_of(
    "cause lead trigger induce result produce arise contribute bring provoke due happen develop make responsible"
)
LINK = stems_of("associate association correlate correlation link relate relation connect tie go accompany occur")
RISK = stems_of("risk likelihood likely likelier odds chance susceptible susceptibility predispose prone")

_ROWS = (UP, DOWN, GOOD, EFFECT, CAUSE, LINK, RISK)
_TREATS = GOOD | stems_of("treat manage therapeutic relieve relief ease alleviate cure respond response remission")
_APPLIED = stems_of("use usage study investigate test try develop approve prescribe give intend")
"""Before *treat* these say that somebody does so, and not that it helps."""

PREDICATES: Mapping[str, frozenset[str]] = {
    "treats": _TREATS,
    "ameliorates_condition": _TREATS | DOWN,
    "studied_to_treat": stems_of("study research trial investigate test evaluate examine explore scientist"),
    "applied_to_treat": stems_of("use give prescribe treat treatment administer apply therapy"),
    "prevents": stems_of("prevent prevention protect avert avoid ward stop") | DOWN,
    "causes": CAUSE,
    "contributes_to": CAUSE | EFFECT | RISK,
    "affects_risk_for": UP | DOWN | RISK | CAUSE,
    "has_phenotype": LINK | stems_of("have suffer show feature symptom induce bring typical"),
    "has_adverse_event": CAUSE | stems_of("harm adverse safe unsafe tolerate side toxic have report"),
    "subclass_of": stems_of("is be are kind type form sort"),
    "contraindicated_in": stems_of("contraindicate avoid should not never"),
    "affectsPopulation": stems_of("affect have live suffer common prevalent prevalence diagnose"),
    "leadingCauseOf": stems_of("lead leading main chief die death mortality kill"),
    "dosedRelativeTo": stems_of("dose higher lower times fold"),
    "hasDailyDose": stems_of("dose daily day take range"),
    "canStartWithout": stems_of("without no not need require begin start first"),
    "timeToEffect": stems_of("within month week year improve improvement notice slow effect benefit"),
    "combinableWith": stems_of("combine together with accept acceptable safe use alongside"),
    "advisedAgainstWith": stems_of("not avoid never against combine"),
    "adviceChangedOn": stems_of("change now advice approach recommendation"),
}
"""The words of predicates, by the last part of their IRIs; what affects something has those of its direction."""

_DENYING = frozenset({"canStartWithout", "advisedAgainstWith", "contraindicated_in"})
"""Predicates that deny something themselves, so that *no* and *not* deny nothing of them."""
_HARMLESS = stems_of("safe tolerate")
_ORDERED = frozenset({"causes", "contributes_to", "subclass_of", "leadingCauseOf", "affects_risk_for"})
"""Predicates that say another thing where subject and object change places."""


class Telling(NamedTuple):
    """The words that tell a predicate: ``against`` are those that say its contrary, in another direction or harmless.

    ``takes_denials``: a word of denial before them denies the claim. ``ordered``: the subject stands before the object,
    unless words such as *by* and *from* turn it round. ``beside`` are words of the claim's direction, one of which has
    to stand in the sentence where the predicate itself has none. ``denied`` are words that tell only where a word of
    denial stands before them: *no effect*.
    """

    words: frozenset[str]
    against: frozenset[str]
    takes_denials: bool
    ordered: bool
    beside: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()


@cache
def telling_words(predicate: str, direction: str | None) -> Telling:
    """What tells a predicate, by its IRI and a claim's direction, *increased*, *decreased* or None."""
    name = local_id(predicate)
    words = (PREDICATES.get(name) or _of_name(name)) | _verbs_of(name)
    against: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    if name == "affects":
        words, against = {
            "increased": (UP | GOOD, DOWN),
            "decreased": (DOWN | GOOD | _OF_LOSS, UP),
        }.get(direction or "", (UP | DOWN | GOOD | EFFECT, frozenset()))
    elif direction:
        beside = UP if direction == "increased" else DOWN | _OF_LOSS
    if name == "has_adverse_event":
        words, against = words - _HARMLESS, _HARMLESS
    denied = EFFECT if words & (UP | DOWN | GOOD) else frozenset()
    return Telling(words - against, against, name not in _DENYING, name in _ORDERED, beside, denied)


_OF_LOSS = stems_of(
    "attack destroy destruction damage lose loss weak weaken deficient deficiency impair disturb disturbance off"
)
"""What lets something come to less."""


def _of_name(name: str) -> frozenset[str]:
    """The words of a predicate's name, without those that no name is told by, and all rows that have one of them."""
    own = frozenset(stem_of(word) for word in name.lower().split("_") if word not in COMMON)
    return own.union(*(row for row in _ROWS if row & own))


def _verbs_of(name: str) -> frozenset[str]:
    """The verbs of one word that mean the predicate in a table, too."""
    meant = (*VERBS.items(), *OF_CONDITIONS.items())
    return stems_of(" ".join(verb for verb, m in meant if " " not in verb and m.predicate == name))


_TURNING = stems_of("by from due of with after on because among taking under through via")


def tells(words: Sequence[Word], n: int, telling: frozenset[str]) -> bool:
    """Whether the ``n``-th word is one that tells: *used to treat* does not tell that something helps."""
    word = words[n]
    if word.stem not in telling and word.text.lower() not in telling:
        return False
    applied = word.stem == "treat" and not telling & _APPLIED
    return not (applied and any(w.stem in _APPLIED for w in words[:n] if w.clause == word.clause))


def in_order(words: Sequence[Word], subject: Iterable[int], object_: Iterable[int]) -> bool:
    """Whether the subject stands before the object, or behind it with a word such as *by* between them."""
    first, other = max(subject, default=-1), min(object_, default=len(words))
    return first < other or any(
        word.stem in _TURNING for word in words[max(object_, default=0) : min(subject, default=0)]
    )
