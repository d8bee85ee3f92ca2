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
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from itertools import accumulate
from pathlib import Path

from ..errors import InputError
from ..model.claims import Claim, Passage
from ..model.passage_digests import Words, digest_of, find_digests, find_words
from ..output.counts import count_words

CHARACTERS, UTF16 = "characters", "UTF-16 code units"
"""What the offsets of a passage count."""
LONGEST_TEXT = 1_000_000
"""Characters of a text that is still searched for passages: a book has fewer."""
_LONGEST_PASSAGE = 10_000  # characters of a passage that is still searched for
_NEAR = 5_000  # characters before and after its old start; there a passage may begin within a word
_MOST_PLACES = 20_000_000  # that are looked at for whole words, over all lengths
_MOST_NEAR = 5_000_000  # that are looked at for what begins within a word
_MOST_SHIFTS = 20  # by which other passages moved, the most frequent


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

    Raises :class:`~ldn_graph.errors.InputError` where the file cannot be read, is not UTF-8, has no text, or is HTML,
    XML, rich text, a PDF or a document of Word: there the places of passages would be places in markup.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(f"{path}: {reason}; give the file with the text of the article") from None
    return article_text(str(path), data)


_KINDS = (
    (re.compile(rb"%PDF-"), "a PDF"),
    (re.compile(rb"PK\x03\x04"), "a document of Word, or another packed file"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "a document of Word"),
    (re.compile(rb"\s*\{\\rtf"), "rich text (RTF)"),
    (re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,1000}?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S), "HTML"),
    (re.compile(rb"\s*<\?xml\b"), "XML"),
)
_NULS = 0.2  # of the bytes: where there are more of these it is UTF-16 or UTF-32


