#!/usr/bin/env bash
# Oxigraph's store and rdflib rewrite numbers while reading, each others, so that one file has three sizes
#
# Versions: pyoxigraph 0.5.13, rdflib 7.6.0
# Seen:     A file has five statements with 1.50, 1.5, "01"^^xsd:integer, "1"^^xsd:integer and "+1"^^xsd:integer.
#           Oxigraph's parser hands over five; its store keeps two, 1.5 and 1; rdflib keeps three, and so does its
#           output in N-Triples.
# Expected: Five. Two literals are the same term only if their texts are equal, character by character; that 1.50 and
#           1.5 mean one number makes them no single term (RDF 1.1 Concepts, section 3.3). How precisely a result was
#           reported is lost, and counts differ.
# Here:     The rules count no zeros at the end of a fraction as digits, so that a file and a database give the same
#           findings. Results show numbers as the engine writes them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile \
  'pyoxigraph==0.5.13' 'rdflib==7.6.0'
venv/bin/python - <<'PYTHON'
import sys

import pyoxigraph
import rdflib


def check(what, seen, described):
    print(f"{what}:\n    {seen}")
    if seen != described:
        sys.exit(f"This has changed. Described here was:\n    {described}")


DATA = """@prefix : <http://example.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:result :number 1.50 , 1.5 , "01"^^xsd:integer , "1"^^xsd:integer , "+1"^^xsd:integer ."""
store = pyoxigraph.Store()
store.load(DATA.encode(), format=pyoxigraph.RdfFormat.TURTLE)
graph = rdflib.Graph().parse(data=DATA, format="turtle")
parsed = {quad.object.value for quad in pyoxigraph.parse(DATA.encode(), format=pyoxigraph.RdfFormat.TURTLE)}
check("Oxigraph's parser", sorted(parsed), ["+1", "01", "1", "1.5", "1.50"])
check("Oxigraph's store", sorted(quad.object.value for quad in store), ["1", "1.5"])
check("rdflib", sorted(str(value) for value in graph.objects()), ["1", "1.5", "1.50"])
check("rdflib, lines of N-Triples", len(graph.serialize(format="nt").strip().splitlines()), 3)
print("As described.")
PYTHON
