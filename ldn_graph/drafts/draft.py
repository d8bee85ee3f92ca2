"""A draft, read sentence by sentence, each with its line and column."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from ..errors import InputError
from ..sources.texts.folder import READERS, decode, read_text
from ..sources.texts.sentences import Sentence, split_sentences
from ..sources.texts.source_text import LONGEST, SourceText

_AS_WRITTEN = (".md", ".markdown", ".txt", "")
"""Endings of files whose lines are those of the draft; others are read into a line for each paragraph."""
_MARKDOWN = (".md", ".markdown")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_END_OF_PARAGRAPH = re.compile(r"[^\S\n]*(?:\n[^\S\n]*(?:\n|\Z)|\Z)")
_REFERENCES = re.compile(r"(?:references?|bibliography|literature|works cited|sources)\W*", re.IGNORECASE)
_LONGEST_HEADING = 12
"""Words of a paragraph in plain text that is taken for a heading where it ends in none but a letter or a digit."""


class DraftSentence(NamedTuple):
    """A sentence of a draft: where it begins and ends, lines and columns from 1, and columns in characters.

    ``start`` and ``end`` are its place in the text, ``paragraph`` is the number of its paragraph, and ``kind`` is
    *heading*, *item* (the first of an item of a list), *rest* (of such an item), *reference* (what stands under the
    heading *References*) or *text*.
    """

    text: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    paragraph: int
    kind: str


class Draft(NamedTuple):
    """A draft by its name, its text and its sentences."""

    name: str
    text: str
    sentences: tuple[DraftSentence, ...]


def read_draft(path: str) -> Draft:
    """The draft in a file: plain text, Markdown, HTML, Word, or what else the texts of sources may be.

    Of Word, HTML and PDF a line is a paragraph of the text in it. Raises :class:`~ldn_graph.errors.InputError` where it
    cannot be read, is too large, or has no sentence, and :class:`~ldn_graph.errors.MissingExtraError` where the reader
    of its format is not installed.
    """
    file = Path(path)
    ending = file.suffix.lower()
    if ending in _AS_WRITTEN:
        try:
            data = file.read_bytes()
        except OSError as error:
            raise InputError(f"{path}: {error.strerror or error}; give the file with the draft") from None
        return draft_of_bytes(path, data)
    if ending not in READERS:
        known = ", ".join(dict.fromkeys((*_AS_WRITTEN[:-1], *READERS)))
        raise InputError(f"{path}: no draft is read from this ending; give one of {known}")
    read = read_text(file)
    if ending == ".pdf":  # whose lines are those of the page, and whose sections are pages
        return draft_of(path, read.text)
    return draft_of(path, _marked(read).replace("\n", "\n\n"), lines_apart=2, guess_headings=False)


def _marked(read: SourceText) -> str:
    """A text with the mark of Markdown before each of its headings."""
    places = [0, *(start for start, _ in read.sections), len(read.text)]
    return "# ".join(read.text[start:end] for start, end in pairwise(places))


def draft_of_bytes(name: str, data: bytes) -> Draft:
    """The draft in bytes of UTF-8. Raises :class:`~ldn_graph.errors.InputError` as :func:`read_draft` does."""
    path = Path(name)
    return draft_of(name, decode(path, data), guess_headings=path.suffix.lower() not in _MARKDOWN)


def draft_of(name: str, text: str, *, lines_apart: int = 1, guess_headings: bool = True) -> Draft:
    """The draft with this text. ``lines_apart``: so many line ends of the text are one.

    What has ``#`` before it is a heading, and *References* alone. ``guess_headings``: so is a short paragraph that
    another follows, and that ends in a letter or a digit. A heading is not checked, so where headings are marked none
    should be guessed.
    Raises :class:`~ldn_graph.errors.InputError` for a text without sentences, or of more characters than are read.
    """
    if len(text) > LONGEST:
        raise InputError(f"{name}: a text of more than {LONGEST:,} characters; give it in parts")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    sentences = tuple(_sentences(text, lines_apart, guess_headings=guess_headings))
    if not sentences:
        raise InputError(f"{name}: no sentence in it; give the file with the text of the draft")
    return Draft(name, text, sentences)


def _sentences(text: str, lines_apart: int, *, guess_headings: bool) -> Iterator[DraftSentence]:
    lines = [0, *(found.end() for found in re.finditer("\n", text))]

    def place(at: int) -> tuple[int, int]:
        line = bisect_right(lines, at) - 1
        return line // lines_apart + 1, at - lines[line] + 1

    paragraph = before = 0
    kind, among_references = "text", False
    for sentence in split_sentences(text):
        between = text[before : sentence.start]
        mark = between.rpartition("\n")[2].strip()
        begins = paragraph == 0 or _EMPTY_LINE.search(between) is not None
        if mark:
            kind = "heading" if mark.startswith("#") else "item"
        elif begins:
            guessed = guess_headings and _looks_like_heading(sentence, text)
            kind = "heading" if guessed or _REFERENCES.fullmatch(sentence.text) else "text"
        elif kind == "heading" and "\n" in between:
            kind = "text"
        elif kind == "item":
            kind = "rest"
        if kind == "heading":
            among_references = _REFERENCES.fullmatch(sentence.text) is not None
        elif among_references:
            kind = "reference"
        paragraph += begins
        yield DraftSentence(sentence.text, *sentence[:2], *place(sentence.start), *place(sentence.end), paragraph, kind)
        before = sentence.end


def _looks_like_heading(sentence: Sentence, text: str) -> bool:
    """A short paragraph that another follows, without a sign of any kind at its end: *“It helps.”[1]* is none."""
    last = sentence.text[-1]
    behind = _END_OF_PARAGRAPH.match(text, sentence.end)
    followed = behind is not None and text[behind.end() :].strip() != ""
    return followed and (last.isalpha() or last.isdecimal()) and len(sentence.text.split()) <= _LONGEST_HEADING
