"""The names of authors, as a source records them: of people, and of bodies."""

from __future__ import annotations


def split_authors(text: str) -> tuple[str, ...]:
    """The names that one text has, with semicolons between them, in their order.

    >>> split_authors("Gironi M; Ministry of Health")
    ('Gironi M', 'Ministry of Health')
    """
    return tuple(name for part in text.split(";") if (name := part.strip()))
