"""What stands behind a claim: its status, the level of its evidence, how many independent studies.

The status follows from the bearing and the directness of the evidence lines and from
nothing else (``docs/model.md`` has the table). *Unsupported* means that no source
recorded in the graph supports the claim. It never means false.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .claims import EvidenceLine, Source
from .vocab import AFFIRMING, AGAINST, DESIGNS

STATUS_WORDS: Mapping[str, str] = {
    "supported": "a source recorded here supports this claim directly, and none speaks directly against it",
    "partly-supported": "sources recorded here support a weaker or narrower version of this claim",
    "contested": "sources recorded here speak directly for this claim, or a narrower version, and others against it",
    "indirectly-supported": "only indirect evidence recorded here speaks for this claim",
    "unsupported": "no source recorded here supports this claim",
    "contradicted": "sources recorded here speak directly against this claim, and none directly for it",
    "unchecked": "no search is recorded for this claim, and no source that addresses it",
}

NOT_SUPPORTED = frozenset({"unchecked", "unsupported", "contradicted", "indirectly-supported"})
"""The statuses of claims that no direct support is recorded for."""

NO_LEVEL = 6
"""How a line without a level sorts: after 5, the worst."""


def rate_support(lines: Iterable[EvidenceLine], topic: str, *, looked_into: bool) -> str:
    """The status of a claim of this topic with these evidence lines.

    ``looked_into``: somebody recorded a search, or a line that is more than background.
    The rule is total, does not depend on the order of the lines, and is monotone: a line
    in favour never makes a claim less supported.
    """
    lines = tuple(lines)
    direct = {e.bearing for e in lines if e.direct}
    affirmed = bool(direct & AFFIRMING)
    opposed = bool(direct & AGAINST)
    qualified = "qualifies" in direct
    if affirmed and not opposed:
        return "supported"
    if opposed:
        return "contested" if affirmed or qualified else "contradicted"
    if qualified:
        return "partly-supported"
    indirect = [e for e in lines if not e.direct]
    level_for = min((rank(e, topic) for e in indirect if e.in_favour), default=None)
    level_against = min((rank(e, topic) for e in indirect if e.against), default=NO_LEVEL)
    if level_for is not None and level_for <= level_against:
        return "indirectly-supported"
    return "unsupported" if looked_into else "unchecked"


def explain_status(status: str, lines: Iterable[EvidenceLine]) -> str:
    """The reason for a claim's status in a sentence, without a full stop.

    More exact than :data:`STATUS_WORDS`: it says where only a narrower version has direct
    support, and where indirect evidence in favour was outweighed.
    """
    lines = tuple(lines)
    if status == "contested" and not any(e.direct and e.affirms for e in lines):
        return (
            "sources recorded here speak directly for a weaker or narrower version of this claim, "
            "and others directly against it"
        )
    if status == "unsupported" and any(e.in_favour for e in lines):
        return (
            "no source recorded here supports this claim directly, and indirect evidence of a better level "
            "outweighs the indirect evidence for it"
        )
    return STATUS_WORDS[status]


def best_level(lines: Iterable[EvidenceLine], topic: str) -> int | None:
    """The best level of evidence among the lines (1 is best), or None."""
    return min((level for e in lines if (level := e.level(topic)) is not None), default=None)


def level_words(level: int | None) -> str:
    """A level in words.

    >>> level_words(2), level_words(None)
    ('level 2', 'no level')
    """
    return "no level" if level is None else f"level {level}"


class Studies:
    """Which sources are the same study: reports of one trial, and reviews with the trials beneath them."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self.parent: dict[str, str] = {}
        for source in sources:
            for other in source.same_study_as:
                self.parent[self.study(other)] = self.study(source.iri)

    def study(self, iri: str) -> str:
        """One IRI for all reports of a study."""
        while iri in self.parent and self.parent[iri] != iri:
            iri = self.parent[iri]
        return iri

    def count(self, lines: Iterable[EvidenceLine]) -> int:
        """How many independent studies the lines come from.

        Reports of one study count once. A systematic review counts as one study, and not
        at all beside a study that it reviews, nor beside a review of the same study.
        Opinion, narrative reviews, labels and registrations are no studies.
        """
        sources = {e.source.iri: (e.source, e.design) for e in lines if e.design}
        primary = {self.study(iri) for iri, (_, design) in sources.items() if DESIGNS[design or ""].primary}
        covered = set(primary)
        reviews = 0
        for _, (source, design) in sorted(sources.items()):
            if design == "systematicReview":
                beneath = {self.study(iri) for iri in source.review_of}
                reviews += not beneath & covered
                covered |= beneath
        return len(primary) + reviews

    def count_participants(self, lines: Iterable[EvidenceLine]) -> int:
        """The people in the primary studies that the lines come from, as far as their numbers are recorded.

        Reports of one study count once, with the largest number among them.
        """
        people: dict[str, int] = {}
        for line in lines:
            design = DESIGNS[line.design] if line.design else None
            if design and design.primary and design.human:
                study = self.study(line.source.iri)
                people[study] = max(people.get(study, 0), line.source.participants or 0)
        return sum(people.values())


def rank(line: EvidenceLine, topic: str) -> int:
    level = line.level(topic)
    return NO_LEVEL if level is None else level
