"""What stands behind a claim: its status, the level of its evidence, how many independent studies.

The status follows from the bearing and the directness of the evidence lines and from
nothing else (``docs/model.md`` has the table). *Unsupported* means that no source
recorded in the graph supports the claim. It never means false.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ..model.claims import Claim, EvidenceLine, EvidenceSearch
from ..model.vocab import AGAINST, DESIGNS, IN_FAVOUR

STATUS_WORDS: Mapping[str, str] = {
    "supported": "a source recorded here supports this claim directly, and none speaks directly against it",
    "partly-supported": "sources recorded here support a weaker or narrower version of this claim",
    "contested": "sources recorded here speak directly for this claim, or a weaker or narrower version, "
    "and others against it",
    "indirectly-supported": "only indirect evidence recorded here speaks for this claim",
    "unsupported": "no source recorded here supports this claim",
    "contradicted": "sources recorded here speak directly against this claim, and none directly for it",
    "unchecked": "no search is recorded for this claim, and no source that addresses it",
}

NOT_SUPPORTED = frozenset({"unchecked", "unsupported", "contradicted", "indirectly-supported"})
"""The statuses of claims that no direct support is recorded for."""

NO_LEVEL = 6
"""How a line without a level sorts: after 5, the worst."""


SIDES = (
    "for", "narrower", "weaker", "against", "no-difference", "no-participants", "retracted", "open",
    "background",
)  # fmt: skip
"""What a line can count as, in the order of reading; see :func:`side_of`."""
NEITHER_WAY = frozenset({"no-difference", "no-participants"})
"""The sides of lines whose bearing is recorded, and counts neither for the claim nor against it."""


def rate_support(lines: Iterable[EvidenceLine], topic: str | None, *, looked_into: bool) -> str:
    """The status of a claim of this topic (:attr:`~ldn_graph.model.claims.Claim.graded_topic`) with these lines.

    ``looked_into``: somebody looked for evidence of it (:func:`looked_into`), whatever was found.
    The rule is total, does not depend on the order of the lines, and is monotone: a line
    in favour never makes a claim less supported. Some lines count neither way
    (:attr:`~ldn_graph.model.claims.EvidenceLine.counts_neither_way`).
    """
    affirmed = opposed = qualified = False
    indirect = []
    for line in lines:
        if not line.direct:
            indirect.append(line)
        elif line.affirms:
            affirmed = True
        elif line.in_favour:
            qualified = True
        elif line.against:
            opposed = True
    if affirmed and not opposed:
        return "supported"
    if opposed:
        return "contested" if affirmed or qualified else "contradicted"
    if qualified:
        return "partly-supported"
    level_for = min((rank(e, topic) for e in indirect if e.in_favour), default=None)
    level_against = min((rank(e, topic) for e in indirect if e.against), default=NO_LEVEL + 1)
    if level_for is not None and level_for < level_against:
        return "indirectly-supported"
    return "unsupported" if looked_into else "unchecked"


def looked_into(lines: Iterable[EvidenceLine], searches: Sequence[EvidenceSearch] = ()) -> bool:
    """Whether somebody looked for evidence: recorded a search, or a line that is more than background."""
    return bool(searches) or any(line.bearing != "givesBackground" for line in lines)


def deciding_lines(lines: Iterable[EvidenceLine], status: str) -> tuple[EvidenceLine, ...]:
    """The lines that a status rests on: those whose bearing and directness give it, and no others.

    Of a claim that nothing supports these are the indirect lines that were weighed against one another.
    """
    lines = tuple(lines)
    if status in ("indirectly-supported", "unsupported", "unchecked"):
        wanted = [e for e in lines if not e.direct and (e.in_favour or (status == "unsupported" and e.against))]
        return tuple(wanted) if any(e.in_favour for e in wanted) else ()
    direct = [e for e in lines if e.direct]
    if status == "supported":
        return tuple(e for e in direct if e.affirms)
    if status == "partly-supported":
        return tuple(e for e in direct if e.in_favour)
    if status == "contradicted":
        return tuple(e for e in direct if e.against)
    return tuple(e for e in direct if e.in_favour or e.against)


def decisive_lines(claim: Claim, lines: Sequence[EvidenceLine], status: str) -> tuple[tuple[EvidenceLine, str], ...]:
    """Each of the lines that count whose loss alone changes the claim's status, with the status without it."""
    topic = claim.graded_topic
    weights = [(e.bearing, e.counts_neither_way, 0 if e.direct else rank(e, topic)) for e in lines]
    alike = Counter(weights)
    changes = []
    for line, weight in zip(lines, weights, strict=True):
        if alike[weight] > 1 or line.bearing == "givesBackground":
            continue  # what another line says as well, none takes away alone
        looked = looked_into((e for e in claim.lines if e.iri != line.iri), claim.searches)
        other = rate_support((e for e in lines if e.iri != line.iri), topic, looked_into=looked)
        if other != status:
            changes.append((line, other))
    return tuple(changes)


