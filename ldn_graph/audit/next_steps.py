"""What to do next for a graph of claims: each step with the claims whose status could change by it.

Whether a status could change is computed: the lines of a source are taken away, a judgement that is not recorded is
taken the other way, a find is added. Steps are ranked by how many statuses could change, then by kind, as
:data:`KINDS` has them, then by how many claims they concern. There is no score.
"""

# Annotations are no texts here (from __future__): NamedTuple would compile each of them at every start.

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from ..model.claims import EvidenceLine, Source
from ..model.natural_order import natural_key
from ..model.vocab import READ_AS
from ..output.counts import count_words
from ..sources.papers import group_papers
from ..sources.standing.shipped import UNKNOWN, keys_of, standing_name
from .certainty import MISSING, NOT_SEEN
from .results import Audit, ClaimAudit
from .status import looked_into, rate_support
from .whatif import status_without

KINDS: Mapping[str, str] = {
    "retracted": "a source in use was retracted",
    "never-looked-into": "nobody recorded a source or a search",
    "unread": "the status of a claim hangs on one source that nobody read",
    "abstract-only": "the status of a claim hangs on one source of which the abstract alone was read",
    "readers-differ": "by another reader the status would be another",
    "standing-unknown": "a source was looked up in no list of retractions",
    "directness-unrated": "nobody judged whether evidence is direct",
    "search-old": "the last search was made more than a year ago, or on a day that nobody recorded",
    "not-searched": "sources are recorded and no search for others",
    "certainty-open": "something is not recorded that certainty hangs on",
    "wording-unjudged": "nobody judged how strongly a claim is stated",
}
"""The kinds of steps, in the order in which they are ranked where as many statuses could change."""
_KIND_RANK = {kind: n for n, kind in enumerate(KINDS)}


class Step(NamedTuple):
    """One thing to do. ``task`` is a sentence without a full stop, ``command`` are the words after ``ldn-graph`` that
    show what it is about, or do it.

    ``about`` is the IRI of the node that will be edited. ``could_change`` are the ids of the claims whose status could
    be another afterwards; ``claims`` those that it concerns, and those that rest on them.
    """

    kind: str
    task: str
    command: tuple[str, ...]
    about: str
    could_change: tuple[str, ...]
    claims: tuple[str, ...]


def list_steps(audit: Audit, today: str) -> tuple[Step, ...]:
    """All steps for the claims of an audit, the most worthwhile first; ``today`` is a day, 2026-11-30."""
    steps = (*_of_sources(audit), *_of_claims(audit, today), *_of_certainty(audit), *_of_wording(audit))
    resting = _resting_on(audit)

    def with_resting(step: Step) -> Step:
        return step._replace(claims=tuple(_together(step.claims, resting)))

    return tuple(sorted(map(with_resting, steps), key=_rank))


def _rank(step: Step) -> tuple[object, ...]:
    first = natural_key(step.claims[0]) if step.claims else []
    return -len(step.could_change), _KIND_RANK[step.kind], -len(step.claims), first, step.task


def _resting_on(audit: Audit) -> Mapping[str, list[str]]:
    """For each claim those that say to rest on it, by id."""
    ids = {c.claim.iri: c.claim.id for c in audit.claims}
    resting: dict[str, list[str]] = {}
    for audited in audit.claims:
        for premise in audited.claim.rests_on:
            if premise in ids:
                resting.setdefault(ids[premise], []).append(audited.claim.id)
    return resting


def _together(claims: Iterable[str], resting: Mapping[str, list[str]]) -> Iterable[str]:
    """The claims, and all that rest on them, by way of others too."""
    seen = dict.fromkeys(claims)
    waiting = list(seen)
    while waiting:
        for claim in resting.get(waiting.pop(), ()):
            if claim not in seen:
                seen[claim] = None
                waiting.append(claim)
    return seen


# Steps about sources -----------------------------------------------------------------------------


