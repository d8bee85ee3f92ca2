#!/usr/bin/env bash
# SPARQL engines: a comparison with xsd:gYear loses the sources that are dated by month or day, or takes the wrong
# ones
#
# Versions: pyoxigraph 0.5.13, rdflib 7.6.0
# Seen:     Three sources are dated "2010"^^xsd:gYear, "2011-03"^^xsd:gYearMonth and "2012-05-30"^^xsd:date. ?issued
#           >= "2010"^^xsd:gYear holds in Oxigraph for the first alone; in rdflib for none, where ?issued <
#           "2010"^^xsd:gYear holds for the one of 2012. Neither warns.
# Expected: All three are from 2010 or later. SPARQL 1.1 Query, section 17.3, defines < for numbers, texts, booleans
#           and xsd:dateTime only, so that an engine may answer with a type error, which a FILTER takes for no; but
#           2012 is before 2010 by no order.
# Here:     Questions and rules compare the year as a number that is cut from the text:
#           xsd:integer(SUBSTR(STR(?issued), 1, 4)). The shapes take dates of all three datatypes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile \
  'pyoxigraph==0.5.13' 'rdflib==7.6.0'
venv/bin/python - <<'PYTHON'
import logging
import sys

import pyoxigraph
import rdflib


def check(what, seen, described):
    print(f"{what}:\n    {seen}")
    if seen != described:
        sys.exit(f"This has changed. Described here was:\n    {described}")


logging.disable(logging.CRITICAL)  # rdflib logs why it cannot order the values
DATA = """@prefix : <http://example.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:year :issued "2010"^^xsd:gYear .
:month :issued "2011-03"^^xsd:gYearMonth .
:day :issued "2012-05-30"^^xsd:date ."""
QUERY = """PREFIX : <http://example.org/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ?source { ?source :issued ?issued FILTER(%s) }"""
graph = rdflib.Graph().parse(data=DATA, format="turtle")
store = pyoxigraph.Store()
store.load(DATA.encode(), format=pyoxigraph.RdfFormat.TURTLE)


def sources(engine, condition):
    return sorted(str(row[0]).strip("<>").rpartition("/")[2] for row in engine.query(QUERY % condition))


LATER = '?issued >= "2010"^^xsd:gYear'
EARLIER = '?issued < "2010"^^xsd:gYear'
NUMBER = "xsd:integer(SUBSTR(STR(?issued), 1, 4)) >= 2010"
check(f"Oxigraph, {LATER}", sources(store, LATER), ["year"])
check(f"Oxigraph, {EARLIER}", sources(store, EARLIER), [])
check(f"rdflib, {LATER}", sources(graph, LATER), [])
check(f"rdflib, {EARLIER}", sources(graph, EARLIER), ["day"])
check(f"Oxigraph, {NUMBER}", sources(store, NUMBER), ["day", "month", "year"])
check(f"rdflib, {NUMBER}", sources(graph, NUMBER), ["day", "month", "year"])
print("As described.")
PYTHON
