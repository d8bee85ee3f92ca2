#!/usr/bin/env bash
# Pint: the UCUM unit of blood counts, 10*9/L, is read as 90 per litre, and [pH] as a picohenry
#
# Versions: Pint 0.25.3
# Seen:     4.5 10*9/L, a usual count of leucocytes, is 405 per litre instead of 4,500,000,000; 1 [pH] is 1 picohenry;
#           mo (month) and wk (week) are not defined, while mg/d and % are read as meant. No warning.
# Expected: An error, or the quantity: in UCUM 10* is the number ten raised to the power that follows (The Unified
#           Code for Units of Measure, table of dimensionless units), square brackets belong to a unit's name, and mo
#           and wk are units. Pint promises no UCUM, yet takes these codes for something else.
# Here:     Units of quantities are UCUM codes that are compared as codes; quantities of two units are never
#           converted.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile \
  'Pint==0.25.3'
venv/bin/python - <<'PYTHON'
import sys

import pint


def check(what, seen, described):
    print(f"{what}:\n    {seen}")
    if seen != described:
        sys.exit(f"This has changed. Described here was:\n    {described}")


registry = pint.UnitRegistry()
count = registry("4.5 10*9/L").to("1/L")
check("4.5 10*9/L, per litre", f"{count.magnitude:.0f}", "405")
check("1 [pH]", str(registry("1 [pH]").units), "picohenry")
check("4.5 mg/d", str(registry("4.5 mg/d")), "4.5 milligram / day")
for unit in ("mo", "wk"):
    try:
        seen = str(registry(f"1 {unit}"))
    except pint.UndefinedUnitError:
        seen = "not defined"
    check(f"1 {unit}", seen, "not defined")
print("As described.")
PYTHON
