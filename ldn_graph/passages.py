"""Passages: does the article's text still stand where each claim says it does?

The article's sentences are not in the graph. A passage is known by where it begins and ends in the article's
raw text, in characters, and by the SHA-256 (FIPS 180-4) of the UTF-8 bytes between; nothing is normalised. So
whoever has the article can be told of each passage that it is exact; that it moved, since their copy has other
line ends or one heading more; or that it is lost, and somebody has to read again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .claims import Claim, Passage
from .errors import LdnGraphError


@dataclass(frozen=True, slots=True)
class PassageCheck:
    """One passage of one claim against the article's text.

    ``outcome`` is ``exact`` (the text from start to end has the digest), ``moved`` (that text stands
    elsewhere) or ``lost`` (it stands nowhere). ``found`` is where it stands, None where it is lost.
    ``message`` and ``remedy`` are empty for ``exact``.
    """

    claim: str
    passage: Passage
    outcome: str
    found: tuple[int, int] | None
    message: str
    remedy: str


def read_article(path: str | Path) -> str:
    """The raw text of an article, UTF-8, with its line ends as they are: offsets count every character.

    Raises :class:`~ldn_graph.errors.LdnGraphError` where the file cannot be read or is not UTF-8.
    """
    try:
        return Path(path).read_bytes().decode("utf-8")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise LdnGraphError(f"{path}: {reason}; give the file with the text of the article") from None
    except UnicodeDecodeError as error:
        raise LdnGraphError(
            f"{path}: byte {error.start} is not UTF-8; save the article as UTF-8 text, line ends as they were"
        ) from None


def check_passages(claims: Iterable[Claim], text: str) -> tuple[PassageCheck, ...]:
    """Each passage of each claim, in their order, against the raw text of the article (:func:`read_article`).

    A passage that is not where it was is looked for everywhere, by its length and digest; of several places
    the nearest counts. Nothing is raised: what cannot be found is ``lost``.
    """
    passages = [(claim, passage) for claim in claims for passage in claim.passages]
    astray = [p for _, p in passages if not 0 <= p.start < p.end or _digest(text[p.start : p.end]) != p.sha256]
    places = _find_digests(astray, text)
    return tuple(_passage_check(claim.id, p, places.get(p, (p.start, p.end)), len(text)) for claim, p in passages)


def _digest(text: str) -> str:
    from hashlib import sha256

    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _find_digests(passages: Iterable[Passage], text: str) -> dict[Passage, tuple[int, int] | None]:
    """Where each passage's digest is met, nearest to its old start; the text is gone through once for each length."""
    by_length: dict[int, dict[str, list[Passage]]] = {}
    for passage in passages:
        by_length.setdefault(passage.end - passage.start, {}).setdefault(passage.sha256, []).append(passage)
    found: dict[Passage, tuple[int, int] | None] = {}
    for length, wanted in by_length.items():
        found.update(dict.fromkeys((p for group in wanted.values() for p in group), None))
        for start in range(len(text) - length + 1) if length > 0 else ():
            for passage in wanted.get(_digest(text[start : start + length]), ()):
                best = found[passage]
                if best is None or abs(start - passage.start) < abs(best[0] - passage.start):
                    found[passage] = (start, start + length)
    return found


def _passage_check(claim: str, passage: Passage, found: tuple[int, int] | None, length: int) -> PassageCheck:
    stated = (passage.start, passage.end)
    where = f"{claim}: passage {passage.start}-{passage.end}"
    if found == stated:
        return PassageCheck(claim, passage, "exact", found, "", "")
    if found:
        message = f"{where} stands at {found[0]}-{found[1]} of this text"
        return PassageCheck(claim, passage, "moved", found, message, f"write oa:start {found[0]} and oa:end {found[1]}")
    if not 0 <= passage.start < passage.end:
        message = f"{where} ends before it starts"
    elif passage.end > length:
        message = f"{where} goes beyond the {length:,} characters of this text and is nowhere in it"
    else:
        message = f"{where} is nowhere in this text"
    remedy = "give the text that the offsets were taken from, line ends included, or mark the passage anew"
    return PassageCheck(claim, passage, "lost", None, message, remedy)
