"""What stands behind a claim, in words that everybody can read: in the graph's rows, and in the article's notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..audit.results import ClaimAudit
from ..audit.status import NO_LEVEL, NOT_SUPPORTED, rank, side_of
from ..model.claims import EvidenceLine
from ..model.vocab import DESIGNS, FLAGS
from ..model.words import DESIGN_WORDS, FLAG_WORDS, SIDE_WORDS
from ..output.counts import count_words

_COUNTED = ("for", "narrower", "weaker", "against", "no-difference")
"""The sides on which direct evidence is counted wherever there is some."""
_SAID_OTHERWISE = ("no-supporting-source", "overclaimed", "uncited", "indirect-only", "low-certainty")
FLAGS_BESIDE: Sequence[str] = tuple(
    flag for flag, severity in FLAGS.items() if severity != "Info" and flag not in _SAID_OTHERWISE
)
"""The flags that are said beside a claim's status, the gravest first: no remarks, and none that other words there say.

The panel and the table have all of them."""


def behind_words(audited: ClaimAudit) -> list[str]:
    """What stands behind a claim, a text for each kind: first what is direct, then what is indirect.

    ``["2 sources support it: cohort, case report", "1 speaks against it: opinion", "4 only indirectly for it"]``.
    Of each kind a source is counted once, however many lines it has. Of a claim that no direct support is recorded for,
    the first text says so, and where nothing counts, why. What asked and could not answer, and what is background, is
    counted only where there is nothing else; and only where there is no source, searches are.
    """
    indirect = {
        "for": _sources(e for e in audited.lines if not e.direct and e.in_favour),
        "against": _sources(e for e in audited.lines if not e.direct and e.against),
    }
    bare = []
    if audited.status == "unchecked" and not audited.claim.lines:
        left = "left, and no search is recorded" if audited.claim.incomplete else "recorded, and no search"
        bare.append(f"no source that addresses it is {left}")
    elif not audited.lines and audited.claim.lines:
        bare.append(_why_none_counts(audited))
    elif audited.status in NOT_SUPPORTED:
        bare.append("no source supports it directly" if indirect["for"] else "no source supports it")
    words: list[str] = []
    for side in _COUNTED:
        lines = [e for e in audited.lines if e.direct and side_of(e) == side]
        if lines:
            count = _sources(lines)
            said = SIDE_WORDS[side].one if count == 1 else SIDE_WORDS[side].several
            number = f"{count:,}" if words else count_words(count, "source")
            words.append(f"{number} {said}{_studies(lines, audited.claim.graded_topic)}")
    words += [f"{count:,} only indirectly {side} it" for side, count in indirect.items() if count]
    return [*bare, *(words or _nothing(audited))]


def published_words(published: ClaimAudit) -> list[str]:
    """The same of what the article itself cites; where nothing of it counts, why."""
    return behind_words(published) if published.lines else [published.reason]


def flag_words(audited: ClaimAudit) -> list[str]:
    """The flags of :data:`FLAGS_BESIDE` that a claim has, in words."""
    return [FLAG_WORDS[flag][0] for flag in FLAGS_BESIDE if flag in audited.flags]


def _why_none_counts(audited: ClaimAudit) -> str:
    """Of a claim whose sources all were retracted, or appeared after the year that is asked for, which of the two."""
    fallen, recorded = _sources(audited.fallen), _sources(audited.claim.lines)
    if not fallen:
        return "no source of that time is recorded"
    if fallen < recorded:
        return f"its {count_words(fallen, 'source')} of that time {'was' if fallen == 1 else 'were'} retracted"
    return "its one source was retracted" if fallen == 1 else f"its {fallen:,} sources were retracted"


def _nothing(audited: ClaimAudit) -> list[str]:
    if audited.lines:
        return [count_words(_sources(audited.lines), "source speaks neither way", "sources speak neither way")]
    if audited.claim.searches:
        return [count_words(len(audited.claim.searches), "search found nothing", "searches found nothing")]
    return []


def _sources(lines: Iterable[EvidenceLine]) -> int:
    return len({e.source.iri for e in lines})


def _studies(lines: Sequence[EvidenceLine], topic: str | None) -> str:
    """``: systematic review, cohort``: their kinds of study, the best for such a claim first.

    Of one source also how many took part; and where nobody judged how directly they are about the claim, that.
    """
    best: dict[str, int] = {}
    for line in lines:
        if line.design:
            best[line.design] = min(rank(line, topic), best.get(line.design, NO_LEVEL))
    order = sorted(best, key=lambda name: (best[name], DESIGNS[name].level, DESIGN_WORDS[name]))
    facts = [DESIGN_WORDS[name] for name in order]
    if facts and not all(line.design for line in lines):
        facts.append("kind of study not recorded")
    one = _sources(lines) == 1
    if one and lines[0].source.participants:
        facts.append(count_words(lines[0].source.participants, "person", "people"))
    unrated = _sources(e for e in lines if e.directness == "unrated")
    if unrated:
        facts.append("directness not judged" if one else f"directness not judged of {unrated:,}")
    return f": {', '.join(facts)}" if facts else ""
