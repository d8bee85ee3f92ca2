"""What a sentence cites: identifiers, keys of Pandoc, authors with a year, looked up among the sources of a graph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..model.claims import Source
from ..sources.folding import fold
from ..sources.identity import read_reference
from ..sources.names import first_author
from ..sources.papers import identify
from ..sources.standing.shipped import shipped_list

_IDENTIFIER = re.compile(
    r"https?://[^\s<>\"\])]+|\b(?:doi:\s*)?10\.\d{4,9}/[^\s<>\"\])]+|\bPMID:?\s*\d{1,8}\b|\bPMC\d{1,9}\b|\bNCT\d{8}\b",
    re.IGNORECASE,
)
_KEY = re.compile(r"(?<![\w.])@\{?(\w[\w:.#$%&+?<>~/-]*\w)\}?")
_AUTHOR = r"(?P<author>[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*)"
_OTHERS = r"(?:\s+et\s+al\.?|\s+and\s+(?:colleagues|[^\W\d_]+)|\s*&\s*[^\W\d_]+)?"
_AUTHOR_YEAR = re.compile(rf"\b(?=[^\W\d_a-z]){_AUTHOR}{_OTHERS},?\s*\(?(?P<year>(?:19|20)\d\d)[a-z]?\b")


class CitedSource(NamedTuple):
    """A citation as it stands in a sentence, and the sources of the graph that it may be; none where it has none.

    ``retracted``: the list that ships with the package has it as retracted, whether or not the graph knows it.
    """

    words: str
    sources: tuple[Source, ...]
    retracted: bool = False


SourcesByKey = Mapping[str, tuple[Source, ...]]
"""Sources by what they are cited by: the keys of their identifiers, ``@`` and id, first author and year."""


def index_sources(sources: Iterable[Source]) -> SourcesByKey:
    """The sources of a graph, ready to be looked up."""
    by_key: dict[str, dict[str, Source]] = {}
    for source in sources:
        author = fold(first_author(source.authors))
        for key in (*identify(source).study, f"@{source.id.lower()}", *([f"{author} {source.year}"] if author else ())):
            by_key.setdefault(key, {})[source.iri] = source
    return {key: tuple(found.values()) for key, found in by_key.items()}


def citations_in(sentence: str, sources: SourcesByKey) -> tuple[CitedSource, ...]:
    """What a sentence cites, in the order in which it stands there, each once.

    An author and a year count only where the graph has such a source: other words with a year are no citation.
    """
    found: list[tuple[int, CitedSource]] = []
    for match in _IDENTIFIER.finditer(sentence):
        reference = read_reference(match[0])
        if reference.doi or reference.pmid or reference.identifier:
            known = sources.get(reference.key, ())
            cited = CitedSource(match[0].rstrip(".,;"), known, shipped_list().has(reference.key))
            found.append((match.start(), cited))
    for match in _KEY.finditer(sentence):
        if known := sources.get(f"@{match[1].lower()}", ()):
            found.append((match.start(), CitedSource(match[0], known)))
    for match in _AUTHOR_YEAR.finditer(sentence):
        if known := sources.get(f"{fold(match['author'])} {match['year']}", ()):
            found.append((match.start(), CitedSource(match[0].strip("()"), known)))
    return tuple({cited.words: cited for _, cited in sorted(found, key=lambda pair: pair[0])}.values())