def _of_sources(audit: Audit) -> Iterator[Step]:
    """What was retracted, what nobody read, and what was looked up in no list of retractions."""
    borne_on: dict[str, list[ClaimAudit]] = {}
    for audited in audit.claims:
        for iri in dict.fromkeys(line.source.iri for line in audited.claim.lines):
            borne_on.setdefault(iri, []).append(audited)
    for paper in group_papers(line.source for audited in audit.claims for line in audited.claim.lines):
        source = min(paper, key=lambda one: natural_key(one.id))
        claims = list({c.claim.iri: c for one in paper for c in borne_on[one.iri]}.values())
        if any(not one.counts(audit.as_of) for one in paper):
            yield _retracted(source, paper, claims)
            continue
        gone = {one.iri for one in paper}
        changed = tuple(sorted((c.claim.id for c in claims if status_without(c, gone) != c.status), key=natural_key))
        if changed:
            yield from _unread(source, paper, changed)
        if all(standing_name(one) == UNKNOWN for one in paper):
            told = [c for c in claims if _is_told(c, paper)]
            if told:
                yield _standing_unknown(source, changed, told)


def _is_told(audited: ClaimAudit, paper: Collection[Source]) -> bool:
    """A line of this paper says more of the claim than background."""
    iris = {source.iri for source in paper}
    return any(e.source.iri in iris and e.bearing != "givesBackground" for e in audited.lines)


def _retracted(source: Source, paper: Collection[Source], claims: Collection[ClaimAudit]) -> Step:
    iris = {one.iri for one in paper}

    def if_it_counted(audited: ClaimAudit) -> str:
        counted = [e for e in audited.fallen if e.source.iri in iris]
        return _rate(audited, (*audited.lines, *counted))

    return Step(
        kind="retracted",
        task=f"Say of {source.id} that it was retracted, and cite what stands",
        command=("standing", source.id),
        about=source.iri,
        could_change=_ids(c for c in claims if if_it_counted(c) != c.status),
        claims=_ids(claims),
    )


def _unread(source: Source, paper: Collection[Source], changed: tuple[str, ...]) -> Iterator[Step]:
    """That a source should be read on which a status hangs; nothing where the text of it was."""
    statuses = count_words(len(changed), "status", "statuses")
    hang = f"{statuses} {'hangs' if len(changed) == 1 else 'hang'} on it"
    most = min((READ_AS.index(one.read_as) for one in paper if one.read_as), default=READ_AS.index("notRead"))
    task = {
        "notRead": f"Read {source.id}, which nobody did: {hang}",
        "abstract": f"Read the full text of {source.id}, of which the abstract was read: {hang}",
    }.get(READ_AS[most])
    if task:
        kind = "unread" if READ_AS[most] == "notRead" else "abstract-only"
        yield Step(kind, task, ("source", source.id), source.iri, changed, changed)


def _standing_unknown(source: Source, changed: tuple[str, ...], claims: Collection[ClaimAudit]) -> Step:
    if keys_of(source):
        task = f"Look up whether {source.id} was retracted: it has a DOI alone, which the list that ships has not"
        command: tuple[str, ...] = ("standing", source.id, "--online")
    else:
        task = f"Record a PMID or DOI of {source.id}, by which one can look up whether it was retracted"
        command = ("source", source.id)
    return Step("standing-unknown", task, command, source.iri, changed, _ids(claims))


# Steps about one claim ---------------------------------------------------------------------------


def _of_claims(audit: Audit, today: str) -> Iterator[Step]:
    """Searches to make or to make anew, and judgements that are missing or differ."""
    a_year_ago = f"{int(today[:4]) - 1:04}{today[4:]}"
    for audited in audit.claims:
        yield from _searches(audited, a_year_ago)
        yield from _readers_differ(audited)
        yield from _directness_unrated(audited)


