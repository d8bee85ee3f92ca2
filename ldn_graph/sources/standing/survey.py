"""How all sources of a graph stand, by the list that ships, what the graph states, and lists that are brought."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from ...model.claims import Source
from ...model.standing import NOT_LISTED, SourceStanding, which_counts
from .shipped import EUROPE_PMC, UNKNOWN, keys_of, shipped_list

Asked = Callable[[Sequence[str]], SourceStanding | None]
"""What a list says of the paper with these identifiers; None where it could not have it."""


class Surveyed(NamedTuple):
    """A source with its standing; None: unknown, since it has no identifier by which a list could have it."""

    source: Source
    standing: SourceStanding | None

    @property
    def name(self) -> str:
        """The name of its standing."""
        return self.standing.name if self.standing else UNKNOWN


def survey(sources: Iterable[Source], lists: Iterable[Asked] = ()) -> tuple[Surveyed, ...]:
    """The sources in their order, each with what counts of all that is said of its paper."""
    sources, asked = tuple(sources), (_ask_shipped, *lists)
    keys = join_papers(sources)
    return tuple(Surveyed(source, _weigh(source, keys[source.iri], asked)) for source in sources)


def join_papers(sources: Iterable[Source]) -> Mapping[str, tuple[str, ...]]:
    """For each source by IRI the identifiers of its paper: its own, and those of sources that share one with it."""
    sources = tuple(sources)
    papers: dict[str, dict[str, None]] = {}
    for source in sources:
        own = keys_of(source)
        joined = dict.fromkeys((*own, *(other for key in own for other in papers.get(key, ()))))
        for key in joined:
            papers[key] = joined
    return {source.iri: tuple(papers[keys[0]]) if (keys := keys_of(source)) else () for source in sources}


def _weigh(source: Source, keys: Sequence[str], asked: Iterable[Asked]) -> SourceStanding | None:
    counts = source.standing
    for ask in asked:
        said = ask(keys)
        if said:
            counts = which_counts(counts, said) if counts else said
    return counts


def _ask_shipped(keys: Sequence[str]) -> SourceStanding | None:
    listed = shipped_list()
    absent = SourceStanding(NOT_LISTED, listed.listed_on, EUROPE_PMC)
    known = any(not key.startswith("doi:") for key in keys)
    return listed.standing_of(keys) or (absent if known else None)
