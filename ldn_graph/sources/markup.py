"""Markup and entities in a text, as databases export titles: ``<i>``, ``<sub>``, ``&alpha;``. They become plain text.

>>> plain_text("<i>In vitro</i> effects of &beta;-endorphin on CD4<sup>+</sup> cells &amp; 10<sup>9</sup> others")
'In vitro effects of β-endorphin on CD4⁺ cells & 10⁹ others'

Superscripts and subscripts become Unicode's where it has them, since 10<sup>9</sup> is not 109. What is no tag of
:data:`TAGS` and no entity of HTML stays as it is, such as ``p < 0.05``.
"""

from __future__ import annotations

import re
from html import unescape

TAGS = frozenset(
    (
        "b", "bold", "br", "em", "i", "italic", "italics", "math", "mfenced", "mi", "mn", "mo", "monospace", "mover",
        "mrow", "ms", "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtext", "munder", "ovl", "overline", "p",
        "roman", "sans-serif", "sc", "scp", "semantics", "small", "span", "strike", "strong", "sub", "sup", "title",
        "tt", "u", "underline",
    )
)  # fmt: skip
"""The tags of HTML, of JATS (``jats:italic``), of MathML (``mml:mi``) and of reference managers (``sc``) in titles."""

_RAISED = dict(zip("0123456789+-\u2212=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
_LOWERED = dict(zip("0123456789+-\u2212=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))
# The quantifiers do not give back what they took: a text without an end of a tag is gone through once.
_TAG = re.compile(r"</?+(?:[a-z]++:)?+([a-z-]++)(?:\s[^<>]*+)?+/?+>", re.IGNORECASE)
_SHIFTED = re.compile(r"<(sup|sub)(?:\s[^<>]*+)?+>([^<>]{0,20}+)</\1>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


def plain_text(text: str) -> str:
    """The text without markup and entities, on one line where a tag or an entity was a break; else as it is."""
    for _ in range(3):  # what was escaped twice, as &amp;lt;i&amp;gt;, takes as many turns
        plain = _ENTITY.sub(lambda found: unescape(found[0]), _TAG.sub(_without_tag, _SHIFTED.sub(_shifted, text)))
        if plain == text:
            break
        text = " ".join(plain.split())
    return text


def has_markup(text: str) -> bool:
    """Whether :func:`plain_text` has another text for it."""
    return plain_text(text) != text


def _without_tag(found: re.Match[str]) -> str:
    name = found[1].lower()
    if name not in TAGS:
        return found[0]
    return " " if name in ("br", "p") else ""


def _shifted(found: re.Match[str]) -> str:
    signs = _RAISED if found[1].lower() == "sup" else _LOWERED
    inside = found[2]
    return "".join(map(signs.__getitem__, inside)) if all(sign in signs for sign in inside) else inside
