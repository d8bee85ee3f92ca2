"""Lists of retractions that a user brings: of Europe PMC, as the Gene Ontology keeps it, and of Retraction Watch.

Europe PMC's is the text ``retracted-publications.txt`` of https://github.com/geneontology/go-site, lines such as
``PMID:10066663,PMCID:PMC95696`` after a head that says when it was downloaded. Retraction Watch's is the table
``retraction_watch.csv`` that Crossref publishes at https://gitlab.com/crossref/retraction-watch-data, one row a notice.
It does not say of which day it is; the day of its latest notice is taken, which it is at least as new as.
A list is read line by line, and what is kept of it is about the papers that are asked for.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from typing import IO, NamedTuple

from ...errors import InputError
from ...model.standing import NOT_LISTED, Notice, SourceStanding, in_order, name_after
from ...output.counts import count_words
from ..papers import read_identity
from .shipped import EUROPE_PMC, RETRACTION_WATCH

LARGEST = 1 << 30
"""The most characters of a list that are read; Retraction Watch's has some 60 million."""
LONGEST_LINE = 1 << 20
_ENTRY = re.compile(r"PMID:([0-9]{1,8})(?:,PMCID:PMC([0-9]{1,8}))?|PMCID:PMC([0-9]{1,8})")
_DOWNLOADED = re.compile(r"! Downloaded on ([0-9]{4}-[0-9]{2}-[0-9]{2})\s*")
_WHEN = re.compile(
    r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?: [0-9:]{4,8})?|([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ].{0,20})?"
)
_COLUMNS = ("OriginalPaperDOI", "OriginalPaperPubMedID", "RetractionDate", "RetractionNature")
_NATURES: Mapping[str, str] = {
    "retraction": "retraction",
    "expression of concern": "concern",
    "correction": "correction",
    "reinstatement": "reinstatement",
}
_NONE = frozenset({"", "0", "unavailable", "unknown", "none", "nan"})
"""What Retraction Watch writes where a paper or a notice has no identifier."""


class StandingList(NamedTuple):
    """What a list says of the papers that were asked for, by the keys of their identifiers.

    ``kinds`` are the kinds of identifiers by which it has papers. ``remarks`` say what of it was not understood.
    ``dated``: it says of which day it is; else it may be newer.
    """

    origin: str
    listed_on: str
    kinds: Collection[str]
    entries: int
    notices: Mapping[str, tuple[Notice, ...]]
    remarks: tuple[str, ...] = ()
    dated: bool = True

    def standing_of(self, keys: Collection[str]) -> SourceStanding | None:
        """The standing of the paper with these identifiers; None where it has none by which the list has papers."""
        notices = in_order(n for key in keys for n in self.notices.get(key, ()))
        if notices:
            return SourceStanding(name_after(notices), self.listed_on, self.origin, notices)
        known = any(key.partition(":")[0] in self.kinds for key in keys)
        return SourceStanding(NOT_LISTED, self.listed_on, self.origin) if known else None


def read_list(path: str, wanted: Collection[str], today: date | None = None) -> StandingList:
    """What the list in a file says of the papers with the ``wanted`` identifiers (:func:`~.standing.identifier_keys`).

    Raises :class:`~ldn_graph.errors.InputError` for a file that cannot be read, or is neither of the two lists.
    """
    with _lines_of(path) as lines:
        first = next(lines, "")
        if first.startswith(("!", "PMID:", "PMCID:")):
            return _read_text(path, first, lines, wanted)
        if "OriginalPaperDOI" in first:
            return _read_table(path, first, lines, wanted, today or date.today())
    problem = "neither the list of Europe PMC (PMID:1,PMCID:PMC1) nor the table of Retraction Watch (OriginalPaperDOI)"
    raise InputError(f"{path}: {problem}; see the section Standing of docs/sources.md for where they are")


def read_entries(path: str) -> tuple[str, list[int], list[int]]:
    """The day of a list of Europe PMC, and all PMIDs and PMCIDs in it, sorted: for the list that ships."""
    with _lines_of(path) as lines:
        day, keys = _read_keys(path, lines)
    numbers = {
        kind: sorted({int(re.sub(r"\D", "", k)) for k in keys if k.startswith(kind)}) for kind in ("pmid", "pmc")
    }
    return day, numbers["pmid"], numbers["pmc"]


def _read_text(path: str, first: str, lines: Iterator[str], wanted: Collection[str]) -> StandingList:
    def chained() -> Iterator[str]:
        yield first
        yield from lines

    day, keys = _read_keys(path, chained())
    listed = (Notice("retraction"),)
    notices = {key: listed for key in keys if key in wanted}
    return StandingList(EUROPE_PMC, day, ("pmid", "pmc"), len(keys), notices)


