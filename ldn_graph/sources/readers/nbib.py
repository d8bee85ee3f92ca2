"""PubMed's own export, nbib, which is MEDLINE's format (https://www.nlm.nih.gov/bsd/mms/medlineelements.html).

``FAU`` is an author's full name and ``AU`` the short form of the same, ``CN`` a body; ``LID`` and ``AID`` are
identifiers with their kind in brackets, ``JT`` is the journal and ``TA`` its abbreviation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...output.remarks import Remarks
from ..names import is_others, person, read_name
from ..record import Name, Record
from .dates import read_date, read_pages
from .finishing import finished, left_out
from .languages import read_language
from .people import split_suffix
from .publication_types import genre_of, is_retracted, type_of
from .tagged_lines import NBIB_TAG, Fields, Line, tagged_lines

_LEFT_OUT = {"ED": "editor", "AB": "abstract", "MH": "keywords", "OT": "keywords"}
"""The tags that a record does not hold, in words."""
_STARTS = frozenset(("PMID", "OWN"))
"""The tags that an entry begins with: PubMed's number, or who owns it, in ERIC's exports."""
_IDENTIFIER = re.compile(r"(\S+)\s*\[(doi|pii|pmc|bookaccession)\]")


def read_nbib(name: str, text: str, remarks: Remarks) -> Iterator[Record]:
    """The records of a file, whose name stands in messages. Not promised: that an entry that is cut off is seen."""
    entry: list[Line] = []
    for line in tagged_lines(text, NBIB_TAG):
        if isinstance(line, int):
            remarks.add("line", "left out that is in no entry", f"{name}:{line}")
            continue
        begins = line.tag in _STARTS and entry and not all(before.tag in _STARTS for before in entry)
        if begins and (line.tag == "PMID" or entry[0].tag == "OWN"):
            yield from _records(name, entry, remarks)
            entry = []
        entry.append(line)
    if entry:
        yield from _records(name, entry, remarks)


def _records(name: str, entry: list[Line], remarks: Remarks) -> Iterator[Record]:
    fields = Fields(entry)
    place = f"{name}:{fields.number}"
    kinds = fields.all("PT")
    book, title = fields.first("BTI"), fields.first("TI")
    authors, others = _authors(fields)
    identifiers = [found for value in fields.all("LID", "AID") if (found := _IDENTIFIER.match(value))]
    piis = [found[1] for found in identifiers if found[2] == "pii"]
    pages = fields.first("PG") or next((pii for pii in piis if re.fullmatch("e[0-9]+", pii)), "")
    references = (
        *(f"PMID:{value}" for value in fields.all("PMID")),
        *(f"doi:{found[1]}" for found in identifiers if found[2] == "doi"),
        *fields.all("PMC"),
    )
    record = Record(
        id=f"pmid-{fields.first('PMID')}" if fields.first("PMID") else place,
        type=("chapter" if title else "book") if book else type_of(kinds),
        title=without_full_stop(title or book),
        authors=authors,
        others=others,
        issued=read_date(fields.first("DP")),
        container=book if book and title else journal_title(fields.first("JT", "TA")),
        publisher=fields.first("PB"),
        volume=fields.first("VI"),
        issue=fields.first("IP"),
        pages=read_pages(pages),
        isbn=fields.first("ISBN"),
        language=language_of(title, fields.first("LA")),
        genre=genre_of(kinds),
        left_out=left_out(_LEFT_OUT, {line.tag for line in entry if line.value}),
        retracted=is_retracted(kinds) or bool(fields.first("RIN")),
    )
    if read := finished(record, references, place, remarks):
        yield read


def _authors(fields: Fields) -> tuple[tuple[Name, ...], bool]:
    """Full names where there are any, else the short ones; bodies in their place among them."""
    tag = "FAU" if fields.first("FAU") else "AU"
    said = [line for line in fields.lines if line.tag in (tag, "CN") and line.value and not is_others(line.value)]
    return tuple(map(_name, said)), any(map(is_others, fields.all("AU")))


def _name(line: Line) -> Name:
    """``Raknes, Guttorm``, ``Smith, John A Jr`` or, of a body, all that it says."""
    if line.tag == "CN":
        return Name(literal=line.value)
    family, comma, given = line.value.partition(",")
    return person(family, *split_suffix(given)) if comma else read_name(line.value)


def without_full_stop(title: str) -> str:
    """The title without the full stop that PubMed puts behind each.

    >>> without_full_stop("A pilot trial."), without_full_stop("What now...")
    ('A pilot trial', 'What now...')
    """
    return title[:-1] if title.endswith(".") and not title.endswith("..") else title


def language_of(title: str, language: str) -> str:
    """The language of a title: PubMed puts those into brackets that it translated into English.

    >>> language_of("[An old paper].", "ger"), language_of("Eine alte Arbeit", "ger")
    ('en', 'de')
    """
    return "en" if title.startswith("[") else read_language(language)


def journal_title(title: str) -> str:
    """The journal without the place that PubMed puts behind journals of one name.

    >>> journal_title("Multiple sclerosis (Houndmills, Basingstoke, England)")
    'Multiple sclerosis'
    >>> journal_title("BMJ (Clinical research ed.)")
    'BMJ (Clinical research ed.)'
    """
    before, bracket, place = title.rpartition(" (")
    return before if bracket and place.endswith(")") and "," in place else title
