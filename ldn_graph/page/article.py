"""The article, annotated: its text with each claim's passage marked, and beside each paragraph the notes to it.

Where there is no text the claims stand in their order under the article's headings, in the words of the graph. Notes
have numbers in the order of reading, as in a book. The claims that have no place come last; those that no article is
recorded for stand under a heading of their own.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence, Set
from heapq import heappop, heappush
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
SHARING = 12
"""So many passages share the last underline at most, the shortest; of more claims only their notes are at the place."""
CROWDED = 100
"""Of more notes beside one paragraph the page's script folds the rest; until it has, the article is not drawn."""
MOST_IN_OUR_WORDS = 2000
"""Of more claims there is no such view without the text: nobody reads them one behind the other."""
NOT_IN_TEXT, OF_NO_ARTICLE = (
    "Claims of the article that have no place in this text",
    "Claims that no article is recorded for",
)
"""What stands above the claims without a place."""
LOST, NOWHERE = "its passage is not in this text", "no passage is recorded for it"
NOT_SHOWN = "its words are not shown: they are blank, or signs and addresses of Markdown"
"""Why a claim has no place in a text."""


class _Place(NamedTuple):
    """Where the claim with this number among the audit's is said, in characters of the text."""

    start: int
    end: int
    claim: int


class _Segment(NamedTuple):
    """Text under the same passages, whose indices are in ``over``, the longest first: those with a line of their own,
    and of the others :data:`SHARING`."""

    block: int
    start: int
    end: int
    over: tuple[int, ...]


