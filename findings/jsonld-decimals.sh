#!/usr/bin/env bash
# JSON-LD: a number that the context types as xsd:decimal becomes a literal that is no decimal, and compares with
# nothing
#
# Versions: PyLD 3.3.0, pyoxigraph 0.5.13, rdflib 7.6.0
# Seen:     From {"ratio": 0.7} with "@type": "xsd:decimal" PyLD and Oxigraph make "7.0E-1"^^xsd:decimal, and
#           FILTER(?ratio < 1) in Oxigraph no longer matches it. rdflib makes "0.7"^^xsd:decimal. From {"ratio":
#           "0.7"}, a text, all three make the decimal.
# Expected: By the standard the first two are right: JSON-LD 1.1 API, section 8.2.2, writes every number with a
#           fraction as a canonical xsd:double and then puts the datatype of the context on it. By XML Schema 1.1 Part
#           2, section 3.3.3, a decimal has no exponent, so what is meant as exact is ill-typed.
# Here:     JSON-LD is read by Oxigraph, so that a quantity given as a JSON number has this literal: validate names
#           it, as a text that is not of its datatype. Write decimals as texts there.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile \
  'PyLD==3.3.0' 'pyoxigraph==0.5.13' 'rdflib==7.6.0'
venv/bin/python - <<'PYTHON'
import json
import sys

import pyoxigraph
import rdflib
from pyld import jsonld


def check(what, seen, described):
    print(f"{what}:\n    {seen}")
    if seen != described:
        sys.exit(f"This has changed. Described here was:\n    {described}")


XSD = "http://www.w3.org/2001/XMLSchema#"


def document(ratio):
    typed = {"@id": "http://example.org/ratio", "@type": XSD + "decimal"}
    return {"@context": {"ratio": typed}, "@id": "http://example.org/result", "ratio": ratio}


def by_pyld(ratio):
    line = jsonld.to_rdf(document(ratio), {"format": "application/n-quads"})
    return line.split()[2].replace(XSD, "xsd:")


def by_oxigraph(ratio):
    data = json.dumps(document(ratio)).encode()
    (quad,) = pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.JSON_LD)
    return str(quad.object).replace(XSD, "xsd:")


def by_rdflib(ratio):
    (value,) = rdflib.Graph().parse(data=json.dumps(document(ratio)), format="json-ld").objects()
    return value.n3().replace(XSD, "xsd:")


def matches(ratio):
    store = pyoxigraph.Store()
    store.load(json.dumps(document(ratio)).encode(), format=pyoxigraph.RdfFormat.JSON_LD)
    return len(list(store.query("SELECT ?s { ?s <http://example.org/ratio> ?ratio FILTER(?ratio < 1) }")))


DOUBLE, DECIMAL = '"7.0E-1"^^<xsd:decimal>', '"0.7"^^<xsd:decimal>'
check(
    "0.7 as a number: PyLD, Oxigraph, rdflib",
    (by_pyld(0.7), by_oxigraph(0.7), by_rdflib(0.7)),
    (DOUBLE, DOUBLE, DECIMAL),
)
check("0.7 as a text", (by_pyld("0.7"), by_oxigraph("0.7"), by_rdflib("0.7")), (DECIMAL, DECIMAL, DECIMAL))
check("Oxigraph, ratios below 1: from a number, from a text", (matches(0.7), matches("0.7")), (0, 1))
print("As described.")
PYTHON
