#!/usr/bin/env bash
# rdflib: a row in which nothing is bound is counted by len() and written to JSON, but missing when the rows are gone
# through
#
# Versions: rdflib 7.6.0
# Seen:     Of three studies one has a date. The query for the dates, each of them optional, has len() 3 and three
#           bindings in JSON; a loop over it sees one row. MAX over no values has len() 1, and no row at all in a
#           loop.
# Expected: Three rows, and one row for MAX: projection keeps every solution (SPARQL 1.1 Query, section 18.5,
#           Project), and an aggregate without GROUP BY has one group (section 11.2). An empty solution is a solution.
# Here:     Rows are read from Oxigraph, which gives all of them. A question whose columns may all be empty also
#           selects what it is about.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile \
  'rdflib==7.6.0'
venv/bin/python - <<'PYTHON'
import json
import sys

import rdflib


def check(what, seen, described):
    print(f"{what}:\n    {seen}")
    if seen != described:
        sys.exit(f"This has changed. Described here was:\n    {described}")


DATA = """@prefix : <http://example.org/> .
:first a :Study ; :published "2008" .
:second a :Study .
:third a :Study ."""
DATES = """PREFIX : <http://example.org/>
SELECT ?date { ?study a :Study OPTIONAL { ?study :published ?date } }"""
LATEST = "PREFIX : <http://example.org/> SELECT (MAX(?date) AS ?latest) { ?study :retracted ?date }"
graph = rdflib.Graph().parse(data=DATA, format="turtle")
written = json.loads(graph.query(DATES).serialize(format="json"))
check("len() of the result", len(graph.query(DATES)), 3)
check("bindings in JSON", len(written["results"]["bindings"]), 3)
check("rows in a loop", [str(row[0]) for row in graph.query(DATES)], ["2008"])
check("MAX over no values, len() and rows in a loop", (len(graph.query(LATEST)), list(graph.query(LATEST))), (1, []))
print("As described.")
PYTHON
