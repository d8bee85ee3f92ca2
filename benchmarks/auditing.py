"""How long the whole audit of a database takes, beside rdflib, beside the bare queries that feed it, and by size.

    python benchmarks/auditing.py [CLAIMS [CLAIMS_FOR_RDFLIB]]

The audit is ``ldn-graph audit`` as a whole command: status, levels, 14 flags, and the triples behind each finding.
Its claims are read from the columns that were loaded with them.
rdflib has to parse first, and then gives the status alone, by the same rule: in SPARQL (``claim-status``), or node by
node in Python, with the evidence (``plain.py``). It does so for fewer claims, and is taken to need as long for each of
any number, which flatters it. Its statuses must be ours. The files are in the memory of the system.
"""

from __future__ import annotations

import csv
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median

import plain
from corpora import Corpus, keep_corpus
from measuring import Limits, Run, apart, command, warm

SMALL = 10_000  # claims
FED = 20  # parts of a thousand claims, whose queries are looked at
ROUNDS = 3


def with_rdflib(file: Path) -> tuple[list[float], dict[str, str]]:
    """Seconds of the parsing, of the rule in SPARQL and of the rule node by node; the statuses."""
    from ldn_graph.sparql.questions import read_question

    clock = [time.perf_counter()]
    graph = plain.read(file)
    clock.append(time.perf_counter())
    asked = plain.ask(graph, read_question("claim-status").sparql)
    clock.append(time.perf_counter())
    found = plain.audit(graph)
    clock.append(time.perf_counter())
    if asked != {claim: status for claim, (status, _) in found.items()}:
        sys.exit("the two ways to the status with rdflib do not agree")
    return [b - a for a, b in pairwise(clock)], asked


def our_statuses(database: Path) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "claims.csv")
        command("claims", "--store", database, "-o", file)
        with file.open(encoding="utf-8", newline="") as stream:
            return {row["iri"]: row["status"] for row in csv.DictReader(stream)}


def audit(database: Path) -> Run:
    """The command, its findings written to a file."""
    with tempfile.TemporaryDirectory() as folder:
        return command("audit", "--store", database, "--fail-on", "never", "-o", Path(folder, "audit.csv"))


def feed(database: Path) -> list[float]:
    """CPU microseconds a claim in one process: to fetch all that some claims need, to fetch and read it, to audit it,
    and to read it from columns.

    What is asked of the database is noted while the claims are read, and asked again with nothing done with it.
    """
    import gc

    import pyoxigraph as ox

    from ldn_graph.audit.audit import audit_claims
    from ldn_graph.rdf.opening import open_graph
    from ldn_graph.scale.columns.reading import open_chunks
    from ldn_graph.scale.corpus import CHUNK, Corpus, ReadChunks
    from ldn_graph.scale.fetching import FetchingReader

    gc.disable()  # as the command does
    fetched: list[str] = []

    class Noting(FetchingReader):
        def take_in(self, nodes: Sequence[str]) -> None:
            fetched.extend(nodes)
            super().take_in(nodes)

    graph = open_graph(database)
    studies = Corpus.open(graph).read_studies()
    listed = ReadChunks(FetchingReader(graph), sorted(FetchingReader(graph).claim_iris()))
    rounds = []
    for n in range(ROUNDS + 1):  # the first is not counted: it fills the caches of the database
        read = listed._replace(reader=FetchingReader(graph) if n else Noting(graph))
        clock = [time.process_time()]
        chunks = [read.read(part) for part in range(min(FED, read.parts))]
        clock.append(time.process_time())
        for chunk in chunks:
            audit_claims(chunk.claims, studies=studies, beside=chunk.beside)
        clock.append(time.process_time())
        for node in fetched:
            subject = ox.BlankNode(node[2:]) if node.startswith("_:") else ox.NamedNode(node)
            for _ in graph.store.quads_for_pattern(subject, None, None):
                pass
        clock.append(time.process_time())
        columns = open_chunks(graph, CHUNK)
        if columns is None:
            sys.exit(f"{database} has no columns; load it anew")
        for part in range(min(FED, columns.parts)):
            columns.read(part)
        clock.append(time.process_time())
        reading, rules, fetching, from_columns = (b - a for a, b in pairwise(clock))
        rounds += [(fetching, reading, rules, from_columns)] if n else []
    claims = sum(len(chunk.claims) for chunk in chunks)
    return [1e6 * median(column) / claims for column in zip(*rounds, strict=True)]


def fed(database: Path) -> float:
    """Print what one process takes for the parts of an audit, and give what the bare queries take, in us a claim."""
    fetching, reading, rules, from_columns = apart(feed, database).value
    print(
        f"in one process, us of CPU for a claim: {fetching:.0f} to fetch alone, {reading:.0f} to fetch and read, "
        f"{from_columns:.0f} to read from columns, {rules:.0f} for the rules"
    )
    return fetching


def with_statuses(compared: Corpus, claims: int) -> dict[str, float]:
    """Seconds that rdflib takes for each rule, and that its statuses are ours."""
    warm(compared.file)
    (parsing, sparql, nodes), statuses = apart(with_rdflib, compared.file).value
    if statuses != our_statuses(compared.database):
        sys.exit("the statuses of rdflib are not ours")
    print(
        f"rdflib, {claims:,} claims, for each: {1e6 * parsing / claims:.0f} us to parse, then "
        f"{1e6 * sparql / claims:.0f} us by SPARQL or {1e6 * nodes / claims:.0f} us node by node; the statuses are ours"
    )
    return {
        "parsing and the status by SPARQL": parsing + sparql,
        "the status by SPARQL alone": sparql,
        "parsing and the status node by node": parsing + nodes,
    }


def main(claims: int, for_rdflib: int) -> int:
    """Print the figures; 0 where all limits were kept."""
    large, small, compared = keep_corpus(claims), keep_corpus(SMALL), keep_corpus(for_rdflib)
    limits = Limits()
    fetching = fed(large.database)
    compared_with = with_statuses(compared, for_rdflib)
    warm(large.database, small.database)
    rounds = range(ROUNDS if claims <= 100_000 else 1)
    runs = [(audit(large.database), audit(small.database)) for _ in rounds]
    seconds = median(run.seconds for run, _ in runs) / claims
    cpu, cpu_small = median(run.cpu for run, _ in runs) / claims, median(run.cpu for _, run in runs) / SMALL
    print(f"audit, {claims:,} claims, for each: {1e6 * seconds:.0f} us by the clock, {1e6 * cpu:.0f} us of CPU")
    limits.most("GB of memory, all processes", max(run.peak for run, _ in runs) / 1024, 1.5)
    limits.most(f"CPU for a claim, over that among {SMALL:,}", cpu / cpu_small, 1.5)
    limits.most("by the clock, over the bare queries in one process", 1e6 * seconds / fetching, 1.5)
    limits.most("CPU over the bare queries", 1e6 * cpu / fetching, 1.5)
    for rule, rdflib in compared_with.items():
        limits.least(f"times as fast as {rule} in rdflib", rdflib / for_rdflib / seconds, 10)
    return limits.code


if __name__ == "__main__":
    sys.exit(
        main(*(int(n) for n in sys.argv[1:]))
        if sys.argv[2:]
        else main(int(sys.argv[1]) if sys.argv[1:] else 100_000, SMALL)
    )