def article_text(name: str, data: bytes) -> str:
    """The raw text of an article, by its file's name and bytes; see :func:`read_article`."""
    bare = data.removeprefix(b"\xef\xbb\xbf")
    remedy = "save the article as plain text in UTF-8; passages are places in that text"
    for beginning, kind in _KINDS:
        if beginning.match(bare):
            raise InputError(f"{name}: it is {kind}, whose markup is none of the article's words; {remedy}")
    if not bare.strip():
        raise InputError(f"{name}: there is no text in it; give the file with the text of the article")
    if data.count(0) > _NULS * len(data) or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(f"{name}: it is UTF-16 or UTF-32, or no text; {remedy}")
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

    A passage that is not where it was is looked for by its length and digest: wherever it would begin and end with a
    whole word or sign, where others moved to, and at every character within 5,000 of its old start. The nearest place
    counts. What is not found is ``lost``, and so is a passage of more than 10,000 characters that is not in its place.

    A passage is known by its digest only, so a search computes one digest for each place and length. There are bounds:
    where so many lengths are looked for that some are left out, ``message`` says so. A text of more than
    :data:`LONGEST_TEXT` characters in which passages would have to be searched for is refused with
    :class:`~ldn_graph.errors.InputError`: it is hardly the article. The last answer is kept.
    """
    return _check_passages(tuple((claim.id, passage) for claim in claims for passage in claim.passages), text, name)


@lru_cache(maxsize=1)  # what draws an article tells afterwards what was not found in it
def _check_passages(passages: tuple[tuple[str, Passage], ...], text: str, name: str) -> tuple[PassageCheck, ...]:
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
    moved = search.find_all(misplaced)
    return tuple(
        _misplaced(claim, p, moved.get(p), len(text), sought=p not in search.left_out)
        if (own := places[p]) is None
        else PassageCheck(claim, p, "exact", own[0], "", "", own[1])
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
        self.left_out: set[Passage] = set()  # that were not looked for everywhere

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

    def find_all(self, passages: Iterable[Passage]) -> dict[Passage, _Place]:
        """Where these passages stand, each nearest to its old start; those that are not found are left out."""
        lost = {p for p in passages if 0 < p.end - p.start <= _LONGEST_PASSAGE}
        found: dict[Passage, _Place] = {}
        units = (False, True) if self._wide else (False,)
        for route in (self._at_words, self._moved_alike, self._near):
            for wide in units:
                found.update(route(lost - found.keys(), found, wide))
        self.left_out -= found.keys()
        return found

    def _at_words(self, lost: set[Passage], _: object, wide: bool) -> Iterator[tuple[Passage, _Place]]:
        """Passages from word to word, anywhere: of all lengths, the most frequent first, while the bound allows."""
        left = _MOST_PLACES
        for length, some in _by_length(lost):
            left -= len(self._words.begins)
            if left < 0:
                self.left_out.update(some)
                continue
            yield from self._search(some, self._words.begins, partial(self._end_of, length, wide), whole=True)

    def _moved_alike(
        self, lost: set[Passage], found: dict[Passage, _Place], wide: bool
    ) -> Iterator[tuple[Passage, _Place]]:
        """Passages that moved by as much as others did."""
        shifts = Counter(start - p.start for p, (start, _) in found.items()).most_common(_MOST_SHIFTS)
        for passage in lost:
            for shift, _count in shifts:
                start = passage.start + shift
                end = self._end_of(passage.end - passage.start, wide, start) if 0 <= start < len(self.text) else None
                if self._has(passage, start, end):
                    yield passage, (start, end or 0)
                    break

    def _near(self, lost: set[Passage], _: object, wide: bool) -> Iterator[tuple[Passage, _Place]]:
        """Passages near their old start, at any character."""
        left = _MOST_NEAR
        for length, some in _by_length(lost):
            starts = sorted({at for p in some for at in range(p.start // _NEAR - 1, p.start // _NEAR + 2)})
            left -= len(starts) * _NEAR
            if left < 0:
                self.left_out.update(some)
                continue
            places = (s for n in starts for s in range(max(0, n * _NEAR), min((n + 1) * _NEAR, len(self.text))))
            for passage, place in self._search(some, places, partial(self._end_of, length, wide)):
                if abs(place[0] - passage.start) <= _NEAR:
                    yield passage, place

    def _search(
        self, some: list[Passage], starts: Iterable[int], end_of: Callable[[int], int | None], *, whole: bool = False
    ) -> Iterator[tuple[Passage, _Place]]:
        ends = self._words.ends if whole else None
        found = find_digests(self.text, {p.sha256 for p in some}, starts, end_of, ends)
        for passage in some:
            if starts_of := found.get(passage.sha256):
                at = bisect_left(starts_of, passage.start)
                start = min(starts_of[max(0, at - 1) : at + 1], key=lambda start: abs(start - passage.start))
                yield passage, (start, end_of(start) or 0)

    def _end_of(self, length: int, wide: bool, start: int) -> int | None:
        return self._at_unit(self._units[start] + length) if wide else start + length

    def _has(self, passage: Passage, start: int, end: int | None) -> bool:
        """Whether the passage's text stands there."""
        return end is not None and end <= len(self.text) and digest_of(self.text, start, end) == passage.sha256

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
    def _words(self) -> Words:
        return find_words(self.text)


def _by_length(passages: Iterable[Passage]) -> list[tuple[int, list[Passage]]]:
    """Passages by their length, those of which there are most first."""
    groups: dict[int, list[Passage]] = {}
    for passage in sorted(passages, key=lambda p: (p.start, p.end, p.iri)):
        groups.setdefault(passage.end - passage.start, []).append(passage)
    return sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))


def _misplaced(claim: str, passage: Passage, found: _Place | None, length: int, *, sought: bool) -> PassageCheck:
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
    if not sought:
        message += ", and was not looked for everywhere: too many are not in their places"
    remedy = "give the text that the offsets were taken from, line ends included, or mark the passage anew"
    return PassageCheck(claim, passage, "lost", None, message, remedy)
