"""The article, annotated: its text with each claim's passage marked, and beside each paragraph the notes to it.

Where there is no text the claims stand in their order under the article's headings, in the words of the graph. Notes
have numbers in the order of reading, as in a book. The claims that have no place come last; those that no article is
recorded for stand under a heading of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..audit.results import Audit, ClaimAudit
from ..model.claims import Claim
from ..model.natural_order import natural_key
from ..output.characters import capital
from ..validation.passages import check_passages
from .article_text import Block, read_blocks
from .behind import behind_words, flag_words
from .layout import Record, look_of, status_word

LEVELS = 5
"""So many underlines lie below each other at most; more share the last."""
MOST_IN_OUR_WORDS = 2000
"""Of more claims there is no such view without the text: nobody reads them one behind the other."""
NOT_IN_TEXT, OF_NO_ARTICLE = (
    "Claims of the article that have no place in this text",
    "Claims that no article is recorded for",
)
"""What stands above the claims without a place."""
LOST, NOWHERE = "its passage is not in this text", "no passage is recorded for it"
"""Why a claim has no place in a text."""


class _Place(NamedTuple):
    """Where the claim with this number among the audit's is said, in characters of the text."""

    start: int
    end: int
    claim: int


class _Segment(NamedTuple):
    """Text under the same passages, whose indices are in ``over``, the longest first."""

    block: int
    start: int
    end: int
    over: tuple[int, ...]


def annotate(audit: Audit, text: str | None = None) -> Record | None:
    """The view of the one article of an audit, as plain values; None of several articles or none, and of more than
    :data:`MOST_IN_OUR_WORDS` claims without a text.

    ``blocks`` are headings and paragraphs: ``level`` (2 to 6, 0 for a paragraph), ``item``, ``lines`` (how many
    underlines lie below each other in it), ``parts`` and ``notes``. A part is ``{"text", "over"}``, with ``(claim,
    level of its underline)`` for each claim that is said there, or ``{"ref"}``, which leads to the note of a claim. The
    notes are ``(claim, whether it has none before)``. ``apart`` are the claims without a place: headings, each with its
    blocks, which say ``why``.
    ``claims`` are what is said of each claim, by its number among the audit's, and ``order`` are these numbers in the
    order of their notes. ``has_text`` says whether the text is there.

    Raises :class:`~ldn_graph.errors.InputError` for a text that is too long to search, see
    :func:`~ldn_graph.validation.passages.check_passages`.
    """
    claims = [a.claim for a in audit.claims]
    several = len({article.iri for claim in claims for article in claim.articles}) != 1
    if several or (text is None and len(claims) > MOST_IN_OUR_WORDS):
        return None
    if text is None:
        blocks, order = _in_our_words(claims)
        apart: list[tuple[str, list[Record]]] = []
    else:
        blocks, order = _in_the_text(claims, text)
        apart, left = _apart(claims, set(order))
        order += left
    numbers = {n: at for at, n in enumerate(order, 1)}
    return {
        "has_text": text is not None,
        "blocks": blocks,
        "apart": apart,
        "claims": [_note(a, numbers[n]) for n, a in enumerate(audit.claims)],
        "order": order,
    }


def _note(audited: ClaimAudit, number: int) -> Record:
    return {
        "number": number,
        "id": audited.claim.id,
        "look": look_of(audited),
        "word": status_word(audited.status),
        "certainty": audited.certainty.words if audited.certainty else "",
        "overclaimed": audited.overclaim,
        "behind": behind_words(audited),
        "flags": flag_words(audited),
    }


def _reading_key(claim: Claim) -> tuple[object, ...]:
    first = min(((p.start, p.end) for p in claim.passages), default=None)
    return (not claim.articles, first is None, first or (0, 0), natural_key(claim.id))


def _apart(claims: Sequence[Claim], placed: set[int]) -> tuple[list[tuple[str, list[Record]]], list[int]]:
    """The claims without a place in the text, under what they are, and their numbers in this order."""
    left = sorted((n for n in range(len(claims)) if n not in placed), key=lambda n: _reading_key(claims[n]))
    sections: dict[str, list[Record]] = {}
    for n in left:
        why = (LOST if claims[n].passages else NOWHERE) if claims[n].articles else ""
        heading = NOT_IN_TEXT if claims[n].articles else OF_NO_ARTICLE
        sections.setdefault(heading, []).append({**_sentence(claims[n], n), "why": why})
    return [*sections.items()], left


