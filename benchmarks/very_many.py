"""Very many claims over columns, beside the build before them and beside maplib, which holds columns in memory.

    python benchmarks/very_many.py [CLAIMS] [--before PYTHON] [--maplib PYTHON] [--only NAME ...]

``--before`` is a Python in which the build before columns is installed (commit 802e409), ``--maplib`` one with maplib.
What is compared runs in turn (A B A B ...), each in a process of its own over files that the system holds in memory;
printed is the median of the ratios. Both databases are made of the same Turtle; what is measured last are the sizes,
each ten times the one before.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from corpora import keep_corpus
from measuring import Limits, Run, apart, command, ratio, warm

if TYPE_CHECKING:
    from ldn_graph.scale.session import Session

ROUNDS = 3
COLUMNS = "ldn-graph-columns"
MAPLIB = """
import sys, time
from maplib import Model
model = Model()
begin = time.perf_counter()
model.read(sys.argv[1])
print(time.perf_counter() - begin)
sparql = open(sys.argv[2], encoding="utf-8").read()
begin = time.perf_counter()
rows = model.query(sparql).height
print(time.perf_counter() - begin, rows)
"""
LOAD = "import sys; from ldn_graph.cli import main; main(['load', sys.argv[1], '--store', sys.argv[2]])"


def count_statuses(folder: str) -> dict[str, int]:
    """How many claims have each status, from the columns in this folder."""
    session = _session(folder).prepare("claim_facts")
    return dict(session.ask("SELECT status, COUNT(*) FROM claim_facts GROUP BY status").fetchall())


def _session(folder: str) -> Session:
    from ldn_graph.scale.columns.schema import TABLES
    from ldn_graph.scale.session import Session

    return Session({table.name: os.path.join(folder, f"{table.name}.parquet") for table in TABLES})


def list_unsupported(folder: str) -> int:
    """How many findings there are of claims without direct support."""
    session = _session(folder)
    session.prepare()
    session.engine.view("found", session.findings("no-supporting-source"))
    return session.count("found")


def keystones(folder: str) -> int:
    """How many sources would take the support of a claim with them."""
    from ldn_graph.scale.column_keystones import keystones_of

    return sum(bool(keystone.fallen) for keystone in keystones_of(_session(folder)))


def audit(database: Path, python: str | None = None) -> Run:
    """The whole audit, written as CSV."""
    with tempfile.TemporaryDirectory(dir=database.parent) as folder:
        words = ("audit", "--store", database, "--fail-on", "never", "-o", Path(folder, "audit.csv"))
        return command(*words, python=python)


def with_maplib(python: str, file: Path) -> tuple[float, float]:
    """Seconds of its parsing, and of ``claim-status``, all rows made."""
    from ldn_graph.sparql.questions import read_question

    with tempfile.NamedTemporaryFile("w", suffix=".rq", encoding="utf-8") as question:
        question.write(read_question("claim-status").sparql)
        question.flush()
        words = [python, "-c", MAPLIB, str(file), question.name]
        told = subprocess.run(words, capture_output=True, text=True, check=True).stdout.split()
    return float(told[0]), float(told[1])


REFERENCES = {
    "claim": "claims", "premise": "claims", "line": "lines", "source": "sources", "other": "sources",
    "study": "sources",
    "subject": "entities", "object": "entities", "context": "entities", "condition": "entities", "entity": "entities",
    "result": "results", "risk": "risks_of_bias",
}  # fmt: skip
"""The tables whose rows the numbers in these columns name."""
NAMES = frozenset({"iri", "id", "key", "numerator", "denominator"})


def repeat_columns(folder: Path, target: Path, times: int) -> None:
    """Columns of so many times the claims: copies of those in a folder, with names and numbers of their own."""
    import duckdb

    from ldn_graph.scale.columns.schema import NUMBER, TABLES

    target.mkdir()
    files = {table.name: str(folder / f"{table.name}.parquet") for table in TABLES}
    with duckdb.connect(config={"memory_limit": "1GB", "temp_directory": str(target / "spilled")}) as connection:

        def size(name: str) -> int:
            rows = connection.execute("SELECT COALESCE(MAX(number), -1) + 1 FROM read_parquet(?)", [files[name]])
            return int(rows.fetchall()[0][0])

        sizes = {name: size(name) for name in {*REFERENCES.values()}}
        for table in TABLES:
            cells = []
            for column in table.columns:
                of = table.name if column.name == "number" else REFERENCES.get(column.name)
                shift = f" + copy * {sizes[of]}" if of and column.type == NUMBER else ""
                own_name = " || '-' || copy" if column.name in NAMES else ""
                cells.append(f'"{column.name}"{shift}{own_name} AS "{column.name}"')
            rows = f"SELECT {', '.join(cells)} FROM range({times}) AS copies(copy), read_parquet('{files[table.name]}')"  # noqa: S608, our own names
            connection.execute(f"COPY ({rows}) TO '{target / table.name}.parquet' (COMPRESSION zstd)")


def ask_huge(limits: Limits, claims: int) -> None:
    """Statuses, claims without support and keystones of ten times the claims, over columns that were made by parts."""
    folder = keep_corpus(claims).database / COLUMNS
    with tempfile.TemporaryDirectory(dir=folder.parent.parent) as beside:
        huge = Path(beside, "columns")
        repeat_columns(folder, huge, 10)
        warm(huge, folder)
        for name, work in (
            ("statuses", count_statuses),
            ("without support", list_unsupported),
            ("keystones", keystones),
        ):
            small, large = apart(work, str(folder)), apart(work, str(huge))
            print(f"{10 * claims:,} claims, {name}: {large.seconds:.1f} s, {large.cpu:.1f} s of CPU")
            limits.most(f"{name}: time over that of a tenth of the claims", large.seconds / small.seconds, 12)
            limits.most(f"{name}: GB of memory", large.peak / 1024, 4)


def compare_audits(limits: Limits, claims: int, before: str) -> None:
    """The whole audit of a loaded database, beside that of the build before: its first one, and a later one."""
    corpus = keep_corpus(claims)
    old = corpus.database.with_name(f"{corpus.database.name}-before")
    if not old.exists():
        subprocess.run([before, "-c", LOAD, str(corpus.file), str(old)], check=True, stderr=subprocess.DEVNULL)
    (old / "ldn-graph-claims.zip").unlink(missing_ok=True)
    warm(corpus.database, old)
    first = audit(old, before)
    ours, later = [], []
    for _ in range(ROUNDS):
        ours.append(audit(corpus.database))
        later.append(audit(old, before))
    seconds = [run.seconds for run in ours]
    print(f"whole audit to CSV: {median(seconds):.1f} s, {median(run.cpu for run in ours):.1f} s of CPU")
    limits.most("whole audit, over a later one of the build before", ratio(seconds, [r.seconds for r in later]), 1 / 8)
    limits.most("whole audit, over the first one of the build before", median(seconds) / first.seconds, 1 / 30)
    limits.most("whole audit: GB of memory, all processes", max(run.peak for run in ours) / 1024, 2)


def compare_statuses(limits: Limits, claims: int, maplib: str) -> None:
    """Statuses from the columns on disk, and an audit of a file without a database, beside maplib."""
    corpus = keep_corpus(claims)
    warm(corpus.database, corpus.file)
    ours, parsing, theirs, whole = [], [], [], []
    for _ in range(ROUNDS):
        ours.append(apart(count_statuses, str(corpus.database / COLUMNS)))
        read, asked = with_maplib(maplib, corpus.file)
        parsing.append(read)
        theirs.append(asked)
        with tempfile.TemporaryDirectory(dir=corpus.file.parent) as folder:
            words = ("audit", "--graph", corpus.file, "--fail-on", "never", "-o", Path(folder, "audit.csv"))
            whole.append(command(*words))
    seconds = [run.seconds for run in ours]
    print(
        f"statuses: {median(seconds):.2f} s; maplib: {median(parsing):.1f} s to parse, {median(theirs):.2f} to answer"
    )
    limits.most("statuses, over maplib's answer in memory", ratio(seconds, theirs), 0.5)
    both = [one + other for one, other in zip(parsing, theirs, strict=True)]
    limits.most("statuses, over maplib's parsing and answer", ratio(seconds, both), 1 / 80)
    limits.most("statuses: GB of memory", max(run.peak for run in ours) / 1024, 2)
    print(f"Turtle to a finished audit, without a database: {median(run.seconds for run in whole):.1f} s")
    limits.most("Turtle to a finished audit, over maplib's parsing", ratio([r.seconds for r in whole], parsing), 0.4)
    limits.most("Turtle to a finished audit: GB of memory", max(run.peak for run in whole) / 1024, 2)


def ask_much(limits: Limits, claims: int) -> None:
    """What is asked of all claims, or of one condition: seconds of the whole command."""
    database = keep_corpus(claims).database
    warm(database)
    for words in (("claims", "--condition", "e8"), ("keystones",), ("shared",)):
        runs = [command(*words, "--store", database) for _ in range(ROUNDS)]
        limits.most(f"{' '.join(words)}: seconds", median(run.seconds for run in runs), 2)
        limits.most(f"{' '.join(words)}: GB of memory", max(run.peak for run in runs) / 1024, 2)


def compare_sizes(limits: Limits, claims: int) -> None:
    """The cost of a claim, over that among a hundredth of the claims."""
    costs = []
    for size in (claims // 100, claims // 10, claims):
        database = keep_corpus(size).database
        warm(database)
        runs = [audit(database) for _ in range(ROUNDS)]
        statuses = [apart(count_statuses, str(database / COLUMNS)) for _ in range(ROUNDS)]
        cpu, asked = (1e6 * median(run.cpu for run in some) / size for some in (runs, statuses))
        costs.append(cpu)
        print(f"{size:,} claims: {cpu:.1f} us of CPU for a claim, {asked:.2f} for its status alone")
    limits.most("cost of a claim, over that among a hundredth", costs[-1] / costs[0], 1.2)


def main() -> int:
    """Print the ratios; 0 where all limits were kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims", type=int, nargs="?", default=100_000)
    parser.add_argument("--before", metavar="PYTHON")
    parser.add_argument("--maplib", metavar="PYTHON")
    parser.add_argument("--only", nargs="+", default=("audits", "statuses", "much", "sizes", "huge"))
    wanted = parser.parse_args()
    limits = Limits()
    steps: dict[str, Callable[[], None] | None] = {
        "audits": wanted.before and (lambda: compare_audits(limits, wanted.claims, wanted.before)),
        "statuses": wanted.maplib and (lambda: compare_statuses(limits, wanted.claims, wanted.maplib)),
        "much": lambda: ask_much(limits, wanted.claims),
        "sizes": lambda: compare_sizes(limits, wanted.claims),
        "huge": lambda: ask_huge(limits, wanted.claims),
    }
    for name in wanted.only:
        begin = time.perf_counter()
        if step := steps[name]:
            step()
            print(f"({name}: {time.perf_counter() - begin:.0f} s)", flush=True)
        else:
            print(f"{name}: left out; --before and --maplib say what to compare with")
    return limits.code


if __name__ == "__main__":
    sys.exit(main())
