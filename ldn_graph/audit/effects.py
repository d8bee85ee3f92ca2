"""What a change of a graph does to the audit of a claim, and because of what.

Of each part of an answer that changed (the status, the certainty, each flag) the cause is found by computation: the
new claim is audited with one difference undone, the lost line put back or the new one taken away, and that which alone
gives the old answer back is a cause. Where none does, the cause is a set of differences that together do, of which
none can be left out.
"""

# Annotations are no texts here (from __future__): NamedTuple would compile each of them at every start.

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial, reduce
from typing import NamedTuple

from ..model.claims import Claim, EvidenceLine, EvidenceSearch, Quantity, Source
from ..model.vocab import FLAGS
from ..sources.papers import identify
from .audit import audit_claims
from .differences import (
    Difference,
    FieldChange,
    Names,
    changed_fields,
    difference,
    pair_lines,
    pair_searches,
)
from .results import Audit, ClaimAudit
from .studies import Studies

_SUPPORT: Mapping[str, int] = {"supported": 2, "partly-supported": 2, "contested": 2, "indirectly-supported": 1}
"""How a status is supported: 2 directly, 1 indirectly; by nothing where it is not here."""
_PARTS = ("status", "certainty")
_IN_ORDER = (*_PARTS, *FLAGS)
"""The parts of an answer, in the order in which they are told."""
MOST_TRIED = 100
"""Of a claim with more differences none is undone to see what follows: all of them are named as the cause."""


class Effect(NamedTuple):
    """One part of the answer about a claim that changed: ``status``, ``certainty``, or ``flag``.

    ``old`` and ``new`` are in words; of a flag one of them is its name and the other "". ``causes`` are differences
    that, undone, give the old answer back: each ``alone``, else all of them together. None where the cause lies
    elsewhere, as in another source that says which reports are of one study.
    """

    part: str
    old: str
    new: str
    causes: tuple[Difference, ...]
    alone: bool


class ClaimChange(NamedTuple):
    """A claim whose answer changed: as it ``was`` audited, and as it is ``now``.

    ``lost`` are the ids of the sources that were in its favour and are no more, where support was lost; of direct
    support those that were so directly.
    """

    was: ClaimAudit
    now: ClaimAudit
    effects: tuple[Effect, ...]
    lost: tuple[str, ...]

    @property
    def status_changed(self) -> bool:
        """Its status is another."""
        return self.now.status != self.was.status

    @property
    def lost_support(self) -> bool:
        """It had direct support and has none, or had indirect support and has none."""
        return _SUPPORT.get(self.now.status, 0) < _SUPPORT.get(self.was.status, 0)

    @property
    def still_in_favour(self) -> bool:
        """Something is in favour as directly as before: indirect evidence that was outweighed."""
        direct = _SUPPORT.get(self.was.status) == 2
        return any(_in_favour(line, directly=direct) for line in self.now.lines)


class _State(NamedTuple):
    """A claim with what it is audited by: claims ``beside`` it, and sources in the place of the new ones, by IRI."""

    claim: Claim
    beside: Mapping[str, Claim]
    replaced: Mapping[str, Source]


_Undo = Callable[[_State], _State]
_Answer = Mapping[str, str]


