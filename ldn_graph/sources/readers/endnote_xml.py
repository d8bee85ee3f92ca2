"""EndNote's XML, which Zotero, Papers and others export, too.

Texts are in ``style`` elements, or bare. PubMed's number stands in ``accession-num``, that of PubMed Central in
``custom2``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ...errors import ImportFormatError
from ...output.remarks import Remarks
from ..record import Record
from .dates import join_date, read_date, read_pages
from .finishing import finished, genre_of, left_out, references_in_note, registered
from .languages import read_language
from .people import read_people
from .xml_trees import LINE, read_tree, text_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

TYPES: Mapping[str, str] = {
    "journal article": "article-journal",
    "electronic article": "article-journal",
    "magazine article": "article-magazine",
    "newspaper article": "article-newspaper",
    "preprint": "article",
    "book": "book",
    "edited book": "book",
    "electronic book": "book",
    "book section": "chapter",
    "electronic book section": "chapter",
    "conference paper": "paper-conference",
    "conference proceedings": "paper-conference",
    "report": "report",
    "government document": "report",
    "thesis": "thesis",
    "patent": "patent",
    "web page": "webpage",
    "online database": "webpage",
    "blog": "post-weblog",
    "dataset": "dataset",
    "standard": "standard",
    "encyclopedia": "entry-encyclopedia",
    "dictionary": "entry-dictionary",
    "computer program": "software",
    "manuscript": "manuscript",
    "unpublished work": "manuscript",
    "personal communication": "personal_communication",
    "statute": "legislation",
    "legal rule or regulation": "legislation",
    "case": "legal_case",
    "pamphlet": "pamphlet",
    "generic": "document",
}
"""The types of EndNote by name, each with CSL's. Their numbers are not read: Zotero writes others than EndNote."""

_LEFT_OUT = {
    "contributors/secondary-authors/author": "editor",
    "contributors/translated-authors/author": "translator",
    "edition": "edition",
    "titles/tertiary-title": "series",
    "pub-location": "place",
    "access-date": "date of access",
    "abstract": "abstract",
    "keywords/keyword": "keywords",
    "urls/pdf-urls/url": "attached file",
}
"""The elements that a record does not hold, in words."""


def read_endnote_xml(name: str, text: str, remarks: Remarks) -> Iterator[Record]:
    """The records of a document, whose name stands in messages.

    Raises :class:`~ldn_graph.errors.ImportFormatError` for XML of another kind.
    """
    root = read_tree(name, text)
    records = root.find("records") if root.tag != "records" else root
    if records is None:
        problem = f"the root element is {root.tag[:60]}, and no element records is in it"
        raise ImportFormatError(f"{name}:{root.get(LINE)}: {problem}; export from EndNote in the format XML")
    for entry in records.findall("record"):
        place = f"{name}:{entry.get(LINE)}"
        if record := _record(entry, place, remarks):
            yield record


def _record(entry: Element, place: str, remarks: Remarks) -> Record | None:
    kind = entry.find("ref-type")
    said = kind.get("name", "") if kind is not None else ""
    csl = TYPES.get(said.lower(), "document")
    if said.lower() not in TYPES:
        remarks.add(
            "entry", "of a type without a counterpart, taken as a document", f"{place} {said}", plural="entries"
        )
    people = [text_of(author) for author in entry.findall("contributors/authors/author")]
    authors, others = read_people(people, place, remarks)
    note = "\n".join(text_of(one) for one in (*entry.findall("notes"), *entry.findall("research-notes")))
    container = text_of(entry, "titles/secondary-title") or text_of(entry, "periodical/full-title")
    numbers = [text_of(one) for path in ("accession-num", "custom2", "custom7") for one in entry.findall(path)]
    issue = text_of(entry, "number") or text_of(entry, "issue")
    dois = [text_of(entry, "electronic-resource-num")]
    references = (
        *dois,
        *(
            f"PMID:{number.removeprefix('PMID:')}"
            for number in numbers
            if re.fullmatch("(?:PMID: ?)?[0-9]{5,8}", number)
        ),
        *(number for number in numbers if re.fullmatch("PMC[0-9]+", number)),
        *references_in_note(note),
        *(registered([issue, text_of(entry, "isbn")]) if csl == "patent" else ()),
        *(address for one in entry.findall("urls/*/url") if (address := text_of(one)).startswith("http")),
    )
    record = Record(
        id=text_of(entry, "label") or f"{place}",
        type=csl,
        title=text_of(entry, "titles/title"),
        authors=authors,
        others=others,
        issued=_date(entry),
        container="" if csl in ("book", "report", "thesis", "patent") else container,
        publisher=text_of(entry, "publisher"),
        volume=text_of(entry, "volume"),
        issue="" if csl == "patent" else issue,
        pages=read_pages(text_of(entry, "pages")),
        isbn=text_of(entry, "isbn"),
        language=read_language(text_of(entry, "language")),
        note=note,
        genre=genre_of(text_of(entry, "work-type")),
        left_out=left_out(_LEFT_OUT, {path for path in _LEFT_OUT if text_of(entry, path)}),
    )
    return finished(record, references, place, remarks)


def _date(entry: Element) -> str:
    """The year with month and day, which stand beside it as *Sep 30* or *2008-09-30*."""
    year, day = text_of(entry, "dates/year"), text_of(entry, "dates/pub-dates/date")
    whole = read_date(day) or read_date(f"{day} {year}")
    return whole if whole[:4] == year.strip()[:4] else join_date(year) or read_date(year) or whole
