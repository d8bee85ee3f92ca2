"""A source beside a record of it: what differs, and how sure it is that one of the two is wrong.

Titles may have lost a subtitle, a journal is written short or in full, the year of an article online is that before the
printed one. Such a difference is told, and is none that is sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from ..model.claims import Source
from .identity import read_reference
from .matching import Known, family_of, first_author, fold, marks_of_record, marks_of_source
from .readers.dates import read_pages
from .record import Record

SIMILAR = 0.9
"""From this similarity on, 0 to 1, two titles without other numbers are likely one."""
_LONGEST = 500  # characters of titles that are compared


class Difference(NamedTuple):
    """What a source has (``ours``) and what a record of it has (``theirs``), in a ``field``: *title*, *year*, ...

    ``sure``: one of the two is wrong. Else ``why`` says why they are likely the same. ``similarity`` is from 0 to 1
    for what is told in words, and None for years, volumes, pages and identifiers, of which no share can be alike.
    """

    field: str
    ours: str
    theirs: str
    similarity: float | None
    sure: bool
    why: str

    @property
    def verdict(self) -> str:
        """How sure it is, in words."""
        share = "" if self.similarity is None else f" ({self.similarity:.0%} alike)"
        return f"{'differs' if self.sure else 'likely the same'}{share}: {self.why}"


class Compared(NamedTuple):
    """Sources beside records: which were ``compared``, by id, and what differs, each with the source's id.

    ``without`` counts the sources without a record, ``strangers`` are the keys of records that are of no source.
    """

    compared: tuple[str, ...]
    differences: tuple[tuple[str, Difference], ...]
    without: int
    strangers: tuple[str, ...]


def compare_all(sources: Sequence[Source], records: Iterable[Record]) -> Compared:
    """Each record beside the source that it is of."""
    known: Known[int] = Known()
    for place, source in enumerate(sources):
        known.add(place, marks_of_source(source))
    compared: dict[int, None] = {}
    differences: dict[tuple[str, Difference], None] = {}
    strangers: list[str] = []
    for record in records:
        found_at = known.find(marks_of_record(record))
        if found_at is None:
            strangers.append(record.id)
            continue
        compared[found_at] = None
        source = sources[found_at]
        differences.update(dict.fromkeys((source.id, found) for found in compare(source, record)))
    idents = tuple(sources[place].id for place in compared)
    return Compared(idents, tuple(differences), len(sources) - len(idents), tuple(strangers))


def compare(source: Source, record: Record) -> tuple[Difference, ...]:
    """What differs between a source and a record of it, of what both have."""
    return tuple(_differences(source, record))


def _differences(source: Source, record: Record) -> Iterator[Difference]:
    pairs = (
        ("title", source.title, record.title, _titles),
        ("year", str(source.year or ""), record.issued[:4], _years),
        ("first author", first_author(source.authors), family_of(record.authors), _names),
        ("journal", source.container, record.container, _journals),
        ("volume", source.volume, record.volume, None),
        ("pages", source.pages and read_pages(source.pages), record.pages, _pages),
        ("DOI", _known_doi(source.doi), _known_doi(record.doi), None),
        ("PMID", source.pmid, record.pmid, None),
    )
    for field, ours, theirs, judge in pairs:
        plain = _name_of_journal if field == "journal" else fold
        if ours and theirs and plain(ours) != plain(theirs):
            why = judge(ours, theirs) if judge else ""
            similarity = round(_similarity(fold(ours), fold(theirs)), 2) if field in _IN_WORDS else None
            yield Difference(field, ours, theirs, similarity, not why, why or "they cannot both be right")


_IN_WORDS = frozenset(("title", "first author", "journal"))


def _similarity(one: str, other: str) -> float:
    return SequenceMatcher(None, one[:_LONGEST], other[:_LONGEST], autojunk=False).ratio()


_DECISIVE = re.compile(r"\b(?:\w*[0-9]\w*|[ivx]+|no|non|not|without)\b")
"""Words of a title that make another of it: numbers and negations."""


def _known_doi(doi: str | None) -> str:
    return (read_reference(doi).doi or doi).lower() if doi else ""


def _titles(ours: str, theirs: str) -> str:
    """Why two titles are likely one; "" where they are not."""
    one, other = fold(ours), fold(theirs)
    short, long = sorted((one, other), key=len)
    if long.startswith(f"{short} ") and len(short.split()) > 2:
        whole = ours if fold(ours) == long else theirs
        if any(fold(part) == short for part in _beginnings(whole)):
            return "one of them has no subtitle"
    if sorted(_DECISIVE.findall(one)) != sorted(_DECISIVE.findall(other)):
        return ""  # phase 2 is not phase 3
    if one.replace(" ", "") == other.replace(" ", ""):
        return "they differ in blanks alone"
    return "they differ in a few letters" if _similarity(one, other) >= SIMILAR else ""


def _beginnings(title: str) -> Iterator[str]:
    """The title up to each sign that a subtitle stands behind."""
    return (title[: found.start() + 1] for found in re.finditer(r"[:.?!]\s|\s[-\u2013\u2014]\s", title))


def _years(ours: str, theirs: str) -> str:
    return "off by one year, as online and in print" if abs(int(ours) - int(theirs)) == 1 else ""


def _names(ours: str, theirs: str) -> str:
    one, other = fold(ours), fold(theirs)
    if {one, other} <= {name for name in (one, other) if one.endswith(f" {other}") or other.endswith(f" {one}")}:
        return "one of them has more of the family name"
    spelt = [re.sub("(?<=[aou])e", "", name) for name in (one, other)]
    return "they differ in how umlauts are written" if spelt[0] == spelt[1] else ""


_SMALL = frozenset(
    ("and", "das", "de", "der", "des", "die", "for", "fur", "in", "la", "le", "les", "of", "on", "the", "und")
)
"""Words that abbreviations of journals leave out."""


def _journals(ours: str, theirs: str) -> str:
    """Why two titles are likely of one journal: an abbreviation (ISO 4), a place or a motto behind it, initials."""
    for one in _shortened(ours):
        for other in _shortened(theirs):
            if one == other:
                return "one of them says more than the name"
            short, long = sorted((one, other), key=lambda words: sum(map(len, words)))
            if _abbreviates(short, long):
                return "one is an abbreviation of the other"
    return ""


def _name_of_journal(title: str) -> str:
    return " ".join(word for word in fold(title).split() if word not in _SMALL)


def _shortened(title: str) -> Iterator[list[str]]:
    """The words of a journal's title that count, also of what stands before a place in brackets or a colon."""
    for text in (title, re.split(r"\s?[(:=]|\. ", title)[0]):
        if words := _name_of_journal(text).split():
            yield words
            if len(words) > 1 and words[-1] == "journal":
                yield words[:-1]


def _abbreviates(short: list[str], long: list[str]) -> bool:
    """Each word is the beginning of the one in its place, or has some of its letters in order; or one has initials."""
    if len(short) == 1 and len(long) > 1 and short[0] == "".join(word[0] for word in long):
        return True
    return len(short) == len(long) and all(map(_shortens, short, long))


def _shortens(short: str, long: str) -> bool:
    letters = iter(long)
    return short[0] == long[0] and all(letter in letters for letter in short)


def _pages(ours: str, theirs: str) -> str:
    return (
        "one of them is the first page"
        if ours.split("-")[0] == theirs.split("-")[0] and ours.count("-") != theirs.count("-")
        else ""
    )