def _read_keys(path: str, lines: Iterable[str]) -> tuple[str, list[str]]:
    day, keys = "", []
    for number, line in enumerate(lines, 1):
        if line.startswith("!") or not line.strip():
            found = _DOWNLOADED.fullmatch(line)
            day = found[1] if found else day
            continue
        entry = _ENTRY.fullmatch(line.strip())
        if entry is None:
            problem = f"{line.strip()[:80]!r} is no entry of this list"
            raise InputError(f"{path}:{number}: {problem}; an entry is PMID:10066663 or PMID:10066663,PMCID:PMC95696")
        pmid, *pmcids = entry.groups()
        keys += [f"pmid:{int(pmid)}"] if pmid else []
        keys += [f"pmc:PMC{int(pmcid)}" for pmcid in pmcids if pmcid]
    if not day:
        raise InputError(f"{path}: it does not say of which day it is; put '! Downloaded on 2026-06-10' at its top")
    try:
        in_future = date.fromisoformat(day) > date.today() + timedelta(days=1)  # it may be tomorrow elsewhere
    except ValueError:
        raise InputError(f"{path}: {day} is no day; put '! Downloaded on 2026-06-10' at its top") from None
    if in_future:
        raise InputError(f"{path}: {day} is a day to come; put the day of the download at its top")
    return day, keys


def _read_table(path: str, first: str, lines: Iterator[str], wanted: Collection[str], today: date) -> StandingList:
    names = next(csv.reader([first]))
    if missing := [name for name in _COLUMNS if name not in names]:
        raise InputError(f"{path}: without the column {missing[0]}; take the table as Crossref publishes it")
    rows, latest = 0, ""
    notices: dict[str, list[Notice]] = {}
    odd: Counter[str] = Counter()
    reader = csv.DictReader(lines, fieldnames=names, strict=True)
    try:
        for row in reader:
            rows += 1
            when = _day(row["RetractionDate"] or "")
            if when is None:
                odd["a date that cannot be read"] += 1
            elif latest < when <= today.isoformat():
                latest = when
            kind = _NATURES.get((row["RetractionNature"] or "").strip().lower())
            if kind is None:
                odd["a nature that is not known here"] += 1
                continue
            keys = _keys(row)
            if not keys:
                odd["no identifier of the paper"] += 1
            for key in keys:
                if key in wanted:
                    notices.setdefault(key, []).append(_notice(kind, when, row))
    except csv.Error as error:
        raise InputError(
            f"{path}:{reader.line_num + 1}: no table ({error}); take it as Crossref publishes it"
        ) from None
    if not latest:
        raise InputError(f"{path}: no row with a date, so it cannot be told of which day it is; is the table whole?")
    told = tuple(f"{count_words(count, 'row')} with {what}" for what, count in odd.items())
    read = {key: tuple(several) for key, several in notices.items()}
    return StandingList(RETRACTION_WATCH, latest, ("pmid", "doi"), rows, read, told, dated=False)


def _keys(row: Mapping[str, str | None]) -> tuple[str, ...]:
    pmid, doi = ((row[name] or "").strip() for name in ("OriginalPaperPubMedID", "OriginalPaperDOI"))
    doi, pmid = ("" if text.lower() in _NONE else text for text in (doi, pmid))
    return read_identity(doi, pmid, (), None, part=True).paper


def _notice(kind: str, when: str | None, row: Mapping[str, str | None]) -> Notice:
    reasons = [part.strip().lstrip("+").strip() for part in (row.get("Reason") or "").split(";")]
    doi = (row.get("RetractionDOI") or "").strip()
    return Notice(kind, when, "; ".join(filter(None, reasons)) or None, None if doi.lower() in _NONE else doi)


def _day(text: str) -> str | None:
    """The day of ``2/6/2010 0:00``, the month first, or of ``2010-02-06``; None where it is none."""
    found = _WHEN.fullmatch(text.strip())
    if found is None:
        return None
    month, day, year = (found[1], found[2], found[3]) if found[1] else (found[5], found[6], found[4])
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


@contextmanager
def _lines_of(path: str) -> Iterator[Iterator[str]]:
    """The lines of a file, with their ends, while it is open."""
    try:
        with open(path, encoding="utf-8-sig", errors="replace", newline="") as file:
            yield _bounded(path, file)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}; give the file of a list") from None


def _bounded(path: str, file: IO[str]) -> Iterator[str]:
    read = 0
    while line := file.readline(LONGEST_LINE):
        read += len(line)
        if len(line) == LONGEST_LINE or read > LARGEST:
            raise InputError(f"{path}: too large for a list of retractions; give the file of a list")
        yield line


def shipped_text(day: str, pmids: Iterable[int], pmcids: Iterable[int]) -> str:
    """The list that ships, as a text: see :mod:`~ldn_graph.sources.standing.shipped`."""
    from .shipped import WIDTH

    head = (
        f"# Retracted publications: the list of {day}, made from Europe PMC (https://europepmc.org/) by the Gene\n"
        "# Ontology as metadata/retracted-publications.txt of https://github.com/geneontology/go-site (BSD-3-Clause).\n"
        "# PMIDs, then PMCIDs without their letters, sorted, each with 8 digits. It says neither when nor why.\n"
    )
    return "\n".join([head, *(_numbers(numbers, WIDTH) for numbers in (pmids, pmcids))])


def _numbers(numbers: Iterable[int], width: int) -> str:
    return "".join(f"{number:0{width}}\n" for number in numbers)
