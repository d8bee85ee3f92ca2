"""Quotations in parts: with a mark where something is left out or put in, or without one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from .relaxed import NEGATIONS
from .search import SHORTEST, Place, find_words
from .tokens import TOKEN, Tokens

_MOST_PARTS = 12
_MOST_PIECES = 4
_OMISSION = re.compile(r"\[\s*(?:\.{2,}|…)\s*\]|\(\s*(?:\.{2,}|…)\s*\)|(?:\. ){2,}\.|\.{3,}|…")
_BRACKETED = re.compile(r"(?<!\w)\[[^][]{1,200}\](?!\w)")
_PRONOUNS = frozenset({
    "he", "her", "him", "his", "i", "it", "its", "our", "she", "their", "them", "they", "this", "these", "that",
    "those", "us", "we", "who", "which",
})  # fmt: skip
_SENTENCE_END = re.compile(r"[.!?;]\s|\n\s*\n")


class Parts(NamedTuple):
    """The parts of a quotation between its marks.

    ``marks`` has, for each part, the editorial brackets before it; "" where there are none or words are left out, too.
    ``editorial`` says whether there are such brackets anywhere.
    """

    parts: list[str]
    marks: list[str]
    editorial: bool


def split_parts(quotation: str) -> Parts:
    """Split a quotation at its marks.

    >>> split_parts("[LDN] was safe ... and [well] tolerated")
    Parts(parts=['was safe', 'and', 'tolerated'], marks=['[LDN]', '', '[well]'], editorial=True)
    """
    parts: list[str] = []
    marks: list[str] = []
    editorial = False
    for between in _OMISSION.split(quotation):
        brackets, omitted = "", True
        for bracket, piece in _split_editorial(between):
            editorial |= bool(bracket)
            brackets += bracket
            if TOKEN.search(piece):
                parts.append(piece.strip())
                marks.append("" if omitted and parts[1:] else brackets)
                brackets, omitted = "", False
    if len(parts) > _MOST_PARTS:  # the rest is one part, which is found nowhere: nothing is passed over
        parts[_MOST_PARTS - 1 :] = [" ".join(parts[_MOST_PARTS - 1 :])]
    return Parts(parts, marks[: len(parts)], editorial)


def _split_editorial(part: str) -> Iterator[tuple[str, str]]:
    """The pieces between what was put in in brackets (words, and neither figures nor a denial), each behind its own."""
    at, before = 0, ""
    for bracket in _BRACKETED.finditer(part):
        words = Tokens(bracket[0]).words
        if all(map(str.isalpha, words)) and not NEGATIONS.intersection(words):
            yield before, part[at : bracket.start()]
            at, before = bracket.end(), bracket[0]
    yield before, part[at:]


def stands_for(bracket: str, gap: str) -> bool:
    """Whether words in editorial brackets may stand where the text has others: none, the same, or a pronoun."""
    words = Tokens(gap).words
    return not words or words == Tokens(bracket).words or (len(words) == 1 and words[0] in _PRONOUNS)


def arrange(choices: Sequence[Sequence[Place]]) -> tuple[Place, ...] | None:
    """One place for each part, in their order and as near together as can be; None where there is no such order.

    From each place of the first part the next part's first place behind it is taken, and so on: of all that begin
    there this ends first.
    """
    rows = (row for start in choices[0] if (row := _row_from(start, choices[1:])) is not None)
    return min(rows, key=lambda row: row[-1].end - row[0].start, default=None)


def _row_from(start: Place, choices: Sequence[Sequence[Place]]) -> tuple[Place, ...] | None:
    row = [start]
    for places in choices:
        behind = next((place for place in places if place.start >= row[-1].end), None)
        if behind is None:
            return None
        row.append(behind)
    return tuple(row)


def gaps_between(places: Sequence[Place], text: str) -> list[str]:
    """The words of the text between each two places."""
    return [text[a.end : b.start] for a, b in pairwise(places)]


def hides_denial(gap: str) -> bool:
    """Whether a word that denies is left out within a sentence."""
    return not _SENTENCE_END.search(gap) and bool(NEGATIONS.intersection(Tokens(gap).words))


def in_one_sentence(gaps: Sequence[str]) -> list[bool]:
    """Of each part, by the gaps between them, whether it stands in one sentence with the one before or behind it."""
    same = [not _SENTENCE_END.search(gap) for gap in gaps]
    return [before or behind for before, behind in zip([False, *same], [*same, False], strict=True)]


def find_pieces(quotation: Tokens, text: Tokens) -> list[list[Place]] | None:
    """The places of the few pieces of which the quotation consists, each as long as it can be; None where it does not.

    A piece has at least :data:`~ldn_graph.sources.quotes.search.SHORTEST` words.
    """
    pieces: list[str] = []
    at = 0
    while at < len(quotation):
        low, high = at, len(quotation)  # where a piece is found, so are all shorter ones that begin with it
        while low < high:
            middle = (low + high + 1) // 2
            if quotation.joined[quotation.offsets[at] : quotation.offsets[middle]] in text.joined:
                low = middle
            else:
                high = middle - 1
        if low - at < SHORTEST or len(pieces) == _MOST_PIECES:
            return None
        pieces.append(quotation.joined[quotation.offsets[at] : quotation.offsets[low]])
        at = low
    return [list(find_words(piece, text)) for piece in pieces]
