#!/usr/bin/env bash
# pyvis: the page that is to have everything in line asks another host for its style sheet and script
#
# Versions: pyvis 0.3.2
# Seen:     Network(cdn_resources="in_line") writes a page that loads the CSS and the JavaScript of Bootstrap from a
#           content delivery network; without the internet a part of the page is missing, and its readers are seen
#           there. The heading stands in it twice, and the page has no doctype.
# Expected: No address of another host: the parameter's documentation says that the resources are in line. An HTML
#           page begins with a doctype (HTML Standard, section 13.1.1).
# Here:     The page is our own template around vis-network as it lies among pyvis's files; a test holds that nothing
#           in it is fetched.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile \
  'pyvis==0.3.2'
venv/bin/python - <<'PYTHON'
import re
import sys

from pyvis.network import Network


def check(what, seen, described):
    print(f"{what}:\n    {seen}")
    if seen != described:
        sys.exit(f"This has changed. Described here was:\n    {described}")


network = Network(heading="Claims", cdn_resources="in_line")
network.add_node(1, label="a claim")
page = network.generate_html()
loaded = re.findall(r"<(link|script)\b[^>]*?(?:href|src)=[\"'](?:https?:)?//[^\"']*/([^\"'/]+)[\"']", page)
check("loaded from elsewhere", loaded, [("link", "bootstrap.min.css"), ("script", "bootstrap.bundle.min.js")])
check("headings", len(re.findall(r"<h1>\s*Claims\s*</h1>", page)), 2)
check("begins with a doctype", page.lstrip().lower().startswith("<!doctype"), False)
print("As described.")
PYTHON
