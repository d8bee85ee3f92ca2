"""In which order the chains of claims lie on the page, through what they run, and how a status looks.

Every claim is drawn as a chain in four columns: subject, mechanism or outcome,
condition, evidence. A claim that is a sentence only has nothing in
the first two. A chain belongs to one claim and has a lane of its own, straight across,
so parallel claims never run into one line; where no direct support is recorded the chain
breaks off before its end, at a cross. The same audit gives the same drawing.

The page draws these lanes, or those of a selection, in this order, each as high as its words
need; a box lies over neighbouring lanes that run through one entity.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..audit.flags import LOW
from ..audit.results import Audit, ClaimAudit
from ..model.claims import Claim, Entity

Record = dict[str, object]
Cells = tuple[Entity | None, Entity | None, Entity | None]
"""What stands in the first three columns of a claim's chain, None where it runs through.

Nothing stands in the first where the claim is a sentence only."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a status is drawn: colours on light and dark ground, line style, and end mark.

    ``dashes`` are lengths of strokes and gaps, empty for a solid line. ``mark`` is an SVG
    path in a square of 16, filled by the even-odd rule.
    """

    light: str
    dark: str
    dashes: tuple[int, ...]
    mark: str


SOLID, DOTTED, DASHED, DASH_DOT = (), (2, 4), (9, 6), (12, 3, 3, 3)

# Hues of Okabe and Ito, "Color Universal Design" (2008), darkened for light ground to a contrast of 4.5 to 1.
LOOKS: Mapping[str, Look] = {
    "supported": Look("#005f9e", "#6fb7ea", SOLID, "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12z"),
    "partly-supported": Look(
        "#00755a", "#35c79f", SOLID, "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12zM8 3.6a4.4 4.4 0 0 1 0 8.8z"
    ),
    "contested": Look("#8a5a00", "#e9ac2b", SOLID, "M7.2 2.5v11l-6.2-5.5zM8.8 2.5v11l6.2-5.5z"),
    "indirectly-supported": Look(
        "#2f769e", "#9bd3f2", DOTTED, "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12zM8 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8z"
    ),
    "unsupported": Look(
        "#bb4100",
        "#ff9157",
        DASHED,
        "M8 1.5 15 14H1zM8 5.2 3.9 12.3h8.2z",
    ),
    "contradicted": Look(
        "#a03a78", "#eba3cd", DASHED, "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13zM3.8 6.8h8.4v2.4h-8.4z"
    ),
    "unchecked": Look("#5c636e", "#aab2bf", DASHED, "M2.5 2.5h11v11h-11zM4.3 4.3v7.4h7.4v-7.4z"),
}
RESERVE = "-with-reserve"
"""What the name of a look ends with where a status has two."""
# A pattern of stripes for a full mark, long strokes with dots between them for a solid line, and a hue of its own: each
# alone tells it from the plain look.
LOOKS_WITH_RESERVE: Mapping[str, Look] = {
    f"supported{RESERVE}": Look(
        "#6b4c9a",
        "#c3aef0",
        DASH_DOT,
        "M9.6 2A6.2 6.2 0 0 0 2 9.6zM11.1 2.6L2.6 11.1A6.2 6.2 0 0 0 4.9 13.4L13.4 4.9A6.2 6.2 0 0 0 11.1 2.6z"
        "M14 6.4A6.2 6.2 0 0 1 6.4 14z",
    ),
    f"partly-supported{RESERVE}": Look(
        "#6b4c9a",
        "#c3aef0",
        DASH_DOT,
        "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12zM8 3.6a4.4 4.4 0 0 1 0 8.8zM8 5H4.6v1.7H8zM8 9.3H4.6V11H8z",
    ),
}
"""How a claim with direct support is drawn that :func:`has_reserve`."""
ALL_LOOKS: Mapping[str, Look] = {**LOOKS, **LOOKS_WITH_RESERVE}
OVERCLAIM = "M8 1.2 14 8h-3.6v3.2H5.6V8H2zM3 12.8h10v1.9H3z"
"""The mark of a claim whose wording says more than its evidence carries; no status has it."""
CROSS = "M3.5 2 8 6.5 12.5 2 14 3.5 9.5 8 14 12.5 12.5 14 8 9.5 3.5 14 2 12.5 6.5 8 2 3.5z"
"""What ends the chain of a claim that has ``no-supporting-source``, whatever its status; no status has it as mark."""

HEADINGS = ("drug or subject", "mechanism or outcome", "condition", "what is claimed, and what stands behind it")
_LABEL = 160  # the longest label on the drawing, in characters

BANDS = ("claims on drugs", "claims on diseases and people", "claims that are a sentence only")


@dataclass(frozen=True, slots=True)
class Chart:
    """The nodes and edges for pyvis, and what frames them.

    Nodes are entities (``e0`` and on: label, kind) and the ends of lanes from the top (``c0`` and on, by the order of
    the audit's claims: the band and group that the lane is in). Edges are the steps of the chains: from an
    entity to an entity in the column ``at``, and from the last entity to the lane's end. The steps of a claim that is
    a sentence only begin at the lane's end itself.
    """

    nodes: list[Record]
    edges: list[Record]
    frame: Record


@dataclass(frozen=True, slots=True)
class _Row:
    """One claim's lane: what stands in its first three columns, None where the lane runs through."""

    number: int
    audited: ClaimAudit
    cells: Cells

    @property
    def band(self) -> int:
        subject = self.audited.claim.subject
        return 2 if subject is None else int(subject.kind != "Drug")


def arrange(audit: Audit) -> Chart:
    """The lanes of the claims from the top: by subject, then by condition and mechanism."""
    rows = _order([_Row(n, a, cells_of(a.claim)) for n, a in enumerate(audit.claims)])
    entities: dict[str, Record] = {}
    edges: list[Record] = []
    ends: list[Record] = []
    group = 0
    for n, row in enumerate(rows):
        group += bool(n) and _group(row) != _group(rows[n - 1])
        end = f"c{row.number}"
        here: object = end  # what is a sentence only begins at itself
        for column, entity in enumerate(row.cells):
            if entity is None:
                continue
            node = entities.setdefault(entity.iri, _entity(len(entities), entity))
            if column:
                edges.append({"from": here, "to": node["id"], "at": column, "claim": end})
            here = node["id"]
        edges.append({"from": here, "to": end, "at": len(row.cells), "claim": end})
        ends.append({"id": end, "band": row.band, "group": group})
    frame: Record = {"headings": list(HEADINGS), "bands": list(BANDS)}
    return Chart([*entities.values(), *ends], edges, frame)


def _entity(number: int, entity: Entity) -> Record:
    return {
        "id": f"e{number}",
        "label": shorten_text(entity.label, _LABEL),
        "kind": entity.kind.lower() or "entity",
        "name": entity.id,
        "also": [shorten_text(name, _LABEL) for name in entity.other_labels],
    }


def _group(row: _Row) -> tuple[int, str, str]:
    subject, _, condition = row.cells
    return row.band, _iri(subject), _iri(condition)


def cells_of(claim: Claim) -> Cells:
    """What stands in the first three columns: subject, mechanism or outcome, condition."""
    if claim.context:
        return claim.subject, claim.object if claim.object != claim.context else None, claim.context
    if claim.object and claim.object.kind == "Condition":
        return claim.subject, None, claim.object
    return claim.subject, claim.object, None


def _order(rows: Sequence[_Row]) -> list[_Row]:
    """The lanes from the top: the subject with most claims first, then condition and mechanism as they first occur.

    A condition comes where the first of its mechanisms does, so that conditions which share
    one are neighbours; so do subjects which share a condition or a mechanism.
    """
    many = Counter(_iri(row.cells[0]) for row in rows)
    first: dict[tuple[int, str], int] = {}
    earliest: dict[tuple[str, str], int] = {}
    for n, row in enumerate(rows):
        subject, middle, condition = row.cells
        firsts = [first.setdefault((column, _iri(entity)), n) for column, entity in enumerate(row.cells)]
        key = _iri(subject), _iri(condition)
        earliest[key] = min(earliest.get(key, n), firsts[1] if middle else n)
    places = {iri: (-many[iri], first[0, iri]) for iri in many}
    near = _neighbours(rows, places)

    def rank(row: _Row) -> tuple[object, ...]:
        subject, middle, condition = row.cells
        return (
            row.band,
            near[_iri(subject)],
            places[_iri(subject)],
            (condition is None, earliest[_iri(subject), _iri(condition)], first[2, _iri(condition)]),
            (middle is not None, first[1, _iri(middle)]),
        )

    return sorted(rows, key=rank)


def _neighbours(rows: Sequence[_Row], places: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """For each subject the place of the first subject in its band that shares a mechanism or condition with it."""
    shared: dict[tuple[int, int, str], tuple[int, int]] = {}
    ours = [(_iri(row.cells[0]), list(_meetings(row))) for row in rows]
    for subject, meetings in ours:
        for meeting in meetings:
            shared[meeting] = min(shared.get(meeting, places[subject]), places[subject])
    near = dict(places)
    for subject, meetings in ours:
        near[subject] = min([near[subject], *(shared[m] for m in meetings)])
    return near


def _meetings(row: _Row) -> Iterator[tuple[int, int, str]]:
    """Where this lane may share a box with lanes of other subjects."""
    return ((row.band, column, entity.iri) for column, entity in enumerate(row.cells) if column and entity)


def _iri(entity: Entity | None) -> str:
    return entity.iri if entity else ""


def has_reserve(audited: ClaimAudit) -> bool:
    """The claim has direct support, and that is not all that there is to say.

    It :func:`is_uncertain`, or its wording says more than its evidence carries.
    """
    return is_uncertain(audited) or (_may_have_reserve(audited) and audited.overclaimed)


def is_uncertain(audited: ClaimAudit) -> bool:
    """The claim has direct support, and one may be at most little sure of it, or no measurement of it in people is
    recorded. A claim that has no certainty is not uncertain.
    """
    return _may_have_reserve(audited) and audited.certainty is not None and (audited.certainty.best or 0) <= LOW


def _may_have_reserve(audited: ClaimAudit) -> bool:
    return f"{audited.status}{RESERVE}" in LOOKS_WITH_RESERVE


def look_of(audited: ClaimAudit) -> str:
    """The name of the look that a claim is drawn with, one of :data:`ALL_LOOKS`."""
    return f"{audited.status}{RESERVE}" if has_reserve(audited) else audited.status


def status_word(status: str) -> str:
    """A status as it is written on the page: ``partly supported``; a look as well: ``supported, with reserve``."""
    return status.replace(RESERVE, ", with reserve").replace("-", " ")


def shorten_text(text: str, limit: int) -> str:
    """The text, or its first words with an ellipsis where it is longer than ``limit``.

    A single word that is too long is cut; no comma or colon is left before the ellipsis.

    >>> shorten_text("low-dose naltrexone: a review", 21)
    'low-dose naltrexone…'
    """
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    if not text[limit - 1].isspace() and head.rfind(" ") > limit // 2:
        head = head[: head.rfind(" ")]
    return head.rstrip(" \t\n,:;·(") + "…"
