#!/usr/bin/env bash
# GROUP_CONCAT over IRIs: an empty cell in Oxigraph, the engine's own numbers in maplib, the IRIs in rdflib
#
# Versions: pyoxigraph 0.5.13, maplib 0.20.26, rdflib 7.6.0
# Seen:     GROUP_CONCAT(?source; SEPARATOR=" ") over two sources is unbound in Oxigraph, "0 1" in maplib, and both
#           IRIs in rdflib. GROUP_CONCAT(STR(?source); ...) is the same text in all three.
# Expected: An empty cell or both IRIs: the aggregate joins texts (SPARQL 1.1 Query, section 18.5.1.7, by way of
#           CONCAT, which takes no IRI), and an error in it leaves the variable unbound (section 11.5). Numbers that
#           the data does not have are no answer.
# Here:     Our questions give one row a source and join none. In a query of your own, write STR around the variable.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile \
  'pyoxigraph==0.5.13' 'maplib==0.20.26' 'rdflib==7.6.0'
venv/bin/python - <<'PYTHON'
import sys

import maplib
import pyoxigraph
import rdflib


def check(what, seen, described):
    print(f"{what}:\n    {seen}")
    if seen != described:
        sys.exit(f"This has changed. Described here was:\n    {described}")


DATA = """@prefix : <http://example.org/> .
:first a :Source .
:second a :Source ."""
QUERY = """PREFIX : <http://example.org/>
SELECT (GROUP_CONCAT(%s; SEPARATOR=" ") AS ?all) { ?source a :Source }"""
graph = rdflib.Graph().parse(data=DATA, format="turtle")
store = pyoxigraph.Store()
store.load(DATA.encode(), format=pyoxigraph.RdfFormat.TURTLE)
model = maplib.Model()
model.reads(DATA, format="turtle")


def words(text):
    return sorted(str(text).split())


BARE, TEXT = QUERY % "?source", QUERY % "STR(?source)"
IRIS = ["http://example.org/first", "http://example.org/second"]
check("Oxigraph, GROUP_CONCAT(?source)", next(iter(store.query(BARE)))[0], None)
check("maplib, GROUP_CONCAT(?source)", words(model.query(BARE)["all"][0]), ["0", "1"])
check("rdflib, GROUP_CONCAT(?source)", words(next(iter(graph.query(BARE)))[0]), IRIS)
check("Oxigraph, GROUP_CONCAT(STR(?source))", words(next(iter(store.query(TEXT)))[0].value), IRIS)
check("maplib, GROUP_CONCAT(STR(?source))", words(model.query(TEXT)["all"][0]), IRIS)
check("rdflib, GROUP_CONCAT(STR(?source))", words(next(iter(graph.query(TEXT)))[0]), IRIS)
print("As described.")
PYTHON
