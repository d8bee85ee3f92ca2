"""Write the list of Biolink's predicates anew: ``python -m tests.biolink_predicates``, or ``make predicates``.

It is committed as a module, so that nothing needs the package ``biolink-model`` at run time.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import yaml

from ldn_graph.resources import PACKAGE

FILE = Path(PACKAGE, "model", "biolink_predicates.py")
_HEAD = '''"""The predicates of the Biolink Model, https://biolink.github.io/biolink-model/, by ``make predicates``."""

RELEASE = "{release}"
"""The release of the package ``biolink-model`` that they are from."""

BIOLINK_PREDICATES = (
'''
_FOOT = ''')
"""The local names of all slots that are *related to* or descend from it."""
'''


def generate_predicates() -> str:
    """The text of the module, by the installed release of the package ``biolink-model``."""
    text = (files("biolink_model") / "schema" / "biolink_model.yaml").read_text(encoding="utf-8")
    model = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 (safe, and in C where it can)
    slots = model["slots"]

    def is_predicate(name: str | None) -> bool:
        return name == "related to" or (name in slots and is_predicate(slots[name].get("is_a")))

    names = sorted(name.replace(" ", "_") for name in slots if is_predicate(name))
    return _HEAD.format(release=model["version"]) + "".join(f'    "{name}",\n' for name in names) + _FOOT


if __name__ == "__main__":
    FILE.write_text(generate_predicates(), encoding="utf-8")
    print(FILE.name)
