"""How the benchmarks measure: each work in a process of its own, over files that the system holds in memory already.

Seconds are those of the clock; ``cpu`` adds up what all processors did, which says more where a machine has other work
to do. Memory is in MB (2**20 bytes). For Linux.
"""

from __future__ import annotations

import multiprocessing
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import psutil

MB = 2**20


class Run(NamedTuple):
    """What some work gave, the seconds it took, those of all processors, and the most memory that it held."""

    value: Any
    seconds: float
    cpu: float
    peak: int


def apart(work: Callable[..., Any], *args: object) -> Run:
    """Do some work in a new Python process. Its start is not measured; the memory of Python itself is."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_measured, work, args).result()


def _measured(work: Callable[..., Any], args: tuple[object, ...]) -> Run:
    begin, cpu = time.perf_counter(), time.process_time()
    value = work(*args)
    seconds, cpu = time.perf_counter() - begin, time.process_time() - cpu
    return Run(value, seconds, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 // MB)


def command(*arguments: str | Path, python: str | None = None) -> Run:
    """Run ``ldn-graph`` with these arguments, of another ``python`` where one is given; its exit code must not be 2.

    The memory is that of its processes together, what they share counted once, looked at ten times a second.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin, peak = time.perf_counter(), 0
    words = [python or sys.executable, "-m", "ldn_graph", *map(str, arguments)]
    process = psutil.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    while process.poll() is None:
        peak = max(peak, _memory(process))
        time.sleep(0.1)
    seconds, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode not in (0, 1):
        sys.exit(f"ldn-graph {' '.join(map(str, arguments))}: {process.stderr.read().decode()}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(None, seconds, cpu, peak // MB)


def _memory(process: psutil.Popen) -> int:
    total = 0
    with suppress(psutil.Error):
        for one in (process, *process.children(recursive=True)):
            total += one.memory_full_info().pss
    return total


def warm(*paths: Path) -> None:
    """Read these files, and those in these folders, so that nothing which is measured waits for the disk."""
    for path in paths:
        for file in path.rglob("*") if path.is_dir() else (path,):
            if file.is_dir():
                continue
            with file.open("rb") as stream:
                while stream.read(MB):
                    pass


def ratio(over: Iterable[float], under: Iterable[float]) -> float:
    """The median of the ratios of the pairs."""
    return statistics.median(a / b for a, b in zip(over, under, strict=True))


class Limits:
    """Prints what was measured beside the limit that the project sets itself."""

    def __init__(self) -> None:
        self.missed = 0

    def least(self, said: str, value: float, limit: float) -> None:
        self._print(said, value, f"at least {limit:g}", value >= limit)

    def most(self, said: str, value: float, limit: float) -> None:
        self._print(said, value, f"at most {limit:g}", value <= limit)

    def _print(self, said: str, value: float, limit: str, kept: bool) -> None:
        self.missed += not kept
        print(f"{said}: {value:.3g} ({limit}{'' if kept else ', MISSED'})", flush=True)

    @property
    def code(self) -> int:
        """The exit code: 1 where a limit was missed."""
        return 1 if self.missed else 0
