"""What is counted over an audit by the rules in SQL, as a summary: of whichever engine the counts are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ..audit.certainty import CERTAINTY_COUNTS
from ..audit.published import AS_PUBLISHED
from ..audit.results import Summary
from ..model.vocab import FLAGS, SEVERITIES, STATUSES
from .session import Options

STANDINGS_OF = 1000
"""Of so many claims whether their sources still stand is counted: what is audited as values in one part."""


def summarise(
    counts: Sequence[tuple[Any, ...]], options: Options, without: tuple[str, ...], selected_from: int | None
) -> Summary:
    """The summary of the rows of ``rows/claim_counts``: without flags, and as if nobody had looked up sources."""

    def sums(names: Sequence[str], column: int) -> dict[str, int]:
        return {name: sum(row[-1] for row in counts if row[column] == name) for name in names}

    return Summary(
        claims=sum(row[-1] for row in counts),
        checked=sum(row[-1] for row in counts if row[3]),
        as_of=options.as_of,
        without=without,
        nulls_dispute=options.nulls_dispute,
        selected_from=selected_from,
        status=sums(STATUSES, 0),
        as_published=sums(AS_PUBLISHED, 1),
        certainty=sums(CERTAINTY_COUNTS, 2),
        flags=dict.fromkeys(FLAGS, 0),
        severities={},
        standings=None,
    )


def with_flags(summary: Summary, counts: Iterable[tuple[Any, ...]]) -> Summary:
    """The same with the flags, of the rows of ``rows/flag_counts``."""
    found = {flag: (claims, grade) for flag, claims, grade in counts}
    return summary._replace(
        flags={flag: found[flag][0] if flag in found else 0 for flag in FLAGS},
        severities={flag: SEVERITIES[found[flag][1]] for flag in FLAGS if flag in found},
    )


def with_standings(summary: Summary, rows: Callable[[], Iterable[tuple[Any, ...]]]) -> Summary:
    """The same with how many sources still stand, of the rows of ``rows/source_standings``; of very many claims as it
    is, which is what is counted of them elsewhere.
    """
    from ..sources.standing.words import count_told

    if (summary.claims if summary.selected_from is None else summary.selected_from) > STANDINGS_OF:
        return summary
    return summary._replace(
        standings=count_told((keys.splitlines(), stated, counts) for keys, stated, counts in rows())
    )
