"""What was relaxed where a quotation and its text are not the same letter for letter: each way has a name.

All of these leave what is said as it is. None drops a word, changes a number, or takes a sign such as ``<`` away.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache

from .tokens import GREEK, RAISED, TOKEN, fold_number

STATISTICS = "brackets with statistics"
"""The name of what :func:`without_statistics` does."""

CUT_WORD = "cut word"
"""The quotation begins or ends within a word of the text, of which no other word is made so."""

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
_QUOTES = "\"'`´‘’‚‛“”„‟′″«»‹›"
_DASHES = "-‐‑‒–—―−⁃﹣－"
_BRACKET = re.compile(r"\([^()]{0,200}(?:\([^()]{0,200}\)[^()]{0,200}){0,3}\)|\[[^][]{0,200}\]")
_WORDS = re.compile(r"[^\W\d_]+")
NEGATIONS = frozenset({
    "no", "not", "non", "nor", "never", "none", "neither", "without", "cannot", "nobody", "nothing", "hardly", "barely",
    "scarcely",
})  # fmt: skip
"""Words that turn what is said into its contrary."""


def is_statistics(bracket: str) -> bool:
    """Whether a bracket has figures, as ``(P = 0.03)`` and ``[12]``, and no word that denies."""
    return any(c.isdigit() for c in bracket) and not NEGATIONS.intersection(_WORDS.findall(bracket.lower()))


def statistics_of(text: str) -> list[str]:
    """The brackets with figures, in their order."""
    return [bracket for bracket in _BRACKET.findall(text) if is_statistics(bracket)]


def without_statistics(text: str) -> str:
    """The text with blanks where brackets with figures stand, so that places in it stay what they are.

    >>> without_statistics("fell (P = 0.03) by 2 (but not here 2)")
    'fell            by 2 (but not here 2)'
    """
    return _BRACKET.sub(lambda m: " " * len(m[0]) if is_statistics(m[0]) else m[0], text)


def _remove(signs: str) -> Callable[[str], str]:
    table = dict.fromkeys(map(ord, signs))
    return lambda text: text.translate(table)


def _exchange(signs: str, by: str) -> Callable[[str], str]:
    table = dict.fromkeys(map(ord, signs), by)
    return lambda text: text.translate(table)


def _by_name(text: str) -> str:
    return "".join(GREEK.get(c, GREEK.get(c.lower(), c)) for c in unicodedata.normalize("NFC", text.replace("µ", "μ")))


def _on_the_line(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", c) if c in RAISED or c in "⁻⁺₋₊" else c for c in text).replace("^", "")


def _without_ligatures(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", c) if "\ufb00" <= c <= "\ufb06" or c in "ĳĲ" else c for c in text)


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _values(text: str) -> str:
    return TOKEN.sub(lambda m: fold_number(m[0]) if m[0].lstrip("-−–").lstrip(".·")[:1].isdecimal() else m[0], text)


RELAXATIONS: dict[str, Callable[[str], str]] = {
    "quotation marks": _remove(_QUOTES),
    "sub- and superscripts": _on_the_line,
    "Greek letters": _by_name,
    "ligatures": _without_ligatures,
    "hyphens at ends of lines": lambda text: re.sub(rf"\u00ad\s*|[{_DASHES}]\s*\n\s*", "", text),
    "dashes": _exchange(_DASHES, "-"),
    "numbers as values": _values,
    "white space": lambda text: "".join(text.translate(dict.fromkeys(map(ord, _INVISIBLE))).split()),
    "accents": _without_accents,
    "other forms of letters": lambda text: unicodedata.normalize("NFKC", text),
    "hyphens": _remove(_DASHES),
    "capitals": str.casefold,
    "punctuation": lambda text: "".join(TOKEN.findall(text)),
}
"""Each relaxation by its name, in the order in which they are applied; where one of two will do, it is the first."""


def name_relaxations(quoted: str, found: str) -> tuple[str, ...]:
    """The relaxations that it takes to make a quotation of the words that were found for it.

    >>> name_relaxations("the “α-cells” fell", "the alpha-cells  fell")
    ('quotation marks', 'Greek letters', 'white space')
    """
    ours, theirs = TOKEN.split(quoted), TOKEN.split(found)
    pairs = zip(ours, theirs, strict=True) if len(ours) == len(theirs) else [(quoted, found)]
    names = {name for one, other in pairs if one != other for name in _name_pair(one, other)}
    return tuple(name for name in RELAXATIONS if name in names)


@lru_cache(maxsize=20_000)
def _name_pair(quoted: str, found: str) -> tuple[str, ...]:
    """As few relaxations as will do for two words, or what stands between two words; the last ones are spared first."""
    used = dict(RELAXATIONS)
    for name in reversed(RELAXATIONS):
        fewer = {other: relax for other, relax in used.items() if other != name}
        if _relaxed(quoted, fewer) == _relaxed(found, fewer):
            used = fewer
    return tuple(used)


def _relaxed(text: str, relaxations: Mapping[str, Callable[[str], str]]) -> str:
    for relax in relaxations.values():
        text = relax(text)
    return text
