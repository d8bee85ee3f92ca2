"""Passages: does the article's text still stand where each claim says it does?

The article's sentences are not in the graph. A passage is known by where it begins and ends in the article's
raw text, in characters, and by the SHA-256 (FIPS 180-4) of the UTF-8 bytes between; nothing is normalised. Annotation
tools in browsers count code units of UTF-16 instead, of which a character beyond U+FFFF, such as an emoji, has two
(Web Annotation Data Model, 4.2.5): the digest tells which it is. With the article at hand each passage is found to be
exact; to have moved, as in a copy with other line ends or one heading more; or to be lost, and then somebody has to
read the article again.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import accumulate
from pathlib import Path

from ..errors import InputError
from ..model.claims import Claim, Passage
from ..output.counts import count_words

CHARACTERS, UTF16 = "characters", "UTF-16 code units"
"""What the offsets of a passage count."""
LONGEST_TEXT = 1_000_000
"""Characters of a text that is still searched for passages: a book has fewer."""
_LONGEST_PASSAGE = 10_000  # characters of a passage that is still searched for
_NEAR = 5_000  # characters before and after its old start; there a passage may begin within a word


@dataclass(frozen=True, slots=True)
class PassageCheck:
    """What became of one passage of one claim in the article's text.

    ``outcome`` is ``exact`` (the text from start to end has the digest), ``moved`` (that text stands
    elsewhere) or ``lost`` (it was not found). ``found`` is where it stands, in characters, None where it is lost.
    ``message`` and ``remedy`` are empty for ``exact``. ``unit`` is what its offsets count: :data:`CHARACTERS`, or
    :data:`UTF16` where only those lead to the digest.
    """

    claim: str
    passage: Passage
    outcome: str
    found: tuple[int, int] | None
    message: str
    remedy: str
    unit: str = CHARACTERS


def read_article(path: str | Path) -> str:
    """The raw text of an article, UTF-8, with its line ends as they are: offsets count every character.

    Raises :class:`~ldn_graph.errors.InputError` where the file cannot be read or is not UTF-8.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(f"{path}: {reason}; give the file with the text of the article") from None
    return article_text(str(path), data)


