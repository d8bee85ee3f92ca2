"""Names of authors one by one, as RIS, PubMed and EndNote list them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...output.remarks import Remarks
from ..names import is_others, person, read_name, runs_together, split_authors
from ..record import Name


def read_people(names: Iterable[str], place: str, remarks: Remarks) -> tuple[tuple[Name, ...], bool]:
    """The authors, and whether there are more than are named ("et al."). EndNote writes a body with a comma after it.

    A name that has several is taken apart where each is a person's; else it is whole, and told with its ``place``.

    >>> said = ["van der Berg, Jan, Jr.", "Ministry of Health,", "et al."]
    >>> authors, others = read_people(said, "a.ris:1", Remarks())
    >>> authors[0].particle, authors[1].literal, others
    ('van der', 'Ministry of Health', True)
    """
    said = [part for name in names if name.strip() for part in several_people(name) or (name.strip(),)]
    more = [name for name in said if is_others(name.rstrip(", "))]
    for name in said:
        if name not in more and not name.endswith(","):
            tell_if_several(name, place, remarks)
    return tuple(_read(name) for name in said if name not in more), bool(more)


def several_people(text: str) -> tuple[str, ...]:
    """The names that stand in the place of one, where each is a person's or "et al."; else none.

    >>> several_people("Smith J, Doe AB, et al."), several_people("Smith; J"), several_people("Smith, John")
    (('Smith J', 'Doe AB', 'et al.'), (), ())
    """
    names = split_authors(text)
    people = len(names) > 1 and all(is_others(name) or not read_name(name).literal for name in names)
    return names if people else ()


def tell_if_several(text: str, place: str, remarks: Remarks) -> bool:
    """Whether a text looks as if it had several names, and which is not known: then that is told."""
    found = ";" in text or runs_together(text)
    if found:
        remarks.add("author", "kept whole, which may be several people; put each into a field of its own", place)
    return found


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
