"""Whose judgement the page shows: who judged what a source says of a claim, as far as the graph records it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ..model.claims import Claim
from ..model.vocab import local_id
from ..output.counts import count_words
from ..output.dates import date_words
from .layout import shorten_text

MOST = 5
"""Of more judges the others are counted."""


def describe_judges(claims: Iterable[Claim]) -> str:
    """Who judged the evidence of these claims, in a sentence or two; "" where there is none.

    ``By whom the evidence was judged, as far as that is recorded: second dossier (248 judgements), curators (118).``
    The first judgement of each evidence line is counted, and beside it how many lines another reader judged, too. Who
    these are in person is not promised: what is named is what the graph names.
    """
    lines = [e for claim in claims for e in claim.lines]
    if not lines:
        return ""
    judges = Counter(judge_name(e.judge) for e in lines)
    unnamed = judges.pop("", 0)
    if not judges:
        return "By whom the evidence was judged is not recorded."
    ranked = sorted(judges.items(), key=lambda item: (-item[1], item[0]))
    named = [f"{name} ({count:,})" for name, count in ranked[:MOST]]
    named[0] = f"{ranked[0][0]} ({count_words(ranked[0][1], 'judgement')})"
    if len(ranked) > MOST:
        named.append(f"and {len(ranked) - MOST:,} more")
    said = f"By whom the evidence was judged, as far as that is recorded: {', '.join(named)}."
    if unnamed:
        said += f" Of {count_words(unnamed, 'judgement')} it is not recorded."
    if again := sum(bool(e.other_judgements) for e in lines):
        said += f" Another reader judged {again:,} of them, too."
    return said


def judgement_words(judge: str | None, created: str | None) -> str:
    """Who judged a line, and when, as a sentence; where nobody is named it says so; "" where neither is recorded."""
    when = shorten_text(date_words(created), 40) if created else ""
    if name := judge_name(judge):
        return f"Judged by: {', '.join(filter(None, (name, when)))}."
    return f"Judged on {when}; by whom is not recorded." if when else ""


def judge_name(judge: str | None) -> str:
    """What the graph calls a judge, as words: ``second dossier``."""
    return shorten_text(local_id(judge).replace("-", " "), 60) if judge else ""
