#!/usr/bin/env bash
# pySHACL: sh:lessThan passes a begin of 2018 before an end of 2010, and an impossible month conforms to its datatype
#
# Versions: pyshacl 0.40.1 with rdflib 7.6.0
# Seen:     A study that begins on "2018-01-01"^^xsd:date and ends in "2010"^^xsd:gYear conforms to begin sh:lessThan
#           end; one that begins in "2008"^^xsd:gYear and ends on "2010-01-01"^^xsd:date does not. A blank node there
#           ends the validation with an error. "2008-13"^^xsd:gYearMonth and "1e3"^^xsd:decimal conform to
#           sh:datatype, "2008-02-30"^^xsd:date does not.
# Expected: A result for each pair that cannot be compared (SHACL, section 4.5.3), the blank node too, and no order by
#           the names of the datatypes. Ill-typed literals of the datatypes that SPARQL supports, xsd:decimal among
#           them, do not match (section 4.1.2); with gYearMonth pySHACL need not look, but it does so for xsd:date.
# Here:     Shapes compare numbers only; blank nodes stand as texts in the copy that pySHACL reads; whether a text is
#           of its datatype is checked by a rule of our own.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile \
  'pyshacl==0.40.1' 'rdflib==7.6.0'
venv/bin/python - <<'PYTHON'
import logging
import sys

import pyshacl
import rdflib


def check(what, seen, described):
    print(f"{what}:\n    {seen}")
    if seen != described:
        sys.exit(f"This has changed. Described here was:\n    {described}")


logging.disable(logging.CRITICAL)  # rdflib logs each literal that is not of its datatype
PREFIXES = """@prefix : <http://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def conforms(data, constraint):
    shape = f":Shape a sh:NodeShape ; sh:targetClass :Study ; sh:property [ sh:path :begin ; {constraint} ] ."
    graph = rdflib.Graph().parse(data=f"{PREFIXES} :study a :Study ; {data} .", format="turtle")
    shapes = rdflib.Graph().parse(data=PREFIXES + shape, format="turtle")
    try:
        return pyshacl.validate(graph, shacl_graph=shapes)[0]
    except pyshacl.errors.ReportableRuntimeError as error:
        return f"error: {error.message}"


ORDER = "sh:lessThan :end"
later = conforms(':begin "2018-01-01"^^xsd:date ; :end "2010"^^xsd:gYear', ORDER)
earlier = conforms(':begin "2008"^^xsd:gYear ; :end "2010-01-01"^^xsd:date', ORDER)
check("begin 2018-01-01 before end 2010 conforms", later, True)
check("begin 2008 before end 2010-01-01 conforms", earlier, False)
blank = conforms(':begin [] ; :end "2010"^^xsd:gYear', ORDER)
check("a blank node before end 2010", blank, "error: Cannot use sh:lessThan to compare a BlankNode.")
for text, datatype, described in (
    ("2008-13", "xsd:gYearMonth", True),
    ("1e3", "xsd:decimal", True),
    ("2008-02-30", "xsd:date", False),
):
    seen = conforms(f':begin "{text}"^^{datatype}', f"sh:datatype {datatype}")
    check(f'"{text}"^^{datatype} conforms to sh:datatype {datatype}', seen, described)
print("As described.")
PYTHON
