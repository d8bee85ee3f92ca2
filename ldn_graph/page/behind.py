"""What stands behind a claim, in words that everybody can read: in the graph's rows, and in the article's notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..audit.results import ClaimAudit
from ..audit.status import NOT_SUPPORTED, side_of
from ..model.claims import EvidenceLine
from ..model.vocab import DESIGNS, FLAGS
from ..model.words import DESIGN_WORDS, FLAG_WORDS
from ..output.counts import count_words

_SAID: Mapping[str, tuple[str, str]] = {
    "for": ("supports it", "support it"),
    "narrower": ("supports a narrower version of it", "support a narrower version of it"),
    "weaker": ("found it and compared nobody", "found it and compared nobody"),
    "against": ("speaks against it", "speak against it"),
}
"""What direct lines do that count, one line and several."""
SIDE_WORDS: Mapping[str, str] = {
    **{side: one for side, (one, _) in _SAID.items()},
    "no-difference": "saw no difference, without an interval: it counts neither way",
    "no-participants": "was without participants: it counts neither way",
    "retracted": "was retracted: it counts for nothing",
    "open": "asked, and could not answer it",
    "background": "gives background",
}
"""What a line does for a claim, as a reader is told."""
_SAID_OTHERWISE = ("no-supporting-source", "overclaimed", "uncited", "indirect-only", "low-certainty")
FLAGS_BESIDE: Sequence[str] = tuple(
    flag for flag, severity in FLAGS.items() if severity != "Info" and flag not in _SAID_OTHERWISE
)
"""The flags that are said beside a claim's status, the gravest first: no remarks, and none that other words there say.

The panel and the table have all of them."""


def behind_words(audited: ClaimAudit) -> list[str]:
    """What stands behind a claim, a text for each kind: first what is direct, then what is indirect.

    ``["2 sources support it: cohort, case report", "1 speaks against it: opinion", "4 only indirectly for it"]``.
    Of a claim that no direct support is recorded for, the first text says so. What asked and could not answer, and what
    is background, is counted only where there is nothing else; and only where there is no source, searches are.
    """
    indirect = [e for e in audited.lines if not e.direct]
    counts = {"for": sum(e.in_favour for e in indirect), "against": sum(e.against for e in indirect)}
    bare = []
    if audited.status == "unchecked":
        bare.append("no source that addresses it is recorded, and no search")
    elif audited.status in NOT_SUPPORTED:
        bare.append("no source supports it directly" if counts["for"] else "no source supports it")
    words: list[str] = []
    for side, (one, several) in _SAID.items():
        lines = [e for e in audited.lines if e.direct and side_of(e) == side]
        if lines:
            number = f"{len(lines)}" if words else count_words(len(lines), "source")
            words.append(f"{number} {one if len(lines) == 1 else several}{_studies(lines)}")
    words += [f"{n} only indirectly {side} it" for side, n in counts.items() if n]
    return [*bare, *(words or _nothing(audited))]


def published_words(published: ClaimAudit) -> list[str]:
    """The same of what the article itself cites; where nothing of it counts, why."""
    return behind_words(published) if published.lines else [published.reason]


def flag_words(audited: ClaimAudit) -> list[str]:
    """The flags of :data:`FLAGS_BESIDE` that a claim has, in words."""
    return [FLAG_WORDS[flag][0] for flag in FLAGS_BESIDE if flag in audited.flags]


def _nothing(audited: ClaimAudit) -> list[str]:
    if audited.lines:
        return [count_words(len(audited.lines), "source speaks neither way", "sources speak neither way")]
    if audited.claim.searches:
        return [count_words(len(audited.claim.searches), "search found nothing", "searches found nothing")]
    return []


def _studies(lines: Sequence[EvidenceLine]) -> str:
    """``: systematic review, cohort``: their designs, the best first; of one line also how many took part."""
    designs = sorted({e.design for e in lines if e.design}, key=lambda d: (DESIGNS[d].level, DESIGN_WORDS[d]))
    facts = [DESIGN_WORDS[d] for d in designs]
    if len(lines) == 1 and lines[0].source.participants:
        facts.append(count_words(lines[0].source.participants, "person", "people"))
    return f": {', '.join(facts)}" if facts else ""
