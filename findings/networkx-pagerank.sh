#!/usr/bin/env bash
# networkx: on a large network pagerank stops before rank has come down a chain of citations
#
# Versions: networkx 3.6.1 with scipy 1.16.3
# Seen:     200,000 articles, 15,000 of which cite a review, which cites a review, and so on to the one trial that all
#           of it rests on. With the defaults the trial has rank 0.0000, the last of all, and an article with 4,000
#           direct citations 0.0170. With tol=1e-6 / len(network) the trial has 0.0266, nearly twice the other's
#           0.0136.
# Expected: An accuracy of 1e-6 of the ranks, which add up to 1. The docstring says that iteration stops below len(G)
#           * tol, here an error of 0.2 over all nodes; from a million nodes on it is hardly a bound.
# Here:     No PageRank: it counts a refutation like a confirmation (docs/paths.md). Whoever takes it on the exported
#           network scales tol.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile \
  'networkx==3.6.1' 'scipy==1.16.3'
venv/bin/python - <<'PYTHON'
import sys

import networkx


def check(what, seen, described):
    print(f"{what}:\n    {seen}")
    if seen != described:
        sys.exit(f"This has changed. Described here was:\n    {described}")


network = networkx.DiGraph()
network.add_nodes_from(range(200_000))
network.add_edges_from((article, "review 1") for article in range(15_000))
network.add_edges_from((article, "other") for article in range(15_000, 19_000))
chain = [*(f"review {n}" for n in range(1, 5)), "trial"]
network.add_edges_from(zip(chain, chain[1:]))
quick = networkx.pagerank(network)
exact = networkx.pagerank(network, tol=1e-6 / len(network))
check("default tol: trial, other", (f"{quick['trial']:.4f}", f"{quick['other']:.4f}"), ("0.0000", "0.0170"))
check(
    "tol by the number of nodes: trial, other", (f"{exact['trial']:.4f}", f"{exact['other']:.4f}"), ("0.0266", "0.0136")
)
print("As described.")
PYTHON
