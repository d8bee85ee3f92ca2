"""RIS, as Zotero, EndNote, Mendeley and publishers export it
(https://en.wikipedia.org/wiki/RIS_(file_format); the tags are those of Reference Manager, 2001, and of EndNote).

Tags differ between exporters: T1 and TI are the title, A1 and AU the authors, Y1, PY and DA the date; a journal stands
in JF, T2 or JO. A file ends with ``ER``: an entry without it was cut off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ...errors import ImportFormatError
from ...output.remarks import Remarks
from ..record import Record
from .dates import read_date, read_pages
from .finishing import finished, genre_of, left_out, references_in_note, registered
from .languages import read_language
from .people import read_people
from .tagged_lines import RIS_TAG, Fields, Line, tagged_lines

TYPES: Mapping[str, str] = {
    **dict.fromkeys(("JOUR", "EJOUR", "ABST", "INPR", "JFULL"), "article-journal"),
    **dict.fromkeys(("BOOK", "EBOOK", "EDBOOK", "CLSWK", "SER"), "book"),
    **dict.fromkeys(("CHAP", "ECHAP"), "chapter"),
    **dict.fromkeys(("CONF", "CPAPER"), "paper-conference"),
    **dict.fromkeys(("RPRT", "GOVDOC"), "report"),
    **dict.fromkeys(("DATA", "DBASE", "AGGR"), "dataset"),
    **dict.fromkeys(("ELEC", "WEB", "MULTI"), "webpage"),
    **dict.fromkeys(("UNPB", "UNPD", "MANSCPT"), "manuscript"),
    **dict.fromkeys(("STAT", "LEGAL", "UNBILL"), "legislation"),
    **dict.fromkeys(("VIDEO", "MPCT", "ADVS"), "motion_picture"),
    **dict.fromkeys(("SOUND", "MUSIC"), "song"),
    **dict.fromkeys(("ART", "FIGURE", "CHART"), "graphic"),
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "BILL": "bill",
    "BLOG": "post-weblog",
    "CASE": "legal_case",
    "COMP": "software",
    "DICT": "entry-dictionary",
    "ENCYC": "entry-encyclopedia",
    "GEN": "document",
    "HEAR": "hearing",
    "ICOMM": "post",
    "MAP": "map",
    "PAMP": "pamphlet",
    "PAT": "patent",
    "PCOMM": "personal_communication",
    "SLIDE": "speech",
    "STAND": "standard",
    "THES": "thesis",
}
"""The types of RIS, each with CSL's."""
_NUMBER = r"(?:PMID: ?)?[0-9]{5,8}|PMC[0-9]{3,9}"
"""What PubMed and EndNote write among numbers of accession and custom fields."""
_LEFT_OUT = {
    **dict.fromkeys(("A2", "ED"), "editor"),
    "A4": "translator",
    "ET": "edition",
    "T3": "series",
    **dict.fromkeys(("CY", "PP"), "place"),
    "Y2": "date of access",
    **dict.fromkeys(("AB", "N2"), "abstract"),
    "KW": "keywords",
    "L1": "attached file",
}
"""The tags that a record does not hold, in words."""
_JOURNALS = frozenset(("article-journal", "article-magazine", "article-newspaper"))


def read_ris(name: str, text: str, remarks: Remarks) -> Iterator[Record]:
    """The records of a file, whose name stands in messages.

    Raises :class:`~ldn_graph.errors.ImportFormatError` where the last entry is cut off.
    """
    entry: list[Line] = []
    for line in tagged_lines(text, RIS_TAG, end="ER"):
        if isinstance(line, int) or (line.tag != "TY" and not entry):
            number = line if isinstance(line, int) else line.number
            remarks.add("line", "left out that is in no entry", f"{name}:{number}")
            continue
        if line.tag == "TY" and entry:
            raise _cut_off(name, entry)
        if line.tag != "ER":
            entry.append(line)
            continue
        if record := _record(Fields(entry), f"{name}:{entry[0].number}", remarks):
            yield record
        entry = []
    if entry:
        raise _cut_off(name, entry)


def _cut_off(name: str, entry: list[Line]) -> ImportFormatError:
    problem = "this entry has no end, the line 'ER  - '"
    return ImportFormatError(f"{name}:{entry[0].number}: {problem}; the file seems cut off: export it once more")


def _record(fields: Fields, place: str, remarks: Remarks) -> Record | None:
    kind = fields.first("TY")
    csl = TYPES.get(kind.upper(), "document")
    if kind.upper() not in TYPES:
        remarks.add(
            "entry", "of a type that RIS does not have, taken as a document", f"{place} {kind}", plural="entries"
        )
    if "preprint" in fields.first("M3").lower():
        csl = "article"
    people = fields.all("A1", "AU")
    editors = {"A2", "ED"} if csl == "book" and not people else set()  # a book is by its editors
    authors, others = read_people(people or fields.all(*editors), place, remarks)
    first, last = fields.first("SP"), fields.first("EP")
    pages = f"{first}-{last}" if first and last and first != last and "-" not in first else first or last
    container = fields.first(*(("JF", "T2", "JO", "JA", "J2") if csl in _JOURNALS else ("T2", "BT", "JF", "JO", "C3")))
    note = "\n".join(fields.all("N1", "RN"))
    numbers = [value for value in fields.all("AN", "C2", "C6", "C7", "PM") if re.fullmatch(_NUMBER, value)]
    references = (
        *fields.all("DO"),
        *(value if "PMC" in value else f"PMID:{value.removeprefix('PMID:')}" for value in numbers),
        *references_in_note(note),
        *(registered(fields.all("VL", "IS", "M1")) if csl == "patent" else ()),
        *(part for value in fields.all("UR") for part in re.split(r"; ?(?=https?:)", value)),
    )
    record = Record(
        id=fields.first("ID", "LB") or place,
        type=csl,
        title=fields.first("TI", "T1", "CT"),
        authors=authors,
        others=others,
        issued=_date([fields.first(tag) for tag in ("PY", "DA", "Y1")]),
        container="" if csl in ("book", "report", "thesis", "patent") else container,
        publisher=fields.first("PB"),
        volume="" if csl == "patent" else fields.first("VL"),
        issue="" if csl == "patent" else fields.first("IS", "M1"),
        pages=read_pages(pages),
        isbn=fields.first("SN"),
        language=read_language(fields.first("LA")),
        note=note,
        genre=genre_of(fields.first("M3")),
        left_out=left_out(_LEFT_OUT, {line.tag for line in fields.lines if line.value} - editors),
    )
    return finished(record, references, place, remarks)


def _date(texts: Iterable[str]) -> str:
    """The first date, as precisely as those after it have the same year."""
    dates = list(filter(None, map(read_date, texts)))
    return max((date for date in dates if date.startswith(dates[0])), key=len, default="")
