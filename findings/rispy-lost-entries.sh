#!/usr/bin/env bash
# rispy: an entry that is cut off is lost, and so are all entries with one blank before the hyphen, with nothing said
#
# Versions: rispy 0.10.0
# Seen:     Of two entries of which the last has no ER line, one is read. Of a file with "TY - JOUR", as some publishers
#           write it, none is. Of two DO lines the second is dropped. Nothing is raised or warned of.
# Expected: A file that is cut off is an error, or a warning: an entry ends with ER (RIS Format Specifications, 2011:
#           "ER - end of reference; must be the last tag").
# Here:     RIS is read line by line by a reader of our own, which nbib shares: it has the line of each entry, refuses
#           one without an end, and takes one blank or two. rispy is the second reader in its tests.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile \
  'rispy==0.10.0'
venv/bin/python -W error - <<'PYTHON'
import sys

import rispy


def check(what, seen, described):
    print(f"{what}:\n    {seen}")
    if seen != described:
        sys.exit(f"This has changed. Described here was:\n    {described}")


entry = "TY  - JOUR\nTI  - {}\nDO  - 10.5555/{}\nER  - \n"
cut_off = (entry.format("one", 1) + entry.format("two", 2)).removesuffix("ER  - \n")
check("two entries, the last one cut off", [e["title"] for e in rispy.loads(cut_off)], ["one"])
check("one blank before each hyphen", rispy.loads(entry.format("one", 1).replace("  - ", " - ")), [])
twice = entry.format("one", 1).replace("ER", "DO  - 10.5555/2\nER")
check("two lines of a tag", [e["doi"] for e in rispy.loads(twice)], ["10.5555/1"])
print("As described.")
PYTHON
