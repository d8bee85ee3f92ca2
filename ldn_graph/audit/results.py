"""What an audit gives: each claim with its status, flags and findings, and what is counted over all of them.

Values that do not change. :func:`~ldn_graph.audit.audit.audit_claims` makes them. Nothing here is advice.
"""

# Annotations are no texts here (from __future__): NamedTuple would compile each of them at every start.

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from ..model.claims import Claim, EvidenceLine
from ..model.display import to_columns, to_html
from ..model.vocab import FLAGS, SEVERITIES, STATUSES
from ..model.words import PUBLISHED_WORDS, WORDING_WORDS
from ..output.counts import count_words
from .certainty import CERTAINTY_COUNTS, Certainty, count_name
from .published import ABOUT_CITING, AS_PUBLISHED, cited_lines
from .status import NO_LEVEL, best_level, describe_part, explain_status, level_words, rank
from .triples import Triple, status_triples

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from ..sources.standing.words import StandingCounts


class Finding(NamedTuple):
    """One rule that fired on one claim. ``claim`` is its id; ``because`` are triples of the graph."""

    rule: str
    severity: str
    claim: str
    message: str
    remedy: str
    because: tuple[Triple, ...]

    def _repr_html_(self) -> str:
        return to_html(self)

    def _repr_pretty_(self, printer: Any, _: bool) -> None:
        printer.text(f"<Finding {self.claim!r}: {self.rule}>")


class ClaimAudit(NamedTuple):
    """What the audit says of one claim.

    ``status`` is *in the literature*; ``status_as_published`` and ``studies_as_published`` take
    only what the article itself cites for the claim, and :attr:`published` has the rest.
    The levels are those of direct lines, 1 best to 5, None where no direct line has one:
    ``best_level_for`` of lines in favour, those included that support a narrower version
    or compared nobody, and ``best_level_as_stated`` of those that confirm or support the claim as it
    stands. ``studies`` counts independent studies in favour, direct or not. ``certainty`` is None for claims that have
    none (:func:`~ldn_graph.audit.certainty.rate_certainty`).
    ``lines`` are the evidence lines that counted: those of sources that stand, and were published where the audit is as
    of a year. ``fallen`` are those of sources that were published by then and were retracted.
    """

    claim: Claim
    lines: tuple[EvidenceLine, ...]
    status: str
    because: tuple[Triple, ...]
    as_published: str
    status_as_published: str
    best_level_for: int | None
    best_level_as_stated: int | None
    best_level_against: int | None
    studies: int
    studies_as_published: int
    certainty: Certainty | None
    findings: tuple[Finding, ...]
    fallen: tuple[EvidenceLine, ...] = ()

    @property
    def published(self) -> "PublishedAudit":
        """The claim as published: by the lines alone whose sources its articles cite for it, with flags about citing.

        It has no certainty: what may be concluded is of all evidence and not of what one article cites. Sources are one
        study where any source of the graph says so, cited or not. Searches are no part of it.
        """
        topic = self.claim.graded_topic
        cited = cited_lines(self.claim, self.lines)
        claim = self.claim._replace(lines=cited, searches=())
        in_favour = tuple(e for e in cited if e.in_favour)
        return PublishedAudit._make(
            self._replace(
                lines=cited,
                status=self.status_as_published,
                because=status_triples(claim, cited, self.status_as_published),
                best_level_for=best_level((e for e in in_favour if e.direct), topic),
                best_level_as_stated=best_level((e for e in in_favour if e.direct and e.affirms), topic),
                best_level_against=best_level((e for e in cited if e.direct and e.against), topic),
                studies=self.studies_as_published,
                certainty=None,
                findings=tuple(f for f in self.findings if f.rule in ABOUT_CITING),
                fallen=cited_lines(self.claim, self.fallen),
            )
        )

    @property
    def flags(self) -> tuple[str, ...]:
        """The names of the flags, in the order of :data:`FLAGS`, each once."""
        raised = {f.rule for f in self.findings}
        return tuple(flag for flag in FLAGS if flag in raised)

    @property
    def reason(self) -> str:
        """The reason for the status, in a sentence without a full stop."""
        return explain_status(self.status, self.lines, searched=bool(self.claim.searches))

    @property
    def verdict(self) -> str:
        """The status, with levels where it is contested: ``contested, for: level 4, against: level 1``."""
        if self.status != "contested":
            return self.status
        return f"contested, for: {self.level_for}, against: {self.level_against}"

    @property
    def standing(self) -> str:
        """The verdict, and what must stand beside it: the certainty, and a wording that says more.

        ``supported, very low certainty, overclaimed: stated as proven``.
        """
        certainty = self.certainty.words if self.certainty else ""
        return ", ".join(filter(None, (self.verdict, certainty, self.overclaim)))

    @property
    def overclaimed(self) -> bool:
        """Its wording says more than its evidence carries."""
        return "overclaimed" in self.flags

    @property
    def overclaim(self) -> str:
        """That in words, ``overclaimed: stated as proven``; "" where it is not so."""
        return f"overclaimed: {WORDING_WORDS[self.claim.wording]}" if self.overclaimed else ""

    @property
    def level_for(self) -> str:
        """The level of what is directly in favour, in words; of what supports it in part apart, where it is better."""
        lines = [e for e in self.lines if e.direct and e.in_favour]
        if not lines:
            return "none"
        topic, in_part = self.claim.graded_topic, [e for e in lines if not e.affirms]
        if len(in_part) == len(lines):
            return describe_part(in_part, topic)
        stated = self.best_level_as_stated or NO_LEVEL
        better = describe_part((e for e in in_part if rank(e, topic) < stated), topic)
        return "; ".join(filter(None, (level_words(self.best_level_as_stated), better)))

    @property
    def level_against(self) -> str:
        """The level of what is directly against, in words."""
        return level_words(self.best_level_against) if any(e.direct and e.against for e in self.lines) else "none"

    def _repr_html_(self) -> str:
        return to_html(self)

    def _repr_pretty_(self, printer: Any, _: bool) -> None:
        printer.text(f"<ClaimAudit {self.claim.id!r}: {self.status}>")


