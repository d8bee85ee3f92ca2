"""Which publications are one: by an identifier that both have, else by title, year and first author.

Where both have an identifier of one kind and these differ, they are two, however alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from ..model.claims import Source
from ..model.registries import TRIAL_REGISTRIES
from .identity import read_reference
from .markup import plain_text
from .names import read_authors
from .record import Name, Record

_T = TypeVar("_T", bound=Hashable)


class Marks(NamedTuple):
    """By what a publication is known: identifiers by their kind, and title, year and first author, folded.

    ``alike`` is "" where one of the three is missing.
    """

    identifiers: Mapping[str, str]
    alike: str


def marks_of_source(source: Source) -> Marks:
    """The marks of a source of a graph. The number of a trial is that of its registration, and not of papers on it."""
    pmid = [f"PMID:{source.pmid}"] if source.pmid else []
    texts = [source.doi or "", *pmid, *source.identifiers, source.page or ""]
    registration = source.design == "trialRegistration" or source.publication_type == "ClinicalTrialDesign"
    chapter = source.publication_type == "BookChapter"
    left_out = (*(() if registration else TRIAL_REGISTRIES), *(("isbn",) if chapter else ()))
    alike = _alike(source.title or "", str(source.year or ""), first_author(source.authors))
    return Marks(_identifiers(texts, left_out), alike)


def marks_of_record(record: Record) -> Marks:
    """The marks of a record. A chapter does not have the ISBN of its book."""
    texts = [record.doi, record.pmid and f"PMID:{record.pmid}", record.pmcid, *record.identifiers, record.url]
    if record.type == "book":
        texts.append(record.isbn and f"isbn:{record.isbn}")
    left_out = (
        ()
        if record.genre == "trial registration" or record.type in ("webpage", "document", "dataset")
        else TRIAL_REGISTRIES
    )
    return Marks(_identifiers(texts, left_out), _alike(record.title, record.issued[:4], family_of(record.authors)))


def family_of(authors: Sequence[Name]) -> str:
    """The family name of the first author, or the body; "" where there is none."""
    return (authors[0].family or authors[0].literal) if authors else ""


def first_author(authors: Iterable[str]) -> str:
    """The family name of the first author, or the body; "" where none is recorded."""
    return family_of(read_authors(authors)[0])


def fold(text: str) -> str:
    """The words of a text without accents, case, signs and markup, by which texts are compared.

    >>> fold("<i>Crohn\u2019s</i> Disease: a Pilot\u2010Trial in Köln")
    'crohns disease a pilot trial in koln'
    """
    plain = re.sub("['\u2019\u02bc`]", "", plain_text(text))
    letters = (c for c in unicodedata.normalize("NFKD", plain.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", "".join(letters).casefold().translate(_LETTERS)))


_LETTERS = str.maketrans({"ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "\u0131": "i"})


class Known(Generic[_T]):
    """Publications that are known, each with what it is known as; a new one is looked up among them."""

    def __init__(self) -> None:
        self._marks: dict[_T, Marks] = {}
        self._by_identifier: dict[tuple[str, str], _T] = {}
        self._alike: dict[str, list[_T]] = {}

    def add(self, key: _T, marks: Marks) -> None:
        """Add a publication, or what more is known of it."""
        before = self._marks.get(key)
        self._marks[key] = (
            Marks({**marks.identifiers, **before.identifiers}, before.alike or marks.alike) if before else marks
        )
        for identifier in marks.identifiers.items():
            self._by_identifier.setdefault(identifier, key)
        if marks.alike:
            self._alike.setdefault(marks.alike, []).append(key)

    def find(self, marks: Marks) -> _T | None:
        """The publication that has one of these identifiers, or else is alike and has no other of one kind."""
        for identifier in marks.identifiers.items():
            if identifier in self._by_identifier:
                return self._by_identifier[identifier]
        return next((key for key in self.alike(marks) if not self._differ(key, marks)), None)

    def alike(self, marks: Marks) -> list[_T]:
        """The publications with this title, year and first author."""
        return self._alike.get(marks.alike, []) if marks.alike else []

    def _differ(self, key: _T, marks: Marks) -> bool:
        own = self._marks[key].identifiers
        return any(own.get(kind, value) != value for kind, value in marks.identifiers.items() if kind != "page")


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
