"""A bibliographic record as the properties of a source, as docs/model.md has them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping

import pyoxigraph as ox

from ..model.literals import date_datatype
from ..model.vocab import BIBO, DC, DCTERMS, FABIO, FOAF, LDN, RDF
from ..sources.bibliography import PUBLISHED_AS
from ..sources.folding import fold
from ..sources.names import family_of, write_authors
from ..sources.record import Record
from .turtle_editing import Object

Property = tuple[str, Object]

_TYPES: Mapping[str, str] = {
    **{kind.type: cls for cls, kind in PUBLISHED_AS.items() if not kind.genre},
    "article": "Preprint",
    "article-magazine": "NewsItem",
    "post": "WebPage",
    "post-weblog": "WebPage",
}
"""The types of CSL that FaBiO has a class for which the model knows."""
_GENRES: Mapping[str, str] = {kind.genre: cls for cls, kind in PUBLISHED_AS.items() if kind.genre}
"""What a genre says more precisely."""


def properties_of(record: Record) -> Iterator[Property]:
    """What a record says of a source: all but that it is one, and what was read of it."""
    if kind := _GENRES.get(record.genre.lower(), _TYPES.get(record.type)):
        yield RDF.type, ox.NamedNode(FABIO[kind])
    if record.title:
        yield DCTERMS.title, ox.Literal(record.title, language=record.language or None)
    if record.authors or record.others:
        yield DC.creator, ox.Literal(write_authors(record.authors, record.others))
    if record.issued:
        yield DCTERMS.issued, date_literal(record.issued)
    for path, text in (
        (DCTERMS.isPartOf, record.container),
        (DCTERMS.publisher, record.publisher),
        (BIBO.volume, record.volume),
        (BIBO.issue, record.issue),
        (BIBO.pages, record.pages),
        (BIBO.doi, record.doi),
        (BIBO.pmid, record.pmid),
    ):
        if text:
            yield path, ox.Literal(text)
    for identifier in identifiers_of(record):
        yield DCTERMS.identifier, ox.Literal(identifier)
    if record.url:
        yield FOAF.page, ox.NamedNode(record.url)


def identifiers_of(record: Record) -> tuple[str, ...]:
    """The identifiers as CURIEs, but for DOI and PubMed's number, which have properties of their own."""
    pmc = [f"pmc:{record.pmcid}"] if record.pmcid else []
    isbn = [f"isbn:{record.isbn}"] if record.isbn else []
    return (*pmc, *isbn, *record.identifiers)


def date_literal(date: str) -> ox.Literal:
    """A date of the datatype that its length says: a year, a month or a day."""
    return ox.Literal(date, datatype=ox.NamedNode(date_datatype(date)))


def new_source(record: Record) -> tuple[Property, ...]:
    """All properties of a source that nobody has read yet."""
    source: Property = (RDF.type, ox.NamedNode(LDN.Source))
    return (source, *properties_of(record), (LDN.readAs, ox.NamedNode(LDN.notRead)))


def name_source(record: Record, taken: Container[str]) -> str:
    """An id of its own for a source: first author and year, ``gironi-2008``; where that is taken with a letter behind.

    Where no author has Latin letters it begins with the first words of the title, else with an identifier.
    """
    title = " ".join(fold(record.title).split()[:3])
    texts = (fold(family_of(record.authors)), title, record.doi, record.pmid, record.id, "source")
    words = next(plain for text in texts if (plain := _plain(text)))
    name = "-".join(filter(None, (words, record.issued[:4])))
    return next(candidate for candidate in _candidates(name) if candidate not in taken)


def _plain(text: str) -> str:
    return re.sub("[^a-z0-9]+", "-", text.lower())[:40].strip("-")


def _candidates(name: str) -> Iterator[str]:
    yield name
    for letter in "bcdefghijklmnopqrstuvwxyz":
        yield f"{name}{letter}"
    number = 27
    while True:
        yield f"{name}-{number}"
        number += 1
