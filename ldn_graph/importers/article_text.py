"""Where words stand in an article's raw text, as a passage of the model."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256

from .values import ImportedPassage

Place = tuple[int, int]
"""From where to where, in characters."""


def text_of_article(article: str, articles: Mapping[str, str]) -> str | None:
    """The text of an article by its key, among those by their keys or the one by ""; None where it is not there."""
    return articles.get(article, articles.get(""))


def find_words(text: str, words: str) -> list[Place]:
    """Each place where words stand in a text, whatever blanks and ends of lines are between them.

    >>> find_words("It is\\n so. It is so.", "is so")
    [(3, 9), (14, 19)]
    """
    return [match.span() for match in re.finditer(r"\s+".join(map(re.escape, words.split())), text)]


def passage_of(iri: str, article: str, section: str, text: str, place: Place) -> ImportedPassage:
    """The passage at a place of an article's text."""
    start, end = place
    digest = sha256(text[start:end].encode("utf-8", "surrogatepass")).hexdigest()
    return ImportedPassage(iri, article, section, start, end, digest)
