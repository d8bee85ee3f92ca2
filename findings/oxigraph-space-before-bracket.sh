#!/usr/bin/env bash
# Oxigraph: COALESCE, CONCAT and BNODE() take no space before their bracket, other functions do
#
# Versions: pyoxigraph 0.5.13; rdflib 7.6.0 for comparison
# Seen:     SELECT (COALESCE (?year, "undated") AS ?shown) {} is a syntax error, "expected ENCODE_FOR_URI", which
#           points behind the name and names a function that nobody wrote. Without the space it is right. BNODE () is
#           refused, too; STR (1), IF (...), NOW () and the others tried here are taken either way.
# Expected: White space between two terminals has no meaning (SPARQL 1.1 Query, section 19.3), and the name and the
#           bracket are two (rules [72] ExpressionList and [121] BuiltInCall in section 19.8).
# Here:     Our reader of queries looks for the first two, and says it in plain words, with the place and the remedy.
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


CALLS = {
    "ABS": "1", "BNODE": "", "COALESCE": "1, 2", "CONCAT": '"a", "b"', "CONTAINS": '"a", "b"', "DATATYPE": "1",
    "IF": "true, 1, 2", "IRI": '"http://example.org/"', "LANG": '"a"@en', "LCASE": '"A"', "NOW": "",
    "REGEX": '"a", "a"', "REPLACE": '"a", "a", "b"', "STR": "1", "STRLEN": '"a"', "SUBSTR": '"abc", 2',
}  # fmt: skip


def is_refused(query):
    try:
        pyoxigraph.Store().query(query)
    except SyntaxError:
        return True
    return False


spaced = {name: f"SELECT ({name} ({values}) AS ?shown) {{}}" for name, values in CALLS.items()}
glued = {name: f"SELECT ({name}({values}) AS ?shown) {{}}" for name, values in CALLS.items()}
check(
    "Oxigraph, refused with a space", [n for n, q in spaced.items() if is_refused(q)], ["BNODE", "COALESCE", "CONCAT"]
)
check("Oxigraph, refused without one", [n for n, q in glued.items() if is_refused(q)], [])
check("rdflib, with a space", str(next(iter(rdflib.Graph().query(spaced["COALESCE"])))[0]), "1")
try:
    pyoxigraph.Store().query(spaced["COALESCE"])
except SyntaxError as error:
    check("Oxigraph's message speaks of another function", "ENCODE_FOR_URI" in str(error), True)
print("As described.")
PYTHON
