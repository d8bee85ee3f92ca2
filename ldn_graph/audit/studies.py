"""Independent studies: which sources report one study, and how many studies and people stand behind a claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model.claims import EvidenceLine, Source
from ..model.vocab import DESIGNS
from ..sources.papers import Groups, identify


class Studies:
    """Which sources report the same study: as these ``sources`` state, and by the identifiers that they share.

    A preprint, a protocol and a correction are of the study of their paper. The same in either direction, and through
    others: where A is the same as B and B as C, all three are one.
    """

    def __init__(self, sources: Iterable[Source]) -> None:
        by_iri = {source.iri: source for source in sources}
        self._groups = Groups()
        for source in by_iri.values():
            for other in source.reports_with:
                self._groups.join(source.iri, other)
        self._groups.join_by_keys((source.iri, identify(source).study) for source in by_iri.values())

    def study(self, iri: str) -> str:
        """The IRI of the report that stands for all reports of a study; of a source that is alone, its own."""
        return self._groups.first(iri)

    def beneath(self, review: Source, beside: Mapping[str, Source]) -> set[str]:
        """The studies that a review covers, itself included, and those of the reviews that it reviews.

        ``beside`` are the reviews by IRI that are followed further.
        """
        reached = {review.iri}
        waiting = [review]
        while waiting:
            under = [iri for iri in waiting.pop().review_of if iri not in reached]
            reached.update(under)
            waiting += [beside[iri] for iri in under if iri in beside]
        return set(map(self.study, reached))

    def count(self, lines: Iterable[EvidenceLine]) -> int:
        """How many independent studies the lines come from.

        Reports of one study count once. A systematic review counts as one study, and not
        at all beside a study that it reviews, nor beside a review of the same study.
        Opinion, narrative reviews, labels and registrations are no studies.
        """
        sources = {(e.source.iri, e.design): e.source for e in lines if e.design}  # a line may have its own design
        reviews_here = {iri: source for (iri, design), source in sources.items() if design == "systematicReview"}
        primary = {self.study(iri) for iri, design in sources if DESIGNS[design or ""].primary}
        covered = set(primary)
        reviews = 0
        for _, source in sorted(reviews_here.items()):
            beneath = self.beneath(source, reviews_here)
            reviews += not beneath & covered
            covered |= beneath
        return len(primary) + reviews

    def count_participants(self, lines: Iterable[EvidenceLine]) -> int:
        """The people in the primary studies that the lines come from, as far as their numbers are recorded.

        Reports of one study count once, with the largest number among them.
        """
        return sum(number or 0 for number in self._people(lines).values())

    def count_unnumbered(self, lines: Iterable[EvidenceLine]) -> int:
        """Of how many of these studies no number of people is recorded, so that the sum says at least how many."""
        return sum(number is None for number in self._people(lines).values())

    def _people(self, lines: Iterable[EvidenceLine]) -> dict[str, int | None]:
        """The people in each primary study in people; None where no number is recorded."""
        people: dict[str, int | None] = {}
        for line in lines:
            design = DESIGNS[line.design] if line.design else None
            if design and design.primary and design.human:
                study = self.study(line.source.iri)
                numbers = (people.get(study), line.source.participants)
                people[study] = max((number for number in numbers if number is not None), default=None)
        return people
