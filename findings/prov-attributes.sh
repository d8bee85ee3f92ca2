#!/usr/bin/env bash
# prov: what is derived keeps its derivation, but loses its title and date, unless it says that it is a prov:Entity
#
# Versions: prov 3.2.3 with rdflib 7.6.0
# Seen:     Turtle says of a claim that it was derived from an article, its title and its date. Read by prov and
#           written again, the derivation is there, and the two other statements are gone, without a warning. With a
#           prov:Entity added to the claim all of it stays.
# Expected: All of it, or an error: the domain of prov:wasDerivedFrom is prov:Entity (PROV-O, section 4.1), so the
#           claim is an entity by being derived, and titles and dates of entities are what the library keeps as
#           attributes.
# Here:     Claims and sources are typed by classes of our vocabulary; for the tools of PROV, add a prov:Entity to
#           what has prov:wasDerivedFrom before they read the graph.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile \
  'prov[rdf]==3.2.3' 'rdflib==7.6.0'
venv/bin/python - <<'PYTHON'
import sys
import warnings

from prov.model import ProvDocument
from rdflib import DCTERMS, PROV, Graph, URIRef


def check(what, seen, described):
    print(f"{what}:\n    {seen}")
    if seen != described:
        sys.exit(f"This has changed. Described here was:\n    {described}")


warnings.simplefilter("ignore")
CLAIM = URIRef("http://example.org/claim")
DATA = """@prefix : <http://example.org/> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:article a prov:Entity .
:claim prov:wasDerivedFrom :article ; dcterms:title "a claim" ; dcterms:issued "2008"^^xsd:gYear . %s"""


def kept(more):
    document = ProvDocument.deserialize(content=DATA % more, format="rdf", rdf_format="turtle")
    graph = Graph().parse(data=document.serialize(format="rdf", rdf_format="turtle"), format="turtle")
    return [(CLAIM, predicate, None) in graph for predicate in (PROV.wasDerivedFrom, DCTERMS.title, DCTERMS.issued)]


check("derivation, title, date", kept(""), [True, False, False])
check("the same of a claim that is a prov:Entity", kept(":claim a prov:Entity ."), [True, True, True])
print("As described.")
PYTHON
