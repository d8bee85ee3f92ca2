"""Named questions that are too much for very many claims: told at once, before anything is asked.

A question whose header says ``Over many claims`` (:mod:`~ldn_graph.sparql.questions`) takes so long for each claim that
without a parameter it does not end within its time limit where there are very many.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import TooManyClaimsError
from ..model.graph import Graph
from .questions import Question

ESTIMATED = 60.0
"""The seconds within which a question should end for as many claims as its header says."""


def refuse_many(
    graph: Graph, question: Question | str, values: Mapping[str, object], seconds: float | None, wait: str = ""
) -> None:
    """Raise where a question of all claims may not end within ``seconds``, as many as there are in the graph.

    ``values`` are those of its parameters; a year leaves all claims in. ``wait`` says what lets the asker wait all the
    same, as ``--timeout 0``. The claims are counted only for a question that has a number of them in its header, and
    only in a database: a graph in memory has no more than fit there, and a server may be quicker than the numbers say.
    Without a limit, None or 0, nothing is refused. That a question is not refused does not promise that it ends in
    time. Raises :class:`~ldn_graph.errors.TooManyClaimsError`.
    """
    if isinstance(question, str) or question.many is None or not seconds or graph.access.folder is None:
        return
    narrowing = {p.name for p in question.parameters if p.kind != "year"}
    if any(value is not None for name, value in values.items() if name in narrowing):
        return
    claims = _count_claims(graph)
    if claims > question.many.claims * max(seconds / ESTIMATED, 1):  # a shorter limit is the clock's to keep
        remedy = f"{question.many.instead}; to wait all the same: {wait}" if wait else question.many.instead
        without = f" without {' or '.join(sorted(narrowing))}" if narrowing else ""
        raise TooManyClaimsError(
            f"{question.name}{without} would go through {claims:,} claims, which may take longer than {seconds:g} s "
            f"(estimated for {question.many.claims:,} in {ESTIMATED:g} s); {remedy}"
        )


def _count_claims(graph: Graph) -> int:
    ((number,),) = graph.look_up("count-claim-statements")
    return int(number.value)  # type: ignore[union-attr]