class PublishedAudit(ClaimAudit):
    """What the audit says of one claim as published; see :attr:`ClaimAudit.published`."""

    __slots__ = ()

    @property
    def reason(self) -> str:
        """The reason for the status; where nothing that is cited counts, why."""
        if self.lines:
            return explain_status(self.status, self.lines)
        if self.claim.cited:
            return self._why_none_counts()
        return PUBLISHED_WORDS[self.as_published] if self.claim.articles else "no article is recorded for it"

    def _why_none_counts(self) -> str:
        """``the source that is cited for it was retracted``; of several how many, and of what else there is."""
        cited = set(self.claim.cited)
        assessed, fallen = ({e.source.iri for e in some} & cited for some in (self.claim.lines, self.fallen))
        became = {
            "retracted": len(fallen),
            "published later": len(assessed - fallen),
            "not assessed": len(cited - assessed),
        }
        said = [(count, words) for words, count in became.items() if count]
        if len(said) > 1:
            parts = ", ".join(f"{count:,} {'was' if count == 1 else 'were'} {words}" for count, words in said)
            return f"of the {len(cited):,} sources that are cited for it {parts}"
        (count, words) = said[0]
        return (
            f"the source that is cited for it was {words}"
            if count == 1
            else f"the {count:,} sources that are cited for it were {words}"
        )


class Summary(NamedTuple):
    """What is counted over an audit.

    How many ``claims`` there are, and for how many of them somebody recorded a line or a search (``checked``). How many
    have each status, are published in each way, are of each certainty at most, and have each flag, with all of these
    named. ``severities`` has for each flag that somebody has the gravest severity among its findings; ``standings``
    counts the sources behind the claims, None where claims were audited in parts, which share sources.
    ``nulls_dispute``: a null without an interval counts as against. The rest is as in :class:`Audit`.
    """

    claims: int
    checked: int
    as_of: int | None
    without: tuple[str, ...]
    nulls_dispute: bool
    selected_from: int | None
    status: Mapping[str, int]
    as_published: Mapping[str, int]
    certainty: Mapping[str, int]
    flags: Mapping[str, int]
    severities: Mapping[str, str]
    standings: "StandingCounts | None"

    def worst(self) -> str | None:
        """The gravest severity among the findings, or None where there is none."""
        return next((severity for severity in SEVERITIES if severity in self.severities.values()), None)

    def plus(self, other: "Summary") -> "Summary":
        """The summary of both, which are of different claims in one audit."""
        return self._replace(
            claims=self.claims + other.claims,
            checked=self.checked + other.checked,
            status=_sum(self.status, other.status),
            as_published=_sum(self.as_published, other.as_published),
            certainty=_sum(self.certainty, other.certainty),
            flags=_sum(self.flags, other.flags),
            severities=_gravest((*self.severities.items(), *other.severities.items())),
            standings=None,
        )


