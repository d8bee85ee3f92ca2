"""Which sources are one paper, and which report one study, by their identifiers.

One paper may stand in a graph under several keys. It is one by its DOI, its number in PubMed, PubMed Central, arXiv or
DailyMed, or its patent's, which its address may name; by its ISBN where it has none of these and is no part of another
work; else by its address.
The registration number of a trial is shared by all reports of it: these are several papers, of one study.
"""

# Annotations are no texts here (from __future__): NamedTuple would compile each of them at every start.

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from ..model.claims import Source
from ..model.registries import TRIAL_REGISTRIES
from .plain_pages import read_plain_page

# What is written in the plainest way, as nearly all is, has a key that can be told without reading it: an audit reads
# the identifiers of all its sources. Tests hold the two ways together.
_PLAIN_DOI = re.compile(r"10\.(?!48550/)[0-9]{4,9}/[A-Za-z0-9._;()<>/:-]*[A-Za-z0-9]")
_PLAIN_CURIE = re.compile(
    r"clinicaltrials:NCT[0-9]{8}|pmc:PMC[1-9][0-9]*|euclinicaltrials:[0-9]{4}-[0-9]{6}-[0-9]{2}|"
    r"google\.patent:[A-Z]{2}[0-9]{5,10}[A-Z][0-9]|dailymed:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)
_PLAIN_PMID = re.compile(r"[1-9][0-9]{0,7}")
_PLAIN_REGISTRATION = re.compile(r"https://clinicaltrials\.gov/study/(NCT[0-9]{8})")
_PLAIN_PMC = re.compile(r"https://pmc\.ncbi\.nlm\.nih\.gov/articles/(PMC[1-9][0-9]*)/?")
_PLAIN_ISBN = re.compile(r"isbn:(97[89]-?[0-9-]{9,13}[0-9])")


class Identity(NamedTuple):
    """The keys of a source (:attr:`~ldn_graph.sources.identity.Reference.key`), sorted.

    Sources that share one of ``paper`` are one paper, those that share one of ``trial`` report one study.
    """

    paper: tuple[str, ...]
    trial: tuple[str, ...]

    @property
    def study(self) -> tuple[str, ...]:
        """All of them: sources that share one report one study."""
        return (*self.paper, *self.trial)


def identify(source: Source) -> Identity:
    """The keys of a source."""
    return read_identity(source.doi, source.pmid, source.identifiers, source.page, part=source.container is not None)


@lru_cache(maxsize=4096)  # an audit asks several times for each source
def read_identity(
    doi: str | None, pmid: str | None, identifiers: tuple[str, ...], page: str | None, *, part: bool
) -> Identity:
    """The keys of a source, by its DOI, PubMed number, CURIEs and address as they are recorded.

    ``part``: it is a part of another work, as an article of a journal or a chapter of a book, whose ISBN is not its
    own. What cannot be read has no key. Nor have several numbers of one registry: they are of several trials.
    """
    keys = set()
    if doi:
        keys.add(f"doi:{doi.lower()}" if _PLAIN_DOI.fullmatch(doi) else _read(doi))
    if pmid:
        keys.add(f"pmid:{pmid}" if _PLAIN_PMID.fullmatch(pmid) else _read(pmid) or _read(f"PMID:{pmid}"))
    books = [text for text in identifiers if text.startswith("isbn:")]
    keys.update(text if _PLAIN_CURIE.fullmatch(text) else _read(text) for text in identifiers if text not in books)
    trials = sorted(key for key in keys if _is_registration(key))
    paper = sorted(key for key in keys if key and key not in trials)
    of_page = _key_of_page(page) if page and not any(_names(page, key) for key in keys) else ""
    names_identifier = not of_page.startswith(("https://", "http://", "isbn:"))
    if of_page and names_identifier and not _is_registration(of_page):
        paper = sorted({*paper, of_page})
    elif of_page and names_identifier and not trials:
        trials = [of_page]
    if not paper and books and not part:
        paper = sorted(key for text in books if (key := _key_of_book(text)))
    if of_page and not paper and not names_identifier:
        paper = [of_page]
    registries = [key.partition(":")[0] for key in trials]
    if len({*registries}) < len(registries):
        trials = []
    return Identity(tuple(paper), tuple(trials))


def _names(page: str, key: str) -> bool:
    """Whether an address has an identifier in it, by its key: then nothing new is read from it."""
    name = key.partition(":")[2]
    if not name or name not in page:
        return False
    before, _, after = page.partition(name)
    return before.endswith(("/", "=")) and not after[:1].isalnum()


def _key_of_page(page: str) -> str:
    if plain_page := read_plain_page(page):
        return plain_page
    if plain := _PLAIN_REGISTRATION.fullmatch(page):
        return f"clinicaltrials:{plain[1]}"
    if plain := _PLAIN_PMC.fullmatch(page):
        return f"pmc:{plain[1]}"
    return _read(page)


def _key_of_book(text: str) -> str:
    plain = _PLAIN_ISBN.fullmatch(text)
    digits = plain[1].replace("-", "") if plain else ""
    if len(digits) == 13 and not sum(int(d) * (1 + n % 2 * 2) for n, d in enumerate(digits)) % 10:  # ISO 2108
        return f"isbn:{digits}"
    return _read(text)


def _read(text: str) -> str:
    """The key of an identifier that is not written in the plainest way; "" where it is none."""
    from .identity import read_reference

    reference = read_reference(text)
    return reference.key if reference.resolvable else ""


def _is_registration(key: str) -> bool:
    """Whether a key is the number of a trial, which all reports of it share."""
    return key.partition(":")[0] in TRIAL_REGISTRIES


class Groups:
    """Things that are put together, by name: each with another, and through others."""

    def __init__(self) -> None:
        # A forest: each points to another of its group, until the one that stands for the group.
        self._same_as: dict[str, str] = {}

    def join(self, one: str, other: str) -> None:
        """Put two together, with all that each of them is together with."""
        self._same_as[self.first(other)] = self.first(one)

    def first(self, name: str) -> str:
        """The one that stands for all of its group; of what is alone, itself."""
        while (above := self._same_as.get(name, name)) != name:
            name = above
        return name

    def join_by_keys(self, keyed: Iterable[tuple[str, Iterable[str]]]) -> None:
        """Put together what shares a key; each comes with its keys."""
        owners: dict[str, str] = {}
        for name, keys in keyed:
            for key in keys:
                owner = owners.setdefault(key, name)
                if owner != name:
                    self.join(owner, name)


def group_papers(sources: Iterable[Source]) -> Iterator[tuple[Source, ...]]:
    """The sources by paper, each once; papers in the order of their first sources, these as they come."""
    by_iri = {source.iri: source for source in sources}
    groups = Groups()
    groups.join_by_keys((source.iri, identify(source).paper) for source in by_iri.values())
    papers: dict[str, list[Source]] = {}
    for source in by_iri.values():
        papers.setdefault(groups.first(source.iri), []).append(source)
    return map(tuple, papers.values())
