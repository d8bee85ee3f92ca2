"""Reading whether sources still stand: what a graph states of it, and what the list that ships has.

What is said of one record of a paper holds for each: sources with one identifier are records of one paper.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from ..model.standing import Notice, SourceStanding, in_order, which_counts
from ..model.vocab import BIBO, DCTERMS, FOAF, LDN, RDFS
from ..output.dates import is_date
from ..sources.papers import Identity, read_identity
from ..sources.standing.shipped import shipped_list
from .study_reader import StudyReader


class StandingReader(StudyReader):
    """Reads how sources stand. Each method may raise as :class:`~ldn_graph.rdf.index.Index` says.

    ``identities`` are those of the sources that were looked at.
    """

    identities: dict[str, Identity]

    def standing(self, iri: str) -> SourceStanding | None:
        """How a source stands, by what counts of the graph and of the list that ships; None where neither has it."""
        found = None
        for record in self.records_of_paper(iri):
            for said in (self.stated_standing(record), self.listed_standing(record)):
                if said:
                    own = said if record == iri else said._replace(in_graph=False)
                    found = which_counts(found, own) if found else own
        return found

    def stated_standing(self, iri: str) -> SourceStanding | None:
        """How the graph states that a source stands, of one list."""
        if LDN.standing not in self.nodes[iri]:
            return None
        name = self.needed(iri, LDN.standing, self.concept(iri, "standing"))
        day = self.needed(iri, LDN.standingAsOf, self.text(iri, LDN.standingAsOf))
        if not (is_date(day) and len(day) == 10):
            raise self.error(iri, f"ldn:standingAsOf {day[:80]!r} is no day", 'write "2026-06-10"^^xsd:date')
        origin = self.needed(iri, LDN.standingBy, self.iri(iri, LDN.standingBy))
        return SourceStanding(name, day, origin, in_order(self.each(iri, LDN.notice, self.notice)), in_graph=True)

    def notice(self, iri: str, referrer: str) -> Notice:
        """A notice about the source ``referrer``."""
        self.described(iri, referrer)
        day = self.text(iri, DCTERMS.issued)
        if day is not None and not is_date(day):
            raise self.error(
                iri, f"dcterms:issued {day[:80]!r} is no date", 'write "2010"^^xsd:gYear or a full xsd:date'
            )
        return Notice(
            kind=self.needed(iri, LDN.noticeKind, self.concept(iri, "noticeKind")),
            date=day,
            reason=self.text(iri, RDFS.comment),
            doi=self.text(iri, BIBO.doi),
        )

    def listed_standing(self, iri: str) -> SourceStanding | None:
        """How a source stands by the list that ships, which is read only where there is something to look up."""
        keys = [key for key in self.identity(iri).paper if key.startswith(("pmid:", "pmc:"))]
        return shipped_list().standing_of(keys) if keys else None

    def identity(self, iri: str) -> Identity:
        """What a source is told from others by, as :func:`~ldn_graph.sources.papers.identify` has it."""
        known = self.identities.get(iri)
        if known is None:
            texts = tuple(text.literal.value for text in self.texts(iri, DCTERMS.identifier))
            part = bool(self.text(iri, DCTERMS.isPartOf))
            page = min(self.iris(iri, FOAF.page), default=None)
            doi, pmid = self.text(iri, BIBO.doi), self.text(iri, BIBO.pmid)
            known = self.identities[iri] = read_identity(doi, pmid, texts, page, part=part)
        return known

    def records_of_paper(self, iri: str) -> Iterable[str]:
        """A source, and the others that have an identifier with it in common, or with one of these."""
        for key in self.identity(iri).paper:
            if len(self.records_by_key.get(key, ())) > 1:  # seldom
                return self._all_records(iri)
        return (iri,)

    def _all_records(self, iri: str) -> Iterable[str]:
        seen, waiting = {iri: None}, [iri]
        while waiting:
            for key in self.identity(waiting.pop()).paper:
                more = [other for other in self.records_by_key.get(key, ()) if other not in seen]
                seen |= dict.fromkeys(more)
                waiting += more
        return seen

    @cached_property
    def records_by_key(self) -> dict[str, list[str]]:
        """The sources that have each identifier, of a paper or of a trial."""
        records: dict[str, list[str]] = {}
        for iri in self.typed(LDN.Source):
            for key in self.identity(iri).study:
                records.setdefault(key, []).append(iri)
        return records
