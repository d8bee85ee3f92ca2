"""What differs between a quotation and the words of the text that are nearest to it."""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from typing import NamedTuple

from .relaxed import NEGATIONS
from .tokens import Tokens

ALIKE = 0.7
"""The share of a quotation's words and numbers that stand in one place of the text, where it counts as changed."""
_FREQUENT = 60  # a word that stands more often in a text says little of where a quotation is from
_DENYING = ("un", "in", "im", "il", "ir", "non", "dis", "anti", "hypo", "hyper", "mis")
_DENIED_BY_A = ("symptom", "typical", "febrile", "septic")  # *a* begins so many words that it alone tells nothing
_MOST_WORDS = 2_000  # of a quotation that is compared word by word, which takes their square
_LONGEST = 80  # characters of the text that a difference shows


class Change(NamedTuple):
    """A difference: ``quoted`` is what the quotation has, ``found`` what the text has there; "" where it has nothing.

    ``kind`` is ``number``, ``negation``, ``name`` (a word with a capital) or ``wording``.
    """

    kind: str
    quoted: str
    found: str


class Alignment(NamedTuple):
    """The place of a text that is nearest to a quotation, as tokens from ``first`` to before ``behind``.

    ``words`` is how many words and numbers, of the one or the other, are in the differences.
    """

    first: int
    behind: int
    changes: tuple[Change, ...]
    words: int


def denies(prefix: str, rest: str) -> bool:
    """Whether letters before a word may turn it into its contrary, as *un* before *able*."""
    return prefix.lower() in _DENYING or (prefix.lower() == "a" and rest.lower().startswith(_DENIED_BY_A))


def shorten_words(text: str) -> str:
    """The text on one line, cut in the middle where it is long."""
    text = " ".join(text.split())
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[:half].rstrip()} … {text[-half:].lstrip()}"


def make_change(quoted: str, found: str, *, initial: bool = False) -> Change:
    """The difference between two texts. ``initial`` says that they begin a sentence, where a capital names nobody.

    >>> make_change("39", "35").kind, make_change("", "not").kind, make_change("able", "unable").kind
    ('number', 'negation', 'negation')
    """
    ours, theirs = Tokens(quoted).words, Tokens(found).words
    differing = set(ours) ^ set(theirs)
    if NEGATIONS & differing or any(_deny(a, b) or _deny(b, a) for a in ours for b in theirs):
        kind = "negation"
    elif any(not word.isalpha() for word in differing):
        kind = "number"
    elif not initial and any(word[:1].isupper() for text in (quoted, found) for word in text.split()):
        kind = "name"
    else:
        kind = "wording"
    return Change(kind, shorten_words(quoted), shorten_words(found))


def _deny(word: str, longer: str) -> bool:
    return len(longer) > len(word) > 2 and longer.endswith(word) and denies(longer[: -len(word)], word)


def align(quotation: Tokens, text: Tokens) -> Alignment | None:
    """Where the text is nearest to the quotation, and what differs there; None where less than :data:`ALIKE` agrees."""
    diagonal = _best_diagonal(quotation, text) if len(quotation) <= _MOST_WORDS else None
    if diagonal is None:
        return None
    length = len(quotation)
    slack = length // 4 + 8
    low, high = max(0, diagonal - slack), min(len(text), diagonal + length + slack)
    matcher = SequenceMatcher(None, quotation.words, text.words[low:high], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if sum(block.size for block in blocks) < ALIKE * length:
        return None
    first, behind = low + blocks[0].b, low + blocks[-1].b + blocks[-1].size
    # words of the quotation before the first in common are held against as many of the text, and so at its end
    first = max(0, first - blocks[0].a)
    behind = min(len(text), behind + length - blocks[-1].a - blocks[-1].size)
    changes, words = [], 0
    matcher.set_seq2(text.words[first:behind])
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation != "equal":
            quoted = quotation.raw(a, b) if a < b else ""
            found = text.raw(first + c, first + d) if c < d else ""
            changes.append(make_change(quoted, found, initial=a == 0))
            words += max(b - a, d - c)
    return Alignment(first, behind, tuple(changes), words)


def _best_diagonal(quotation: Tokens, text: Tokens) -> int | None:
    """The difference between places in the text and in the quotation on which most of its rarer words agree."""
    votes: defaultdict[int, float] = defaultdict(float)
    for n, word in enumerate(quotation.words):
        places = text.places.get(word, ())
        if len(places) <= _FREQUENT:
            for place in places:
                bucket = (place - n) >> 3
                votes[bucket] += 1 / len(places)
                votes[bucket + 1] += 1 / len(places)
    if not votes:
        return None
    return (max(votes, key=lambda bucket: (votes[bucket], -bucket)) << 3) - 4
