"""How the engine answers over a database on disk, beside maplib, which holds columns in memory.

    pip install maplib
    python benchmarks/columns.py [CLAIMS]

Both are asked for the status of every claim (``claim-status``) and for claims without a supporting source
(``unsupported-claims``), in turn (A B A B ...), all rows read as Python texts; the answers must be the same. maplib
parses the Turtle each time that it starts; the database is opened. Then why: the engine's rows are ids, and every term
that leaves is looked up by its id, so that counting rows costs a small part of listing them.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from corpora import keep_corpus
from measuring import Limits, apart, ratio, warm

QUESTIONS = ("claim-status", "unsupported-claims")
ROUNDS = 3
Answer = list[tuple[str, ...]]


def compare(database: Path, file: Path) -> list[tuple[str, int, float, list[float], list[float]]]:
    """For each question: its rows, the seconds until maplib has parsed, those of the engine and those of maplib."""
    from maplib import Model

    from ldn_graph import open_graph
    from ldn_graph.sparql.questions import read_question

    graph, model = open_graph(database), Model()
    begin = time.perf_counter()
    model.read(str(file))
    parsing = time.perf_counter() - begin
    figures = []
    for name in QUESTIONS:
        sparql = read_question(name).sparql
        ours: list[float] = []
        theirs: list[float] = []
        for _ in range(ROUNDS):
            one = _timed(lambda q=sparql: [tuple(t.value for t in row) for row in graph.query(q)], ours)
            other = _timed(lambda q=sparql: _texts(model.query(q)), theirs)
        if [row[0] for row in one] != [row[0] for row in other] or (name == "claim-status" and one != other):
            sys.exit(f"{name}: maplib does not answer as the engine does")
        figures.append((name, len(one), parsing, ours, theirs))
    return figures


def _texts(frame: Any) -> Answer:
    """The rows of a data frame; IRIs come as ``<...>``."""
    return sorted((row[0][1:-1], *row[1:]) for row in frame.rows())


def _timed(work: Callable[[], Answer], seconds: list[float]) -> Answer:
    begin = time.perf_counter()
    value = work()
    seconds.append(time.perf_counter() - begin)
    return value


def count_and_list(database: Path) -> tuple[float, float]:
    """CPU microseconds a row of one pattern: to count the rows, and to list them, both columns."""
    from ldn_graph import open_graph

    graph = open_graph(database)
    pattern = "{ ?claim ldn:topic ?topic }"
    figures = []
    for select in ("(COUNT(*) AS ?n)", "?claim ?topic"):
        for _ in range(2):  # the second one counts
            begin = time.process_time()
            rows = [tuple(row) for row in graph.query(f"SELECT {select} {pattern}")]
            seconds = time.process_time() - begin
        figures.append(seconds)
    return 1e6 * figures[0] / len(rows), 1e6 * figures[1] / len(rows)


def main(claims: int) -> int:
    """Print the ratios; 0 where the limit was kept."""
    try:
        import maplib  # noqa: F401
    except ImportError:
        sys.exit("maplib is not installed; pip install maplib")
    corpus = keep_corpus(claims)
    warm(corpus.database, corpus.file)
    limits = Limits()
    print(f"{claims:,} claims")
    for name, rows, parsing, ours, theirs in apart(compare, corpus.database, corpus.file).value:
        limits.most(f"{name}, {rows:,} rows: time over that of maplib's columns", ratio(ours, theirs), 10)
        waited = (parsing + min(theirs)) / min(ours)
        print(f"{name}: maplib, its parsing included, takes {waited:.2f} of the engine's time")
    counted, listed = apart(count_and_list, corpus.database).value
    print(
        f"a row of one pattern: {counted:.2f} us to count, {listed:.2f} us to list: "
        f"{1 - counted / listed:.0%} is for looking two terms up by their ids and making them Python's"
    )
    return limits.code


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
