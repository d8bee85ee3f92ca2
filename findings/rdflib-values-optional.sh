#!/usr/bin/env bash
# rdflib: VALUES directly before OPTIONAL loses the rows for which the optional part has no match
#
# Versions: rdflib 7.6.0; pyoxigraph 0.5.13 for comparison
# Seen:     VALUES ?study { two studies } OPTIONAL { ?study :published ?date } gives one row of two: the study without
#           a date is gone as soon as any other study has one. With another pattern between the two, both rows are
#           there.
# Expected: Both rows. OPTIONAL keeps each solution of its left side, with or without a match (SPARQL 1.1 Query,
#           section 6.1; LeftJoin in section 18.5), and a block of data is a left side like any other.
# Here:     Parameters of questions are bound by a VALUES block at the beginning, which is right in Oxigraph, our
#           engine. Whoever asks the same text of rdflib puts a pattern between the block and the first OPTIONAL.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile \
  'rdflib==7.6.0' 'pyoxigraph==0.5.13'
venv/bin/python - <<'PYTHON'
import sys

import pyoxigraph
import rdflib


def check(what, seen, described):
    print(f"{what}:\n    {seen}")
    if seen != described:
        sys.exit(f"This has changed. Described here was:\n    {described}")


DATA = """@prefix : <http://example.org/> .
:dated a :Study ; :published "2008" .
:undated a :Study ."""
BLOCK = "VALUES ?study { <http://example.org/dated> <http://example.org/undated> }"
PATTERN = "OPTIONAL { ?study <http://example.org/published> ?date }"
graph = rdflib.Graph().parse(data=DATA, format="turtle")
store = pyoxigraph.Store()
store.load(DATA.encode(), format=pyoxigraph.RdfFormat.TURTLE)


def names(rows):
    return sorted(str(row[0]).strip("<>").rpartition("/")[2] for row in rows)


direct = f"SELECT ?study ?date {{ {BLOCK} {PATTERN} }}"
between = f"SELECT ?study ?date {{ {BLOCK} ?study a <http://example.org/Study> . {PATTERN} }}"
check("Oxigraph, VALUES directly before OPTIONAL", names(store.query(direct)), ["dated", "undated"])
check("rdflib, the same query", names(graph.query(direct)), ["dated"])
check("rdflib, with a pattern between the two", names(graph.query(between)), ["dated", "undated"])
print("As described.")
PYTHON