def explain_status(status: str, lines: Iterable[EvidenceLine], *, searched: bool = True) -> str:
    """The reason for a claim's status in a sentence, without a full stop.

    More exact than :data:`STATUS_WORDS`: it says where only a narrower version has direct
    support, and where indirect evidence in favour was outweighed. ``searched``: a search is recorded; of an
    unsupported claim it says where none is.
    """
    lines = tuple(lines)
    if status == "contested" and not any(e.direct and e.affirms for e in lines):
        return (
            "sources recorded here speak directly for a weaker or narrower version of this claim, "
            "and others directly against it"
        )
    if status == "unsupported":
        outweighed = (
            "no source recorded here supports this claim directly, and indirect evidence of a level as good or better "
            "outweighs the indirect evidence for it"
        )
        reason = outweighed if any(e.in_favour for e in lines) else STATUS_WORDS[status]
        no_search = "; sources that address it were assessed, no search for others is recorded"
        return reason if searched or not looked_into(lines) else f"{reason}{no_search}"
    if status == "partly-supported":
        return _explain_part(deciding_lines(lines, status))
    return STATUS_WORDS[status]


def _explain_part(lines: Iterable[EvidenceLine]) -> str:
    """Whether a claim is supported in part by a narrower finding, or by studies that compared nobody, or both."""
    sides = {side_of(e) for e in lines}
    if sides == {"weaker"}:
        return "studies recorded here found it, and compared nobody: weaker studies than the claim needs"
    if sides == {"narrower"}:
        return "sources recorded here support a narrower version of this claim"
    return "sources recorded here support a narrower version of this claim, and studies that compared nobody found it"


def compared_nobody(line: EvidenceLine) -> bool:
    """The line is of a study in people without a comparison group."""
    design = DESIGNS.get(line.design or "")
    return design is not None and design.primary and design.human and not design.controlled


def side_of(line: EvidenceLine) -> str:
    """What a line counts as, direct or not: one of :data:`SIDES`.

    *Retracted* is the side that a query gives to lines of sources that do not stand; here they are apart, as
    :attr:`~ldn_graph.audit.results.ClaimAudit.fallen`. What supports a claim in part is *narrower*, or *weaker* where
    the study compared nobody. A null without an interval and a study without participants count neither way.
    """
    if line.is_empty and line.counts_neither_way:
        return "no-participants"
    if line.bearing in AGAINST:
        return "against" if line.against else "no-difference"
    if line.bearing in IN_FAVOUR:
        return "for" if line.affirms else "weaker" if compared_nobody(line) else "narrower"
    return "open" if line.bearing == "leavesOpen" else "background"


def describe_part(lines: Iterable[EvidenceLine], topic: str | None) -> str:
    """What supports a claim in part, in words, each kind with its best level.

    ``level 2, for a narrower version; level 4, by studies that compared nobody``; "" where nothing does.
    """
    lines = tuple(lines)
    parts = {side: [e for e in lines if side_of(e) == side] for side in PART_WORDS}
    return "; ".join(
        f"{level_words(best_level(some, topic))}, {PART_WORDS[side]}" for side, some in parts.items() if some
    )


PART_WORDS: Mapping[str, str] = {"narrower": "for a narrower version", "weaker": "by studies that compared nobody"}
"""The sides of what supports a claim in part, in words."""


def best_level(lines: Iterable[EvidenceLine], topic: str | None) -> int | None:
    """The best level of evidence among the lines (1 is best), or None."""
    return min((level for e in lines if (level := e.level(topic)) is not None), default=None)


def level_words(level: int | None) -> str:
    """A level in words.

    >>> level_words(2), level_words(None)
    ('level 2', 'no level')
    """
    return "no level" if level is None else f"level {level}"


def rank(line: EvidenceLine, topic: str | None) -> int:
    """Where a line sorts by its level for claims of this topic: 1 to 5, and :data:`NO_LEVEL` without one."""
    level = line.level(topic)
    return NO_LEVEL if level is None else level
