"""Records as CSL-JSON, by the schema of the Citation Style Language
(https://github.com/citation-style-language/schema/blob/master/schemas/input/csl-data.json).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..output.characters import printable
from ..output.tables import json_text
from .bibliography import date_parts, number_of
from .record import Name, Record

OTHERS = "et al."
"""What stands for the authors who are not named, since the schema has no word for them."""


def write_csl_json(records: Iterable[Record]) -> str:
    """The records as an array of items."""
    return json_text([csl_item(record) for record in records])


def csl_item(record: Record) -> dict[str, Any]:
    """One record as an item; what is not known is left out.

    >>> csl_item(Record("x-2008", "book", "A book", issued="2008-09"))
    {'id': 'x-2008', 'type': 'book', 'title': 'A book', 'issued': {'date-parts': [[2008, 9]]}}
    """
    authors = [*map(csl_name, record.authors), *([{"literal": OTHERS}] if record.others else [])]
    date = date_parts(record.issued)
    fields = {
        "id": record.id,
        "type": record.type,
        "title": record.title,
        "author": authors,
        "issued": {"date-parts": [date]} if date else None,
        "container-title": record.container,
        "publisher": record.publisher,
        "genre": record.genre,
        "number": number_of(record),
        "volume": record.volume,
        "issue": record.issue,
        "page": record.pages,
        "DOI": record.doi,
        "PMID": record.pmid,
        "PMCID": record.pmcid,
        "ISBN": record.isbn,
        "URL": record.url,
        "language": record.language,
        "note": record.note,
    }
    return {name: printable(value) if isinstance(value, str) else value for name, value in fields.items() if value}


def csl_name(name: Name) -> dict[str, str]:
    """A name by the parts that it has."""
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
        "literal": name.literal,
    }
    return {part: printable(text) for part, text in parts.items() if text}
