"""The text of marked-up documents: paragraphs become lines, and headings say where sections begin."""

from __future__ import annotations

import re

_RAISED = {"sup": str.maketrans("0123456789-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻"), "sub": str.maketrans("0123456789-−", "₀₁₂₃₄₅₆₇₈₉₋₋")}
_WHOLE = re.compile(r"[-−]?[0-9]+")


def raise_digits(text: str, tag: str) -> str:
    """What stands above (``sup``) or below the line (``sub``): whole numbers by the signs that Unicode has for them."""
    return text.translate(_RAISED[tag]) if _WHOLE.fullmatch(text.strip()) else text


class Captures:
    """The texts of elements of some kinds that are looked at as a whole, such as headings and what is raised.

    Within an element of one kind no other of that kind is captured: what is nested costs no more than its length.
    """

    def __init__(self) -> None:
        self._open: list[tuple[str, int, list[str]]] = []
        self._depth = 0

    def start(self, kind: str, *, captured: bool) -> None:
        """An element begins."""
        self._depth += 1
        if captured and not self.within(kind):
            self._open.append((kind, self._depth, []))

    def add(self, text: str) -> bool:
        """Some characters; whether they are captured."""
        if self._open:
            self._open[-1][2].append(text)
        return bool(self._open)

    def end(self) -> str | None:
        """The element ends that began last: its text, None where it was not captured."""
        self._depth -= 1
        if self._open and self._open[-1][1] > self._depth:
            return "".join(self._open.pop()[2])
        return None

    def within(self, kind: str) -> bool:
        """Whether an element of this kind is being captured."""
        return any(kind == name for name, _, _ in self._open)


class TextBuilder:
    """Puts a text together, in the order in which its pieces are read; blanks are one blank."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._blank = ""
        self.length = 0
        self.sections: list[tuple[int, str]] = []

    def add(self, text: str) -> None:
        """Some characters of a paragraph."""
        words = text.split()
        if not words:
            self._blank = self._blank or (" " if text else "")
            return
        self._put((self._blank or " " * text[0].isspace()) if self.length else "")
        self._put(" ".join(words))
        self._blank = " " if text[-1].isspace() else ""

    def break_line(self, sign: str = "\n") -> None:
        """The end of a paragraph, a row or a cell."""
        if self._blank != "\n":
            self._blank = sign

    def begin_section(self, heading: str) -> None:
        """A heading begins here."""
        if heading := " ".join(heading.split()):
            self.sections.append((self.length + len(self._blank) if self.length else 0, heading))

    def ends_with(self, count: int) -> str:
        """The last characters so far."""
        return "".join(self._pieces[-20:])[-count:]

    def text(self) -> str:
        """All of it."""
        return "".join(self._pieces)

    def _put(self, piece: str) -> None:
        if piece:
            self._pieces.append(piece)
            self.length += len(piece)
