"""Where each claim's chain runs on the page: columns, lanes, boxes and ends, in pixels.

Every claim is drawn as a chain in four columns: subject, mechanism or outcome,
condition, evidence. A chain belongs to one claim and has a lane of its own, straight
across, so parallel claims never run into one line; where no direct support is recorded
the chain breaks off before its end, at a cross. The same audit gives the same drawing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from .audit import Audit, ClaimAudit
from .claims import Claim, Entity, EvidenceLine
from .dossier import GROUPS
from .support import NOT_SUPPORTED
from .vocab import DESIGNS
from .words import DESIGN_WORDS

Record = dict[str, object]
Cells = tuple[Entity, Entity | None, Entity | None]
"""What stands in the first three columns of a claim's chain, None where it runs through."""


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


SOLID, DOTTED, DASHED = (), (2, 4), (9, 6)

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
CROSS = "M3.5 2 8 6.5 12.5 2 14 3.5 9.5 8 14 12.5 12.5 14 8 9.5 3.5 14 2 12.5 6.5 8 2 3.5z"
"""What ends the chain of a claim that has ``no-supporting-source``, whatever its status; no status has it as mark."""

SHORT_WORDS: Mapping[str, str] = {**DESIGN_WORDS, "randomisedControlledTrial": "RCT", "narrativeReview": "review"}
"""What designs are called where there is little room."""

SHORT_GROUPS = ("for", "narrower", "against")
"""The first of :data:`~ldn_graph.dossier.GROUPS`, where there is little room."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the graph, in pixels."""

    heading: str
    left: int
    right: int


COLUMNS = (
    Column("drug or subject", 0, 126),
    Column("mechanism or outcome", 154, 346),
    Column("condition", 374, 516),
    Column("evidence", 566, 890),
)
_ENTITY_COLUMNS = COLUMNS[:3]
_END = COLUMNS[3].left

ROW = 26
_BOX = 23  # the height of a box in one row
_MARGIN = 8
_NEW_GROUP = 7
_NEW_BAND = 34
_BREAK = 22  # how far from its end a chain breaks off
_LABEL = 160  # the longest label on the drawing, in characters

BANDS = ("claims on drugs", "claims on diseases and people")


@dataclass(frozen=True, slots=True)
class Chart:
    """The nodes and edges for vis-network, and what frames them."""

    nodes: list[Record]
    edges: list[Record]
    frame: Record


@dataclass(frozen=True, slots=True)
class _Row:
    """One claim's lane: what stands in its first three columns, None where the lane runs through."""

    audited: ClaimAudit
    cells: Cells

    @property
    def band(self) -> int:
        return int(self.audited.claim.subject.kind != "Drug")


def arrange(audit: Audit) -> Chart:
    """Where each entity and each claim's lane stand: lanes by subject, then by condition and mechanism.

    A lane keeps its height from its subject to its end. A box covers neighbouring lanes
    that run through one entity; where a lane between does not, the entity has another box.
    """
    rows = _order([_Row(a, cells_of(a.claim)) for a in audit.claims])
    heights, captions = _heights(rows)
    ports: list[Record] = []
    edges: list[Record] = []
    for row, y in zip(rows, heights, strict=True):
        _draw_lane(row, y, ports, edges)
    ends = [_end(row, y) for row, y in zip(rows, heights, strict=True)]
    frame: Record = {
        "columns": [{"heading": c.heading, "left": c.left, "right": c.right} for c in COLUMNS],
        "width": COLUMNS[-1].right,
        "height": (heights[-1] if heights else 0) + ROW // 2 + _MARGIN,
        "row": ROW,
        "bands": captions,
    }
    return Chart([*_boxes(rows, heights), *ports, *ends], edges, frame)


def cells_of(claim: Claim) -> Cells:
    """What stands in the first three columns: subject, mechanism or outcome, condition."""
    if claim.context:
        return claim.subject, claim.object, claim.context
    if claim.object.kind == "Condition":
        return claim.subject, None, claim.object
    return claim.subject, claim.object, None


def _order(rows: Sequence[_Row]) -> list[_Row]:
    """The lanes from the top: the subject with most claims first, then condition and mechanism as they first occur.

    A condition comes where the first of its mechanisms does, so that conditions which share
    one are neighbours; so do subjects which share a condition or a mechanism.
    """
    many = Counter(row.cells[0].iri for row in rows)
    first: dict[tuple[int, str], int] = {}
    earliest: dict[tuple[str, str], int] = {}
    for n, row in enumerate(rows):
        subject, middle, condition = row.cells
        found = [first.setdefault((column, _iri(entity)), n) for column, entity in enumerate(row.cells)]
        key = subject.iri, _iri(condition)
        earliest[key] = min(earliest.get(key, n), found[1] if middle else n)
    places = {iri: (-many[iri], first[0, iri]) for iri in many}
    near = _neighbours(rows, places)

    def rank(row: _Row) -> tuple[object, ...]:
        subject, middle, condition = row.cells
        return (
            row.band,
            near[subject.iri],
            places[subject.iri],
            (condition is None, earliest[subject.iri, _iri(condition)], first[2, _iri(condition)]),
            (middle is not None, first[1, _iri(middle)]),
        )

    return sorted(rows, key=rank)