class Versions:
    """The claims and sources of two versions of a graph, for :meth:`explain`. ``names`` has what was renamed."""

    def __init__(
        self, old: Audit, new: Audit, sources: Iterable[tuple[Source | None, Source | None]], names: Names
    ) -> None:
        self.names = names
        self.old = {names.get(c.claim.iri, c.claim.iri): c for c in old.claims}
        self.new = {c.claim.iri: c for c in new.claims}
        self.owners = {q.iri: c.claim.iri for c in new.claims for q in _quantities(c.claim)}
        self.sources = {one.iri: one for was, now in sources if (one := now or was)}
        self.studies = Studies(self.sources.values())

    def explain(self, was: ClaimAudit, now: ClaimAudit) -> ClaimChange | None:
        """How the answer about a claim changed, and why; None where it did not."""
        before, after = _answer(was), _answer(now)
        parts = [part for part in _IN_ORDER if before.get(part) != after.get(part)]
        if not parts:
            return None
        undos = list(self.undo_each(was.claim, now.claim))
        state = _State(now.claim, self.beside(now.claim), {})

        @cache
        def answer(undone: frozenset[int]) -> _Answer:
            return _answer(self.audit(reduce(lambda so_far, n: undos[n][1](so_far), sorted(undone), state)))

        effects = []
        for part in parts:
            old = before.get(part, "")
            causes, alone = _find_causes(len(undos), lambda undone: answer(undone).get(part, "") == old)  # noqa: B023
            found = tuple(undos[n][0] for n in causes)
            effects.append(Effect(part if part in _PARTS else "flag", old, after.get(part, ""), found, alone))
        change = ClaimChange(was, now, tuple(effects), ())
        return change._replace(lost=self.lost_sources(was, now)) if change.lost_support else change

    def audit(self, state: _State) -> ClaimAudit:
        """The claim of a state, audited."""
        beside = [claim for iri, claim in state.beside.items() if iri != state.claim.iri]
        studies = Studies({**self.sources, **state.replaced}.values()) if state.replaced else self.studies
        return audit_claims((state.claim,), studies=studies, beside=beside).claims[0]

    def undo_each(self, was: Claim, now: Claim) -> Iterator[tuple[Difference, _Undo]]:
        """Each difference of a claim, with what undoes it in the new one."""
        yield from self.undo_lines(was, now)
        for before, after in pair_searches(was, now):
            if found := difference("search", before, after, now.id, self.names):
                yield found, partial(_put_search, before, after)
        for field in changed_fields("claim", was, now, self.names):
            found = Difference("claim", was.iri, now.iri, None, None, str(now.label), (field,))
            yield found, partial(_put_field, was, field.name.replace(" ", "_"))
        articles = {self.names.get(article.iri, article.iri): article for article in was.articles}
        for article in now.articles:
            old = articles.get(article.iri)
            if old and (fields := changed_fields("source", old, article, self.names)):
                yield (
                    _changed("source", old.iri, article.iri, str(article.label), fields),
                    partial(_put_article, old, article.iri),
                )
        yield from self.undo_premises(now)

    def undo_lines(self, was: Claim, now: Claim) -> Iterator[tuple[Difference, _Undo]]:
        """The lines that went, came or differ, and the sources of lines that are described otherwise."""
        for old, new in pair_lines(was, now, self.names):
            found = difference("line", old, new, now.id, self.names)
            if found and (found.fields or not (old and new)):
                yield found, partial(_put_line, old, new)
            if old and new and (fields := changed_fields("source", old.source, new.source, self.names)):
                source = _changed("source", old.source.iri, new.source.iri, str(new.source.label), fields)
                yield source, partial(_put_source, old.source, new)

    def undo_premises(self, now: Claim) -> Iterator[tuple[Difference, _Undo]]:
        """The claims that a claim rests on and that stand otherwise."""
        for iri in now.rests_on:
            old, new = self.old.get(iri), self.new.get(iri)
            if old and new and (old.status, old.overclaimed) != (new.status, new.overclaimed):
                words = [f"{c.status}, overclaimed" if c.overclaimed else c.status for c in (old, new)]
                found = _changed("claim", old.claim.iri, iri, str(new.claim.label), (FieldChange("status", *words),))
                yield found, partial(_put_premise, old.claim, iri)

    def beside(self, claim: Claim) -> Mapping[str, Claim]:
        """The claims that a claim is audited beside: that it rests on, and whose numbers its ratios are made of."""
        parts = (iri for q in claim.quantities for iri in (q.numerator, q.denominator) if iri)
        owners = (self.owners[iri] for iri in parts if iri in self.owners)
        return {iri: self.new[iri].claim for iri in (*claim.rests_on, *owners) if iri in self.new}

    def lost_sources(self, was: ClaimAudit, now: ClaimAudit) -> tuple[str, ...]:
        """The ids of the sources that were in favour of a claim, directly where that was so, and are no more."""
        direct = _SUPPORT[was.status] == 2
        before, after = (
            {self.names.get(e.source.iri, e.source.iri): e.source.id for e in c.lines if _in_favour(e, directly=direct)}
            for c in (was, now)
        )
        return tuple(ident for iri, ident in before.items() if iri not in after)


