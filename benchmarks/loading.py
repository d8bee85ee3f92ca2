"""How fast a database on disk is loaded and opened, beside the engine's own bulk load of the same file.

    python benchmarks/loading.py [CLAIMS]

Both load the same Turtle in turn (A B A B ...), each to the end: bulk load, optimize, flush. What is printed is the
median of the ratios of their speeds, with the limit that the project sets itself. The claims are made up, those of
``benchmarks/paths.py``.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
from paths import make_turtle

from ldn_graph.database import load_files
from ldn_graph.store import open_graph

SPEED, OPENING = 0.8, 0.1
"""At least so much of the speed of the engine alone; at most so many seconds to open."""
ROUNDS = 3


def load_raw(file: Path, folder: Path) -> None:
    """What the engine does by itself."""
    store = ox.Store(str(folder))
    store.bulk_load(path=str(file), format=ox.RdfFormat.TURTLE)
    store.optimize()
    store.flush()


def seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def main(claims: int) -> int:
    """Print the ratios; 0 where both limits were kept."""
    with tempfile.TemporaryDirectory() as folder:
        file, raw, ours = (Path(folder, name) for name in ("claims.ttl", "raw", "ours"))
        file.write_text(make_turtle(claims, claims // 5), encoding="utf-8")
        ratios = []
        for _ in range(ROUNDS):
            shutil.rmtree(raw, ignore_errors=True)
            alone = seconds(lambda: load_raw(file, raw))
            ratios.append(alone / seconds(lambda: load_files([file], ours)))
        opening = seconds(lambda: open_graph(ours))
    speed = statistics.median(ratios)
    print(f"{claims:,} claims: loaded at {speed:.2f} of the engine's speed (limit {SPEED})")
    print(f"{claims:,} claims: opened in {opening:.3f} s (limit {OPENING})")
    return 0 if speed >= SPEED and opening <= OPENING else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
