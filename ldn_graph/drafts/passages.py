"""Passages of claims in a draft: a draft that has the very words of the article is known by their digests."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

from ..model.claims import Claim

LONGEST_DRAFT = 200_000
"""Characters of a draft in which passages should be looked for: each takes a digest for each word."""


def find_passages(claims: Iterable[Claim], text: str) -> dict[int, list[Claim]]:
    """The claims whose passages stand in a text word for word, by the place of the last character of the last of them.

    All passages of a claim have to stand there, from word to word.
    """
    claims = [claim for claim in claims if claim.passages]
    if not claims:
        return {}
    wanted = {passage.sha256 for claim in claims for passage in claim.passages}
    lengths = sorted({passage.end - passage.start for claim in claims for passage in claim.passages})
    words = [found.span() for found in re.finditer(r"\w+|[^\w\s]", text)]
    ends = {end for _, end in words}
    found: dict[str, int] = {}
    for start, _ in words:
        for length in lengths:
            if (end := start + length) in ends:
                digest = sha256(text[start:end].encode("utf-8", "surrogatepass")).hexdigest()
                if digest in wanted:
                    found.setdefault(digest, end - 1)
    places: dict[int, list[Claim]] = {}
    for claim in claims:
        if all(passage.sha256 in found for passage in claim.passages):
            places.setdefault(max(found[passage.sha256] for passage in claim.passages), []).append(claim)
    return places
