"""Dates as one reads them: years, months and days, as texts of XSD have them."""

from __future__ import annotations

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_LENGTHS = ([4], [4, 2], [4, 2, 2])


def is_date(text: str) -> bool:
    """Whether a text is a year, a month or a day: 2023, 2023-03 or 2023-03-22."""
    parts = text.split("-")
    if list(map(len, parts)) not in _LENGTHS or not (text.isascii() and all(map(str.isdigit, parts))):
        return False
    return all(0 < int(part) <= most for part, most in zip(parts[1:], (12, 31), strict=False))


def date_words(date: str) -> str:
    """A date as one reads it; what is no date stays as it is.

    >>> date_words("2023-03-22"), date_words("2023-03"), date_words("2023")
    ('22 March 2023', 'March 2023', '2023')
    """
    if not is_date(date):
        return date
    year, *others = date.split("-")
    month = [MONTHS[int(others[0]) - 1]] if others else []
    return " ".join([*map(str, map(int, others[1:])), *month, year])
