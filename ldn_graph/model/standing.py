"""Whether a source still stands: what a dated list of retractions, corrections and doubts says of it."""

# Annotations are no texts here (from __future__): NamedTuple would compile each of them at every start.

from collections.abc import Iterable
from typing import NamedTuple

NOT_LISTED = "notListed"
RETRACTED = "retracted"
REINSTATED = "reinstated"
_TURNS = {"retraction": RETRACTED, "reinstatement": REINSTATED}
_DOUBTS = {"concern": "expressionOfConcern", "correction": "corrected"}
"""What a notice of each kind makes of a paper."""


class Notice(NamedTuple):
    """One notice about a paper: that it was retracted, corrected, reinstated, or is doubted.

    ``kind`` is one of :data:`~ldn_graph.model.vocab.NOTICE_KINDS`, ``date`` is 2010, 2010-02 or 2010-02-06, ``doi`` is
    that of the notice. What is not known is None.
    """

    kind: str
    date: str | None = None
    reason: str | None = None
    doi: str | None = None


class SourceStanding(NamedTuple):
    """How a source stands by the list of one day.

    ``name`` is one of :data:`~ldn_graph.model.vocab.STANDINGS`, ``listed_on`` the day of the list, ``origin`` the IRI
    of who keeps it. ``notices`` are those that it tells of, in the order of their dates. ``in_graph``: the graph states
    it of this very source.
    """

    name: str
    listed_on: str
    origin: str
    notices: tuple[Notice, ...] = ()
    in_graph: bool = False

    @property
    def decisive(self) -> Notice | None:
        """The last notice that made its standing what it is; None where none is listed."""
        return next((n for n in reversed(self.notices) if (_TURNS | _DOUBTS)[n.kind] == self.name), None)

    def stands(self, year: int | None = None) -> bool:
        """Whether the source counts: it is not retracted, or was not by the end of a year.

        A paper of which the list does not say when it was retracted stands in no year.
        """
        if year is None or self.name not in _TURNS.values() or not self._is_dated:
            return self.name != RETRACTED
        return name_after(n for n in self._by(year) if n.kind in _TURNS) != RETRACTED

    def named(self, year: int | None = None) -> str:
        """The name of its standing by the end of a year, as far as the list says when it changed."""
        if not self.stands(year):
            return RETRACTED
        return self.name if year is None or not self._is_dated else name_after(self._by(year))

    @property
    def _is_dated(self) -> bool:
        """A notice that made its standing what it is has a date."""
        return any(n.date and (_TURNS | _DOUBTS)[n.kind] == self.name for n in self.notices)

    def _by(self, year: int) -> Iterable[Notice]:
        return (n for n in self.notices if n.date and int(n.date[:4]) <= year)


def name_after(notices: Iterable[Notice]) -> str:
    """The name of the standing of a paper after these notices, in their order.

    A retraction counts until the paper is reinstated, whatever else is said of it.

    >>> name_after([Notice("concern", "2004"), Notice("retraction", "2010"), Notice("correction", "2011")])
    'retracted'
    >>> name_after([Notice("retraction", "2010"), Notice("reinstatement", "2012")])
    'reinstated'
    """
    name = NOT_LISTED
    for notice in notices:
        if notice.kind in _TURNS:
            name = _TURNS[notice.kind]
        elif name != RETRACTED and (notice.kind == "concern" or name != _DOUBTS["concern"]):
            name = _DOUBTS[notice.kind]
    return name


def in_order(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Notices by their dates, each once; those without a date come first, and retractions last of one day."""
    return tuple(sorted(set(notices), key=lambda n: (n.date or "", n.kind == "retraction", n.kind, *map(str, n))))


def which_counts(one: SourceStanding, other: SourceStanding) -> SourceStanding:
    """Which of two lists counts for a source: the newer one; where both say the same, the one that says when.

    A list that does not have a retraction does not lift it, since it may be cut off: that takes a reinstatement.
    """
    older, newer = sorted((one, other), key=lambda s: s.listed_on)
    if older.name == newer.name:
        return older if len(older.notices) > len(newer.notices) else newer
    if newer.name in (RETRACTED, REINSTATED):
        return newer
    if older.name == RETRACTED:
        return older
    return older if newer.name == NOT_LISTED and newer.origin != older.origin else newer
