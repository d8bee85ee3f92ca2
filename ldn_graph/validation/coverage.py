"""The sentences of an article's text, each with the claims that were taken from it."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from ..model.claims import Claim
from ..sources.texts.sentences import split_sentences
from .passages import check_passages


class CoveredSentence(NamedTuple):
    """A sentence by its number, from 1; ``start`` and ``end`` are in characters, and ``sha256`` is its digest, as a
    passage has them. ``claims`` are the ids of the claims whose passages reach into it."""

    number: int
    start: int
    end: int
    sha256: str
    claims: tuple[str, ...]
    text: str


class Coverage(NamedTuple):
    """All sentences of a text, and the claims with a passage that was not found in it."""

    sentences: tuple[CoveredSentence, ...]
    elsewhere: tuple[str, ...]


def cover_text(text: str, claims: Iterable[Claim], *, name: str = "") -> Coverage:
    """Which of these claims each sentence of an article's raw text is the passage of.

    A passage that moved counts where it was found (:func:`~ldn_graph.validation.passages.check_passages`, which also
    says what is raised). Not promised: that a sentence says what its claims say, or that it ought to be a claim.
    """
    checks = check_passages(claims, text, name=name)
    found = [(check.claim, *check.found) for check in checks if check.found]
    sentences = tuple(
        CoveredSentence(
            number,
            sentence.start,
            sentence.end,
            sha256(sentence.text.encode("utf-8", "surrogatepass")).hexdigest(),
            tuple(dict.fromkeys(c for c, start, end in found if start < sentence.end and sentence.start < end)),
            sentence.text,
        )
        for number, sentence in enumerate(split_sentences(text), 1)
    )
    return Coverage(sentences, tuple(dict.fromkeys(check.claim for check in checks if not check.found)))
