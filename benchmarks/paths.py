"""How long paths and keystone sources take on 30,000 claims, beside the audit that they rest on.

    python benchmarks/paths.py [CLAIMS]

The graph is made up: entities of skewed degree, two claims of three with one evidence line.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from itertools import islice

from ldn_graph.audit import audit_claims
from ldn_graph.claims import read_claims
from ldn_graph.paths import find_paths
from ldn_graph.store import parse_turtle
from ldn_graph.vocab import PREFIXES
from ldn_graph.whatif import keystone_sources

ENTITY = PREFIXES["entity"]


def make_turtle(claims: int) -> str:
    """The same claims for the same number."""
    dice = random.Random(1)  # noqa: S311, no secret
    entities, sources = claims // 5, claims // 10
    lines = [f"@prefix {prefix}: <{iri}> ." for prefix, iri in sorted(PREFIXES.items())]
    lines += [f'entity:e{n} a ldn:Mechanism ; rdfs:label "e{n}" .' for n in range(entities)]
    lines += [f'source:s{n} a ldn:Source ; rdfs:label "s{n}" ; ldn:studyDesign ldn:cohort .' for n in range(sources)]
    for n in range(claims):
        start, end = (int(entities * dice.random() ** 2) for _ in range(2))
        evidence = f" ; biolink:has_evidence evidence:v{n}" if n % 3 else ""
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


def main(number: int) -> None:
    """Print seconds, and the ratio to the audit."""
    claims = read_claims(parse_turtle(make_turtle(number)))
    begin = time.perf_counter()
    audit = audit_claims(claims)
    base = time.perf_counter() - begin
    print(f"audit of {number:,} claims        {base:.2f} s")

    def measure(name: str, work: Callable[[], int]) -> None:
        begin = time.perf_counter()
        found = work()
        seconds = time.perf_counter() - begin
        print(f"{name:27} {seconds:.2f} s, {seconds / base:.2f} of the audit, {found:,} found")

    source, target = f"{ENTITY}e{number // 300}", f"{ENTITY}e{number // 6}"
    for longest in (4, 6):
        paths = find_paths(audit, source, target, longest=longest)
        measure(f"20 paths of {longest} hops at most", lambda paths=paths: len(list(islice(paths, 20))))  # type: ignore[misc]
    measure("keystone sources", lambda: len(keystone_sources(claims)))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30_000)
