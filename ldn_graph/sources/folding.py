"""Texts without what spellings differ in, by which titles, names and journals are compared."""

from __future__ import annotations

import re
import unicodedata

from .markup import plain_text


def fold(text: str) -> str:
    """The words of a text without accents, case, signs and markup, by which texts are compared.

    >>> fold("<i>Crohn\u2019s</i> Disease: a Pilot\u2010Trial in Köln")
    'crohns disease a pilot trial in koln'
    """
    plain = re.sub("['\u2019\u02bc`]", "", plain_text(text))
    letters = (c for c in unicodedata.normalize("NFKD", plain.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", "".join(letters).casefold().translate(_LETTERS)))


_LETTERS = str.maketrans({"ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "\u0131": "i"})
