#!/usr/bin/env bash
# maplib: 10 - 4 - 3 is 9, and 3 of 10 participants are a share of 0.0
#
# Versions: maplib 0.20.26; pyoxigraph 0.5.13 for comparison
# Seen:     The operators - and / are worked off from the right: 10 - 4 - 3 is 9, 8 / 4 * 2 is 1. And two whole
#           numbers are divided as such: ?improved / ?participants with the xsd:integers 3 and 10 is 0.0, and
#           FILTER(?improved / ?participants > 0.5) drops a study with 7 of 10. The usual 100 * ?improved /
#           ?participants meets both, and is 0.0. With brackets and xsd:decimal(?improved) it is right.
# Expected: 3, 4, and 0.3: operators of one rank group from the left (rules [116] AdditiveExpression and [117]
#           MultiplicativeExpression of SPARQL 1.1 Query, section 19.8), and the quotient of two xsd:integers is an
#           xsd:decimal (section 17.3).
# Here:     Numbers are computed by our rules in exact decimals, not by an engine. maplib is only measured against, by
#           queries that subtract and divide nothing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile \
  'maplib==0.20.26' 'pyoxigraph==0.5.13'
venv/bin/python - <<'PYTHON'
import sys

import maplib
import pyoxigraph


def check(what, seen, described):
    print(f"{what}:\n    {seen}")
    if seen != described:
        sys.exit(f"This has changed. Described here was:\n    {described}")


DATA = """@prefix : <http://example.org/> .
:few :improved 3 ; :participants 10 .
:many :improved 7 ; :participants 10 ."""
PATTERN = "?study :improved ?improved ; :participants ?participants"
store = pyoxigraph.Store()
store.load(DATA.encode(), format=pyoxigraph.RdfFormat.TURTLE)
model = maplib.Model()
model.reads(DATA, format="turtle")


def computed(expression):
    """By maplib and by Oxigraph, the study with fewer participants first."""
    query = f"""PREFIX : <http://example.org/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
    SELECT ({expression} AS ?number) {{ {PATTERN} }} ORDER BY ?improved"""
    by_maplib = [float(number) for number in model.query(query)["number"]]
    return by_maplib, [float(row[0].value) for row in store.query(query)]


for expression, by_maplib, by_oxigraph in (
    ("10 - 4 - 3", [9.0, 9.0], [3.0, 3.0]),
    ("8 / 4 * 2", [1.0, 1.0], [4.0, 4.0]),
    ("?improved / ?participants", [0.0, 0.0], [0.3, 0.7]),
    ("100 * ?improved / ?participants", [0.0, 0.0], [30.0, 70.0]),
    ("xsd:decimal(?improved) / ?participants", [0.3, 0.7], [0.3, 0.7]),
):
    check(f"{expression}, by maplib and by Oxigraph", computed(expression), (by_maplib, by_oxigraph))
MOST = f"PREFIX : <http://example.org/> SELECT ?study {{ {PATTERN} FILTER(?improved / ?participants > 0.5) }}"
check("studies with more than half, likewise", (len(model.query(MOST)), len(list(store.query(MOST)))), (0, 1))
print("As described.")
PYTHON
