"""Names of authors one by one, as RIS, PubMed and EndNote list them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..names import is_others, person, read_name
from ..record import Name


def read_people(names: Iterable[str]) -> tuple[tuple[Name, ...], bool]:
    """The authors, and whether there are more than are named ("et al."). EndNote writes a body with a comma after it.

    >>> authors, others = read_people(["van der Berg, Jan, Jr.", "Ministry of Health,", "et al."])
    >>> authors[0].particle, authors[1].literal, others
    ('van der', 'Ministry of Health', True)
    """
    said = [name.strip() for name in names if name.strip()]
    more = [name for name in said if is_others(name.rstrip(", "))]
    return tuple(_read(name) for name in said if name not in more), bool(more)


def _read(text: str) -> Name:
    if text.endswith(","):
        return Name(literal=text.rstrip(", "))
    family, _, given = text.partition(",")
    given, suffix = split_suffix(given)
    return person(family, given, suffix) if suffix and "," not in given else read_name(text)


def split_suffix(given: str) -> tuple[str, str]:
    """Given names and the suffix that PubMed writes behind them.

    >>> split_suffix("John A 3rd"), split_suffix("Guttorm")
    (('John A', '3rd'), ('Guttorm', ''))
    """
    found = re.fullmatch(r"(.*\S) (Jr|Sr|II|III|IV|[234](?:nd|rd|th))\.?", given.strip())
    return (found[1], found[2]) if found else (given.strip(), "")
