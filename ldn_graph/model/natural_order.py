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
    return re.sub(r"[0-9]+|[^0-9]+", _sorting, text)


def _sorting(part: re.Match[str]) -> str:
    text = part[0]
    if text[0] not in "0123456789":
        return "\1" + text
    digits = text.lstrip("0")
    return "\0" + chr(1 + len(digits)) + digits
