"""Counts in words, for messages, summaries and pages."""

from __future__ import annotations


def count_words(number: int, noun: str, plural: str | None = None) -> str:
    """A number with the noun that it counts, in the singular for 1, else in the plural, which is by default with an s.

    >>> count_words(1, "claim"), count_words(2000, "claim"), count_words(0, "study", "studies")
    ('1 claim', '2,000 claims', '0 studies')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
