"""How long named questions take, beside the same text given to the engine alone, on the same database.

    python benchmarks/asking.py [CLAIMS]

Each is asked in turn (A B A B ...) in one process: ``ldn_graph.ask``, with its parameters looked up and bound, and
``pyoxigraph.Store.query`` with the text that came of it, all its rows read. Printed is the median of the ratios.

Then every question without a parameter, over so many claims and over a tenth of them: the ratio of the two times of the
processor. What grows with the square of the claims comes to 100; ten times as large a database by itself takes the
engine more than ten times as long, since less of it is in the processor's caches.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from corpora import keep_corpus
from measuring import Limits, apart, ratio, warm

QUESTIONS: tuple[tuple[str, dict[str, object]], ...] = (
    ("conditions", {}),
    ("sources-of-one-study", {}),
    ("claims-resting-on-claims", {}),
    ("claim-dossier", {"claim": "C17"}),
    ("claims-of-source", {"source": "s5"}),
    ("claims-for-condition", {"condition": "e8"}),
    ("numbers", {}),
)
ROUNDS = 5
GROWTH = 16
"""How many times as long a question may take over ten times as many claims."""
COUNTED = 0.05
"""Seconds that it must take over the fewer claims, for the ratio to mean something."""


def compare(database: Path) -> list[tuple[str, int, list[float], list[float]]]:
    """For each question how many rows it has, the seconds of ours and those of the engine's."""
    from ldn_graph import ask, open_graph
    from ldn_graph.model.vocab import PREFIXES
    from ldn_graph.sparql.questions import bind, read_question

    graph = open_graph(database)
    figures = []
    for name, values in QUESTIONS:
        sparql = bind(graph, read_question(name), values)
        ours: list[float] = []
        raw: list[float] = []
        for n in range(ROUNDS + 1):  # the first is not counted: it fills the caches of the database
            mine = _timed(lambda n=name, v=values: len(ask(graph, n, **v)), ours if n else [])  # type: ignore[misc]
            rows = _timed(lambda q=sparql: len(list(graph.store.query(q, prefixes=PREFIXES))), raw if n else [])  # type: ignore[misc]
            if mine != rows:
                sys.exit(f"{name}: {mine} rows, and {rows} of the engine alone")
        figures.append((name, rows, ours, raw))
    return figures


def _timed(work: Callable[[], int], seconds: list[float]) -> int:
    begin = time.perf_counter()
    value = work()
    seconds.append(time.perf_counter() - begin)
    return value


def time_all(database: Path) -> dict[str, float]:
    """The seconds of the processor that each question takes over all claims, asked once."""
    from ldn_graph import ask, list_questions, open_graph

    graph = open_graph(database)
    seconds = {}
    for question in list_questions():
        begin = time.process_time()
        ask(graph, question)
        seconds[question.name] = time.process_time() - begin
    return seconds


def main(claims: int) -> int:
    """Print the ratios; 0 where the limit was kept."""
    corpus = keep_corpus(claims)
    warm(corpus.database)
    limits = Limits()
    print(f"{claims:,} claims")
    for name, rows, ours, raw in apart(compare, corpus.database).value:
        limits.most(f"{name}, {rows:,} rows, {min(raw):.3f} s: time over the engine's", ratio(ours, raw), 1.3)
    smaller = keep_corpus(claims // 10)
    warm(smaller.database)
    few, many = (apart(time_all, c.database).value for c in (smaller, corpus))
    for name, seconds in few.items():
        if seconds >= COUNTED:
            said = f"{name}, {many[name]:.1f} s over {claims:,} claims: time over that of {claims // 10:,}"
            limits.most(said, many[name] / seconds, GROWTH)
    return limits.code


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