def _neighbours(rows: Sequence[_Row], places: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """For each subject the place of the first subject in its band that shares a mechanism or condition with it."""
    shared: dict[tuple[int, int, str], tuple[int, int]] = {}
    ours = [(row.cells[0].iri, list(_meetings(row))) for row in rows]
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


def _heights(rows: Sequence[_Row]) -> tuple[list[int], list[Record]]:
    """The height of each lane, with some air between groups, and the captions of the bands."""
    heights: list[int] = []
    captions: list[Record] = []
    y = _MARGIN + ROW // 2
    both = len({row.band for row in rows}) > 1
    for n, row in enumerate(rows):
        before = rows[n - 1] if n else None
        if both and (before is None or before.band != row.band):
            y += _NEW_BAND - (_MARGIN if before is None else 0)
            captions.append({"y": y - ROW // 2 - _NEW_BAND // 2, "text": BANDS[row.band]})
        elif before and (before.cells[0], before.cells[2]) != (row.cells[0], row.cells[2]):
            y += _NEW_GROUP
        heights.append(y)
        y += ROW
    return heights, captions


def _boxes(rows: Sequence[_Row], heights: Sequence[int]) -> Iterator[Record]:
    """One node for each run of neighbouring lanes through one entity, column by column."""
    for column, place in enumerate(_ENTITY_COLUMNS):
        passed = [(row.band, _iri(row.cells[column])) for row in rows]
        for _, run in groupby(range(len(rows)), key=passed.__getitem__):
            members = list(run)
            entity = rows[members[0]].cells[column]
            if entity is None:
                continue
            top, bottom = heights[members[0]], heights[members[-1]]
            yield {
                "id": f"e{column}.{members[0]}",
                "kind": "entity",
                "iri": entity.iri,
                "label": shorten_text(entity.label, _LABEL),
                "type": entity.kind.lower() or "entity",
                "x": (place.left + place.right) // 2,
                "y": (top + bottom) / 2,
                "width": place.right - place.left,
                "height": bottom - top + _BOX,
                "size": max(place.right - place.left, bottom - top + _BOX) / 2,  # so that vis-network sees it in view
                "claims": [rows[n].audited.claim.id for n in members],
            }


def _draw_lane(row: _Row, y: int, ports: list[Record], edges: list[Record]) -> None:
    """The edges of one claim from box to box to its end, each between two points of its own."""
    status = row.audited.status
    stops = [place for place, entity in zip(_ENTITY_COLUMNS, row.cells, strict=True) if entity]
    lefts = [*(place.left for place in stops[1:]), _END - (_BREAK if status in NOT_SUPPORTED else 0)]
    for step, (start, stop) in enumerate(zip((place.right for place in stops), lefts, strict=True), 1):
        n = len(ports)
        ports.extend(
            {"id": f"p{n + k}", "kind": "port", "x": x, "y": y, "size": 0} for k, x in enumerate((start, stop))
        )
        edges.append(
            {
                "id": f"l{len(edges)}",
                "from": f"p{n}",
                "to": f"p{n + 1}",
                "claim": row.audited.claim.id,
                "step": step,
                "status": status,
                "dashes": list(LOOKS[status].dashes) or False,
                "smooth": False,
            }
        )


def _end(row: _Row, y: int) -> Record:
    """The end of a lane: the claim's evidence gathered, or a stub where no direct support is recorded."""
    audited = row.audited
    words, faint = end_words(audited)
    mark = " ✕" if audited.status in NOT_SUPPORTED else ""
    return {
        "id": f"c{y}",
        "kind": "end",
        "claim": audited.claim.id,
        "status": audited.status,
        "stub": audited.status in NOT_SUPPORTED,
        "label": f"{audited.claim.id}{mark} {words[0]}",
        "words": words,
        "faint": faint,
        "x": (COLUMNS[3].left + COLUMNS[3].right) // 2,
        "y": y,
        "width": COLUMNS[3].right - COLUMNS[3].left,
        "height": _BOX,
        "size": (COLUMNS[3].right - COLUMNS[3].left) / 2,
    }


def end_words(audited: ClaimAudit) -> tuple[list[str], list[str]]:
    """What the end of a chain says, and what stands faded beside it: each in full, then in ever fewer words.

    The first are direct lines by bearing and design, or the words *no supporting source*
    with the status; the second what is indirect, and beside a stub what is against. The
    drawing takes the fullest that there is room for, so that nothing is cut in mid-word.
    """
    indirect = [e for e in audited.lines if not e.direct]
    direct = [e for e in audited.lines if e.direct]
    counts = {
        "against": sum(e.against for e in direct) if audited.status in NOT_SUPPORTED else 0,
        "indirectly for": sum(e.in_favour for e in indirect),
        "indirectly against": sum(e.against for e in indirect),
    }
    beside = [f"{n} {name}" for name, n in counts.items() if n]
    faint = [", ".join(beside)] if beside else []
    if audited.status in NOT_SUPPORTED:
        return [f"no supporting source: {status_word(audited.status)}"], faint
    if len(beside) > 1:
        faint.append(f"{sum(counts.values())} indirect")
    gathered = [
        (name, lines)
        for name, (_, bearings) in zip(SHORT_GROUPS, GROUPS, strict=False)
        if (lines := [e for e in direct if e.bearing in bearings])
    ]
    said = (" · ".join(_gather(name, lines, most) for name, lines in gathered) for most in (len(DESIGNS), 2, 1, 0))
    return list(dict.fromkeys(said)), faint


def _gather(name: str, lines: Sequence[EvidenceLine], most: int) -> str:
    """``2 narrower: systematic review, RCT``: how many lines, and the best of their designs."""
    designs = sorted({e.design for e in lines if e.design}, key=lambda d: (DESIGNS[d].level, SHORT_WORDS[d]))
    named = ", ".join(SHORT_WORDS[d] for d in designs[:most])
    return f"{len(lines)} {name}" + (f": {named}{' …' if len(designs) > most else ''}" if named else "")


def status_word(status: str) -> str:
    """A status as it is written on the page: ``partly supported``."""
    return status.replace("-", " ")


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
