"""Whether two titles are of one journal, which databases write in full or short."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .folding import fold

_SMALL = frozenset(
    ("and", "das", "de", "der", "des", "die", "for", "fur", "in", "la", "le", "les", "of", "on", "the", "und")
)
"""Words that abbreviations of journals leave out."""


def is_one_journal(one: str, other: str) -> bool:
    """Whether two titles may be of one journal: they are the same, or one is a form of the other."""
    return name_of_journal(one) == name_of_journal(other) or bool(why_one_journal(one, other))


def why_one_journal(ours: str, theirs: str) -> str:
    """Why two titles are likely of one journal: an abbreviation (ISO 4), a place or a motto behind it, initials."""
    for one in _shortened(ours):
        for other in _shortened(theirs):
            if one == other:
                return "one of them says more than the name"
            short, long = sorted((one, other), key=lambda words: sum(map(len, words)))
            if _abbreviates(short, long):
                return "one is an abbreviation of the other"
    return ""


def name_of_journal(title: str) -> str:
    """The words of a journal's title that count, folded."""
    return " ".join(word for word in fold(title).split() if word not in _SMALL)


def _shortened(title: str) -> Iterator[list[str]]:
    """The words of a journal's title that count, also of what stands before a place in brackets or a colon."""
    for text in (title, re.split(r"\s?[(:=]|\. ", title)[0]):
        if words := name_of_journal(text).split():
            yield words
            if len(words) > 1 and words[-1] == "journal":
                yield words[:-1]


def _abbreviates(short: list[str], long: list[str]) -> bool:
    """Each word is the beginning of the one in its place, or has some of its letters in order; or one has initials."""
    if len(short) == 1 and len(long) > 1 and short[0] == "".join(word[0] for word in long):
        return True
    return len(short) == len(long) and all(map(_shortens, short, long))


def _shortens(short: str, long: str) -> bool:
    letters = iter(long)
    return short[0] == long[0] and all(letter in letters for letter in short)
