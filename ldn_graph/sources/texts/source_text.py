"""The text of a source, as it was read from a file."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

DEPTHS = ("abstract", "page", "fullText")
"""How much of a source a text is, the least first."""
LONGEST = 5_000_000
"""Characters of a text that is still read: a book has fewer."""


class SourceText(NamedTuple):
    """The text of a source as it was read: ``sections`` are headings, or pages, with where they begin.

    ``depth`` is one of :data:`DEPTHS`; ``title`` is "" where the file does not say it.
    """

    file: str
    text: str
    depth: str
    title: str = ""
    sections: tuple[tuple[int, str], ...] = ()

    def section_at(self, place: int) -> str:
        """The heading under which a place stands, or its page; "" before the first."""
        at = bisect_right(self.sections, place, key=lambda section: section[0])
        return self.sections[at - 1][1] if at else ""
