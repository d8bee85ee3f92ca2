"""What is done to each record that is read, whatever its format: its texts are plain, its identifiers what they say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Mapping

from ...output.characters import clean
from ...output.remarks import Remarks
from ..identity import read_reference
from ..markup import plain_text
from ..record import Name, Record

LONGEST = 20_000
"""Characters of one text of a record that are read."""


def finished(record: Record, references: Iterable[str], place: str, remarks: Remarks) -> Record | None:
    """The record with plain texts, and with the identifiers that the references mean, whatever field they stand in.

    Each reference is read by :func:`~ldn_graph.sources.identity.read_reference`: of two of one kind the first counts.
    ``place`` is named in remarks. None, and a remark, where there is neither title nor identifier.
    """
    titles = (record.title, record.container, record.publisher)
    if any(tidy(title) != one_line(title) for title in titles):
        remarks.add(
            "entry", "with markup in a title, such as <i> or &amp;, which was made plain text", place, plural="entries"
        )
    numbers = registered([record.issue]) if record.type in _NUMBERED else ()
    note = ("note",) if has_own_words(record.note) else ()
    record = record._replace(
        left_out=(*record.left_out, *note),
        title=tidy(record.title),
        authors=tuple(filter(any, (Name(*map(tidy, name)) for name in record.authors))),
        container=tidy(record.container),
        publisher=tidy(record.publisher),
        volume=tidy(record.volume),
        issue="" if numbers else tidy(record.issue),
        pages=tidy(record.pages),
        isbn=_isbn(record.isbn),
        note=tidy(record.note),
        genre=tidy(record.genre),
    )
    record = _with_references(record, (*references, *numbers), place, remarks)
    if not (record.title or record.doi or record.pmid or record.pmcid or record.identifiers):
        remarks.add("entry", "left out, with neither a title nor an identifier", place, plural="entries")
        return None
    if record.retracted or _RETRACTED.match(record.title):
        remarks.add("record", "marked as retracted (see ldn-graph standing)", place)
    return record


_RETRACTED = re.compile(r"\[?retracted(?: (?:article|chapter|paper))?(?:\]|\s?:)", re.IGNORECASE)
"""How publishers begin the title of what they retracted, and some that of the notice."""
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Places to hyphenate or to break a line, which a text has from its layout."""


_NUMBERED = frozenset(("dataset", "document", "patent", "webpage"))
"""The types whose number, which stands where an issue does, is that of a registry or an office."""


def one_line(text: str) -> str:
    """The text in Unicode's composed form, on one line, without what nobody sees and what RDF cannot hold."""
    return " ".join(clean(unicodedata.normalize("NFC", text[:LONGEST]).translate(_UNSEEN)).split())


def tidy(text: str) -> str:
    """The same without markup and entities."""
    return one_line(plain_text(one_line(text)))


def _with_references(record: Record, references: Iterable[str], place: str, remarks: Remarks) -> Record:
    found: dict[str, str] = {}
    others: dict[str, None] = {}

    def keep(kind: str, value: str) -> None:
        if found.setdefault(kind, value).lower() != value.lower():
            remarks.add(
                "identifier", "left out, since the entry has another of that kind before it", f"{place} {value}"
            )

    for text in filter(None, map(one_line, references)):
        reference = read_reference(text)
        registry, _, number = (reference.identifier or "").partition(":")
        if reference.doi:
            keep("doi", reference.doi)
        elif reference.pmid:
            keep("pmid", reference.pmid)
        elif registry == "pmc":
            keep("pmcid", number)
        elif registry == "isbn":
            keep("isbn", number)
        elif reference.identifier:
            others[reference.identifier] = None
        elif reference.page:
            found.setdefault("url", reference.page)
        else:
            remarks.add("identifier", "left out that cannot be one", f"{place} {text}")
    return record._replace(
        doi=found.get("doi", ""),
        pmid=found.get("pmid", ""),
        pmcid=found.get("pmcid", ""),
        isbn=record.isbn or found.get("isbn", ""),
        url=found.get("url", ""),
        identifiers=tuple(others),
    )


def _isbn(text: str) -> str:
    """The first ISBN in a text, without hyphens; "" where it has none."""
    squeezed = (re.sub("[- ]", "", part).upper() for part in re.split(r"[;,(]|\s(?=97[89])", text))
    return next((part for part in squeezed if re.fullmatch("(?:97[89])?[0-9]{9}[0-9X]", part)), "")


_SAID = re.compile(r"(PMID|PMCID|DOI|arXiv)\s?[:=]\s?(\S{1,200})", re.IGNORECASE)


def references_in_note(note: str) -> tuple[str, ...]:
    """The identifiers that a note has, each at the beginning of a line, as Zotero writes them: ``PMID: 18728058``.

    >>> references_in_note("PMID: 18728058\\nread twice")
    ('PMID:18728058',)
    """
    lines = (part.strip() for line in note.splitlines()[:100] for part in line.split(";"))
    return tuple(f"{found[1]}:{found[2]}" for line in lines if (found := _SAID.match(line)))


def has_own_words(note: str) -> bool:
    """Whether a note says more than identifiers.

    >>> has_own_words("PMID: 18728058"), has_own_words("PMID: 18728058\\nread twice")
    (False, True)
    """
    return any(part.strip() and not _SAID.match(part.strip()) for line in note.splitlines() for part in line.split(";"))


def left_out(names: Mapping[str, str], said: Container[str]) -> tuple[str, ...]:
    """What a record has no field for, of what an entry says: ``names`` has, for each field of the format, what it is.

    >>> left_out({"address": "place", "location": "place", "edition": "edition"}, {"location", "title"})
    ('place',)
    """
    return tuple(dict.fromkeys(name for field, name in names.items() if field in said))


def registered(numbers: Iterable[str]) -> tuple[str, ...]:
    """The numbers of patents and of trials among these texts, as their registries write them.

    >>> registered(["US 7,879,870 B1", "12", "NCT00501696"])
    ('google.patent:US7879870B1', 'clinicaltrials:NCT00501696')
    """
    squeezed = (re.sub("[ ,./-]", "", number[:40]) for number in numbers)
    return tuple(
        f"{prefix}:{number}" for number in squeezed for prefix, form in _FORMS.items() if re.fullmatch(form, number)
    )


_FORMS = {"google.patent": "(?!NCT)[A-Z]{2}[0-9]{4,12}[A-Z][0-9]?", "clinicaltrials": "NCT[0-9]{8}"}


def genre_of(text: str) -> str:
    """What a field says of the kind of publication beyond its type: no name of the type, and no DOI.

    >>> genre_of("guideline"), genre_of("Journal Article"), genre_of("doi: 10.5555/1")
    ('guideline', '', '')
    """
    return "" if text.lower() in _NO_GENRES or "10." in text else text


_NO_GENRES = frozenset(
    (
        "article",
        "book",
        "book chapter",
        "book section",
        "conference paper",
        "journal",
        "journal article",
        "patent",
        "report",
        "text",
        "thesis",
        "web page",
        "webpage",
    )
)
