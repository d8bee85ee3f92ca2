"""What could not be carried over, or is worth a look: counted, and the first few by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from .characters import clean, cut
from .counts import count_words

NAMED = 3
"""How many places of one remark are named."""
_Remark = tuple[str, str | None, str]  # noun, plural, detail


class Remarks:
    """Counts remarks that come again and again, each time with another place.

    >>> remarks = Remarks()
    >>> remarks.add("node", "left out without an id", "nodes[7]")
    >>> for n in range(12):
    ...     remarks.add("link", "left out without a target", f"links[{n}]")
    >>> for line in remarks.lines():
    ...     print(line)
    1 node left out without an id: nodes[7]
    12 links left out without a target: links[0], links[1], links[2], and 9 more
    """

    def __init__(self) -> None:
        self._counts: Counter[_Remark] = Counter()
        self._named: dict[_Remark, list[str]] = {}

    def add(self, noun: str, detail: str, place: str, *, plural: str | None = None) -> None:
        """Count a remark once more.

        ``noun`` is the thing that it is about, with its ``plural`` where that has no s; ``detail`` goes on after
        either. ``place`` is a line, a key or an identifier by which the thing can be looked up.
        """
        remark = (noun, plural, detail)
        self._counts[remark] += 1
        named = self._named.setdefault(remark, [])
        if len(named) < NAMED:
            named.append(cut(" ".join(clean(place).split()), 100))

    def lines(self) -> Iterator[str]:
        """A line for each remark, in the order in which they first came."""
        for (noun, plural, detail), named in self._named.items():
            total = self._counts[noun, plural, detail]
            more = total - len(named)
            counted = f"{count_words(total, noun, plural)} {detail}"
            yield f"{counted}: {', '.join(named)}" + (f", and {more:,} more" if more else "")
