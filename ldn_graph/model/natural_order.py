"""The order of names in which C2 comes before C10."""

from __future__ import annotations

import re
from typing import Any

_NUMBER = re.compile("([0-9]+)")


def natural_key(text: str) -> list[Any]:
    """A sort key that puts C2 before C10.

    >>> sorted(["C10", "C2"], key=natural_key)
    ['C2', 'C10']
    """
    parts: list[Any] = _NUMBER.split(text)  # texts, a number between any two of them
    # digits sort by the length of their number, then as text: no number is too long
    parts[1::2] = [(len(digits := part.lstrip("0")), digits) for part in parts[1::2]]
    return parts


def natural_text(text: str) -> str:
    """The same order as that of :func:`natural_key` as one text, which takes a tenth of the memory.

    Not promised for texts with control characters.

    >>> sorted(["C10", "C2"], key=natural_text)
    ['C2', 'C10']
    """
    parts = _NUMBER.split(text)  # texts, a number between any two of them
    for n in range(0, len(parts), 2):
        if parts[n]:
            parts[n] = "\1" + parts[n]
    for n in range(1, len(parts), 2):
        digits = parts[n].lstrip("0")
        parts[n] = f"\0{chr(1 + len(digits))}{digits}"
    return "".join(parts)