def _in_our_words(claims: Sequence[Claim]) -> tuple[list[Record], list[int]]:
    """Each claim as a sentence, under the headings that its passages name."""
    order = sorted(range(len(claims)), key=lambda n: _reading_key(claims[n]))
    blocks: list[Record] = []
    before = ""
    for n in order:
        first = min(claims[n].passages, key=lambda p: (p.start, p.end), default=None)
        heading = capital(first.section) if first else "Claims without a recorded place"
        if not claims[n].articles:
            heading = OF_NO_ARTICLE
        if heading and heading != before:
            words = {"text": heading, "over": []}
            blocks.append({"level": 2, "item": False, "lines": 0, "parts": [words], "notes": []})
            before = heading
        blocks.append(_sentence(claims[n], n))
    return blocks, order


def _sentence(claim: Claim, n: int) -> Record:
    parts: list[Record] = [{"text": claim.label, "over": [(n, 0)]}, {"ref": n}]
    return {"level": 0, "item": False, "lines": 1, "parts": parts, "notes": [(n, True)]}


def _in_the_text(claims: Sequence[Claim], text: str) -> tuple[list[Record], list[int]]:
    """The blocks of the text, and the claims with a place in it in the order of their notes."""
    blocks = read_blocks(text, {p.section.strip() for claim in claims for p in claim.passages} - {""})
    places = sorted(_places(claims, text), key=lambda p: (p.start, -p.end, natural_key(claims[p.claim].id)))
    levels = _levels(places)
    segments = list(_segments(blocks, places))
    ends: dict[int, list[_Place]] = {}  # the passages that end with a segment: the last that shows something of them
    for passage, at in {i: at for at, segment in enumerate(segments) for i in segment.over}.items():
        ends.setdefault(at, []).append(places[passage])
    parts: list[list[Record]] = [[] for _ in blocks]
    notes: list[dict[int, bool]] = [{} for _ in blocks]
    lines = [0 for _ in blocks]
    order: dict[int, None] = {}
    for at, segment in enumerate(segments):
        shown = re.sub(r"\s+", " ", text[segment.start : segment.end])
        over = {places[i].claim: levels[i] for i in segment.over}
        parts[segment.block].append({"text": shown, "over": [*over.items()]})
        lines[segment.block] = max(lines[segment.block], *(level + 1 for level in over.values()), 0)
        for place in sorted(ends.get(at, ()), key=lambda p: (p.end, p.start, natural_key(claims[p.claim].id))):
            parts[segment.block].append({"ref": place.claim})
            notes[segment.block].setdefault(place.claim, place.claim not in order)
            order[place.claim] = None
    records = [
        {"level": block.level, "item": block.item, "lines": deep, "parts": said, "notes": [*those.items()]}
        for block, deep, said, those in zip(blocks, lines, parts, notes, strict=True)
    ]
    return records, [*order]


def _places(claims: Sequence[Claim], text: str) -> Iterator[_Place]:
    """Where each passage stands in the text; one that is lost stands nowhere."""
    owners = [n for n, claim in enumerate(claims) for _ in claim.passages]
    for n, check in zip(owners, check_passages(claims, text), strict=True):
        if check.found:
            yield _Place(*check.found, n)


def _segments(blocks: Sequence[Block], places: Sequence[_Place]) -> Iterator[_Segment]:
    """The shown text, cut wherever a passage begins or ends."""
    cuts = sorted({cut for place in places for cut in place[:2]})
    waiting, open_now = 0, list[int]()
    for number, block in enumerate(blocks):
        for span in block.spans:
            inner = cuts[bisect_left(cuts, span.start + 1) : bisect_left(cuts, span.end)]
            for start, end in zip((span.start, *inner), (*inner, span.end), strict=True):
                while waiting < len(places) and places[waiting].start <= start:
                    open_now.append(waiting)
                    waiting += 1
                open_now = [i for i in open_now if places[i].end > start]
                over = sorted(open_now, key=lambda i: places[i].start - places[i].end)
                yield _Segment(number, start, end, tuple(over))


def _levels(places: Sequence[_Place]) -> list[int]:
    """For each passage how far below the text its line lies: lines of passages that overlap lie below each other."""
    ends: list[int] = []
    levels = []
    for place in places:
        level = next((n for n, end in enumerate(ends) if end <= place.start), len(ends))
        ends[level : level + 1] = [place.end]
        levels.append(min(level, LEVELS - 1))
    return levels
