"""What could not be carried over, or is worth a look: counted, and the first few by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from .texts import clean, cut

NAMED = 3
"""How many places of one remark are named."""


class Remarks:
    """Counts remarks that come again and again, each time with another place. A remark is a plural: *links left out
    that have no target*.

    >>> remarks = Remarks()
    >>> for n in range(12):
    ...     remarks.add("links left out", f"links[{n}]")
    >>> list(remarks.lines())
    ['12 links left out: links[0], links[1], links[2], and 9 more']
    """

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._named: dict[str, list[str]] = {}

    def add(self, remark: str, place: str) -> None:
        """Count the remark once more. ``place`` is a line, a key or an identifier by which it can be looked up."""
        self._counts[remark] += 1
        named = self._named.setdefault(remark, [])
        if len(named) < NAMED:
            named.append(cut(" ".join(clean(place).split()), 100))

    def lines(self) -> Iterator[str]:
        """A line for each remark, in the order in which they first came."""
        for remark, named in self._named.items():
            more = self._counts[remark] - len(named)
            yield f"{self._counts[remark]:,} {remark}: {', '.join(named)}" + (f", and {more:,} more" if more else "")
