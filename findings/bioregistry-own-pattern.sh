#!/usr/bin/env bash
# bioregistry: identifiers that it reads from web addresses do not match its own patterns, and the pattern of DOIs
# takes what is none
#
# Versions: bioregistry 0.15.6
# Seen:     parse_iri makes pmc:123 of the address of PMC123 at www.ncbi.nlm.nih.gov, and pubmed:123/ of the address
#           that the registry itself gives for PubMed, with its closing slash; is_valid_identifier refuses both. The
#           present addresses of PMC and of ClinicalTrials.gov are not read at all. As a DOI, 1012345/abc is valid,
#           for the dot in the pattern is not escaped.
# Expected: What is read from an address is valid by the same registry. A DOI's prefix begins with 10 and a dot (DOI
#           Handbook, section 2.2; ISO 26324).
# Here:     Our tables of identifiers have patterns that are the registry's or narrower, with the dot escaped, and our
#           own beginnings of IRIs; a test holds the two together.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile \
  'bioregistry==0.15.6'
venv/bin/python - <<'PYTHON'
import sys

import bioregistry


def check(what, seen, described):
    print(f"{what}:\n    {seen}")
    if seen != described:
        sys.exit(f"This has changed. Described here was:\n    {described}")


def read(address):
    prefix, identifier = bioregistry.parse_iri(address)
    return prefix and f"{prefix}:{identifier}", bool(prefix) and bioregistry.is_valid_identifier(prefix, identifier)


given = bioregistry.get_resource("pubmed").get_uri_format().replace("$1", "123")
for address, described in (
    ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC123", ("pmc:123", False)),
    (given, ("pubmed:123/", False)),
    ("https://pmc.ncbi.nlm.nih.gov/articles/PMC123/", (None, False)),
    ("https://clinicaltrials.gov/study/NCT00000001", (None, False)),
):
    check(f"{address}, and whether that is valid", read(address), described)
check("pmc:PMC123 is valid", bioregistry.is_valid_identifier("pmc", "PMC123"), True)
check("1012345/abc is a valid DOI", bioregistry.is_valid_identifier("doi", "1012345/abc"), True)
print("As described.")
PYTHON
