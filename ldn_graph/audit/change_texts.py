"""What changed from one version of a graph to another, as an outline for people and as a JSON document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from ..model.vocab import local_id, shorten
from ..output.characters import cut
from ..output.counts import count_words
from ..output.outline import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from .changes import Changes
    from .differences import Difference, FieldChange
    from .effects import ClaimChange, Effect

SHOWN = 1000
"""So many entries of a section are shown, and the others are counted; JSON has all."""
_LONGEST = 300  # characters of a value that are shown
_SECTIONS = {"claim": "Claims", "line": "Evidence lines", "search": "Searches", "source": "Sources"}
ELSEWHERE = "what is described elsewhere, as other claims, or which sources report one study"


class Comparison(NamedTuple):
    """The changes with what they are told by: the names of both versions, and where a difference stands in its file.

    ``other_nodes`` are IRIs of what else differs, and is no claim, line, search or source.
    """

    changes: Changes
    old: str
    new: str
    other_nodes: Sequence[str]
    place: Callable[[Difference], str]

    @property
    def title(self) -> str:
        """What is compared with what."""
        return f"From {self.old} to {self.new}"

    @property
    def differs(self) -> bool:
        """Whether anything does."""
        return bool(self.changes.claims or self.changes.differences or self.other_nodes)


def count_changes(changes: Changes) -> str:
    """How many claims have another answer, in one sentence without a full stop."""
    before, now = len(changes.old.claims), len(changes.new.claims)
    claims = count_words(now, "claim") if before == now else f"{before:,} claims before, {now:,} now"
    statuses, lost = len(changes.statuses_changed), len(changes.lost_support)
    alone = len(changes.claims) - statuses
    return f"{claims}; another status: {statuses:,}, support lost: {lost:,}; other certainty or flags alone: {alone:,}"


def comparison_outline(comparison: Comparison) -> Iterator[Entry]:
    """The changes as headings and lists: first the claims whose answer changed, with why, then all that differs."""
    changes = comparison.changes
    lost, statuses = changes.lost_support, changes.statuses_changed
    sections = (
        ("Lost support", lost),
        ("Another status", [change for change in statuses if change not in lost]),
        ("Other certainty or flags", [change for change in changes.claims if not change.status_changed]),
    )
    for heading, some in sections:
        yield from _section(heading, [list(_claim_entries(change)) for change in some])
    for kind, of_kind in groupby(changes.differences, key=lambda one: one.kind):
        yield from _section(_SECTIONS[kind], [list(_difference_entries(one, comparison)) for one in of_kind])
    nodes = [[Entry(1, shorten(iri))] for iri in comparison.other_nodes]
    yield from _section("Other nodes whose statements differ", nodes)
    if not comparison.differs:
        yield Entry(0, "Nothing differs")


def _section(heading: str, blocks: Sequence[Iterable[Entry]]) -> Iterator[Entry]:
    if blocks:
        yield Entry(0, f"{heading} ({len(blocks):,})")
    for block in blocks[:SHOWN]:
        yield from block
    if len(blocks) > SHOWN:
        yield Entry(1, f"and {len(blocks) - SHOWN:,} more; all are in JSON (--format json)")


def _claim_entries(change: ClaimChange) -> Iterator[Entry]:
    """A claim, how it stands now, and each cause with what follows from it."""
    claim = change.now.claim
    was = local_id(change.was.claim.iri)
    yield Entry(1, f"{claim.id}{f', before {was},' if was != claim.id else ''} {claim.label}")
    if change.lost:
        yield Entry(2, _lost_words(change))
    for (causes, alone), effects in _by_cause(change.effects).items():
        yield Entry(2, f"because of {_causes_words(claim.id, causes, alone)}")
        yield from (Entry(3, text) for text in _effect_texts(effects))


def _lost_words(change: ClaimChange) -> str:
    """That it lost its only source, or which of several."""
    names = ", ".join(change.lost)
    if change.still_in_favour:
        return f"it lost {names}"
    return f"it lost its only source, {names}" if len(change.lost) == 1 else f"it lost all its sources, {names}"


def _by_cause(effects: Iterable[Effect]) -> dict[tuple[tuple[Difference, ...], bool], list[Effect]]:
    grouped: dict[tuple[tuple[Difference, ...], bool], list[Effect]] = {}
    for effect in effects:
        grouped.setdefault((effect.causes, effect.alone), []).append(effect)
    return grouped


def _causes_words(claim: str, causes: Sequence[Difference], alone: bool) -> str:
    if not causes:
        return ELSEWHERE
    words = [describe_difference(cause, claim) for cause in causes[:SHOWN]]
    if len(causes) == 1:
        return words[0]
    more = f"; and {len(causes) - SHOWN:,} more" if len(causes) > SHOWN else ""
    return f"{'each of these alone' if alone else 'these together'}: {'; '.join(words)}{more}"


def _effect_texts(effects: Iterable[Effect]) -> Iterator[str]:
    effects = tuple(effects)
    for effect in effects:
        if effect.part != "flag":
            yield f"{effect.part}: {effect.old or 'none'} -> {effect.new or 'none'}"
    for word, names in (
        ("no longer flagged", [e.old for e in effects if e.part == "flag" and e.old]),
        ("now flagged", [e.new for e in effects if e.part == "flag" and e.new]),
    ):
        if names:
            yield f"{word}: {', '.join(names)}"


def describe_difference(one: Difference, claim: str) -> str:
    """A difference in words, as the cause of what changed for a claim of this id."""
    subject = {
        "line": f"the line of {one.about} ({one.label})",
        "search": f"the search ({one.label})",
        "source": f"the source {one.id}",
        "claim": "the claim itself" if one.id == claim else f"{one.id}, which it rests on",
    }[one.kind]
    if one.how in ("gone", "new"):
        return f"{subject}, which is {one.how}"
    return f"{subject}: {', '.join(map(_field_words, one.fields))}"


def _field_words(change: FieldChange) -> str:
    old, new = (cut(text, _LONGEST) if text else "nothing" for text in (change.old, change.new))
    return f"{change.name} {old} -> {new}"


def _difference_entries(one: Difference, comparison: Comparison) -> Iterator[Entry]:
    """One difference, with a line for each field."""
    before = f" (before {local_id(one.old)})" if one.how == "renamed" and one.old else ""
    name = f"{one.claim}, {one.about or 'search'}" if one.claim else one.id
    place = comparison.place(one)
    yield Entry(1, f"{one.how} {name}{before}: {cut(one.label, _LONGEST)}{f' [{place}]' if place else ''}")
    for change in one.fields:
        yield Entry(2, _field_words(change))


# JSON --------------------------------------------------------------------------------------------


def comparison_document(comparison: Comparison) -> dict[str, object]:
    """The changes as a JSON document; ``docs/json.md`` says what each key means."""
    changes = comparison.changes
    return {
        "old": comparison.old,
        "new": comparison.new,
        "summary": {
            "claims_before": len(changes.old.claims),
            "claims_now": len(changes.new.claims),
            "changed": len(changes.claims),
            "status_changed": len(changes.statuses_changed),
            "lost_support": len(changes.lost_support),
            "differences": len(changes.differences),
        },
        "claims": [_claim_document(change) for change in changes.claims],
        "differences": [
            {**_difference_document(one), "place": comparison.place(one) or None} for one in changes.differences
        ],
        "other_nodes": list(comparison.other_nodes),
    }


def _claim_document(change: ClaimChange) -> dict[str, object]:
    was, now = change.was, change.now
    return {
        "id": now.claim.id,
        "iri": now.claim.iri,
        "old_iri": was.claim.iri,
        "label": now.claim.label,
        "old_status": was.status,
        "status": now.status,
        "old_certainty": was.certainty.words if was.certainty else None,
        "certainty": now.certainty.words if now.certainty else None,
        "old_flags": list(was.flags),
        "flags": list(now.flags),
        "lost_support": change.lost_support,
        "lost_sources": list(change.lost),
        "effects": [
            {
                "part": effect.part,
                "old": effect.old or None,
                "new": effect.new or None,
                "alone": effect.alone,
                "because": [_difference_document(cause) for cause in effect.causes],
            }
            for effect in change.effects
        ],
    }


def _difference_document(one: Difference) -> dict[str, object]:
    return {
        "kind": one.kind,
        "how": one.how,
        "id": one.id,
        "iri": one.new,
        "old_iri": one.old,
        "claim": one.claim,
        "source": one.about,
        "label": one.label,
        "fields": [change._asdict() for change in one.fields],
    }
