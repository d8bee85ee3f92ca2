#!/usr/bin/env bash
# BibTeX: no way of writing a brace in a title is read by all
#
# Versions: bibtexparser 2.1.0, pybtex 0.26.1
# Seen:     \{ alone: bibtexparser gives the brace, pybtex refuses the entry, since it counts the brace as BibTeX does.
#           {\textbraceleft}, which BibTeX and LaTeX read: bibtexparser leaves the sign out without a word, pybtex
#           keeps the command as text. \{x\}, in a pair: both read the entry, and pybtex shows backslashes for braces.
# Expected: Braces behind a backslash count for the balance, as in BibTeX itself; \textbraceleft is the sign (LaTeX 2e).
# Here:     Braces in pairs are written as \{ and \}; lone ones by their names, so that an entry can always be read.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile 'bibtexparser==2.1.0' 'pybtex==0.26.1'
venv/bin/python -W ignore - <<'PYTHON'
import sys

import bibtexparser
from bibtexparser.middlewares import LatexDecodingMiddleware
from pybtex.database import parse_string
from pybtex.richtext import Text


def check(what, seen, described):
    print(f"{what}:\n    {seen}")
    if seen != described:
        sys.exit(f"This has changed. Described here was:\n    {described}")


def read(title):
    entry = "@misc{x,\n  title = {{%s}}\n}\n" % title
    library = bibtexparser.parse_string(entry, append_middleware=[LatexDecodingMiddleware()])
    by_bibtexparser = library.entries[0]["title"] if library.entries else "refused"
    try:
        by_pybtex = str(Text.from_latex(parse_string(entry, "bibtex").entries["x"].fields["title"]))
    except Exception as error:
        by_pybtex = type(error).__name__
    return by_bibtexparser, by_pybtex


for title, described in (
    (r"a\{b", ("a{b", "PrematureEOF")),
    (r"a{\textbraceleft}b", ("ab", r"a\textbraceleft b")),
    (r"a\{x\}b", ("a{x}b", r"a\x\b")),
):
    check(title, read(title), described)
PYTHON
