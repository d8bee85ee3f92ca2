"""Where a text has words, however they are printed, and what is wrong with a place at which something is cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from .changes import Change, denies
from .relaxed import CUT_WORD, NEGATIONS, statistics_of, without_statistics
from .tokens import TOKEN, Tokens

SHORTEST = 3
"""A quotation has at least so many words and numbers; fewer stand in any text."""
_MOST_PLACES = 500  # of the same words that are looked at
_AROUND = 40  # characters before and behind an end in which the word that is cut there is looked for
_DENIED = re.compile(rf"\b(?:{'|'.join(sorted(NEGATIONS))})(?:[ \t\xa0]+|[ \t]*\r?\n[ \t]*)\Z", re.IGNORECASE)


class Place(NamedTuple):
    """Where a part of a quotation stands: from ``start`` to before ``end``, in characters of the text."""

    start: int
    end: int


class SearchedText:
    """A text in which quotations are looked for; what that needs is made once, when it is needed.

    ``title`` is that of the source, where it is known: what stands in it alone is no evidence.
    """

    def __init__(self, text: str, title: str = "") -> None:
        self.text = text
        self.title = Tokens(title).joined

    @cached_property
    def tokens(self) -> Tokens:
        """Its words and numbers."""
        return Tokens(self.text)

    @cached_property
    def plain(self) -> Tokens:
        """Its words and numbers without brackets with statistics."""
        return Tokens(without_statistics(self.text))

    @cached_property
    def titles(self) -> tuple[Place, ...]:
        """Where the title stands in it."""
        return tuple(find_words(self.title, self.tokens))

    def in_title(self, place: Place) -> bool:
        """Whether a place lies within the title."""
        return any(t.start <= place.start and place.end <= t.end for t in self.titles)


class Search:
    """All places where a text has some words.

    ``places`` are good ones. ``faults`` are others, each with what is wrong there: a number or a denial is cut.
    ``only_title`` says that the words stand in the title and nowhere else, ``plain`` that brackets were left out.
    """

    def __init__(self, words: str, text: SearchedText) -> None:
        self.words = Tokens(words)
        self.faults: list[tuple[Place, Change]] = []
        self.plain = False
        places = list(self._good(self.words, text.tokens))
        if not places:
            self.plain = True
            places = list(self._without_statistics(words, text))
        self.places = [place for place in places if not text.in_title(place)]
        in_title = bool(places) or (len(self.words) > 1 and self.words.joined in text.title)
        self.only_title = in_title and not self.places

    def _good(self, words: Tokens, text: Tokens) -> Iterator[Place]:
        for place in find_words(words.joined, text):
            cut = cut_at(place, text.text)
            fault = cut if isinstance(cut, Change) else _other_words(words, Tokens(text.text[place.start : place.end]))
            if fault is None:
                yield place
            else:
                self.faults.append((place, fault))

    def _without_statistics(self, words: str, text: SearchedText) -> Iterator[Place]:
        """Places where brackets with figures are left out, and none that is quoted is another."""
        plain = Tokens(without_statistics(words))
        if len(plain) < SHORTEST:
            return
        own = [Tokens(bracket).joined for bracket in statistics_of(words)]
        for place in self._good(plain, text.plain):
            end = _with_bracket_behind(place.end, text.text) if own else place.end
            if _in_order(own, Tokens(text.text[place.start : end]).joined):
                yield Place(place.start, end)


def find_words(joined: str, text: Tokens) -> Iterator[Place]:
    """The places of a text that are these words and numbers; a word may be cut at an end."""
    at = text.joined.find(joined) if joined else -1
    for _ in range(_MOST_PLACES):
        if at < 0:
            return
        first, behind = text.covering(at, at + len(joined))
        # how much of a token is cut off, near enough where one of its characters is several when it is folded
        cut_before = min(at - text.offsets[first], text.ends[first] - text.starts[first])
        cut_behind = min(text.offsets[behind] - at - len(joined), text.ends[behind - 1] - text.starts[behind - 1])
        yield Place(text.starts[first] + cut_before, text.ends[behind - 1] - cut_behind)
        at = text.joined.find(joined, at + 1)


def find_letters(words: str, text: str) -> tuple[Place, tuple[str, ...]] | None:
    """The first place where a text has the words letter for letter and nothing is wrong, with what was relaxed."""
    start = text.find(words)
    for _ in range(_MOST_PLACES):
        if start < 0:
            return None
        place = Place(start, start + len(words))
        cut = cut_at(place, text)
        if not isinstance(cut, Change):
            return place, cut
        start = text.find(words, start + 1)
    return None


def cut_at(place: Place, text: str) -> Change | tuple[str, ...]:
    """What is cut at the ends of a place: a change where that says something else, else what was relaxed."""
    if denial := _DENIED.search(text, max(0, place.start - _AROUND // 2), place.start):
        words = text[place.start : place.end][:_AROUND]
        return Change("negation", words, denial[0] + words)
    relaxed: tuple[str, ...] = ()
    for edge in place:
        low = max(0, edge - _AROUND)
        around = text[low : edge + _AROUND]
        token = next((m for m in TOKEN.finditer(around) if m.start() < edge - low < m.end()), None)
        if token is None:
            continue
        before, behind = token[0][: edge - low - token.start()], token[0][edge - low - token.start() :]
        inside, outside = (behind, before) if edge == place.start else (before, behind)
        if not token[0].isalpha():
            return Change("number", inside, token[0])
        if denies(outside, inside) if edge == place.start else outside.lower() in ("less", "free"):
            return Change("negation", inside, token[0])
        relaxed = (CUT_WORD,)
    return relaxed


_PARTED = frozenset({"a", "an", "in", "no", "not", "un"})
"""Words that, joined to the next one, make another of it, as *no table* and *notable* are two."""


def _other_words(words: Tokens, found: Tokens) -> Change | None:
    """A blank between two words that changes what they are; None where each is only a matter of printing."""
    if words.words == found.words:
        return None
    ours, theirs = set(words.offsets), set(found.offsets)
    for one, other in ((words, theirs), (found, ours)):
        for n, offset in enumerate(one.offsets[1:-1], 1):
            if offset not in other and one.words[n - 1] in _PARTED:
                between = one.text[one.ends[n - 1] : one.starts[n]]
                if between.isspace() and "\n" not in between:
                    return Change("negation", words.text[:_AROUND], found.text[:_AROUND])
    return None


def _with_bracket_behind(end: int, text: str) -> int:
    """The end of a bracket with figures that stands right behind a place; the place's own end where none does."""
    behind = text[end : end + 400]
    for bracket in statistics_of(behind)[:1]:
        at = behind.index(bracket)
        return end if behind[:at].strip(" .,;") else end + at + len(bracket)
    return end


def _in_order(parts: Sequence[str], text: str) -> bool:
    at = 0
    for part in parts:
        found = text.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True
