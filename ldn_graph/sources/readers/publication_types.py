"""PubMed's publication types, of which an article has several, as CSL's one type and a genre."""

from __future__ import annotations

from collections.abc import Collection

_GENRES = {
    "Practice Guideline": "guideline",
    "Guideline": "guideline",
    "Editorial": "editorial",
    "Letter": "letter",
    "Preprint": "preprint",
}
"""The publication types that say of what kind a publication is, the first of several."""


def genre_of(kinds: Collection[str]) -> str:
    """The genre, "" for a plain article.

    >>> genre_of(["Journal Article", "Practice Guideline"])
    'guideline'
    """
    return next((genre for kind, genre in _GENRES.items() if kind in kinds), "")


def is_retracted(kinds: Collection[str]) -> bool:
    """PubMed marks the article as retracted; the notice of it is a "Retraction of Publication".

    >>> is_retracted(["Journal Article", "Retracted Publication"]), is_retracted(["Retraction of Publication"])
    (True, False)
    """
    return "Retracted Publication" in kinds


def type_of(kinds: Collection[str]) -> str:
    """CSL's type: a preprint is an ``article`` there, which has not been in a journal.

    The last ones are those of ERIC, which exports in PubMed's format.
    """
    if "Preprint" in kinds:
        return "article"
    if any(kind.startswith("Journal Article") for kind in kinds):
        return "article-journal"
    begins = {"Book": "book", "Dissertation": "thesis", "Report": "report"}
    return next((csl for kind in kinds for start, csl in begins.items() if kind.startswith(start)), "article-journal")
