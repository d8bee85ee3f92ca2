"""The words of a sentence as they are compared: folded, and without endings of number and tense."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from ..model.alike import fold

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_POSSESSIVE = re.compile(r"['\u2019]s?$")

COMMON = frozenset({
    "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "because", "been", "being",
    "between", "both", "by", "can", "could", "did", "do", "does", "during", "each", "for", "from", "had", "has",
    "have", "having", "he", "her", "his", "how", "if", "in", "into", "is", "it", "its", "many", "may", "might",
    "more", "most", "of", "on", "only", "or", "other", "our", "over", "she", "should", "so", "some", "such", "than",
    "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "through", "to", "under",
    "up", "very", "was", "we", "were", "when", "where", "which", "while", "who", "whom", "whose", "will", "with",
    "within", "would", "you", "your",
})  # fmt: skip
"""Words that no name is told by."""


class Word(NamedTuple):
    """A word of a text: ``stem`` is what it is compared by; ``clause`` is the number of its clause."""

    text: str
    stem: str
    clause: int


_CLAUSE_SIGNS = re.compile(r"[,;:()\u2013\u2014]| - ")
_CLAUSE_WORDS = frozenset({"although", "because", "but", "however", "though", "whereas", "while", "yet"})


def read_words(text: str) -> tuple[Word, ...]:
    """The words of a sentence in their order; hyphens and slashes part them, and a comma or *but* begins a clause.

    >>> [word.stem for word in read_words("Relapsing-remitting MS, Crohn\\u2019s")]
    ['relaps', 'remit', 'ms', 'crohn']
    """
    words: list[Word] = []
    clause = at = 0
    for found in _WORD.finditer(text):
        stem = stem_of(found[0])
        clause += bool(_CLAUSE_SIGNS.search(text, at, found.start())) or stem in _CLAUSE_WORDS
        words.append(Word(found[0], stem, clause))
        at = found.end()
    return tuple(words)


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=100_000)
def stem_of(word: str) -> str:
    """What the forms of a word have in common, by Snowball's rules for English.

    >>> stem_of("prevents") == stem_of("Preventing")
    True
    """
    stem: str = _stemmer().stemWord(_POSSESSIVE.sub("", _THOUSANDS.sub("", fold(word))))
    return stem


def stems_of(words: str) -> frozenset[str]:
    """The stems of words that are parted by blanks, for the tables of this room."""
    return frozenset(map(stem_of, words.split()))


def content(words: Iterable[Word]) -> Iterator[Word]:
    """The words that a name may be told by."""
    return (word for word in words if fold(word.text) not in COMMON)
