"""Whether sources still stand, in words and in numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ...model.claims import Source
from ...model.standing import NOT_LISTED, RETRACTED, SourceStanding
from ...output.counts import count_words
from ...output.dates import date_words
from .shipped import CROSSREF, EUROPE_PMC, RETRACTION_WATCH, keys_of, shipped_list, standing_name

if TYPE_CHECKING:
    from .survey import Surveyed

ORIGIN_WORDS: Mapping[str, str] = {
    EUROPE_PMC: "Europe PMC",
    RETRACTION_WATCH: "Retraction Watch",
    CROSSREF: "Crossref",
}
"""Who keeps lists of retractions, by IRI, and what they are called."""

STANDING_WORDS: Mapping[str, str] = {
    "retracted": "retracted",
    "expressionOfConcern": "expression of concern",
    "corrected": "corrected",
    "reinstated": "retracted and reinstated",
    "notListed": "not listed",
    "unknown": "unknown",
}


def describe_standing(source: Source) -> str:
    """How a source stands in words, with the list and its day.

    ``retracted in 2010, by the list of Retraction Watch of 10 June 2026``.
    """
    standing = source.standing
    if standing is None:
        day = date_words(shipped_list().listed_on)
        if standing_name(source) == NOT_LISTED:
            return f"not listed as retracted, by the list of Europe PMC of {day}"
        return f"unknown: {why_unknown(source)}"
    last = standing.decisive
    year = f" in {last.date[:4]}" if last and last.date else ""
    why = f" ({last.reason})" if last and last.reason else ""
    list_words = f"the list of {origin_words(standing.origin)} of {date_words(standing.listed_on)}"
    never = ", which does not say when" if standing.name == RETRACTED and not year else ""
    return f"{STANDING_WORDS[standing.name]}{year}{why}, by {list_words}{never}"


def why_unknown(source: Source) -> str:
    """Why nothing is known of how a source stands."""
    if keys_of(source):
        return f"it has a DOI alone, which the list of Europe PMC of {date_words(shipped_list().listed_on)} has not"
    return "it has no identifier that a list could have"


def describe_survey(surveyed: Iterable[Surveyed]) -> str:
    """How many of some sources are listed as retracted, by which lists, and why others could not be looked up.

    ``None of the 2 sources that could be looked up is listed as retracted (Europe PMC, 10 June 2026)``.
    """
    surveyed = tuple(surveyed)
    known = [one.standing for one in surveyed if one.standing]
    unknown = [one.source for one in surveyed if not one.standing]
    with_doi = sum(bool(keys_of(source)) for source in unknown)
    retracted = sum(standing.name == RETRACTED for standing in known)
    lists = dict.fromkeys(f"{origin_words(s.origin)}, {date_words(s.listed_on)}" for s in known)
    parts = []
    if known:
        named = "; ".join([*lists][:3]) + ("; and others" if len(lists) > 3 else "")
        if len(known) == 1:
            said = f"The one source that could be looked up is {'' if retracted else 'not '}listed as retracted"
        else:
            count = f"{retracted:,}" if retracted else "None"
            verb = "are" if retracted > 1 else "is"
            said = f"{count} of the {len(known):,} sources that could be looked up {verb} listed as retracted"
        parts.append(f"{said} ({named})")
    if unknown:
        why = [
            f"{_have(with_doi)} only a DOI (--online, or --list with Retraction Watch's table)" if with_doi else "",
            f"{_have(len(unknown) - with_doi)} no identifier" if len(unknown) > with_doi else "",
        ]
        begin = (
            f"{len(unknown):,} could not be"
            if known
            else f"{count_words(len(unknown), 'source')} could not be looked up"
        )
        parts.append(f"{begin}: {', '.join(filter(None, why))}")
    return "; ".join(parts) or "no sources"


def _have(number: int) -> str:
    return f"{number:,} {'has' if number == 1 else 'have'}"


def standing_fields(name: str, standing: SourceStanding | None) -> dict[str, object]:
    """A standing as data; ``name`` is that of :func:`~ldn_graph.sources.standing.shipped.standing_name`."""
    if standing is None:
        return {"standing": name, "as_of": None, "by": None, "notices": []}
    return {
        "standing": name,
        "as_of": standing.listed_on,
        "by": standing.origin,
        "notices": [notice._asdict() for notice in standing.notices],
    }


def origin_words(origin: str) -> str:
    """Who keeps a list, in words; of one that is not known here its IRI."""
    return ORIGIN_WORDS.get(origin, origin)


class StandingCounts(NamedTuple):
    """How many of some sources could be looked up in the list that ships, and how many of them are in it.

    Of ``stated`` ones the graph says how they stand, by whatever list; ``doi_alone`` are others that have a DOI and
    nothing else, and ``unidentified`` others that have no identifier. ``retracted`` do not stand, whoever says so.
    """

    sources: int
    stated: int
    pmids: int
    pmids_listed: int
    pmcids: int
    pmcids_listed: int
    doi_alone: int
    unidentified: int
    retracted: int

    @property
    def sentence(self) -> str:
        """The counts in words, honest about what this list cannot answer."""
        day = date_words(shipped_list().listed_on)
        parts = [
            f"{self.pmids_listed:,} of {self.pmids:,} PMIDs and {self.pmcids_listed:,} of {self.pmcids:,} PMCIDs "
            f"are listed as retracted (Europe PMC, {day})"
        ]
        if self.stated:
            parts.append(f"by another list, as the graph states, {self.stated:,} of {self.sources:,} sources")
        if self.doi_alone:
            parts.append(f"DOIs alone cannot be looked up in this list ({self.doi_alone:,})")
        if self.unidentified:
            parts.append(f"without an identifier: {self.unidentified:,} of {self.sources:,} sources")
        return "; ".join(parts)


def count_standings(sources: Iterable[Source]) -> StandingCounts:
    """What is counted of sources, each once."""
    different = {source.iri: source for source in sources}
    return count_told(
        (keys_of(source), bool(source.standing and source.standing.in_graph), source.counts())
        for source in different.values()
    )


def count_told(sources: Iterable[tuple[Sequence[str], bool, bool]]) -> StandingCounts:
    """What is counted of different sources, each with its keys, whether the graph states how it stands, and whether it
    counts.
    """
    told, listed = tuple(sources), shipped_list()
    others = [keys for keys, is_stated, _ in told if not is_stated]
    pmids = {key for keys, _, _ in told for key in keys if key.startswith("pmid:")}
    pmcids = {key for keys, _, _ in told for key in keys if key.startswith("pmc:")}
    return StandingCounts(
        sources=len(told),
        stated=sum(is_stated for _, is_stated, _ in told),
        pmids=len(pmids),
        pmids_listed=sum(map(listed.has, pmids)),
        pmcids=len(pmcids),
        pmcids_listed=sum(map(listed.has, pmcids)),
        doi_alone=sum(bool(keys) and all(key.startswith("doi:") for key in keys) for keys in others),
        unidentified=sum(not keys for keys in others),
        retracted=sum(not counts for _, _, counts in told),
    )
