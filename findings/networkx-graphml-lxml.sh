#!/usr/bin/env bash
# networkx: whether lxml is installed changes the bytes of a GraphML file
#
# Versions:  networkx 3.6.1; lxml 6.0.2
# Seen:      write_graphml is another function where lxml can be imported, and its line ends are others. The graph is the same.
# Expected:  The same bytes of the same graph with the same release of networkx. Nobody who installs a library for Word
#            documents, which brings lxml along, expects that their network is written otherwise.
# Here:      The network is written with write_graphml_xml, which needs the standard library alone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile 'networkx==3.6.1'
cat >write.py <<'PYTHON'
import sys

import networkx

network = networkx.DiGraph()
network.add_edge("trial", "claim", bearing="supports")
networkx.write_graphml(network, f"{sys.argv[1]}.graphml")
networkx.write_graphml_xml(network, f"{sys.argv[1]}-plain.graphml")
PYTHON
venv/bin/python write.py without
venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile 'lxml==6.0.2'
venv/bin/python write.py with
seen="write_graphml: $(cmp -s without.graphml with.graphml && echo same || echo other) bytes; write_graphml_xml: $(cmp -s without-plain.graphml with-plain.graphml && echo same || echo other) bytes"
echo "$seen"
case $seen in
"write_graphml: other bytes; write_graphml_xml: same bytes") echo "As described." ;;
*)
  echo "This has changed. Described here were other bytes of write_graphml with lxml." >&2
  exit 1
  ;;
esac
