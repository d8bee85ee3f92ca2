#!/usr/bin/env bash
# igraph: the ids of edges in a GraphML file are replaced by those of nodes, and an absent boolean is read as False
#
# Versions: igraph 1.0.0; networkx 3.6.1 for comparison
# Seen:     Three edges with the ids confirms, refutes and reviews are read with the ids of the first three nodes, in
#           the order of the file. Of three nodes only one says that it is retracted; igraph gives the two others
#           retracted=False. networkx reads the ids as written, and leaves the attribute out.
# Expected: The edges' own ids (GraphML's XML schema allows id at edge as at node), and no value, or None, where the
#           file has none and the key has no <default>: not yet looked at is not the same as not retracted.
# Here:     What an edge of our network is stands in attributes besides its id, and all values are texts or whole
#           numbers; there are no booleans.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile \
  'igraph==1.0.0' 'networkx==3.6.1'
venv/bin/python - <<'PYTHON'
import sys
from pathlib import Path

import igraph
import networkx


def check(what, seen, described):
    print(f"{what}:\n    {seen}")
    if seen != described:
        sys.exit(f"This has changed. Described here was:\n    {described}")


XML = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="r" for="node" attr.name="retracted" attr.type="boolean"/>
  <graph edgedefault="directed">
    <node id="trial"><data key="r">true</data></node>
    <node id="letter"/>
    <node id="claim"/>
    <edge id="confirms" source="trial" target="claim"/>
    <edge id="refutes" source="letter" target="claim"/>
    <edge id="reviews" source="letter" target="trial"/>
  </graph>
</graphml>
"""
Path("network.graphml").write_text(XML, encoding="utf-8")
graph = igraph.Graph.Read_GraphML("network.graphml")
other = networkx.read_graphml("network.graphml", force_multigraph=True)
check("igraph, ids of the edges", graph.es["id"], ["trial", "letter", "claim"])
check("networkx, ids of the edges", [key for _, _, key in other.edges(keys=True)], ["confirms", "refutes", "reviews"])
check("igraph, retracted", graph.vs["retracted"], [True, False, False])
check("networkx, retracted", [other.nodes[n].get("retracted") for n in graph.vs["id"]], [True, None, None])
print("As described.")
PYTHON
