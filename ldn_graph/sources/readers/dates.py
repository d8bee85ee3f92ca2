"""Dates and pages as databases write them.

>>> read_date("2008 Sep 30"), read_date("Sept. 2008"), read_date("2008/09/30/"), read_date("2008 Sep-Oct")
('2008-09-30', '2008-09', '2008-09-30', '2008')
"""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_NUMBERS = re.compile(r"([0-9]{4})(?:[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?)?(?![0-9])")


def read_date(text: str) -> str:
    """The date as 2008, 2008-09 or 2008-09-30: as much as the text says without doubt; "" where that is not a year.

    Of a range it is the year that it begins in.
    """
    found = _NUMBERS.match(text.strip().lstrip("/"))
    if found and (found[2] or not re.search("[A-Za-z]", text)):
        return join_date(found[1], found[2] or "", found[3] or "")
    words = re.findall(r"[0-9]+|[A-Za-z]+", text[:100])
    years = [word for word in words if len(word) == 4 and word.isdecimal()]
    months = [word for word in words if word[:3].lower() in _MONTHS and word.isalpha()]
    days = [word for word in words if word.isdecimal() and len(word) <= 2]
    if not years:
        return ""
    month = months[0] if len(months) == 1 and len(years) == 1 else ""
    return join_date(years[0], month, days[0] if len(days) == 1 else "")


def join_date(year: str, month: str = "", day: str = "") -> str:
    """A date of its parts, the month as a number or by its English name; what cannot be is left out."""
    if not re.fullmatch("[12][0-9]{3}", year.strip()):
        return ""
    month = month.strip()
    number = int(month) if re.fullmatch("[0-9]{1,2}", month) else _MONTHS.get(month[:3].lower(), 0)
    if not 1 <= number <= 12:
        return year.strip()
    day = day.strip()
    try:
        return date(int(year), number, int(day) if re.fullmatch("[0-9]{1,2}", day) else 0).isoformat()
    except ValueError:
        return f"{year.strip()}-{number:02}"


def read_pages(text: str) -> str:
    """Pages with one hyphen, the last one in full: PubMed has 132-42 for 132-142.

    >>> read_pages("132-42"), read_pages("1076--1083"), read_pages("e12, 15-9")
    ('132-142', '1076-1083', 'e12, 15-19')
    """
    text = re.sub("\\s?[-\u2010-\u2015\u2212]{1,3}\\s?", "-", text)
    return re.sub(r"(?<![0-9A-Za-z])([0-9]{1,9})-([0-9]{1,9})(?![0-9A-Za-z])", _in_full, text)


def _in_full(found: re.Match[str]) -> str:
    first, last = found[1], found[2]
    return f"{first}-{first[: max(0, len(first) - len(last))]}{last}"
