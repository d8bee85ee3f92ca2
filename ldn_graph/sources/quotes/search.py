"""Where a text has words, however they are printed, and what is wrong with a place at which something is cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from .changes import Change, denies, shorten_words
from .relaxed import NEGATIONS, statistics_of, without_statistics
from .tokens import TOKEN, Tokens, minuses

SHORTEST = 3
"""A quotation has at least so many words and numbers; fewer stand in any text."""
_MOST_PLACES = 500  # of the same words that are looked at
_AROUND = 40  # characters before and behind an end in which the word that is cut there is looked for
_BEFORE = 60  # characters before a quotation in which a word that denies it is looked for
_BLANK = r"(?:[ \t\xa0]+|[ \t]*\r?\n[ \t]*)"
_DENIED = re.compile(  # up to three words before it, unless one of them begins another clause
    rf"(?<!with or )\b(?:{'|'.join(sorted(NEGATIONS))})(?:{_BLANK}(?!(?:and|but|or|only|that|than|which|while)\b)"
    rf"[\w'’-]+){{0,3}}{_BLANK}\Z",
    re.IGNORECASE,
)
_DENYING_ENDS = ("less", "free")
_HYPHENS = "-‐‑\u00ad–"
_HYPHEN_BEFORE = re.compile(rf"([^\W_]+)[{_HYPHENS}](\s*)\Z")
_HYPHEN_BEHIND = re.compile(rf"[{_HYPHENS}](\s*)(?!(?:and|or|to)\b)([^\W_]+)")


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
            fault = cut_at(place, text.text) or _other_words(words, Tokens(text.text[place.start : place.end]))
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


def find_letters(words: str, text: str) -> Place | None:
    """The first place where a text has the words letter for letter and nothing is cut."""
    start = text.find(words)
    for _ in range(_MOST_PLACES):
        if start < 0:
            return None
        place = Place(start, start + len(words))
        if cut_at(place, text) is None:
            return place
        start = text.find(words, start + 1)
    return None


def cut_at(place: Place, text: str) -> Change | None:
    """What is cut at an end of a place: a denial some words before it, or a part of a word or number.

    What a hyphen joins is one word, also where a line ends: *significant* is cut from *non-significant*.
    """
    words = text[place.start : place.end]
    before = text[max(0, place.start - _BEFORE) : place.start]
    if denial := _DENIED.search(before):
        return Change("negation", shorten_words(words), shorten_words(denial[0] + words))
    start, end = place
    while start < min(place.end, place.start + _AROUND) and not text[start].isalnum():
        start += 1
    while end > max(start, place.end - _AROUND) and not text[end - 1].isalnum():
        end -= 1
    if outside := _part_before(place.start, start, text):
        inside = text[start : start + _AROUND].split(maxsplit=1)[0]
        other = len(outside) > 1 and len(_letters(inside)) > 2 and inside[0].islower()  # *pretreated*, not *treated*
        kind = _kind_of_cut(outside, outside[-1] + inside[0], denied=denies(_letters(outside), inside))
        if kind or other:
            return Change(kind or "wording", inside, shorten_words(outside + inside))
    if outside := _part_behind(place.end, end, text):
        inside = text[max(start, end - _AROUND) : end].rsplit(maxsplit=1)[-1]
        kind = _kind_of_cut(outside, inside[-1] + outside[0], denied=_letters(outside).lower() in _DENYING_ENDS)
        if kind:
            return Change(kind, inside, shorten_words(inside + outside))
    return None


def is_cut(place: Place, text: str) -> bool:
    """Whether a word is cut at an end of a place."""
    return any(_token_across(edge, text) for edge in place)


def _part_before(edge: int, start: int, text: str) -> str:
    """What of the first word stands before a place; ``edge`` is where it begins, ``start`` where its letters do."""
    if joined := _HYPHEN_BEFORE.search(text, max(0, start - _AROUND), start):
        blank = joined[2]
        if not blank or "\n" in blank or denies(joined[1], text[start : start + _AROUND]):
            return joined[0]
    token = _token_across(edge, text)
    return text[token[0] : edge] if token else ""


def _part_behind(edge: int, end: int, text: str) -> str:
    """What of the last word stands behind a place; ``edge`` is where it ends, ``end`` is behind its last letter."""
    if joined := _HYPHEN_BEHIND.match(text, end, end + _AROUND):
        blank = joined[1]
        if not blank or "\n" in blank or joined[2].lower() in _DENYING_ENDS:
            return joined[0]
    token = _token_across(edge, text)
    return text[edge : token[1]] if token else ""


def _token_across(edge: int, text: str) -> tuple[int, int] | None:
    """The token that begins before and ends behind a place of the text."""
    low = max(0, edge - _AROUND)
    spans = ((low + m.start(), low + m.end()) for m in TOKEN.finditer(text[low : edge + _AROUND]))
    return next((span for span in spans if span[0] < edge < span[1]), None)


def _letters(part: str) -> str:
    return "".join(filter(str.isalpha, part))


def _kind_of_cut(outside: str, edge: str, *, denied: bool) -> str:
    """What a cut of ``outside`` changes, by the two characters at the ``edge``; "" where letters alone are cut off."""
    if denied:
        return "negation"
    if any(map(str.isdigit, edge)):
        return "number"
    return "" if outside.isalpha() else "wording"


_PARTED = frozenset({"a", "an", "in", "no", "not", "un"})
"""Words that, joined to the next one, make another of it, as *no table* and *notable* are two."""


def _other_words(words: Tokens, found: Tokens) -> Change | None:
    """A blank between two words that changes what they are; None where each is only a matter of printing."""
    if minuses(words.text) != minuses(found.text) and len(minuses(words.text)) == len(minuses(found.text)):
        return Change("number", shorten_words(words.text), shorten_words(found.text))
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
