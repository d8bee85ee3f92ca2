"""Passages of claims in a draft: a draft that has the very words of the article is known by their digests."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.claims import Claim
from ..model.passage_digests import find_digests, find_words

LONGEST_DRAFT = 200_000
"""Characters of a draft in which passages should be looked for: each takes a digest for each word."""


def find_passages(claims: Iterable[Claim], text: str) -> dict[int, list[Claim]]:
    """The claims whose passages stand in a text word for word, by the place of the last character of the last of them.

    All passages of a claim have to stand there, from word to word.
    """
    claims = [claim for claim in claims if claim.passages]
    if not claims:
        return {}
    wanted: dict[int, set[str]] = {}
    for passage in (passage for claim in claims for passage in claim.passages):
        wanted.setdefault(passage.end - passage.start, set()).add(passage.sha256)
    words = find_words(text)
    found: dict[str, int] = {}
    for length, digests in wanted.items():
        begins = find_digests(text, digests, words.begins, length.__add__, words.ends)
        found.update((digest, starts[0] + length - 1) for digest, starts in begins.items())
    places: dict[int, list[Claim]] = {}
    for claim in claims:
        if all(passage.sha256 in found for passage in claim.passages):
            places.setdefault(max(found[passage.sha256] for passage in claim.passages), []).append(claim)
    return places
