"""Cohen's kappa with its interval, by statsmodels, an extra of this package.

Kappa is agreement beyond what chance would give (Cohen 1960, doi:10.1177/001316446002000104). On an order disagreements
are weighted by the square of their distance (Cohen 1968, doi:10.1037/h0026256). The interval is the asymptotic one of
Fleiss, Cohen and Everitt (1969, doi:10.1037/h0028106): of few lines it says little.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from typing import NamedTuple

from ..output.extras import import_extra

Counts = tuple[tuple[int, ...], ...]
"""A square table of agreement: how many lines the first reader put into a row's category, the second in a column's."""


class Kappa(NamedTuple):
    """Kappa with its 95 % interval; ``value`` is None where it is not defined, and the bounds where no interval is.

    ``remark`` says why something is None, and is "" where nothing is.
    """

    value: float | None
    low: float | None
    high: float | None
    remark: str


def require_statsmodels() -> None:
    """Raise :class:`~ldn_graph.errors.MissingExtraError` where statsmodels is not installed."""
    import_extra("statsmodels.stats.inter_rater", "agreement")


def cohens_kappa(counts: Sequence[Sequence[int]], *, ordered: bool = False) -> Kappa:
    """Kappa of a table of agreement; with quadratic weights where its categories are ``ordered``.

    Raises :class:`~ldn_graph.errors.MissingExtraError` where statsmodels is not installed.
    """
    lines = sum(map(sum, counts))
    if not lines:
        return Kappa(None, None, None, "not defined: no line was judged by both")
    if _one_category(counts):
        return Kappa(None, None, None, "not defined: both readers put every line into the same category")
    inter_rater = import_extra("statsmodels.stats.inter_rater", "agreement")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # of tests that are not used, where a variance is 0
        result = inter_rater.cohens_kappa([list(row) for row in counts], wt="quadratic" if ordered else None)
        value, error = float(result.kappa), float(result.std_kappa)
        low, high = float(result.kappa_low), float(result.kappa_upp)
    if not (math.isfinite(error) and error > 0):
        return Kappa(value, None, None, "no interval: these lines do not vary enough for one")
    return Kappa(value, max(low, -1.0), min(high, 1.0), "")


def _one_category(counts: Sequence[Sequence[int]]) -> bool:
    """Whether all lines are in one category for both readers, so that chance alone would make them agree."""
    rows = [n for n, row in enumerate(counts) if any(row)]
    columns = [n for n in range(len(counts)) if any(row[n] for row in counts)]
    return rows == columns and len(rows) == 1