def _searches(audited: ClaimAudit, a_year_ago: str) -> Iterator[Step]:
    claim, searches = audited.claim, audited.claim.searches
    # whatever the status is, a find for or against changes it, unless there is evidence on both sides
    could_change = () if audited.status == "contested" else (claim.id,)
    show = ("claim", claim.id)
    if not claim.checked:
        task = f"Look for evidence of {claim.id}, and record what is found, also that nothing was"
        yield Step("never-looked-into", task, show, claim.iri, could_change, (claim.id,))
    elif not searches:
        task = f"Search for other sources on {claim.id}, and record where and when"
        yield Step("not-searched", task, show, claim.iri, could_change, (claim.id,))
    else:
        last = max(searches, key=lambda search: (search.created or "", search.iri))
        day = (last.created or "")[:10]
        if day < a_year_ago[: len(day)] or not day:  # a year, or a month, is as long ago as its last day
            when = f"the last search was on {day}" if day else "nobody recorded when the last search was"
            task = f"Search anew for {claim.id}: {when}"
            yield Step("search-old", task, show, last.iri, could_change, (claim.id,))


def _readers_differ(audited: ClaimAudit) -> Iterator[Step]:
    messages = [finding.message for finding in audited.findings if finding.rule == "readers-differ"]
    if messages:
        claim = audited.claim
        task = f"Settle which reading of {claim.id} holds: {'; '.join(messages)}"
        yield Step("readers-differ", task, ("claim", claim.id), claim.iri, (claim.id,), (claim.id,))


def _directness_unrated(audited: ClaimAudit) -> Iterator[Step]:
    unrated = [e for e in audited.lines if e.directness == "unrated"]
    if unrated:
        claim = audited.claim
        other = _rate(audited, (e._replace(directness="indirect") if e in unrated else e for e in audited.lines))
        names = ", ".join(dict.fromkeys(e.source.id for e in unrated))
        task = f"Judge for {claim.id} whether this is direct evidence: {names}"
        could_change = (claim.id,) if other != audited.status else ()
        yield Step("directness-unrated", task, ("claim", claim.id), unrated[0].iri, could_change, (claim.id,))


def _rate(audited: ClaimAudit, lines: Iterable[EvidenceLine]) -> str:
    """The status of a claim if these were its lines."""
    looked = looked_into(audited.claim.lines, audited.claim.searches)
    return rate_support(lines, audited.claim.graded_topic, looked_into=looked)


# Steps about several claims ----------------------------------------------------------------------


def _of_certainty(audit: Audit) -> Iterator[Step]:
    """What is not recorded that the certainty of claims hangs on; the same for several claims is one step."""
    missing: dict[str, list[ClaimAudit]] = {}
    for audited in audit.claims:
        for task in dict.fromkeys(_missing(audited)):
            missing.setdefault(task, []).append(audited)
    for task, claims in missing.items():
        first = claims[0].claim
        yield Step("certainty-open", task, ("claim", first.id), first.iri, (), _ids(claims))


def _missing(audited: ClaimAudit) -> Iterator[str]:
    """What would narrow the certainty of a claim down, as its domains have it."""
    certainty = audited.certainty
    if certainty is None:
        return
    if certainty.unmeasured == NOT_SEEN:
        yield f"Find, for certainty, {MISSING[NOT_SEEN]}"
    if certainty.without_design:
        yield f"Record the study design of {certainty.undesigned}"
    for domain in certainty.domains:
        if domain.lower < domain.upper and domain.missing:
            yield f"Narrow the certainty down ({domain.name}): {domain.missing}"


def _of_wording(audit: Audit) -> Iterator[Step]:
    """The claims of each article whose wording nobody judged."""
    unjudged: dict[str, list[ClaimAudit]] = {}
    for audited in audit.claims:
        if audited.claim.wording == "unjudged":
            unjudged.setdefault(audited.claim.article.id if audited.claim.article else "", []).append(audited)
    for article, claims in unjudged.items():
        where = f" of {article}" if article else ""
        are_stated = f"{count_words(len(claims), 'claim')}{where} {'is' if len(claims) == 1 else 'are'} stated"
        task = f"Judge how strongly {are_stated}"
        yield Step("wording-unjudged", task, ("claim", claims[0].claim.id), claims[0].claim.iri, (), _ids(claims))


def _ids(claims: Iterable[ClaimAudit]) -> tuple[str, ...]:
    return tuple(c.claim.id for c in claims)
