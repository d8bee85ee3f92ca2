#!/usr/bin/env bash
# pylatexenc, bibtexparser: what is no TeX that they know is left out of titles; entries as EndNote writes them are not read
#
# Versions: pylatexenc 2.11, bibtexparser 2.1.0
# Seen:     The commands of the package textgreek vanish: "\textbeta-blocker" becomes "-blocker". A % that is not
#           escaped takes the rest of the line with it, "50% of patients" becomes "50", and 10\textsuperscript{9}
#           becomes 109, a number. An entry without a key, "@article{ author = ...", which EndNote exports, fails as a
#           whole. All that is in BibTeX files of Zotero, EndNote and publishers.
# Expected: What is not known stays as it is, or is told. BibTeX itself has no comments in values (Patashnik,
#           BibTeXing, 1988), so a % in a title is a percent sign.
# Here:     Greek letters are known, % and & are escaped before, what is raised keeps its tags and becomes Unicode's
#           signs, what is unknown stays with its backslash and is told; an entry without a key gets one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile \
  'pylatexenc==2.11' 'bibtexparser==2.1.0'
venv/bin/python - <<'PYTHON'
import sys

import bibtexparser
from bibtexparser.middlewares import LatexDecodingMiddleware


def check(what, seen, described):
    print(f"{what}:\n    {seen}")
    if seen != described:
        sys.exit(f"This has changed. Described here was:\n    {described}")


def title(text):
    entry = f"@article{{key, title = {{{text}}}}}"
    library = bibtexparser.parse_string(entry, append_middleware=[LatexDecodingMiddleware()])
    return library.entries[0].fields_dict["title"].value


for text, described in (
    (r"\textbeta-blocker", "-blocker"),
    ("50% of patients improved", "50"),
    (r"10\textsuperscript{9} cells", "109 cells"),
):
    check(text, title(text), described)
library = bibtexparser.parse_string("@article{\n   author = {Testen, A.},\n   title = {A title}\n}\n")
check("an entry without a key", (len(library.entries), len(library.failed_blocks)), (0, 1))
print("As described.")
PYTHON