def article_text(name: str, data: bytes) -> str:
    """The raw text of an article, by its file's name and bytes; see :func:`read_article`."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{name}:{line}: byte {error.start} is not UTF-8; save the article as UTF-8 text, line ends as they were"
        ) from None


def check_passages(claims: Iterable[Claim], text: str, *, name: str = "") -> tuple[PassageCheck, ...]:
    """Each passage of each claim, in their order, against the raw text of the article (:func:`read_article`).
    ``name`` is what a message calls the text: its file, where it has one.

    A passage that is not where it was is looked for by its length and digest: at every character within 5,000 of
    its old start, and beyond that wherever it would begin and end with a whole word or sign. The nearest place
    counts. What is not found is ``lost``, and so is a passage of more than 10,000 characters that is not in its place.

    A passage is known by its digest only, so a search computes one digest for each place. A text of more than
    :data:`LONGEST_TEXT` characters in which passages would have to be searched for is refused with
    :class:`~ldn_graph.errors.InputError`: it is hardly the article.
    """
    passages = [(claim, passage) for claim in claims for passage in claim.passages]
    search = _Search(text)
    places = {p: search.own_place(p) for _, p in passages}
    misplaced = [p for p, place in places.items() if place is None]
    if misplaced and len(text) > LONGEST_TEXT:
        last = max(p.end for _, p in passages)
        raise InputError(
            f"{name}{': ' if name else ''}a text of {len(text):,} characters, where the last passage should end at "
            f"{last:,} and {len(misplaced)} of {len(passages)} are not in their places: is this the article? "
            "Give its text alone"
        )
    moved = {p: search.find(p) for p in misplaced}
    return tuple(
        _misplaced(claim.id, p, moved[p], len(text))
        if (own := places[p]) is None
        else PassageCheck(claim.id, p, "exact", own[0], "", "", own[1])
        for claim, p in passages
    )


def common_shift(checks: Sequence[PassageCheck]) -> int | None:
    """The number of characters by which all passages that are not exact moved; None where they do not agree.

    It takes two to agree.
    """
    misplaced = [c for c in checks if c.outcome != "exact"]
    shifts = {c.found[0] - c.passage.start if c.found else None for c in misplaced}
    return shifts.pop() if len(misplaced) > 1 and len(shifts) == 1 else None


_Place = tuple[int, int]


class _Search:
    """A text in which passages are looked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    def own_place(self, passage: Passage) -> tuple[_Place, str] | None:
        """Where the passage's offsets lead, and what they count; None where its text does not stand there."""
        if not 0 <= passage.start < passage.end:
            return None
        place = passage.start, passage.end
        if self._has(passage, *place):
            return place, CHARACTERS
        if self._wide:
            start, end = self._at_unit(passage.start), self._at_unit(passage.end)
            if start is not None and end is not None and self._has(passage, start, end):
                return (start, end), UTF16
        return None

    def find(self, passage: Passage) -> _Place | None:
        """Where the passage stands, nearest to its old start; None where it is not found."""
        length = passage.end - passage.start
        if not 0 < length <= _LONGEST_PASSAGE:
            return None
        place = self._find(passage, lambda start: start + length)
        if place is None and self._wide:
            return self._find(passage, lambda start: self._at_unit(self._units[start] + length))
        return place

    def _find(self, passage: Passage, end_of: Callable[[int], int | None]) -> _Place | None:
        last = min(passage.start + _NEAR, len(self.text) - 1)
        near = [s for s in range(max(0, passage.start - _NEAR), last + 1) if self._has(passage, s, end_of(s))]
        starts = near or [s for s in self._begins if (end := end_of(s)) in self._ends and self._has(passage, s, end)]
        start = min(starts, key=lambda start: abs(start - passage.start), default=None)
        return None if start is None else (start, end_of(start) or 0)

    def _has(self, passage: Passage, start: int, end: int | None) -> bool:
        """Whether the passage's text stands there."""
        if end is None or end > len(self.text):
            return False
        return sha256(self.text[start:end].encode("utf-8", "surrogatepass")).hexdigest() == passage.sha256

    @cached_property
    def _wide(self) -> bool:
        """Whether characters and code units of UTF-16 are not the same in it."""
        return max(self.text, default="") > "\uffff"

    @cached_property
    def _units(self) -> list[int]:
        """The number of code units of UTF-16 before each character, and before the end."""
        return [0, *accumulate(1 + (c > "\uffff") for c in self.text)]

    def _at_unit(self, unit: int) -> int | None:
        """The character that begins at a code unit of UTF-16; None within a character and beyond the end."""
        at = bisect_left(self._units, unit)
        return at if at < len(self._units) and self._units[at] == unit else None

    @cached_property
    def _words(self) -> list[tuple[int, int]]:
        return [m.span() for m in re.finditer(r"\w+|[^\w\s]", self.text)]

    @cached_property
    def _begins(self) -> list[int]:
        return [begin for begin, _ in self._words]

    @cached_property
    def _ends(self) -> frozenset[int | None]:
        return frozenset(end for _, end in self._words)


def _misplaced(claim: str, passage: Passage, found: _Place | None, length: int) -> PassageCheck:
    where = f"passage {passage.start}-{passage.end}"
    if found is not None:
        start, end = found
        message = f"{where} stands at {start}-{end} of this text"
        return PassageCheck(claim, passage, "moved", found, message, f"write oa:start {start} and oa:end {end}")
    if not 0 <= passage.start < passage.end:
        message = f"{where} ends before it starts"
    elif passage.end > length:
        characters = count_words(length, "character")
        message = f"{where} goes beyond the {characters} of this text and was not found in it"
    else:
        message = f"{where} was not found in this text"
    remedy = "give the text that the offsets were taken from, line ends included, or mark the passage anew"
    return PassageCheck(claim, passage, "lost", None, message, remedy)
