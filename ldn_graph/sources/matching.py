"""Which publications are one: by an identifier that both have, else by title, year and first author.

Where both have an identifier of one kind and these differ, they are two, however alike. So they are where nothing but
title, year and author is the same ("Reply") and journal, volume, first page or initials of the author are not.
"""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from ..model.claims import Source
from ..model.registries import TRIAL_REGISTRIES
from .folding import fold
from .identity import read_reference
from .journals import is_one_journal
from .names import family_of, first_author, initials, read_authors
from .readers.dates import read_pages
from .record import TRIAL_REGISTRATION, Name, Record

_T = TypeVar("_T", bound=Hashable)


class Marks(NamedTuple):
    """By what a publication is known: identifiers by their kind, and title, year and first author, folded.

    ``alike`` is "" where one of the three is missing; then the others, which may contradict it, are so too:
    ``journal`` as written, ``volume``, first ``page`` and ``initials`` of the first author folded.
    """

    identifiers: Mapping[str, str]
    alike: str
    journal: str = ""
    volume: str = ""
    page: str = ""
    initials: str = ""


def marks_of_source(source: Source) -> Marks:
    """The marks of a source of a graph. The number of a trial is that of its registration, and not of papers on it."""
    pmid = [f"PMID:{source.pmid}"] if source.pmid else []
    texts = [source.doi or "", *pmid, *source.identifiers, source.page or ""]
    registration = source.design == "trialRegistration" or source.publication_type == "ClinicalTrialDesign"
    chapter = source.publication_type == "BookChapter"
    left_out = (*(() if registration else TRIAL_REGISTRIES), *(("isbn",) if chapter else ()))
    alike = _alike(source.title or "", str(source.year or ""), first_author(source.authors))
    if not alike:
        return Marks(_identifiers(texts, left_out), alike)
    details = (source.container or "", source.volume or "", source.pages or "", read_authors(source.authors)[0])
    return Marks(_identifiers(texts, left_out), alike, *_details(*details))


def marks_of_record(record: Record) -> Marks:
    """The marks of a record. A chapter does not have the ISBN of its book."""
    texts = [record.doi, record.pmid and f"PMID:{record.pmid}", record.pmcid, *record.identifiers, record.url]
    if record.type == "book":
        texts.append(record.isbn and f"isbn:{record.isbn}")
    left_out = (
        ()
        if record.genre == TRIAL_REGISTRATION or record.type in ("webpage", "document", "dataset")
        else TRIAL_REGISTRIES
    )
    alike = _alike(record.title, record.issued[:4], family_of(record.authors))
    details = _details(record.container, record.volume, record.pages, record.authors)
    return Marks(_identifiers(texts, left_out), alike, *(details if alike else ()))


class Known(Generic[_T]):
    """Publications that are known, each with what it is known as; a new one is looked up among them."""

    def __init__(self) -> None:
        self._marks: dict[_T, Marks] = {}
        self._by_identifier: dict[tuple[str, str], _T] = {}
        self._alike: dict[str, list[_T]] = {}

    def add(self, key: _T, marks: Marks) -> None:
        """Add a publication, or what more is known of it."""
        before = self._marks.get(key)
        if before:
            details = (old or new for old, new in zip(before[1:], marks[1:], strict=True))
            self._marks[key] = Marks({**marks.identifiers, **before.identifiers}, *details)
        else:
            self._marks[key] = marks
        for identifier in marks.identifiers.items():
            self._by_identifier.setdefault(identifier, key)
        if marks.alike:
            self._alike.setdefault(marks.alike, []).append(key)

    def find(self, marks: Marks) -> _T | None:
        """The first of :meth:`find_all`, or None."""
        return next(iter(self.find_all(marks)), None)

    def find_all(self, marks: Marks) -> tuple[_T, ...]:
        """The publications that have one of these identifiers; else the one that is alike, with no contradiction.

        More than one: its identifiers are of several publications.
        """
        with_identifier = (self._by_identifier.get(identifier) for identifier in marks.identifiers.items())
        if found := tuple(dict.fromkeys(key for key in with_identifier if key is not None)):
            return found
        return tuple(key for key in self.alike(marks) if not self.contradiction(key, marks))[:1]

    def alike(self, marks: Marks) -> list[_T]:
        """The publications with this title, year and first author."""
        return self._alike.get(marks.alike, []) if marks.alike else []

    def contradiction(self, key: _T, marks: Marks) -> str:
        """In what a publication that is alike is another one, for messages; "" where in nothing that both have."""
        own = self._marks[key]
        if any(own.identifiers.get(k, value) != value for k, value in marks.identifiers.items() if k != "page"):
            return "identifier"
        if own.journal and marks.journal and not is_one_journal(own.journal, marks.journal):
            return "journal"
        if own.volume and marks.volume and own.volume != marks.volume:
            return "volume"
        if own.page and marks.page and own.page != marks.page:
            return "first page"
        if not (own.initials.startswith(marks.initials) or marks.initials.startswith(own.initials)):
            return "author's initials"
        return ""


def _identifiers(texts: Iterable[str], left_out: Container[str]) -> dict[str, str]:
    """The identifiers by kind; an address, of the kind ``page``, only where there is no other."""
    found = {kind: value for text in texts if text for kind, value in _identifier(text) if kind not in left_out}
    papers = {kind: value for kind, value in found.items() if kind != "page"}
    return papers or found


def _identifier(text: str) -> Iterator[tuple[str, str]]:
    reference = read_reference(text)
    if reference.doi or reference.pmid or reference.identifier:
        kind, _, _ = reference.key.partition(":")
        yield kind, reference.key
    elif reference.page:
        yield "page", reference.key
    elif ":" in text:
        yield text.partition(":")[0].lower(), text


def _alike(title: str, year: str, author: str) -> str:
    parts = (fold(title), year, fold(author))
    return "|".join(parts) if all(parts) else ""


def _details(container: str, volume: str, pages: str, authors: Sequence[Name]) -> tuple[str, str, str, str]:
    """Of initials the capitals alone, since ``Yu. A.`` is ``YA`` elsewhere."""
    capitals = "".join(c for c in initials(authors[0].given) if c.isupper()) if authors else ""
    first = read_pages(pages).partition("-")[0]
    number = fold(volume).partition(" ")[0]  # of "5 (Suppl 1)", 5
    return container, number, fold(first), fold(capitals).replace(" ", "")
