"""Records as RIS, which every reference manager reads.

Tags are those of the RIS specification of 2011 (https://web.archive.org/web/2012/http://www.refman.com/sites/rm/files/
m/direct_export_ris.pdf); PubMed's identifiers stand where EndNote and PubMed put them. A body's name ends in a comma,
by which EndNote knows that it is to be left whole; one with a comma in it is taken apart by some readers, since RIS has
no sign against that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..output.characters import printable
from .bibliography import number_of
from .record import Name, Record

TYPES = {
    "article": "UNPB",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "entry-encyclopedia": "ENCYC",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "UNPB",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "software": "COMP",
    "standard": "STAND",
    "thesis": "THES",
    "webpage": "ELEC",
}
"""The reference type for each type of CSL; all others are GEN."""


def write_ris(records: Iterable[Record]) -> str:
    """The records as RIS, an empty line between them."""
    return "\n".join(map(ris_entry, records))


def ris_entry(record: Record) -> str:
    """One record.

    >>> ris_entry(Record("x-2008", "report", "A report", issued="2008-09")).splitlines()
    ['TY  - RPRT', 'ID  - x-2008', 'TI  - A report', 'PY  - 2008', 'DA  - 2008/09//', 'ER  - ']
    """
    fields = ((tag, printable(value)) for tag, value in _fields(record))
    return "".join(f"{tag}  - {value}\n" for tag, value in fields if value) + "ER  - \n"


def _fields(record: Record) -> Iterator[tuple[str, str]]:
    """Each tag with its value; "" where nothing is known."""
    yield "TY", TYPES.get(record.type, "GEN")
    yield "ID", record.id
    for author in record.authors:
        yield "AU", _name(author)
    yield "AU", "et al.," if record.others else ""
    yield "TI", record.title
    yield "T2", record.container
    yield "PY", record.issued[:4]
    year, month, day = [*record.issued.split("-"), "", ""][:3]
    yield "DA", f"{year}/{month}/{day}/" if month else ""
    yield "VL", record.volume
    yield "IS", record.issue
    first, _, last = re.sub("[\u2013\u2014]", "-", record.pages).partition("-")
    whole = "," in record.pages or not (first.strip() and last.strip())
    yield "SP", record.pages if whole else first.strip()
    yield "EP", "" if whole else last.strip(" -")
    yield "PB", record.publisher
    yield "SN", record.isbn
    yield "M1", number_of(record)
    yield "M3", record.genre
    yield "AN", record.pmid
    yield "C2", record.pmcid
    yield "DO", record.doi
    yield "UR", record.url
    yield "LA", record.language
    yield "N1", record.note


def _name(name: Name) -> str:
    """``van der Woude, C. J.``, ``Smith, A. B., Jr``, ``Ministry of Health,``."""
    if name.literal:
        return f"{name.literal},"
    last = f"{name.particle} {name.family}".strip()
    return ", ".join(part for part in (last, name.given, name.suffix) if part)
