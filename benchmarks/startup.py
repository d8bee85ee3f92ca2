"""How long the commands take to start, as whole processes, against a bare import beside them.

    python benchmarks/startup.py [ROUNDS]

Each pair of commands runs in turn (A B A B ...), after one round that is not counted;
what is printed is the median of the ratios of the pairs, with the limit that the
project sets itself. Times are wall-clock seconds; memory is the peak resident set.
Absolute times depend on the machine: rely on the ratios.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

PYTHON = sys.executable
SCRIPT = os.path.join(os.path.dirname(PYTHON), "ldn-graph")
PAIRS = (
    ("ldn-graph --help", [SCRIPT, "--help"], "import click", 1.3, None),
    ("ldn-graph audit", [SCRIPT, "audit"], "import rdflib", 0.75, 1.5),
    ("ldn-graph report", [SCRIPT, "report", "-o", "report"], "import pyvis", 4.0, None),
)


def run(command: list[str], folder: str) -> tuple[float, float]:
    """Wall-clock seconds and peak memory in MiB of one run of a command."""
    measure = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    begin = time.perf_counter()
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    seconds = time.perf_counter() - begin
    peak = subprocess.run([PYTHON, "-c", measure, *command], cwd=folder, capture_output=True, text=True, check=True)
    return seconds, int(peak.stdout) / (1024 if sys.platform == "linux" else 1024 * 1024)


def compare(rounds: int, folder: str) -> bool:
    """Print a line for each pair; whether every limit was kept."""
    kept = True
    for name, command, bare, limit, memory_limit in PAIRS:
        times, peaks, seconds = [], [], []
        for n in range(rounds + 1):
            ours, bares = run(command, folder), run([PYTHON, "-c", bare], folder)
            if n:
                times.append(ours[0] / bares[0])
                peaks.append(ours[1] / bares[1])
                seconds.append((ours[0], bares[0]))
        ratio, peak = statistics.median(times), statistics.median(peaks)
        a, b = (statistics.median(pair) for pair in zip(*seconds, strict=True))
        memory = f", memory {peak:.2f} (limit {memory_limit})" if memory_limit else ""
        print(f"{name:18} / {bare:14} time {ratio:.2f} (limit {limit}; {a * 1000:.0f} / {b * 1000:.0f} ms){memory}")
        kept = kept and ratio <= limit and (memory_limit is None or peak <= memory_limit)
    return kept


if __name__ == "__main__":
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed is compiled, so what is measured must be
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(0 if compare(int(sys.argv[1]) if len(sys.argv) > 1 else 15, folder) else 1)
