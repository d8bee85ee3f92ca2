"""Files of lines with a tag of capitals before each value, as RIS and PubMed's nbib: ``TI  - A pilot trial``.

Each line is kept with its number: what is odd can then be named, and what is cut off is seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

RIS_TAG = re.compile(r"([A-Z][A-Z0-9]) {0,3}-(?: |$)(.*)")
"""Two signs. Some exporters write one blank before the hyphen where the format has two."""
NBIB_TAG = re.compile(r"([A-Z][A-Z0-9]{1,4}) {0,3}-(?: |$)(.*)")


class Line(NamedTuple):
    """A tag and its value, which has the lines that go on with it; ``number`` is that of the first, from 1."""

    tag: str
    value: str
    number: int


def tagged_lines(text: str, form: re.Pattern[str], end: str = "") -> Iterator[Line | int]:
    """The lines with tags of this form, and the number of each line that is neither one nor goes on with one.

    What stands behind the tag ``end`` goes on with nothing.
    """
    tag, parts, start = "", [""], 0
    for number, raw in enumerate(text.split("\n"), start=1):
        if found := form.match(raw):
            if tag:
                yield Line(tag, "\n".join(parts).strip(), start)
            tag, parts, start = found[1], [found[2].strip()], number
        elif raw.strip() and tag not in ("", end):
            parts.append(raw.strip())
        elif raw.strip():
            yield number
    if tag:
        yield Line(tag, "\n".join(parts).strip(), start)


class Fields:
    """The values of one entry by their tags, in the order of the file."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.number = lines[0].number
        self._values: dict[str, list[str]] = {}
        for line in lines:
            if line.value:
                self._values.setdefault(line.tag, []).append(line.value)

    def all(self, *tags: str) -> list[str]:
        """The values of these tags, as they stand in the file."""
        return [line.value for line in self.lines if line.tag in tags and line.value]

    def first(self, *tags: str) -> str:
        """The first value of the first of these tags that has one, else ""."""
        return next((self._values[tag][0] for tag in tags if tag in self._values), "")