def annotate(audit: Audit, text: str | None = None) -> Record | None:
    """The view of the one article of an audit, as plain values; None of several articles or none, and of more than
    :data:`MOST_IN_OUR_WORDS` claims without a text.

    ``blocks`` are headings and paragraphs: ``level`` (2 to 6, 0 for a paragraph), ``item``, ``kept`` (its lines stay as
    they are), ``lines`` (how many underlines lie below each other in it), ``parts`` and ``notes``. A part is ``{"text",
    "over"}``, with ``(level of the underline, claims)`` for each underline, the claims with the longest passage first,
    or ``{"refs"}``, the claims whose notes it leads to. The notes are ``(claim, whether it has none before)``.
    ``apart`` are the claims without a place: headings, each with its blocks, which say ``why``.
    ``claims`` are what is said of each claim, by its number among the audit's, and ``order`` are these numbers in the
    order of their notes. ``has_text`` says whether the text is there, ``crowded`` whether a block has very many notes.

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
        blocks, order, found = _in_the_text(claims, text)
        apart, left = _apart(claims, set(order), found)
        order += left
    numbers = {n: at for at, n in enumerate(order, 1)}
    return {
        "has_text": text is not None,
        "crowded": any(len(block["notes"]) > CROWDED for block in blocks),  # type: ignore[arg-type]
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


def _why(claim: Claim, n: int, found: Set[int]) -> str:
    """Why a claim has no place in the text, where some have passages that were ``found``."""
    return NOT_SHOWN if n in found else LOST if claim.passages else NOWHERE


def _reading_key(claim: Claim) -> tuple[object, ...]:
    first = min(((p.start, p.end) for p in claim.passages), default=None)
    return (not claim.articles, first is None, first or (0, 0), natural_key(claim.id))


def _apart(
    claims: Sequence[Claim], placed: set[int], found: Set[int]
) -> tuple[list[tuple[str, list[Record]]], list[int]]:
    """The claims without a place in the text, under what they are, and their numbers in this order."""
    left = sorted((n for n in range(len(claims)) if n not in placed), key=lambda n: _reading_key(claims[n]))
    sections: dict[str, list[Record]] = {}
    for n in left:
        why = _why(claims[n], n, found) if claims[n].articles else ""
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
            blocks.append({"level": 2, "item": False, "kept": False, "lines": 0, "parts": [words], "notes": []})
            before = heading
        blocks.append(_sentence(claims[n], n))
    return blocks, order


def _sentence(claim: Claim, n: int) -> Record:
    parts: list[Record] = [{"text": claim.label, "over": [(0, [n])]}, {"refs": [n]}]
    return {"level": 0, "item": False, "kept": False, "lines": 1, "parts": parts, "notes": [(n, True)]}


def _in_the_text(claims: Sequence[Claim], text: str) -> tuple[list[Record], list[int], set[int]]:
    """The blocks of the text, the claims with a place in it in the order of their notes, and those whose passages are
    in it, shown or not."""
    blocks = read_blocks(text, {p.section.strip() for claim in claims for p in claim.passages} - {""})
    found = list(_places(claims, text))
    keys = [natural_key(claim.id) for claim in claims]
    places = sorted((p for p in found if p.start < p.end), key=lambda p: (p.start, -p.end, keys[p.claim]))
    levels = _levels(places)
    segments = list(_segments(blocks, places, levels))
    ending = _ending(segments, places)
    parts: list[list[Record]] = [[] for _ in blocks]
    notes: list[dict[int, bool]] = [{} for _ in blocks]
    lines = [0 for _ in blocks]
    order: dict[int, None] = {}
    for at, segment in enumerate(segments):
        here = segment.block
        shown = text[segment.start : segment.end]
        over: dict[int, dict[int, None]] = {}
        for i in segment.over:
            over.setdefault(levels[i], {})[places[i].claim] = None
        parts[here].append(
            {
                "text": re.sub(r"\r\n?", "\n", shown) if blocks[here].kept else re.sub(r"\s+", " ", shown),
                "over": [(level, [*those]) for level, those in over.items()],
            }
        )
        lines[here] = max(lines[here], *(level + 1 for level in over), 0)
        refs = [p.claim for p in sorted(ending.get(at, ()), key=lambda p: (p.end, p.start, keys[p.claim]))]
        if refs:
            parts[here].append({"refs": refs})
        for n in refs:
            notes[here].setdefault(n, n not in order)
            order[n] = None
    records = [
        {"level": b.level, "item": b.item, "kept": b.kept, "lines": deep, "parts": said, "notes": [*those.items()]}
        for b, deep, said, those in zip(blocks, lines, parts, notes, strict=True)
    ]
    return records, [*order], {place.claim for place in found}


def _places(claims: Sequence[Claim], text: str) -> Iterator[_Place]:
    """Where each passage stands in the text, as whole signs; one that is lost stands nowhere."""
    owners = [n for n, claim in enumerate(claims) for _ in claim.passages]
    for n, check in zip(owners, check_passages(claims, text), strict=True):
        if check.found:
            start, end = check.found
            yield _Place(_behind_marks(text, start), _behind_marks(text, end), n)


def _behind_marks(text: str, at: int) -> int:
    """The first place from here on that does not part a letter from its accents, or what else makes one sign."""
    while at < len(text) and at:
        if text[at - 1] == _JOINER or text[at] == _JOINER or unicodedata.category(text[at])[0] == "M":
            at += 1
        else:
            break
    return at


_JOINER = "\u200d"  # of emoji, and of letters in some scripts


def _segments(blocks: Sequence[Block], places: Sequence[_Place], levels: Sequence[int]) -> Iterator[_Segment]:
    """The shown text, cut wherever a passage begins or ends."""
    cuts = sorted({cut for place in places for cut in place[:2]})
    waiting = 0
    ends: list[tuple[int, int]] = []  # of the passages that have begun, as a heap
    own: list[tuple[int, int]] = []  # those with a line of their own, the longest first
    shared: list[tuple[int, int]] = []
    for number, block in enumerate(blocks):
        for span in block.spans:
            inner = cuts[bisect_left(cuts, span.start + 1) : bisect_left(cuts, span.end)]
            for start, end in zip((span.start, *inner), (*inner, span.end), strict=True):
                while waiting < len(places) and places[waiting].start <= start:
                    heappush(ends, (places[waiting].end, waiting))
                    insort(own if levels[waiting] < LEVELS - 1 else shared, _by_length(places, waiting))
                    waiting += 1
                while ends and ends[0][0] <= start:
                    _, gone = heappop(ends)
                    some = own if levels[gone] < LEVELS - 1 else shared
                    del some[bisect_left(some, _by_length(places, gone))]
                over = sorted((*own, *shared[-SHARING:]))
                yield _Segment(number, start, end, tuple(i for _, i in over))


def _by_length(places: Sequence[_Place], i: int) -> tuple[int, int]:
    """Sorts the longest passage before others."""
    return places[i].start - places[i].end, i


def _ending(segments: Sequence[_Segment], places: Sequence[_Place]) -> dict[int, list[_Place]]:
    """The passages that end with each segment: the last that shows something of them."""
    starts = [segment.start for segment in segments]
    ending: dict[int, list[_Place]] = {}
    for place in places:
        at = bisect_left(starts, place.end) - 1
        if at >= 0 and segments[at].end > place.start:
            ending.setdefault(at, []).append(place)
    return ending


def _levels(places: Sequence[_Place]) -> list[int]:
    """For each passage how far below the text its line lies: lines of passages that overlap lie below each other."""
    ends: list[int] = []
    levels = []
    for place in places:
        level = next((n for n, end in enumerate(ends) if end <= place.start), len(ends))
        if level < LEVELS - 1:
            ends[level : level + 1] = [place.end]
        levels.append(level)
    return levels
