"""The numbers in what was written about a quotation: does the quotation have them?

>>> missing_numbers("39 of 40 improved at 4.5 mg (IL-6 too)", ["Of forty patients, 39 improved"])
('4.5',)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from .tokens import Tokens

NUMBER_WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
}  # fmt: skip
"""Numbers that are spelled out in one word."""


def missing_numbers(words: str, quotations: Iterable[str]) -> tuple[str, ...]:
    """The numbers in words that none of the quotations has, as written; equal values count as one number.

    A number within a name, as in IL-6 or 5-HT, is none.
    """
    quoted = {value for quotation in quotations for value in _values(Tokens(quotation))}
    text = Tokens(words)
    missing = [
        words[start:end]
        for word, start, end in zip(text.words, text.starts, text.ends, strict=True)
        if word.startswith("#") and word not in quoted and not _in_name(words, start, end)
    ]
    return tuple(dict.fromkeys(missing))


def _values(text: Tokens) -> Iterator[str]:
    """The numbers of a text by their values, those that are spelled out too, and without their signs."""
    for word in text.words:
        if word.startswith("#"):
            yield word
            yield word.replace("-", "")
        elif word in NUMBER_WORDS:
            yield f"#{NUMBER_WORDS[word]}#"
    for tens, units in pairwise(text.words):
        if NUMBER_WORDS.get(tens, 0) >= 20 and NUMBER_WORDS.get(units, 10) < 10:
            yield f"#{NUMBER_WORDS[tens] + NUMBER_WORDS[units]}#"


def _in_name(text: str, start: int, end: int) -> bool:
    before, behind = text[max(0, start - 2) : start], text[end : end + 2]
    return (
        before[-1:].isalpha()
        or (before[-1:] in "-‐–" and before[:1].isalpha())
        or (behind[:1] in ("-", "‐") and behind[1:].isalpha() and behind[1:].isupper())
    )
