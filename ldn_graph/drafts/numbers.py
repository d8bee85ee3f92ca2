"""The numbers of a sentence in a unit: only those that are safe to read as such, as *39 of 40*, *62%*, *2.5 million*.

>>> [str(n.low) for n in numbers_in("It was 50 million in 2019, or half of them", "10*6{person}")]
['50']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from ..model.claims import Quantity
from ..sources.quotes.numbers import NUMBER_WORDS

_SPELLED = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|(?:{_SPELLED})(?![a-z]))"
_PEOPLE = (
    "people|patients?|participants?|persons?|individuals|subjects|women|men|girls|boys|children|adults|volunteers"
    "|of them"
)

UNITS: Mapping[str, str] = {
    "%": r"\s*(?:%|per\s?cent\b)",
    "{person}": rf"(?:\s+[a-z-]+){{0,2}}?\s+(?:{_PEOPLE})\b",
    "10*6{person}": r"\s+million\b",
    "10*9{person}": r"\s+billion\b",
    "1": r"(?:\s*-?\s*fold|\s+times)\b",
    "min": r"[\s-]+min(?:utes?)?\b",
    "h": r"[\s-]+hours?\b",
    "d": r"[\s-]+days?\b",
    "wk": r"[\s-]+weeks?\b",
    "mo": r"[\s-]+months?\b",
    "a": r"[\s-]+years?\b",
}
"""How people write units (by UCUM) after a number; others stand there as UCUM has them, per day also as *a day*."""
_WRITTEN_UNITS: Mapping[str, str] = {
    "[iU]": "(?:IU|international units)",
    "ug": "(?:[µμ]g|ug|mcg|micrograms?)",
    "mg": "(?:mg|milligrams?)",
}
_BOUND = re.compile(
    r"(?:more|fewer|less|greater|higher|lower)\s+than\s+(?:\w+\s+)?$|(?:over|under|above|below|at\s+least|at\s+most|up\s+to"
    r"|exceeding|minimum\s+of|maximum\s+of|[<>≤≥])\s*$",
    re.IGNORECASE,
)
_SHARES: Mapping[str, tuple[int, int]] = {
    "half": (1, 2), "a third": (1, 3), "one third": (1, 3), "two thirds": (2, 3), "a quarter": (1, 4),
    "three quarters": (3, 4),
}  # fmt: skip
_SHARE = re.compile(rf"\b({'|'.join(_SHARES)})\s+of\s+(?:the\s+|all\s+)?(?:{_PEOPLE})", re.IGNORECASE)
_UP_TO_TEN = "|".join(word for word, value in NUMBER_WORDS.items() if 1 <= value <= 10)
_ONE_IN = re.compile(rf"\b({_UP_TO_TEN})\s+(?:in|out\s+of)\s+({_UP_TO_TEN})\b", re.IGNORECASE)


class Number(NamedTuple):
    """What a sentence states in a unit, from ``low`` to ``high``, of ``out_of``: ``words`` is how it stands there.

    ``bounded``: it is a bound (*more than 40*), which is compared with nothing.
    """

    low: Decimal
    high: Decimal
    out_of: Decimal | None
    words: str
    bounded: bool = False

    def as_stated(self, like: Quantity) -> Quantity:
        """The quantity of a claim with this number in the place of its own."""
        return like._replace(low=self.low, high=self.high, out_of=self.out_of)


def numbers_in(sentence: str, unit: str, *, out_of: bool = False) -> tuple[Number, ...]:
    """The numbers of a sentence in a unit of UCUM, each once. ``out_of``: cases of a total, as *39 of 40*.

    Years, numbers of other things and numbers in names are none. Not promised: that all are found.
    """
    found = _cases(sentence) if out_of else _in_unit(sentence, unit)
    return tuple({(n.low, n.high, n.out_of, n.bounded): n for n in found}.values())


def _in_unit(sentence: str, unit: str) -> Iterator[Number]:
    for match in _pattern(unit).finditer(sentence):
        low, high = _value(match["low"] or match["high"]), _value(match["high"])
        if low <= high:
            bounded = _BOUND.search(sentence, 0, match.start()) is not None
            yield Number(low, high, None, match[0].strip(), bounded)
    if unit == "%":
        for share, total, words in _shares(sentence):
            percent = _percent(share, total)
            yield Number(percent, percent, None, words)


@cache
def _pattern(unit: str) -> re.Pattern[str]:
    written = UNITS.get(unit) or _written(unit)
    between = rf"(?:{written})?\s*(?:to|and|-|\u2013)\s*"
    return re.compile(rf"(?<![\w.,])(?:(?P<low>{_NUMBER}){between})?(?P<high>{_NUMBER}){written}", re.IGNORECASE)


def _written(unit: str) -> str:
    each, per, time = unit.partition("/")
    amount = rf"\s*{_WRITTEN_UNITS.get(each) or re.escape(each)}(?![a-z])"
    if per and time == "d":
        return rf"{amount}(?:\s*(?:/\s*d(?:ay)?\b|(?:a|per)\s+day|daily|each\s+day))?"
    return rf"{amount}\s*/\s*{re.escape(time)}" if per else amount


_OF = re.compile(rf"(?<![\w.,])({_NUMBER})\s*(?:(?:out\s+)?of\s+(?:the\s+|all\s+)?|/)({_NUMBER})\b", re.IGNORECASE)
_OF_THEM = re.compile(rf"(?<![\w.,])({_NUMBER})\s+of\s+them\b", re.IGNORECASE)


def _cases(sentence: str) -> Iterator[Number]:
    for match in _OF.finditer(sentence):
        yield from _of(_value(match[1]), _value(match[2]), match[0])
    for share, total, words in _shares(sentence):
        yield from _of(Decimal(share), Decimal(total), words)
    totals = {n.high for n in _in_unit(sentence, "{person}") if not n.words.endswith("them")}
    if len(totals) == 1:
        for match in _OF_THEM.finditer(sentence):
            yield from _of(_value(match[1]), max(totals), f"{match[0]} ({max(totals)})")


def _of(cases: Decimal, total: Decimal, words: str) -> Iterator[Number]:
    if 0 < total >= cases:
        yield Number(cases, cases, total, words)


def _shares(sentence: str) -> Iterator[tuple[int, int, str]]:
    for match in _SHARE.finditer(sentence):
        yield (*_SHARES[" ".join(match[1].lower().split())], match[0])
    for match in _ONE_IN.finditer(sentence):
        share, total = (NUMBER_WORDS[word.lower()] for word in match.groups())
        if share < total:
            yield share, total, match[0]


def _percent(share: int, total: int) -> Decimal:
    """A share in per cent, as nobody says it with more than one digit after the point: a third is 33.

    >>> _percent(1, 8), _percent(2, 3)
    (Decimal('12.5'), Decimal('67'))
    """
    percent = Decimal(100 * share) / total
    return percent if percent == round(percent, 1) else Decimal(round(percent))


def _value(text: str) -> Decimal:
    return Decimal(NUMBER_WORDS[text.lower()] if text.lower() in NUMBER_WORDS else text.replace(",", ""))
