"""The sentences of a text, each with the place where it stands.

The library sentencex finds where they end; before that a text is taken apart into what no sentence reaches beyond:
paragraphs, items of lists, headings, rows of tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST_PART = 10_000
"""Characters of a paragraph that are looked at together: the library takes a time that grows with their square."""

_MARKS = re.compile(r"[^\S\n]*(?:(?:[-*+•·>]|\d{1,3}[.)]|#{1,6})[^\S\n]+)*")
"""What stands before an item of a list, a quotation or a heading."""
_WHOLE_LINE = re.compile(r"[^\S\n]*(?:#{1,6}[^\S\n]|\|)")
_FENCE = re.compile(r"[^\S\n]*(?:```|~~~)")
_WORDS = re.compile(r"\S(?:.*\S)?", re.DOTALL)


class Sentence(NamedTuple):
    """A sentence: ``text`` is ``whole[start:end]`` of the text that it stands in, without blanks at its ends."""

    start: int
    end: int
    text: str


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of an English text, in their order; none overlaps another.

    A paragraph ends at an empty line, and an item of a list, a heading and a row of a table at the next, whether there
    is a full stop or not. Their marks are no part of a sentence, and neither is code between fences. Other line ends
    are blanks. Not promised: that what is written without full stops is told apart, nor that a sentence stays whole
    that reaches beyond :data:`LONGEST_PART` characters of a paragraph.

    >>> [sentence.text for sentence in split_sentences("# Sun\\nIt aids. Dr. Ito agrees.\\n1. It\\nburns\\n2. heals")]
    ['Sun', 'It aids.', 'Dr. Ito agrees.', 'It\\nburns', 'heals']
    """
    from sentencex import get_sentence_boundaries

    sentences = []
    for part, end in _parts(text):
        for piece in get_sentence_boundaries("en", text[part:end]):
            words = _WORDS.search(text, part + piece["start_index"], part + piece["end_index"])
            if words:
                sentences.append(Sentence(words.start(), words.end(), words[0]))
    return tuple(sentences)


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Where each paragraph, item, heading or row begins, behind its marks, and where it ends; long ones in pieces."""
    for start, end in _blocks(text):
        while end - start > LONGEST_PART:
            cut = max(text.rfind(" ", start, start + LONGEST_PART), start + LONGEST_PART // 2)
            yield start, cut
            start = cut
        yield start, end


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    begun: int | None = None
    at, fenced = 0, False
    for line in text.splitlines(keepends=True):
        fence = _FENCE.match(line) is not None
        marks = _MARKS.match(line)
        marked = marks.end() if marks and marks[0].strip() else 0
        alone = _WHOLE_LINE.match(line) is not None
        if begun is not None and (fence or marked or alone or not line.strip()):
            yield begun, at
            begun = None
        fenced ^= fence
        if line.strip() and not fenced and not fence:
            begun = at + marked if begun is None else begun
            if alone:
                yield begun, at + len(line)
                begun = None
        at += len(line)
    if begun is not None:
        yield begun, at
