"""What stands behind a claim, in a line that everybody can read: beside the article, and wherever there is room."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from ..audit.results import ClaimAudit
from ..audit.status import rank, side_of
from ..model.claims import EvidenceLine
from ..model.words import DESIGN_WORDS
from ..output.counts import count_words

_SIDE_WORDS: Mapping[str, str] = {
    "for": "for it",
    "narrower": "for a narrower version of it",
    "weaker": "for it without a comparison group",
    "against": "against it",
}
_INDIRECTLY: Mapping[str, str] = {"for": "indirectly for it", "against": "indirectly against it"}
FLAG_WORDS: Mapping[str, str] = {
    "misreported": "misreports its source",
    "number-mismatch": "its numbers do not agree",
    "retracted-source": "a source was retracted",
    "expression-of-concern": "a source has an expression of concern",
    "outcome-switched": "a study switched its outcome",
    "argued-from-unsupported": "argued from what is not supported",
    "readers-differ": "readers judged it differently",
}
"""The flags that are said beside a claim's status. The panel and the table have all of them."""


def behind_words(audited: ClaimAudit) -> str:
    """What stands behind a claim: ``3 sources for it, 1 against it; best for it: cohort, 40 people``.

    Where nothing does: ``no source supports it; 2 sources against it``. What is open, background or counts neither way
    is not counted, unless there is nothing else.
    """
    direct = [e for e in audited.lines if e.direct]
    indirect = [e for e in audited.lines if not e.direct]
    counted = _counted([*_count(direct, _SIDE_WORDS, side_of), *_count(indirect, _INDIRECTLY, _indirect_side)])
    favour = [e for e in direct if e.in_favour]
    if favour:
        label = "; best for it: " if len(favour) > 1 else "; for it: " if len(audited.lines) > 1 else ": "
        return counted + label + _best(favour, audited.claim.graded_topic)
    if any(e.in_favour for e in indirect):
        return f"no source supports it directly; {counted}"
    return f"no source supports it; {counted}" if counted else _nothing(audited)


def _best(lines: Sequence[EvidenceLine], topic: str | None) -> str:
    """The design of the line with the best level, and how many people took part."""
    best = min(lines, key=lambda e: (rank(e, topic), e.source.id))
    design = DESIGN_WORDS.get(best.design or "", "design not recorded")
    people = best.source.participants
    return design if people is None else f"{design}, {count_words(people, 'person', 'people')}"


def published_words(published: ClaimAudit) -> str:
    """The same for what the article itself cites."""
    if published.lines:
        return behind_words(published)
    return "the source that the article cites is not assessed" if published.claim.cited else "the article cites nothing"


def flag_words(audited: ClaimAudit) -> list[str]:
    """The flags of :data:`FLAG_WORDS` that a claim has, in words."""
    return [words for flag, words in FLAG_WORDS.items() if flag in audited.flags]


def _nothing(audited: ClaimAudit) -> str:
    if audited.lines:
        return f"no source supports it; {count_words(len(audited.lines), 'source speaks', 'sources speak')} neither way"
    if audited.claim.searches:
        return f"no source supports it; {count_words(len(audited.claim.searches), 'search', 'searches')} found nothing"
    return "nobody has recorded a source or a search"


def _indirect_side(line: EvidenceLine) -> str:
    return "for" if line.in_favour else "against" if line.against else ""


def _count(
    lines: Sequence[EvidenceLine], words: Mapping[str, str], side: Callable[[EvidenceLine], str]
) -> Iterator[tuple[int, str]]:
    for name, said in words.items():
        if number := sum(side(e) == name for e in lines):
            yield number, said


def _counted(counts: Sequence[tuple[int, str]]) -> str:
    """``2 sources for it, 1 against it``."""
    return ", ".join(
        f"{number:,} {said}" if n else f"{count_words(number, 'source')} {said}"
        for n, (number, said) in enumerate(counts)
    )
