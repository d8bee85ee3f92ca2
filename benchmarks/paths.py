"""How long paths and keystone sources take on 30,000 claims, beside the audit that they rest on.

    python benchmarks/paths.py [CLAIMS]

The graph is made up: entities of skewed degree, two claims of three with one evidence line. Then the same number of
claims on 200 entities, where nothing supports the claims on the target: ways to it are many, and none is supported.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Callable
from itertools import islice

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.whatif import keystone_sources
from ldn_graph.model.vocab import PREFIXES
from ldn_graph.network.paths import find_paths
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.opening import parse_turtle

ENTITY = PREFIXES["entity"]


def make_turtle(claims: int, entities: int, bare: int | None = None) -> str:
    """The same claims for the same numbers; those on the entity ``bare`` have no evidence."""
    dice = random.Random(1)  # noqa: S311, no secret
    sources = claims // 10
    lines = [f"@prefix {prefix}: <{iri}> ." for prefix, iri in sorted(PREFIXES.items())]
    lines += [f'entity:e{n} a ldn:Mechanism ; rdfs:label "e{n}" .' for n in range(entities)]
    lines += [f'source:s{n} a ldn:Source ; rdfs:label "s{n}" ; ldn:studyDesign ldn:cohort .' for n in range(sources)]
    for n in range(claims):
        start, end = (int(entities * dice.random() ** 2) for _ in range(2))
        evidence = f" ; biolink:has_evidence evidence:v{n}" if n % 3 and end != bare else ""
        lines.append(
            f'claim:C{n} a ldn:Claim ; rdfs:label "c{n}" ; rdf:subject entity:e{start} ; '
            f"rdf:predicate biolink:affects ; rdf:object entity:e{end} ; "
            f"ldn:topic ldn:mechanism ; ldn:wording ldn:hedged{evidence} ."
        )
        if evidence:
            bearing = dice.choice(["supports", "qualifies", "disputes", "leavesOpen"])
            lines.append(
                f"evidence:v{n} a ldn:EvidenceLine ; ldn:source source:s{dice.randrange(sources)} ; "
                f'ldn:bearing ldn:{bearing} ; ldn:directness ldn:direct ; rdfs:comment "why" .'
            )
    return "\n".join(lines)


def measure(name: str, base: float, work: Callable[[], int]) -> None:
    """Print the seconds of some work, and their ratio to ``base``."""
    begin = time.perf_counter()
    found = work()
    seconds = time.perf_counter() - begin
    print(f"{name:37} {seconds:.2f} s, {seconds / base:.2f} of the audit, {found:,} found, {peak()} MB at most")


def peak() -> int:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(number: int) -> None:
    """Print seconds, the ratio to the audit, and memory."""
    dense = min(200, number // 5)
    for entities, source, target in ((number // 5, number // 300, number // 6), (dense, 1, dense - 1)):
        bare = target if entities == dense else None
        claims = read_claims(parse_turtle(make_turtle(number, entities, bare)))
        begin = time.perf_counter()
        audit = audit_claims(claims)
        base = time.perf_counter() - begin
        print(f"audit of {number:,} claims on {entities:,} entities {base:.2f} s, {peak()} MB")
        for longest in (4, 5, 6):
            paths = find_paths(audit, f"{ENTITY}e{source}", f"{ENTITY}e{target}", longest=longest)
            measure(f"20 paths of {longest} hops at most", base, lambda paths=paths: len(list(islice(paths, 20))))  # type: ignore[misc]
        paths = find_paths(audit, f"{ENTITY}e{source}", f"{ENTITY}e{target}")
        measure("100,000 paths of 4 hops at most", base, lambda paths=paths: len(list(islice(paths, 100_000))))  # type: ignore[misc]
        if entities != dense:
            measure("keystone sources", base, lambda claims=claims: len(keystone_sources(claims)))  # type: ignore[misc]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30_000)