def _in_favour(line: EvidenceLine, *, directly: bool) -> bool:
    return line.in_favour and (line.direct or not directly)


def _find_causes(number: int, gives_back: Callable[[frozenset[int]], bool]) -> tuple[list[int], bool]:
    """Which of so many differences are the cause, and whether each is alone; none where they are not.

    ``gives_back`` says whether the old answer comes back where these are undone.
    """
    everything = frozenset(range(number))
    if number > MOST_TRIED:
        return sorted(everything), False
    if alone := [n for n in range(number) if gives_back(frozenset({n}))]:
        return alone, True
    if not gives_back(everything):
        return [], False
    needed = everything
    for n in range(number):
        if gives_back(needed - {n}):
            needed -= {n}
    return sorted(needed), False


# What undoes one difference -----------------------------------------------------------------------


def _put_line(old: EvidenceLine | None, new: EvidenceLine | None, state: _State) -> _State:
    """The old line in the place of the new one, of a line in both with the source as it is; either may be None."""
    lines: list[EvidenceLine] = []
    for line in state.claim.lines:
        if new is None or line.iri != new.iri:
            lines.append(line)
        elif old:
            lines.append(_of_source(old._replace(iri=new.iri), line.source))
    lines += [old] if old and not new else []
    return state._replace(claim=state.claim._replace(lines=tuple(lines)))


def _put_source(old: Source, new: EvidenceLine, state: _State) -> _State:
    """The old description of the source of a line."""
    lines = tuple(_of_source(e, old) if e.iri == new.iri else e for e in state.claim.lines)
    ties_same = (old.reports_with, identify(old)) == (new.source.reports_with, identify(new.source))
    replaced = state.replaced if ties_same else {**state.replaced, new.source.iri: old._replace(iri=new.source.iri)}
    return state._replace(claim=state.claim._replace(lines=lines), replaced=replaced)


def _of_source(line: EvidenceLine, source: Source) -> EvidenceLine:
    return line._replace(source=source, design=line.design if line.own_design else source.design)


def _put_search(old: EvidenceSearch | None, new: EvidenceSearch | None, state: _State) -> _State:
    searches = tuple(s for s in state.claim.searches if s != new) + ((old,) if old else ())
    return state._replace(claim=state.claim._replace(searches=searches))


def _put_field(old: Claim, name: str, state: _State) -> _State:
    names = ("article", "also_from") if name == "articles" else (name,)
    return state._replace(claim=state.claim._replace(**{name: getattr(old, name) for name in names}))


def _put_article(old: Source, iri: str, state: _State) -> _State:
    article, *others = (old if a.iri == iri else a for a in state.claim.articles)
    return state._replace(claim=state.claim._replace(article=article, also_from=tuple(others)))


def _put_premise(old: Claim, iri: str, state: _State) -> _State:
    return state._replace(beside={**state.beside, iri: old._replace(iri=iri)})


def _answer(audited: ClaimAudit) -> _Answer:
    """The parts of the answer about a claim: status, certainty, and each flag by its name."""
    certainty = {"certainty": audited.certainty.words} if audited.certainty else {}
    return {"status": audited.status, **certainty, **{flag: flag for flag in audited.flags}}


def _quantities(claim: Claim) -> Iterator[Quantity]:
    yield from claim.quantities
    for line in claim.lines:
        yield from line.quantities


def _changed(kind: str, old: str, new: str, label: str, fields: tuple[FieldChange, ...]) -> Difference:
    return Difference(kind, old, new, None, None, label, fields)
