#!/usr/bin/env bash
# networkx: a GraphML file of a MultiDiGraph has one id at several edges, and graphology refuses to read it
#
# Versions:  networkx 3.6.1; graphology 0.26.0 with graphology-graphml 0.5.2
# Seen:      Two trials have an edge to a claim each, both with the key "supports", which names the kind of edge.
#            write_graphml makes the keys the ids of the edges, so that both have id="supports". graphology-graphml
#            takes the id for what tells edges apart, and ends with an error; with keys that differ it reads both.
# Expected:  An id once in a file, or none: keys of networkx tell apart the edges between one pair of nodes only, while
#            an id of GraphML belongs to one edge of the graph (GraphML specification, element edge, attribute id).
# Here:      The key of each edge of our network holds the claim and the evidence line, and so occurs once.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile 'networkx==3.6.1'
npm install --silent --no-audit --no-fund 'graphology@0.26.0' 'graphology-graphml@0.5.2'
venv/bin/python - <<'PYTHON'
import networkx

for name, keys in (("same.graphml", ("supports", "supports")), ("different.graphml", ("C1/first", "C1/second"))):
    network = networkx.MultiDiGraph()
    network.add_edge("first trial", "claim", key=keys[0])
    network.add_edge("second trial", "claim", key=keys[1])
    networkx.write_graphml(network, name)
PYTHON
ids=$(grep -c 'id="supports"' same.graphml || true)
echo "edges with id=\"supports\" in the file: $ids"
cat >read.js <<'JS'
const { readFileSync } = require("node:fs");
const Graph = require("graphology");
const graphml = require("graphology-graphml/node");
for (const name of ["different.graphml", "same.graphml"]) {
  try {
    console.log(`${name}: ${graphml.parse(Graph, readFileSync(name, "utf8")).size} edges`);
  } catch (error) {
    console.log(`${name}: ${error.message.replace(/\s+/g, " ")}`);
  }
}
JS
seen=$(node read.js)
echo "$seen"
case $ids,$seen in
2,"different.graphml: 2 edges"*"same.graphml: "*"inconsistency detected"*) echo "As described." ;;
*)
  echo "This has changed. Described here were two edges with one id, read from different.graphml only." >&2
  exit 1
  ;;
esac
