#!/usr/bin/env bash
# SPARQL results in TSV: pandas glues language tags to the words and makes a number of a code, polars refuses the
# file, DuckDB keeps it as it is
#
# Versions: pandas 3.0.6, polars 2.1.0, duckdb 1.5.6; the file is written by pyoxigraph 0.5.13
# Seen:     From the cells "lupus"@en and "020641124", a code, pandas makes the text lupus@en and the number 20641124;
#           a quotation mark within a label leaves its backslash and two quotes. polars stops at the first language
#           tag until quote_char=None, and then shows the terms as they are written, as DuckDB does at once.
# Expected: The terms as written, or the words without their quotes. A cell is an RDF term in the syntax of Turtle
#           (SPARQL 1.1 Query Results CSV and TSV Formats, section 4), and quotes in it are not those of CSV: escapes
#           are backslashes, and something may follow the closing quote.
# Here:     Data frames, Arrow and Parquet are made from the results themselves, not by way of TSV, which is for
#           programs that read RDF terms.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile \
  'pandas==3.0.6' 'polars==2.1.0' 'duckdb==1.5.6' 'pyoxigraph==0.5.13'
venv/bin/python - <<'PYTHON'
import sys
from pathlib import Path

import duckdb
import pandas
import polars
import pyoxigraph


def check(what, seen, described):
    print(f"{what}:\n    {seen}")
    if seen != described:
        sys.exit(f"This has changed. Described here was:\n    {described}")


DATA = r"""@prefix : <http://example.org/> .
:a :label "lupus"@en ; :code "020641124" .
:b :label "the \"leaky\" gut"@en ; :code "000000002" ."""
QUERY = """PREFIX : <http://example.org/>
SELECT ?label ?code { ?node :label ?label ; :code ?code } ORDER BY ?node"""
store = pyoxigraph.Store()
store.load(DATA.encode(), format=pyoxigraph.RdfFormat.TURTLE)
store.query(QUERY).serialize("rows.tsv", format=pyoxigraph.QueryResultsFormat.TSV)
written = [tuple(line.split("\t")) for line in Path("rows.tsv").read_text("utf-8").splitlines()[1:]]
check("the file", written, [('"lupus"@en', '"020641124"'), (r'"the \"leaky\" gut"@en', '"000000002"')])
frame = pandas.read_csv("rows.tsv", sep="\t")
check("pandas, labels", frame["?label"].to_list(), ["lupus@en", 'the \\leaky\\" gut"@en'])
check("pandas, codes", frame["?code"].to_list(), [20641124, 2])
try:
    polars.read_csv("rows.tsv", separator="\t")
except polars.exceptions.ComputeError as error:
    check("polars refuses", "not properly escaped" in str(error), True)
else:
    check("polars refuses", False, True)
check("polars, quote_char=None", polars.read_csv("rows.tsv", separator="\t", quote_char=None).rows(), written)
check("DuckDB", duckdb.sql("FROM read_csv('rows.tsv', delim = '\t')").fetchall(), written)
print("As described.")
PYTHON
