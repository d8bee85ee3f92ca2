"""Whether sources still stand, by the list of retracted publications that ships with the package.

The list (``retracted.txt``) is a text of sorted numbers, one a line, all of one width: git shows what changed of it,
and a number is found in it by halving, so nothing is parsed. It has PMIDs and PMCIDs and no DOIs, and says *retracted*
and nothing of when or why. ``make standing-list`` writes it anew.
"""

# Annotations are no texts here (from __future__): NamedTuple would compile each of them at every start.

import os
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from ...model.claims import Source
from ...model.standing import NOT_LISTED, RETRACTED, SourceStanding
from ...resources import PACKAGE
from ..papers import identify

FILE = os.path.join(PACKAGE, "retracted.txt")
WIDTH = 8
"""The digits of a line: numbers of PubMed and PubMed Central have no more."""

EUROPE_PMC = "https://europepmc.org/"
RETRACTION_WATCH = "https://gitlab.com/crossref/retraction-watch-data"
CROSSREF = "https://www.crossref.org/"
"""Who keeps lists of retractions, by IRI."""

UNKNOWN = "unknown"
"""The name of the standing of a source that has no identifier by which the list could have it."""


class ShippedList(NamedTuple):
    """The numbers of the list as they stand in the file, and the day of the list."""

    listed_on: str
    pmids: bytes
    pmcids: bytes

    def has(self, key: str) -> bool:
        """Whether a paper is listed by a key of :class:`~ldn_graph.sources.papers.Identity`."""
        kind, _, number = key.partition(":")
        if kind == "pmid":
            return _is_among(self.pmids, number)
        return kind == "pmc" and _is_among(self.pmcids, number.removeprefix("PMC"))

    def standing_of(self, keys: Iterable[str]) -> SourceStanding | None:
        """The standing of the paper with these identifiers; None where the list does not have it."""
        return SourceStanding(RETRACTED, self.listed_on, EUROPE_PMC) if any(map(self.has, keys)) else None


@cache
def shipped_list() -> ShippedList:
    """The list that ships with the package, read when it is first asked for."""
    with open(FILE, "rb") as file:
        head, pmids, pmcids = file.read().split(b"\n\n")
    day = head.partition(b"list of ")[2][:10].decode()
    return ShippedList(day, pmids + b"\n", pmcids)


def _is_among(lines: bytes, number: str) -> bool:
    if not (number.isascii() and number.isdigit()) or len(number) > WIDTH:
        return False
    wanted, step = number.zfill(WIDTH).encode(), WIDTH + 1
    low, high = 0, len(lines) // step
    while low < high:
        middle = (low + high) // 2
        found = lines[middle * step : middle * step + WIDTH]
        if found == wanted:
            return True
        low, high = (middle + 1, high) if found < wanted else (low, middle)
    return False


def keys_of(source: Source) -> tuple[str, ...]:
    """The keys of a source by which a list could have it: PMID, PMCID and DOI."""
    return tuple(key for key in identify(source).paper if key.startswith(("pmid:", "pmc:", "doi:")))


def spellings(key: str) -> tuple[str, ...]:
    """How graphs have the identifier with this key: as it is, and ``pmid:9500320`` as 9500320."""
    return (key, key.partition(":")[2])


def standing_name(source: Source, as_of: int | None = None) -> str:
    """One of :data:`~ldn_graph.model.vocab.STANDINGS`, or :data:`UNKNOWN`: by the list that ships, where the graph says
    nothing of it.
    """
    if source.standing:
        return source.standing.named(as_of)
    return NOT_LISTED if any(not key.startswith("doi:") for key in keys_of(source)) else UNKNOWN
