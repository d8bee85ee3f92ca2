"""A document sentence by sentence, and which test is about which: a rule that is written down has one that can fail."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

_Test = TypeVar("_Test", bound=Callable[..., object])


class Document:
    """A Markdown document whose sentences and table rows state rules.

    ``stating_none`` are words of those that state no rule: headings of tables, links, and what explains the rule
    before it. All words are quoted as they stand there, whatever the line ends between them.
    """

    def __init__(self, path: Path, stating_none: Iterable[str]) -> None:
        self.sentences = split_sentences(path.read_text(encoding="utf-8"))
        self.stating_none = tuple(stating_none)
        self.quoted: list[str] = []

    def states(self, *words: str) -> Callable[[_Test], _Test]:
        """Marks a test as being about each sentence that has some of these words."""

        def mark(test: _Test) -> _Test:
            self.quoted += words
            return test

        return mark

    def untested(self) -> list[str]:
        """The sentences that no test is about, and that do state a rule."""
        words = (*self.quoted, *self.stating_none)
        return [s for s in self.sentences if not any(w in s for w in words)]

    def misquoted(self) -> list[str]:
        """Words that no test quotes rightly: they stand in no sentence, or in several."""
        return [w for w in (*self.quoted, *self.stating_none) if sum(w in s for s in self.sentences) != 1]

    def rows(self, heading: str) -> list[list[str]]:
        """The cells of the table under this first cell of its heading, row by row, without the heading."""
        cells = [[c.strip() for c in s.strip("|").split("|")] for s in self.sentences if s.startswith("|")]
        start = next(n for n, row in enumerate(cells) if row[0] == heading) + 1
        width = len(cells[start - 1])
        table = []
        for row in cells[start:]:
            if len(row) != width or not (row[0].startswith("`") or row[0].isdecimal()):
                break
            table.append(row)
        return table


def split_sentences(markdown: str) -> list[str]:
    """The sentences and table rows, each on one line; without code, headings and rules of tables."""
    text = re.sub(r"```.*?```", "\n", markdown, flags=re.DOTALL)
    found = []
    for block in re.split(r"\n(?=\s*\n|\* |\||#)", text):
        line = " ".join(block.split())
        if line.startswith("|"):
            found += [] if re.fullmatch(r"[|\-: ]+", line) else [line]
        elif line and not line.startswith("#"):
            found += re.split(r"(?:(?<=[.:])|(?<=[.:]\*\*)) (?=[A-Z`*\[(])", line)
    return found
