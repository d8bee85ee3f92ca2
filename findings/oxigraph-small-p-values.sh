#!/usr/bin/env bash
# Oxigraph: the smallest p-values, written as decimals, are lost in every comparison
#
# Versions: pyoxigraph 0.5.13; rdflib 7.6.0 for comparison
# Seen:     Of the p-values 0.04, 0.001 and 0.0000000000000000000012, FILTER(?p < 0.05) keeps the first two. The
#           third, with more than 18 digits behind the point, is neither less than nor at least 0.05, and no error is
#           reported. As a double, 1.2e-21, it is kept.
# Expected: All three. XML Schema 1.1 Part 2, section 5.4, allows a processor to hold a limited number of digits of
#           xsd:decimal, yet asks it to say what it cannot hold; a FILTER takes that error for no (SPARQL 1.1 Query,
#           section 17.2), so that the strongest results go first.
# Here:     Numbers of quantities are compared in Python's exact decimals from the text as written. In SPARQL, small
#           p-values belong into xsd:double.
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


DATA = """@prefix : <http://example.org/> .
:weak :p 0.04 . :strong :p 0.001 . :strongest :p %s ."""
QUERY = "SELECT ?result { ?result <http://example.org/p> ?p FILTER(?p %s 0.05) }"


def oxigraph(smallest, operator):
    store = pyoxigraph.Store()
    store.load((DATA % smallest).encode(), format=pyoxigraph.RdfFormat.TURTLE)
    return sorted(row[0].value.rpartition("/")[2] for row in store.query(QUERY % operator))


def by_rdflib(smallest, operator):
    graph = rdflib.Graph().parse(data=DATA % smallest, format="turtle")
    return sorted(str(row[0]).rpartition("/")[2] for row in graph.query(QUERY % operator))


DECIMAL = "0.0000000000000000000012"
check("Oxigraph, ?p < 0.05", oxigraph(DECIMAL, "<"), ["strong", "weak"])
check("Oxigraph, ?p >= 0.05", oxigraph(DECIMAL, ">="), [])
check("Oxigraph, ?p < 0.05, the smallest as 1.2e-21", oxigraph("1.2e-21", "<"), ["strong", "strongest", "weak"])
check("rdflib, ?p < 0.05", by_rdflib(DECIMAL, "<"), ["strong", "strongest", "weak"])
print("As described.")
PYTHON
