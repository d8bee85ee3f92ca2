"""CSL-JSON, as Zotero exports it, and the JSON of Crossref, which is akin to it
(https://docs.citationstyles.org/en/stable/specification.html, https://api.crossref.org/swagger-ui/index.html).

Zotero writes parts of dates as texts, and PubMed's number into the note; Crossref has lists of titles, and types of its
own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ...errors import ImportFormatError
from ...output.remarks import Remarks
from ..names import is_others, person
from ..record import Name, Record
from .dates import join_date, read_date, read_pages
from .finishing import finished, left_out, references_in_note, registered
from .languages import read_language

TYPES = frozenset(
    (
        "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
        "classic", "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event",
        "figure", "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
        "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical",
        "personal_communication", "post", "post-weblog", "regulation", "report", "review", "review-book", "software",
        "song", "speech", "standard", "thesis", "treaty", "webpage",
    )
)  # fmt: skip
"""The types of CSL 1.0.2."""
CROSSREF_TYPES: Mapping[str, str] = {
    "journal-article": "article-journal",
    "posted-content": "article",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "reference-entry": "entry-encyclopedia",
    "edited-book": "book",
    "monograph": "book",
    "reference-book": "book",
    "proceedings": "book",
    "proceedings-article": "paper-conference",
    "dissertation": "thesis",
    "report-component": "report",
    "peer-review": "review",
    "database": "dataset",
    "other": "document",
}
"""The types of Crossref that are called otherwise in CSL."""


def read_csl_json(name: str, text: str, remarks: Remarks) -> Iterator[Record]:
    """The records of a document, whose name stands in messages: one, or a list, or what Crossref puts around them.

    Raises :class:`~ldn_graph.errors.ImportFormatError` for what is no JSON, with the line, or has no list of entries.
    """
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        problem = f"no JSON: {error.msg}, column {error.colno}"
        remedy = "the file may be cut off: export it once more"
        raise ImportFormatError(f"{name}:{error.lineno}: {problem}; {remedy}") from None
    except (RecursionError, ValueError):
        raise ImportFormatError(f"{name}: lists in lists too deep, or a number too long; export it once more") from None
    for number, item in enumerate(_items(document), start=1):
        if not isinstance(item, dict):
            remarks.add("entry", "left out that is no object", f"{name} entry {number}", plural="entries")
            continue
        place = f"{name} entry {number}"
        if record := _record(item, place, remarks):
            yield record


def _items(document: Any) -> list[Any]:
    if isinstance(document, dict):
        document = document.get("message", document)
    if isinstance(document, dict):
        document = document.get("items", [document])
    return document if isinstance(document, list) else [document]


def _record(item: Mapping[str, Any], place: str, remarks: Remarks) -> Record | None:
    said = _text(item, "type")
    csl = CROSSREF_TYPES.get(said, said)
    if csl not in TYPES:
        remarks.add(
            "entry", "of a type that CSL does not have, taken as a document", f"{place} {said}", plural="entries"
        )
        csl = "document"
    people = [_name(author) for author in _list(item, "author") if isinstance(author, dict)]
    note = _text(item, "note")
    title, subtitle = _text(item, "title"), _text(item, "subtitle")
    authors = tuple(name for name in people if not is_others(name.literal))
    number = _text(item, "number")
    references = (
        _text(item, "DOI"),
        *(f"PMID:{text}" for text in [_text(item, "PMID")] if text),
        _text(item, "PMCID"),
        *references_in_note(note),
        *registered([number]),
        _text(item, "URL"),
    )
    record = Record(
        id=_text(item, "id") or place,
        type=csl,
        title=f"{title}: {subtitle}" if subtitle and subtitle.lower() not in title.lower() else title,
        authors=authors,
        others=len(authors) < len(people),
        issued=next((date for key in _DATES if (date := _date(item.get(key)))), ""),
        container=_text(item, "container-title"),
        publisher=_text(item, "publisher"),
        volume=_text(item, "volume"),
        issue=_text(item, "issue"),
        pages=read_pages(_text(item, "page") or _text(item, "article-number")),
        isbn=_text(item, "ISBN"),
        language=read_language(_text(item, "language")),
        note=note,
        genre=_text(item, "genre"),
        left_out=left_out(_LEFT_OUT, {key for key, value in item.items() if value}),
    )
    return finished(record, references, place, remarks)


_LEFT_OUT = {
    "editor": "editor",
    "translator": "translator",
    **dict.fromkeys(("edition", "edition-number"), "edition"),
    "collection-title": "series",
    **dict.fromkeys(("publisher-place", "publisher-location", "event-place"), "place"),
    "accessed": "date of access",
    "abstract": "abstract",
    **dict.fromkeys(("keyword", "subject"), "keywords"),
}
"""The fields of CSL and Crossref that a record does not hold, in words."""
_DATES = ("issued", "published", "published-print", "published-online", "original-date", "submitted")


def _text(item: Mapping[str, Any], key: str) -> str:
    """A text, a number, or the first of a list of these; "" for anything else."""
    value = item.get(key)
    if isinstance(value, list):
        value = value[0] if value else ""
    return str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""


def _list(item: Mapping[str, Any], key: str) -> list[Any]:
    value = item.get(key)
    return value if isinstance(value, list) else []


def _name(author: Mapping[str, Any]) -> Name:
    if body := _text(author, "literal") or _text(author, "name"):
        return Name(literal=body)
    family, given = _text(author, "family"), _text(author, "given")
    particles = (_text(author, "dropping-particle"), _text(author, "non-dropping-particle"))
    if not family:
        return Name(literal=given)
    return person(family, given, _text(author, "suffix"), " ".join(filter(None, particles)))


def _date(value: Any) -> str:
    if isinstance(value, str):
        return read_date(value)
    if not isinstance(value, dict):
        return ""
    parts = _list(value, "date-parts")
    first = parts[0] if parts and isinstance(parts[0], list) else []
    numbers = [
        str(part) for part in first[:3] if isinstance(part, (str, int)) and re.fullmatch("[0-9]{1,4}", str(part))
    ]
    return join_date(*numbers) if numbers else read_date(_text(value, "raw") or _text(value, "literal"))
