"""Suggestions for misspelt IRIs: the nearest of those that a graph describes, with bounded work.

One comparison with difflib takes some microseconds, so a name that is compared with thousands of others is cheap, and
thousands of such names are not: hence the limit to the comparisons of one report.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from ..model.vocab import local_id, shorten

COMPARISONS = 50_000
"""So many names are looked at for all suggestions together; a name for which they do not suffice gets none."""
_CUTOFF = 0.8  # of difflib's ratio, which is 1 for equal names


class NearestNames:
    """The IRIs of a graph by what stands before their last part, and by the length of that part."""

    def __init__(self, iris: Iterable[str]) -> None:
        self._names: dict[str, dict[int, list[str]]] = {}
        self._suggestions: dict[str, str | None] = {}
        self._left = COMPARISONS
        for iri in iris:
            name = local_id(iri)
            self._names.setdefault(iri.removesuffix(name), {}).setdefault(len(name), []).append(name)

    def suggest(self, iri: str) -> str | None:
        """The nearest IRI that differs in its last part only, as a CURIE; None where none is near, or no work left.

        A blank node has a name that says nothing, and no suggestion.
        """
        if iri.startswith("_:"):
            return None
        if iri not in self._suggestions:
            self._suggestions[iri] = self._find(iri)
        return self._suggestions[iri]

    def _find(self, iri: str) -> str | None:
        name = local_id(iri)
        base = iri.removesuffix(name)
        # names of very different lengths cannot be near: the ratio is at most what it is for the shorter one in full
        names = [
            other
            for length, others in self._names.get(base, {}).items()
            if 2 * min(length, len(name)) >= _CUTOFF * (length + len(name))
            for other in others
        ]
        if len(names) > self._left:
            return None
        self._left -= len(names)
        near = get_close_matches(name, names, n=1, cutoff=_CUTOFF)
        return shorten(base + near[0]) if near else None
