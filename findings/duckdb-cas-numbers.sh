#!/usr/bin/env bash
# DuckDB: a column of CAS registry numbers may be read as dates, and each number is lost
#
# Versions: duckdb 1.5.6; polars 2.1.0 for comparison
# Seen:     A table with the CAS numbers of caffeine (58-08-2) and procainamide (51-06-9) is read as the dates
#           2058-08-02 and 2051-06-09. With formaldehyde (50-00-0) in the table, which no calendar has, the column is
#           text. polars reads text, and the years 58 and 51 where it is asked for dates.
# Expected: Text: a CAS number has two to seven digits, two digits and a check digit. Nothing about the column speaks
#           of dates, and the same query has another type when a row is added. With all_varchar=true, or types={'cas':
#           'VARCHAR'}, the numbers stay.
# Here:     Tables of claims are read with every cell as text, and converted by the meaning of the column, never by
#           its look.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile \
  'duckdb==1.5.6' 'polars==2.1.0'
venv/bin/python - <<'PYTHON'
import sys
from pathlib import Path

import duckdb
import polars


def check(what, seen, described):
    print(f"{what}:\n    {seen}")
    if seen != described:
        sys.exit(f"This has changed. Described here was:\n    {described}")


Path("two.csv").write_text("drug,cas\ncaffeine,58-08-2\nprocainamide,51-06-9\n", encoding="ascii")
Path("three.csv").write_text(Path("two.csv").read_text() + "formaldehyde,50-00-0\n", encoding="ascii")


def numbers(query):
    return [str(cas) for (cas,) in duckdb.sql(query).fetchall()]


check("DuckDB, two substances", numbers("SELECT cas FROM 'two.csv'"), ["2058-08-02", "2051-06-09"])
check("DuckDB, three", numbers("SELECT cas FROM 'three.csv'"), ["58-08-2", "51-06-9", "50-00-0"])
check("DuckDB, all as text", numbers("SELECT cas FROM read_csv('two.csv', all_varchar = true)"), ["58-08-2", "51-06-9"])
check("polars", polars.read_csv("two.csv")["cas"].to_list(), ["58-08-2", "51-06-9"])
dates = polars.read_csv("two.csv", try_parse_dates=True)["cas"].to_list()
check("polars, asked for dates", [str(day) for day in dates], ["0058-08-02", "0051-06-09"])
print("As described.")
PYTHON
