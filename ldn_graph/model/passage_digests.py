"""Where stretches of a text with given digests stand: what is known of a passage is its length and its SHA-256.

A text is gone through once for each length, and one digest is computed for each place, however many are looked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Set
from hashlib import sha256
from typing import NamedTuple


class Words(NamedTuple):
    """The places of a text where a word or a sign begins, in order, and where one ends."""

    begins: list[int]
    ends: frozenset[int]


def find_words(text: str) -> Words:
    """Where the words and signs of a text begin and end, in characters."""
    spans = [found.span() for found in re.finditer(r"\w+|[^\w\s]", text)]
    return Words([begin for begin, _ in spans], frozenset(end for _, end in spans))


def digest_of(text: str, start: int, end: int) -> str:
    """The SHA-256 of a part of a text in UTF-8, in lower-case hex."""
    return sha256(text[start:end].encode("utf-8", "surrogatepass")).hexdigest()


def find_digests(
    text: str,
    wanted: Set[str],
    starts: Iterable[int],
    end_of: Callable[[int], int | None],
    ends: Set[int] | None = None,
) -> dict[str, list[int]]:
    """At which of ``starts`` parts of the text with the digests ``wanted`` begin, by digest.

    ``end_of`` tells where the part from a place on ends, or None; where ``ends`` are given it has to be one of them.
    """
    found: dict[str, list[int]] = {}
    length = len(text)
    for start in starts:
        end = end_of(start)
        if end is None or end > length or (ends is not None and end not in ends):
            continue
        digest = digest_of(text, start, end)
        if digest in wanted:
            found.setdefault(digest, []).append(start)
    return found
