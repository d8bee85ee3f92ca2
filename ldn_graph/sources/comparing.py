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
from .folding import fold
from .identity import read_reference
from .journals import name_of_journal, why_one_journal
from .matching import Known, marks_of_record, marks_of_source
from .names import family_of, first_author
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
    """Each record beside the source that it is of, or beside each whose identifiers it has."""
    known: Known[int] = Known()
    for place, source in enumerate(sources):
        known.add(place, marks_of_source(source))
    compared: dict[int, None] = {}
    differences: dict[tuple[str, Difference], None] = {}
    strangers: list[str] = []
    for record in records:
        places = known.find_all(marks_of_record(record))
        if not places:
            strangers.append(record.id)
        for found_at in places:
            compared[found_at] = None
            source = sources[found_at]
            differences.update(dict.fromkeys((source.id, found) for found in compare(source, record)))
    idents = tuple(sources[place].id for place in compared)
    return Compared(idents, tuple(differences), len(sources) - len(idents), tuple(strangers))


def compare(source: Source, record: Record) -> tuple[Difference, ...]:
    """What differs between a source and a record of it, of what both have."""
    return tuple(_differences(_of_source(source), _of_record(record)))


def compare_records(one: Record, other: Record) -> tuple[Difference, ...]:
    """What differs between two records of one publication, of what both have."""
    return tuple(_differences(_of_record(one), _of_record(other)))


_Said = tuple[str, ...]
"""Title, year, first author, journal, volume, pages, DOI and PMID, "" for what is not known."""


def _of_source(source: Source) -> _Said:
    first, pages = first_author(source.authors), read_pages(source.pages) if source.pages else ""
    said = (source.title, str(source.year or ""), first, source.container, source.volume, pages)
    return tuple(text or "" for text in (*said, _known_doi(source.doi), source.pmid))


def _of_record(record: Record) -> _Said:
    first = family_of(record.authors)
    said = (record.title, record.issued[:4], first, record.container, record.volume, record.pages)
    return (*said, _known_doi(record.doi), record.pmid)


def _differences(ours_all: _Said, theirs_all: _Said) -> Iterator[Difference]:
    judges = (
        ("title", _titles),
        ("year", _years),
        ("first author", _names),
        ("journal", why_one_journal),
        ("volume", None),
        ("pages", _pages),
        ("DOI", None),
        ("PMID", None),
    )
    for (field, judge), ours, theirs in zip(judges, ours_all, theirs_all, strict=True):
        plain = name_of_journal if field == "journal" else fold
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


def _pages(ours: str, theirs: str) -> str:
    return (
        "one of them is the first page"
        if ours.split("-")[0] == theirs.split("-")[0] and ours.count("-") != theirs.count("-")
        else ""
    )
