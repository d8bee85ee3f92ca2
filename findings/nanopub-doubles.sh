#!/usr/bin/env bash
# nanopub: a nanopublication with an xsd:double is valid for the Python library that signed it, and broken for the
# others
#
# Versions: nanopub 2.0.1 with rdflib 7.6.0; nanopub-sign 0.2.0, the implementation in Rust by the same project
# Seen:     An assertion with the number 45.0e0 is signed and written as TriG. is_valid of the Python library is True,
#           also of the file read again; the Rust library says that its hash is another. With the decimal 45.0 both
#           agree. The cause: the hash is made from the literal's text 45.0, while rdflib writes any xsd:double in
#           TriG as 4.5e+01.
# Expected: A file that every implementation accepts: the Trusty URI in a nanopublication is a hash over its
#           statements (Nanopublication Guidelines; Trusty URIs, module RA), and two literals with other texts are
#           other statements (RDF 1.1 Concepts, section 3.3).
# Here:     No nanopublications are written. Numbers of quantities are decimals and whole numbers.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile \
  'nanopub==2.0.1' 'nanopub-sign==0.2.0' 'rdflib==7.6.0'
venv/bin/python - <<'PYTHON'
import contextlib
import io
import logging
import sys
from pathlib import Path

import nanopub_sign
from nanopub import Nanopub, NanopubConf, Profile
from nanopub.profile import generate_keyfiles
from rdflib import Graph


def check(what, seen, described):
    print(f"{what}:\n    {seen}")
    if seen != described:
        sys.exit(f"This has changed. Described here was:\n    {described}")


logging.disable(logging.CRITICAL)
generate_keyfiles(Path())  # a pair of keys for this run
PROFILE = Profile("https://orcid.org/0000-0000-0000-0000", "A. Nobody", Path("id_rsa"), Path("id_rsa.pub"))
SETTINGS = NanopubConf(
    profile=PROFILE, use_test_server=True, attribute_assertion_to_profile=True, add_pubinfo_generated_time=True
)


def signed(number):
    """The number as it is written, and whether the Python and the Rust library take the file."""
    assertion = Graph().parse(data=f"@prefix : <http://example.org/> . :result :number {number} .", format="turtle")
    publication = Nanopub(assertion=assertion, conf=SETTINGS)
    with contextlib.redirect_stdout(io.StringIO()):
        publication.sign()
        text = publication.rdf.serialize(format="trig")
        Path("publication.trig").write_text(text, encoding="utf-8")
        by_python = Nanopub(rdf=Path("publication.trig")).is_valid
    try:
        nanopub_sign.Nanopub(text).check()
        by_rust = "valid"
    except Exception as error:
        by_rust = "another hash" if "hash of the nanopublication is different" in str(error) else str(error)
    (line,) = (line for line in text.splitlines() if ":number" in line)
    return line.split()[2], by_python, by_rust


check("45.0, a decimal", signed("45.0"), ("45.0", True, "valid"))
check("45.0e0, a double", signed("45.0e0"), ("4.5e+01", True, "another hash"))
print("As described.")
PYTHON
