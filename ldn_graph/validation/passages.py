"""Passages: does the article's text still stand where each claim says it does?

The article's sentences are not in the graph. A passage is known by where it begins and ends in the article's
raw text, in characters, and by the SHA-256 (FIPS 180-4) of the UTF-8 bytes between; nothing is normalised. With the
article at hand each passage is found to be exact; to have moved, as in a copy with other line ends or one heading
more; or to be lost, and then somebody has to read the article again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from ..errors import InputError
from ..model.claims import Claim, Passage
from ..output.counts import count_words

LONGEST_TEXT = 1_000_000
"""Characters of a text that is still searched for passages: a book has fewer."""
_LONGEST_PASSAGE = 10_000  # characters of a passage that is still searched for
_NEAR = 5_000  # characters before and after its old start; there a passage may begin within a word


@dataclass(frozen=True, slots=True)
class PassageCheck:
    """What became of one passage of one claim in the article's text.

    ``outcome`` is ``exact`` (the text from start to end has the digest), ``moved`` (that text stands
    elsewhere) or ``lost`` (it was not found). ``found`` is where it stands, None where it is lost.
    ``message`` and ``remedy`` are empty for ``exact``.
    """

    claim: str
    passage: Passage
    outcome: str
    found: tuple[int, int] | None
    message: str
    remedy: str


def read_article(path: str | Path) -> str:
    """The raw text of an article, UTF-8, with its line ends as they are: offsets count every character.

    Raises :class:`~ldn_graph.errors.InputError` where the file cannot be read or is not UTF-8.
    """
    try:
        return Path(path).read_bytes().decode("utf-8")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(f"{path}: {reason}; give the file with the text of the article") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{path}:{line}: byte {error.start} is not UTF-8; save the article as UTF-8 text, line ends as they were"
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
    misplaced = dict.fromkeys(p for _, p in passages if not search.stands_at(p, p.start))
    if misplaced and len(text) > LONGEST_TEXT:
        last = max(p.end for _, p in passages)
        raise InputError(
            f"{name}{': ' if name else ''}a text of {len(text):,} characters, where the last passage should end at "
            f"{last:,} and {len(misplaced)} of {len(passages)} are not in their places: is this the article? "
            "Give its text alone"
        )
    places = {p: search.find(p) for p in misplaced}
    return tuple(_passage_check(claim.id, p, places.get(p, p.start), len(text)) for claim, p in passages)


def common_shift(checks: Sequence[PassageCheck]) -> int | None:
    """The number of characters by which all passages that are not exact moved; None where they do not agree.

    It takes two to agree.
    """
    misplaced = [c for c in checks if c.outcome != "exact"]
    shifts = {c.found[0] - c.passage.start if c.found else None for c in misplaced}
    return shifts.pop() if len(misplaced) > 1 and len(shifts) == 1 else None


class _Search:
    """A text in which passages are looked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    def stands_at(self, passage: Passage, start: int) -> bool:
        """Whether the passage's text stands there."""
        if not 0 <= passage.start < passage.end:
            return False
        excerpt = self.text[start : start + passage.end - passage.start]
        return sha256(excerpt.encode("utf-8", "surrogatepass")).hexdigest() == passage.sha256

    def find(self, passage: Passage) -> int | None:
        """Where the passage begins, nearest to its old start; None where it is not found."""
        length = passage.end - passage.start
        if not 0 < length <= _LONGEST_PASSAGE:
            return None
        last = min(passage.start + _NEAR, len(self.text) - length)
        near = [s for s in range(max(0, passage.start - _NEAR), last + 1) if self.stands_at(passage, s)]
        starts = near or [s for s in self._begins if s + length in self._ends and self.stands_at(passage, s)]
        return min(starts, key=lambda start: abs(start - passage.start), default=None)

    @cached_property
    def _words(self) -> list[tuple[int, int]]:
        return [m.span() for m in re.finditer(r"\w+|[^\w\s]", self.text)]

    @cached_property
    def _begins(self) -> list[int]:
        return [begin for begin, _ in self._words]

    @cached_property
    def _ends(self) -> frozenset[int]:
        return frozenset(end for _, end in self._words)


def _passage_check(claim: str, passage: Passage, start: int | None, length: int) -> PassageCheck:
    where = f"passage {passage.start}-{passage.end}"
    if start is not None:
        end = start + passage.end - passage.start
        if start == passage.start:
            return PassageCheck(claim, passage, "exact", (start, end), "", "")
        message = f"{where} stands at {start}-{end} of this text"
        return PassageCheck(claim, passage, "moved", (start, end), message, f"write oa:start {start} and oa:end {end}")
    if not 0 <= passage.start < passage.end:
        message = f"{where} ends before it starts"
    elif passage.end > length:
        characters = count_words(length, "character")
        message = f"{where} goes beyond the {characters} of this text and was not found in it"
    else:
        message = f"{where} was not found in this text"
    remedy = "give the text that the offsets were taken from, line ends included, or mark the passage anew"
    return PassageCheck(claim, passage, "lost", None, message, remedy)
