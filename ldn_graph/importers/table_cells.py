"""Cells that hold numbers, dates, identifiers and lists: what each means, however a spreadsheet writes it.

Each function gives None for what it cannot mean; nothing is guessed.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from ..model.literals import LONGEST_NUMBER
from ..output.dates import is_date

NUMBER_REMEDY = "write a number as 39 of 40, 2.8, 40 % or 40 to 60; no comma between thousands"
_NUMBER = rf"-?[0-9]{{1,{LONGEST_NUMBER}}}(?:\.[0-9]{{1,{LONGEST_NUMBER}}})?"


class Stated(NamedTuple):
    """A number as it is written, from ``low`` to ``high``, both the same for a single one; ``out_of`` of cases."""

    low: str
    high: str
    out_of: str | None = None

    def __str__(self) -> str:
        span = self.low if self.low == self.high else f"{self.low} to {self.high}"
        return span if self.out_of is None else f"{span} of {self.out_of}"


def read_stated(text: str) -> Stated | None:
    """A number, with a comma or a point before its decimals, alone, as a span, or of a total.

    A comma before three digits may as well stand between thousands, so it means nothing.

    >>> str(read_stated("2,8")), str(read_stated("39/40")), str(read_stated("40 - 60")), read_stated("40,000")
    ('2.8', '39 of 40', '40 to 60', None)
    """
    match = re.fullmatch(
        rf"({_NUMBER})(?: ?(?:to|-|\u2013) ?({_NUMBER}))?(?: ?(?:/|of) ?({_NUMBER}))?", _pointed(text), re.ASCII
    )
    if not match:
        return None
    low, high, out_of = match.groups()
    ordered = Decimal(low) <= Decimal(high or low)
    return Stated(low, high or low, out_of) if ordered and (out_of is None or Decimal(out_of) > 0) else None


def read_percent(text: str) -> str | None:
    """The number without its sign, of a text that says that it is one of per cent; None where it does not say so.

    >>> read_percent("40 to 60%"), read_percent("12,5 percent"), read_percent("40"), read_percent("3 of 40 %")
    ('40 to 60', '12,5', None, None)
    """
    number, signs = re.subn(r"(?<=[0-9])\s*(?:%|per ?cent\b)", "", text, flags=re.IGNORECASE)
    stated = read_stated(number) if signs else None
    return number.strip() if stated and stated.out_of is None else None


def read_number(text: str) -> str | None:
    """A single number with a point before its decimals.

    >>> read_number("0,62"), read_number("40 to 60")
    ('0.62', None)
    """
    return number if re.fullmatch(_NUMBER, number := _pointed(text), re.ASCII) else None


def read_whole(text: str) -> int | None:
    """A whole number from 0, also where a spreadsheet made 49.0 of it.

    Three zeros behind a comma or a point may as well be thousands, so they mean nothing.

    >>> read_whole("49.0"), read_whole("1,000")
    (49, None)
    """
    return int(whole) if re.fullmatch("[0-9]{1,12}", whole := re.sub(r"[.,]00?$", "", text), re.ASCII) else None


def read_interval(text: str) -> tuple[str, str] | None:
    """The ends of an interval, as of 0.41 to 0.93, with or without brackets.

    >>> read_interval("[0,41; 0,93]")
    ('0.41', '0.93')
    """
    bare = re.sub(r" ?; ?", " to ", text.strip("()[] "))
    stated = read_stated(bare)
    return (stated.low, stated.high) if stated and not stated.out_of and not read_number(bare) else None


def read_date(text: str) -> str | None:
    """A year, a month or a day, also where a spreadsheet made 2019.0 or 2019-05-05 00:00:00 of it."""
    date = re.sub(r"([.,]0+|[T ]00:00(:00(\.0+)?)?)$", "", text)
    return date if is_date(date) else None


def read_list(text: str) -> tuple[str, ...]:
    """The parts of a cell that has semicolons between them, each once."""
    return tuple(dict.fromkeys(part.strip() for part in text.split(";") if part.strip()))


def _pointed(text: str) -> str:
    """Each decimal comma as a point; a comma before three digits stays."""
    plain = re.sub(r"(?<=[0-9]),(?=(?:[0-9]{1,2}|[0-9]{4,})(?![0-9]))", ".", " ".join(text.split()))
    return plain.replace("\u2212", "-")
