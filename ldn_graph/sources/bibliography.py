"""A source of a graph as a bibliographic record: what kind of publication it is, and what it is cited by.

The kind is that which the graph names (a class of FaBiO, http://purl.org/spar/fabio). Where it names none, the kind
follows from what is recorded: an identifier that only patents have, the study design, a volume. What may be several
kinds is a document, never the likeliest of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple

from ..model.claims import Source
from .markup import plain_text
from .names import read_authors
from .record import TRIAL_REGISTRATION, Record


class Kind(NamedTuple):
    """A type of CSL 1.0.2, and what it does not say."""

    type: str
    genre: str = ""


PUBLISHED_AS = {
    "JournalArticle": Kind("article-journal"),
    "Preprint": Kind("article", "preprint"),
    "Book": Kind("book"),
    "BookChapter": Kind("chapter"),
    "ClinicalGuideline": Kind("report", "guideline"),
    "ClinicalTrialDesign": Kind("webpage", TRIAL_REGISTRATION),
    "ConferencePaper": Kind("paper-conference"),
    "Dataset": Kind("dataset"),
    "Editorial": Kind("article-journal", "editorial"),
    "Letter": Kind("article-journal", "letter"),
    "NewsItem": Kind("article-newspaper"),
    "PatentDocument": Kind("patent"),
    "ReportDocument": Kind("report"),
    "Thesis": Kind("thesis"),
    "WebPage": Kind("webpage"),
}
"""What CSL calls a class of :data:`~ldn_graph.model.vocab.PUBLICATION_TYPES`."""
_DESIGNED_AS = {
    "trialRegistration": Kind("webpage", TRIAL_REGISTRATION),
    "drugLabel": Kind("webpage", "prescribing information"),
}
_PREPRINT_SERVERS = ("10.1101/", "10.2139/ssrn", "10.20944/preprints", "10.21203/rs", "10.31234/osf", "10.48550/arxiv")
"""How the DOIs of bioRxiv and medRxiv, SSRN, Preprints.org, Research Square, PsyArXiv and arXiv begin."""


def record_of(source: Source) -> Record:
    """The source as a record with its id as the key.

    Where its title is not known, what it is stands in square brackets, as the NLM has it (Citing Medicine).
    Titles are without markup and entities, whatever the graph has.
    """
    authors, others = read_authors(source.authors)
    type_, genre = kind_of(source)
    known = _by_prefix(source.identifiers)
    container, publisher = plain_text(source.container or ""), plain_text(source.publisher or "")
    if type_ in ("book", "report") and not publisher:  # it stands alone: what it is part of is whose it is
        container, publisher = "", container
    return Record(
        id=source.id,
        type=type_,
        genre=genre,
        title=plain_text(source.title or f"[{source.label}]"),
        authors=authors,
        others=others,
        issued=_date(source.issued),
        container=container,
        publisher=publisher,
        volume=source.volume or "",
        issue=source.issue or "",
        pages=source.pages or "",
        doi=source.doi or "",
        pmid=source.pmid or "",
        pmcid=known.get("pmc", ""),
        isbn=known.get("isbn", ""),
        url=source.page if source.page and source.page.startswith(("https://", "http://")) else "",
        identifiers=tuple(i for i in source.identifiers if i.partition(":")[0] not in ("pmc", "isbn")),
        note="" if source.counts() else "retracted",
        retracted=not source.counts(),
    )


def records_of(sources: Iterable[Source]) -> tuple[Record, ...]:
    """The sources as records, in their order. No two have the same key, be it in other case."""
    records = tuple(map(record_of, sources))
    ids = distinct(record.id for record in records)
    return tuple(record._replace(id=key) for record, key in zip(records, ids, strict=True))


def distinct(keys: Iterable[str]) -> Iterator[str]:
    """The keys, with a number behind one that another before it has, be it in other case.

    >>> list(distinct(["x-2008", "y", "X-2008"]))
    ['x-2008', 'y', 'X-2008-2']
    """
    taken: set[str] = set()
    for key in keys:
        names = (key if n == 1 else f"{key}-{n}" for n in count(1))
        free = next(name for name in names if name.lower() not in taken)
        taken.add(free.lower())
        yield free


def kind_of(source: Source) -> Kind:
    """What kind of publication the source is."""
    if source.publication_type in PUBLISHED_AS:
        return PUBLISHED_AS[source.publication_type]
    prefixes = _by_prefix(source.identifiers)
    if "google.patent" in prefixes:
        return Kind("patent")
    if (source.doi or "").lower().startswith(_PREPRINT_SERVERS) or ("arxiv" in prefixes and not source.container):
        return Kind("article", "preprint")
    paged = source.container and (source.volume or source.issue or source.pages or source.doi)
    if paged or source.pmid or "pmc" in prefixes:
        return Kind("article-journal")
    if source.design in _DESIGNED_AS:
        return _DESIGNED_AS[source.design]
    if "isbn" in prefixes:
        return Kind("book")
    if source.page and source.read_as == "webPage":
        return Kind("webpage")
    return Kind("document")


def number_of(record: Record) -> str:
    """The number of a patent, or of a trial where the record is of its registration; "" of all else."""
    registry = "google.patent" if record.type == "patent" else "clinicaltrials"
    is_numbered = record.type == "patent" or record.genre == TRIAL_REGISTRATION
    return _by_prefix(record.identifiers).get(registry, "") if is_numbered else ""


def date_parts(issued: str) -> list[int]:
    """Year, month and day of a date, as far as it says.

    >>> date_parts("2008-09")
    [2008, 9]
    """
    return [int(part) for part in issued.split("-")] if issued else []


def _date(issued: str | None) -> str:
    """The date without what may follow it, such as a time zone."""
    found = re.match(r"\d{4}(-\d\d(-\d\d)?)?", issued or "", re.ASCII)
    return found[0] if found else ""


def _by_prefix(identifiers: tuple[str, ...]) -> dict[str, str]:
    """For each prefix of these CURIEs what stands behind the first of them."""
    found: dict[str, str] = {}
    for identifier in identifiers:
        prefix, _, local = identifier.partition(":")
        found.setdefault(prefix, local)
    return found
