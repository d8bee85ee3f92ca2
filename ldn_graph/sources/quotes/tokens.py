"""A text as a quotation is compared with it: words and numbers in their order, without what printing adds.

A word is letters, folded: in small letters, without accents, ligatures as their letters, Greek letters by their names.
A number is its value, so that ``.05``, ``0.05`` and ``0·050`` are one and 35 and 39 are two. Signs that change what is
said (``<``, ``%``, ``±``) stay; blanks, quotation marks, dashes, brackets and stops go. Words stand together without
blanks, since extraction from PDF and ends of lines part and join them; a number stands between marks, so that 5 is
not found in 35.

>>> Tokens("P = .05, in 1,000 of the α-cells").joined
'p=#0.05#in#1000#ofthealphacells'
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate

GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "ο": "omicron", "π": "pi",
    "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi",
    "ω": "omega",
}  # fmt: skip
"""The small Greek letters and their names."""
_GREEK = str.maketrans(GREEK)

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
"""Digits above or below the line."""
_FRACTIONS = "½¼¾⅓⅔"
SIGNS = "<>=≤≥±%‰×÷~≈≠+"
"""Signs that are part of what is said."""
_NUMBER = rf"(?:\d+(?:[.,·]\d+)*|(?<![\w.·)\]%”\"])[.·]\d+)(?:\^?[-⁻]?[{RAISED}]+|\^[-−]?\d+)?"
# a minus is one where nothing stands before it that makes it a hyphen or the dash of a range
_MINUS = r"(?:(?<![\w.)\]%])(?:−|(?<!\d )(?<!\d\u00a0)[-–]))?"
TOKEN = re.compile(
    rf"([a-zA-Z]+(?![^\W\d_])|[^\W\d_{RAISED}{_FRACTIONS}]+"  # most words are told by the first
    rf"|(?=[-−–.·\d]){_MINUS}{_NUMBER}"
    rf"|(?![\s,;()])(?:[{RAISED}{_FRACTIONS}]+|\+/[-−]|(?<=[\d{RAISED}])/(?=\d)|[{SIGNS}]))"
)
"""A word, a number or a sign."""
_SIGN_WORDS = {"≤": "<=", "≥": ">=", "×": "x", "+/-": "±", "+/−": "±", "≈": "~"}
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PIECES = re.compile(r"[-−–]?[\d.,]+")


def fold_word(word: str) -> str:
    """Letters as they are compared.

    >>> fold_word("ﬁbre"), fold_word("TNFα"), fold_word("Sjögren")
    ('fibre', 'tnfalpha', 'sjogren')
    """
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word).casefold().translate(_GREEK)
    return "".join(c for c in parts if not unicodedata.combining(c))


def fold_number(number: str) -> str:
    """A number by its value, between marks; one with an exponent as its digits stand when they are no longer raised.

    >>> fold_number("1,000.50"), fold_number("−.5"), fold_number("10⁶"), fold_number("10⁻³")
    ('#1000.5#', '#-0.5#', '#106#', '#10##3#')
    """
    text = number if number.isascii() else unicodedata.normalize("NFKD", number).replace("⁄", " ").replace("·", ".")
    pieces = _PIECES.findall(text.replace("^", ""))
    return "".join(_fold_value(piece, signed=not n) for n, piece in enumerate(pieces))


def _fold_value(text: str, *, signed: bool) -> str:
    minus = "-" if text[0] in "-−–" and signed else ""
    digits = text.lstrip("-−–").rstrip(".,")
    if _THOUSANDS.fullmatch(digits):
        digits = digits.replace(",", "")
    whole, point, decimals = digits.partition(".")
    decimals = decimals.rstrip("0") if decimals.isdecimal() else decimals
    return f"#{minus}{whole.lstrip('0') or '0'}{point if decimals else ''}{decimals}#"


_DIGITS = re.compile(r"(?:(?<![\w.])[.·])?\d+(?:[.,·]\d+)*")
_DASH_BEFORE = re.compile(r"(?:^|[\s\d(\[=<>±,;])[-−–]\s*\Z")


def minuses(text: str) -> tuple[bool, ...]:
    """Of each number of a text, whether a minus, or the dash of a range, stands before it; a hyphen is neither.

    >>> minuses("10⁻³ of 5-10, by - 0.5"), minuses("10 3 of IL-6")
    ((False, True, False, True, True), (False, False, False))
    """
    text = unicodedata.normalize("NFKC", text).replace("^", "") if not text.isascii() else text.replace("^", "")
    return tuple(bool(_DASH_BEFORE.search(text[max(0, m.start() - 6) : m.start()])) for m in _DIGITS.finditer(text))


def _fold(token: str) -> str:
    first = token[0]
    if first.isalpha() and first not in RAISED:
        return fold_word(token)
    if first in SIGNS or first == "/":
        return _SIGN_WORDS.get(token, token)
    return fold_number(token)


class _Folded(dict[str, str]):
    """Tokens as they are compared; most of a language are met again and again."""

    def __missing__(self, token: str) -> str:
        if len(self) > 200_000:
            self.clear()
        folded = self[token] = _fold(token)
        return folded


_FOLDED = _Folded()


class Tokens:
    """The words, numbers and signs of a text, each with its place in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        pieces = TOKEN.split(text)
        ends = list(accumulate(map(len, pieces)))
        self.starts = ends[0:-1:2]
        self.ends = ends[1::2]
        self.words = list(map(_FOLDED.__getitem__, pieces[1::2]))

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def joined(self) -> str:
        """All tokens, one after another."""
        return "".join(self.words)

    @cached_property
    def offsets(self) -> list[int]:
        """Where each token begins in :attr:`joined`, and where the last one ends."""
        return [0, *accumulate(map(len, self.words))]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The numbers of the tokens that are one word."""
        places: dict[str, list[int]] = {}
        for n, word in enumerate(self.words):
            places.setdefault(word, []).append(n)
        return places

    def covering(self, start: int, end: int) -> tuple[int, int]:
        """The first token of a part of :attr:`joined`, and the one behind its last; cut tokens are among them."""
        return bisect_right(self.offsets, start) - 1, bisect_left(self.offsets, end)

    def begins(self, position: int) -> bool:
        """Whether a token begins, or the last ends, at a position of :attr:`joined`."""
        at = bisect_left(self.offsets, position)
        return self.offsets[at] == position

    def raw(self, first: int, behind: int) -> str:
        """The text from one token to before another."""
        return self.text[self.starts[first] : self.ends[behind - 1]]
