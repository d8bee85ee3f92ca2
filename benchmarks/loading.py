"""How fast a corpus is loaded and opened, on disk and in memory, beside the engine alone and beside rdflib.

    python benchmarks/loading.py [CLAIMS]

All read the same Turtle in turn (A B A B ...), each in a process of its own and to the end: on disk that is bulk load,
optimize, flush. What is printed is the median of the ratios of their speeds. rdflib reads 10,000 claims and is taken to
need as long for each claim of any number, which flatters it: its memory would not last.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from corpora import keep_corpus
from measuring import Limits, Run, apart, ratio, warm

ROUNDS = 3
RDFLIB = 10_000  # claims


def load_raw(file: Path, folder: Path) -> None:
    """What the engine does by itself, on disk."""
    import pyoxigraph as ox

    store = ox.Store(str(folder))
    store.bulk_load(path=str(file), format=ox.RdfFormat.TURTLE)
    store.optimize()
    store.flush()


def load_ours(file: Path, folder: Path) -> None:
    from ldn_graph.rdf.database import load_files

    load_files([file], folder)


def load_with_columns(file: Path, folder: Path) -> None:
    """As ``ldn-graph load`` does; what cannot be made is an error here."""
    from ldn_graph.rdf.database import load_files
    from ldn_graph.scale.columns.writing import ColumnsBeside

    load_files([file], folder, beside=ColumnsBeside(sys.exit))


def read_raw(file: Path) -> None:
    """What the engine does by itself, in memory."""
    import pyoxigraph as ox

    store = ox.Store()
    store.bulk_load(path=str(file), format=ox.RdfFormat.TURTLE)


def read_ours(file: Path) -> None:
    """As ``ldn-graph query --graph`` does."""
    from ldn_graph.rdf.opening import open_store

    open_store(file).prepare()


def read_rdflib(file: Path) -> None:
    import rdflib

    rdflib.Graph().parse(file)


def open_database(folder: Path) -> None:
    from ldn_graph.rdf.opening import open_graph

    open_graph(folder).prepare()


def main(claims: int) -> int:
    """Print the ratios; 0 where all limits were kept."""
    corpus, small = keep_corpus(claims), keep_corpus(RDFLIB)
    limits = Limits()
    runs: dict[str, list[Run]] = {
        "raw disk": [],
        "our disk": [],
        "columns": [],
        "raw memory": [],
        "our memory": [],
        "rdflib": [],
    }
    warm(corpus.file, corpus.database)
    opening = statistics.median(apart(open_database, corpus.database).seconds for _ in range(5))
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory(dir=corpus.file.parent) as folder:
            warm(corpus.file)
            runs["raw disk"].append(apart(load_raw, corpus.file, Path(folder, "raw")))
            shutil.rmtree(Path(folder, "raw"))
            warm(corpus.file)
            runs["our disk"].append(apart(load_ours, corpus.file, Path(folder, "ours")))
            shutil.rmtree(Path(folder, "ours"))
            warm(corpus.file)
            runs["columns"].append(apart(load_with_columns, corpus.file, Path(folder, "columns")))
        runs["raw memory"].append(apart(read_raw, corpus.file))
        runs["our memory"].append(apart(read_ours, corpus.file))
        runs["rdflib"].append(apart(read_rdflib, small.file))
    clock = {name: [run.seconds for run in done] for name, done in runs.items()}
    cpu = {name: [run.cpu for run in done] for name, done in runs.items()}
    rdflib = [seconds * claims / RDFLIB for seconds in clock["rdflib"]]
    print(f"{claims:,} claims, rdflib from {RDFLIB:,}")
    for place, least, times in (("disk", 0.8, 3), ("memory", 0.9, 8)):
        ours, raw = f"our {place}", f"raw {place}"
        busy = ratio(cpu[raw], cpu[ours])
        limits.least(
            f"loaded on {place}: speed over the engine's ({busy:.2f} by CPU)", ratio(clock[raw], clock[ours]), least
        )
        limits.least(f"loaded on {place}: speed over rdflib's", ratio(rdflib, clock[ours]), times)
        print(f"loaded on {place}: {runs[ours][0].peak:,} MB at most, the engine {runs[raw][0].peak:,} MB")
    limits.most(
        "loaded on disk with columns: seconds over the engine's", ratio(clock["columns"], clock["raw disk"]), 1.25
    )
    limits.most("load on disk: GB of memory", max(run.peak for run in runs["our disk"]) / 1024, 2)
    limits.most("opened: seconds", opening, 0.1)
    return limits.code


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