@dataclass(frozen=True, slots=True)
class Audit:
    """The audit of a graph's claims, in the order of their ids; ``as_of`` is a year or None.

    ``selected_from`` is how many claims these were selected from, None where they are all;
    ``without`` are the keys of sources that were left out, as if they had been retracted. ``nulls_dispute``: a null
    without an interval counts as against.
    """

    claims: tuple[ClaimAudit, ...]
    as_of: int | None = None
    selected_from: int | None = None
    without: tuple[str, ...] = ()
    nulls_dispute: bool = False

    def __getitem__(self, name: str) -> ClaimAudit:
        """The claim with this id or IRI, as ``audit["C17"]``, or with this CURIE by the prefixes of this project.

        Raises :class:`~ldn_graph.errors.UnknownClaimError`, a ``KeyError``, with the nearest id where there is none,
        and where several claims, of graphs of several people, have the id.
        """
        return find_claim(self.claims, name)

    def __contains__(self, name: str) -> bool:
        """Whether ``audit[name]`` is a claim."""
        with suppress(KeyError):
            return bool(self[name])
        return False

    def __iter__(self) -> Iterator[ClaimAudit]:
        return iter(self.claims)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings: the gravest rule first, then by claim."""
        rank = {rule: n for n, rule in enumerate(FLAGS)}
        return tuple(sorted((f for c in self.claims for f in c.findings), key=lambda f: rank[f.rule]))

    @property
    def checked(self) -> int:
        """How many claims somebody recorded a line or a search for."""
        return sum(c.claim.checked for c in self.claims)

    def count_statuses(self) -> dict[str, int]:
        """How many claims have each status, all seven named."""
        return _count(STATUSES, (c.status for c in self.claims))

    def count_as_published(self) -> dict[str, int]:
        """How many claims the article cites a source for, and how it does not for the others."""
        return _count(AS_PUBLISHED, (c.as_published for c in self.claims))

    def count_certainty(self) -> dict[str, int]:
        """How many claims of efficacy and safety are of each certainty, at most, or measured by nobody."""
        return _count(CERTAINTY_COUNTS, (count_name(c.certainty) for c in self.claims if c.certainty))

    def count_flags(self) -> dict[str, int]:
        """How many claims have each flag, all of them named."""
        return _count(tuple(FLAGS), (flag for c in self.claims for flag in c.flags))

    def worst(self) -> str | None:
        """The gravest severity among the findings, or None where there is none."""
        return self.summary.worst()

    @property
    def summary(self) -> Summary:
        """All that is counted."""
        from ..sources.standing.words import count_standings

        sources = (e.source for c in self.claims for e in c.claim.lines)
        return self.summary_of_part._replace(standings=count_standings(sources))

    @property
    def summary_of_part(self) -> Summary:
        """The same without what cannot be added up: parts of an audit have sources in common."""
        return Summary(
            claims=len(self.claims),
            checked=self.checked,
            as_of=self.as_of,
            without=self.without,
            nulls_dispute=self.nulls_dispute,
            selected_from=self.selected_from,
            status=self.count_statuses(),
            as_published=self.count_as_published(),
            certainty=self.count_certainty(),
            flags=self.count_flags(),
            severities=_gravest((f.rule, f.severity) for c in self.claims for f in c.findings),
            standings=None,
        )

    def to_pandas(self) -> "pd.DataFrame":
        """The claims as a pandas data frame, with the columns of ``claims.csv``. Needs the extra ``pandas``.

        Several values in a cell stand between spaces. What is missing is pandas' ``NA``.
        """
        from ..sparql.frames import pandas_frame

        return pandas_frame(to_columns(self))

    def to_polars(self) -> "pl.DataFrame":
        """The same as a polars data frame. Needs the extra ``polars``."""
        from ..sparql.frames import polars_frame

        return polars_frame(to_columns(self))

    def _repr_html_(self) -> str:
        return to_html(self)

    def _repr_pretty_(self, printer: Any, _: bool) -> None:
        printer.text(f"<Audit of {count_words(len(self.claims), 'claim')}>")


def find_claim(claims: Iterable[ClaimAudit], name: str) -> ClaimAudit:
    """The claim of this id, CURIE or IRI; raises as ``audit[name]`` does."""
    from ..errors import UnknownClaimError
    from ..model.lookup import expand, nearest_id

    claims = tuple(claims)
    iri = expand(name)
    found = [c for c in claims if c.claim.iri == iri] or [c for c in claims if c.claim.id == name]
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownClaimError(f"{name!r} is the id of {', '.join(c.claim.iri for c in found)}; write one of these")
    near = nearest_id(name, (c.claim.id for c in claims))
    hint = f"did you mean {near}?" if near else "[c.claim.id for c in audit.claims] lists the ids"
    raise UnknownClaimError(f"no claim {name!r} in this audit; {hint}")


def _sum(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    return {name: count + other[name] for name, count in one.items()}


def _gravest(found: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each rule the gravest of its severities."""
    gravest: dict[str, str] = {}
    for rule, severity in found:
        gravest[rule] = min(severity, gravest.get(rule, severity), key=SEVERITIES.index)
    return gravest


def _count(names: tuple[str, ...], values: Iterable[str]) -> dict[str, int]:
    counts = Counter(values)
    return {name: counts[name] for name in names}
