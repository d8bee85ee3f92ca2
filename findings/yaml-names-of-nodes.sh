#!/usr/bin/env bash
# YAML: nitric oxide is a no, a randomisation of 2:1 is the number 121, and the PDB entry 1E10 is ten thousand
# million, each in another reader
#
# Versions: PyYAML 6.0.4, ruamel.yaml 0.19.1, ryaml 0.5.1
# Seen:     From NO, 2:1, 010, 1E10 without quotes PyYAML makes False, 121, 8 and the text 1E10; ruamel.yaml NO, 2:1,
#           10 and the number 1e10; ryaml NO, 2:1, the text 010 and the number 1e10. A key that occurs twice is an
#           error in the latter two, while PyYAML keeps the second value.
# Expected: YAML 1.2.2, section 10.3.2 (core schema): texts for NO and 2:1, since only true and false are booleans and
#           sexagesimal numbers are gone; the integer 10 for 010; the number 1e10 for 1E10. PyYAML reads YAML 1.1,
#           which has no such line for 1E10. Keys of a mapping are unique (section 3.2.1.1). No reader takes all of it
#           as the text that was meant.
# Here:     DrugMechDB is read by ryaml, so that names of nodes such as NO stay; identifiers that look like numbers
#           want quotes in every reader.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile \
  'PyYAML==6.0.4' 'ruamel.yaml==0.19.1' 'ryaml==0.5.1'
venv/bin/python - <<'PYTHON'
import sys

import ruamel.yaml
import ryaml
import yaml


def check(what, seen, described):
    print(f"{what}:\n    {seen}")
    if seen != described:
        sys.exit(f"This has changed. Described here was:\n    {described}")


NAMES = "[NO, 2:1, 010, 1E10]"
TWICE = "name: NO\nname: nitric oxide\n"
READERS = {"PyYAML": yaml.safe_load, "ruamel.yaml": ruamel.yaml.YAML(typ="safe", pure=True).load, "ryaml": ryaml.loads}


def read(name, text):
    try:
        return READERS[name](text)
    except Exception as error:
        return type(error).__name__


check("PyYAML", read("PyYAML", NAMES), [False, 121, 8, "1E10"])
check("ruamel.yaml", read("ruamel.yaml", NAMES), ["NO", "2:1", 10, 1e10])
check("ryaml", read("ryaml", NAMES), ["NO", "2:1", "010", 1e10])
check(
    "one key twice",
    [read(name, TWICE) for name in READERS],
    [
        {"name": "nitric oxide"},
        "DuplicateKeyError",
        "InvalidYamlError",
    ],
)
print("As described.")
PYTHON
