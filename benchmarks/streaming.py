"""How a million rows leave: the time beside the engine's own writer, and the memory beside a thousand rows.

    python benchmarks/streaming.py [FORMAT ...]

Time is that of `ldn-graph query` as a whole process, over that of a process that lets pyoxigraph write
the same rows. Memory is the peak resident set for a million rows over that for a thousand.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

FORMATS = ("csv", "json", "xml", "tsv")
MEASURE = "import resource, sys; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
OURS = f"""
import sys
from ldn_graph.cli import main
try:
    main(["query", sys.argv[1], "-o", sys.argv[2], "--timeout", "0"])
except SystemExit:
    pass
{MEASURE}
"""
RAW = f"""
import sys
import pyoxigraph as ox
from ldn_graph.rdf.opening import open_graph
from ldn_graph.model.vocab import PREFIXES
open_graph().store.query(sys.argv[1], prefixes=PREFIXES).serialize(sys.argv[2])
{MEASURE}
"""


def query(rows: int) -> str:
    """A query of so many rows, from the shipped graph."""
    pairs = " ".join(f"?s{n} ldn:bearing ?b{n} ." for n in range(3))
    return f"SELECT ?s0 ?b0 ?text {{ {pairs} ?s0 rdfs:comment ?text }} LIMIT {rows}"


def run(code: str, rows: int, file: Path) -> tuple[float, int]:
    """Wall-clock seconds and peak memory of one process."""
    begin = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, query(rows), str(file)], capture_output=True, text=True, check=True
    )
    return time.perf_counter() - begin, int(done.stderr.split()[-1])


def main(forms: tuple[str, ...]) -> None:
    """Print a line for each format."""
    with tempfile.TemporaryDirectory() as folder:
        for form in forms:
            file = Path(folder, f"rows.{form}")
            seconds, peak = run(OURS, 1_000_000, file)
            _, small = run(OURS, 1_000, file)
            line = f"1,000,000 rows as {form:8} memory {peak / small:.2f} of 1,000 rows"
            if form in FORMATS:
                raw, _ = run(RAW, 1_000_000, file)
                line += f", time {seconds / raw:.2f} of the engine's own writer"
            print(line)


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or FORMATS)
