#!/usr/bin/env bash
# biolink-model, prefixmaps and bioregistry: the same PMID, PMC id and MeSH term has another IRI in each
#
# Versions: biolink-model 4.4.6, prefixmaps 0.2.6, bioregistry 0.15.6
# Seen:     PMID:123 expands to http://www.ncbi.nlm.nih.gov/pubmed/123, http://identifiers.org/pubmed/123 and
#           https://bioregistry.io/pubmed:123; a MeSH term has three IRIs as well. PMC:PMC123 becomes .../PMCPMC123 by
#           biolink-model, whose prefix holds the letters already.
# Expected: One IRI for one article: graphs are joined by IRIs that are equal, character by character (RDF 1.1
#           Concepts, section 3.2), and all three are made for joining data. Of a DOI two of the three make the same
#           IRI.
# Here:     A source has an IRI of our own, and its identifiers stand beside it. Importers read pmid:123, pubmed:123
#           and both of PubMed's web addresses as one article.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile \
  'bioregistry==0.15.6' 'prefixmaps==0.2.6'
venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile --no-deps 'biolink-model==4.4.6'
venv/bin/python - <<'PYTHON'
import json
import sys
from importlib.metadata import files

import bioregistry
import prefixmaps


def check(what, seen, described):
    print(f"{what}:\n    {seen}")
    if seen != described:
        sys.exit(f"This has changed. Described here was:\n    {described}")


(path,) = (f for f in files("biolink-model") if f.name == "biolink_model_prefix_map.json")
biolink = json.loads(path.read_text())
merged = prefixmaps.load_converter(["merged"])
registry = bioregistry.get_default_converter()


def expansions(prefix, identifier, biolink_prefix=None):
    curie = f"{prefix}:{identifier}"
    return [biolink[biolink_prefix or prefix] + identifier, merged.expand(curie), registry.expand(curie)]


check(
    "PMID:123",
    expansions("PMID", "123"),
    [
        "http://www.ncbi.nlm.nih.gov/pubmed/123",
        "http://identifiers.org/pubmed/123",
        "https://bioregistry.io/pubmed:123",
    ],
)
check(
    "MESH:D009271",
    expansions("MESH", "D009271"),
    [
        "http://id.nlm.nih.gov/mesh/D009271",
        "http://identifiers.org/mesh/D009271",
        "https://meshb.nlm.nih.gov/record/ui?ui=D009271",
    ],
)
check("PMC:PMC123 by biolink-model", expansions("PMC", "PMC123")[0], "http://europepmc.org/articles/PMCPMC123")
check(
    "DOI:10.1000/182",
    expansions("DOI", "10.1000/182", "doi"),
    [
        "https://doi.org/10.1000/182",
        "http://identifiers.org/doi/10.1000/182",
        "https://doi.org/10.1000/182",
    ],
)
print("As described.")
PYTHON
