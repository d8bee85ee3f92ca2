#!/usr/bin/env bash
# python-calamine: a cell with an error, and a formula that was never computed, are read as empty cells
#
# Versions: python-calamine 0.9.1, openpyxl 3.1.5
# Seen:     #N/A, as a look-up leaves it, is '', and so is a formula whose value is not in the file, as libraries that write
#           workbooks leave it. openpyxl gives the error as text, and the formula.
# Expected: What is no value is told from nothing: the element c has the type e for an error, and f for the formula
#           (ECMA-376, part 1, 18.18.11 and 18.3.1.40).
# Here:     A table of evidence with an empty cell says that there is nothing, so a title that a look-up did not find would be
#           taken out of the graph. Such cells are looked for in the sheet itself, and refused with the first of them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile \
  'python-calamine==0.9.1' 'openpyxl==3.1.5'
venv/bin/python - <<'PYTHON'
import io
import sys

import openpyxl
import python_calamine


def check(what, seen, described):
    print(f"{what}:\n    {seen}")
    if seen != described:
        sys.exit(f"This has changed. Described here was:\n    {described}")


book = openpyxl.Workbook()
book.active.append(["a title", "#N/A", '=UPPER("a title")', None, "2019"])
out = io.BytesIO()
book.save(out)
read = python_calamine.load_workbook(io.BytesIO(out.getvalue())).get_sheet_by_index(0).to_python()
check("calamine: a text, an error, a formula, nothing, a text", read, [["a title", "", "", "", "2019"]])
again = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(out.getvalue())).active[1]]
check("openpyxl", again, ["a title", "#N/A", '=UPPER("a title")', None, "2019"])
print("As described.")
PYTHON
