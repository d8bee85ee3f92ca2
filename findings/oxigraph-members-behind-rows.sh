#!/usr/bin/env bash
# Oxigraph: results in JSON with a member behind the rows cannot be read, and the same member before them can
#
# Versions: pyoxigraph 0.5.13; rdflib 7.6.0 for comparison
# Seen:     {"head": ..., "results": {"bindings": [...]}, "meta": {}} is a syntax error, "Unexpected JSON after the end of
#           the bindings array", before the first row is given. With "meta" first the rows come, and so they do where the
#           head stands behind the rows, whatever else is there. rdflib reads all of them.
# Expected: "Other keys, with different names, may be present in the JSON Results Object" (SPARQL 1.1 Query Results JSON
#           Format, "JSON Results Object"), and an object's members have no order (RFC 8259, section 4). QLever sends
#           "meta" behind the rows by default, so no rows of it can be read; Virtuoso has members in "results", but
#           before the rows.
# Here:     What stands behind the rows of a server is left out on the way to the parser (ldn_graph/rdf/endpoint_json.py).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile \
  'pyoxigraph==0.5.13' 'rdflib==7.6.0'
venv/bin/python - <<'PYTHON'
import io
import sys

import pyoxigraph
import rdflib.query


def check(what, seen, described):
    print(f"{what}:\n    {seen}")
    if seen != described:
        sys.exit(f"This has changed. Described here was:\n    {described}")


HEAD = '"head": {"vars": ["x"]}'
ROWS = '"bindings": [{"x": {"type": "literal", "value": "1"}}]'
DOCUMENTS = {
    "no other member": f'{{{HEAD}, "results": {{{ROWS}}}}}',
    "before the rows": f'{{"meta": {{}}, {HEAD}, "results": {{"distinct": true, {ROWS}}}}}',
    "behind the results": f'{{{HEAD}, "results": {{{ROWS}}}, "meta": {{}}}}',
    "behind the rows": f'{{{HEAD}, "results": {{{ROWS}, "distinct": true}}}}',
    "behind the rows, and then the head": f'{{"results": {{{ROWS}, "distinct": true}}, {HEAD}, "meta": {{}}}}',
}


def in_oxigraph(document):
    try:
        rows = pyoxigraph.parse_query_results(document.encode(), pyoxigraph.QueryResultsFormat.JSON)
        return [row["x"].value for row in rows]
    except SyntaxError as error:
        return str(error)


def in_rdflib(document):
    return [str(row.x) for row in rdflib.query.Result.parse(io.BytesIO(document.encode()), format="json")]


REFUSED = "Unexpected JSON after the end of the bindings array"
for name, document in DOCUMENTS.items():
    refused = name in ("behind the results", "behind the rows")
    check(f"Oxigraph, {name}", in_oxigraph(document), REFUSED if refused else ["1"])
    check(f"rdflib, {name}", in_rdflib(document), ["1"])
print("As described.")
PYTHON
