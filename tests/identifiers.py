"""Write the patterns of identifiers anew from the Bioregistry: ``python -m tests.identifiers``, or ``make identifiers``.

They are committed as a module, so that nothing needs the package ``bioregistry`` at run time.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import bioregistry

from ldn_graph.model.registries import CURIE_PREFIXES, REGISTRIES
from ldn_graph.resources import PACKAGE

FILE = Path(PACKAGE, "model", "bioregistry_patterns.py")
INSTALLED = version("bioregistry")
_HEAD = '''"""The patterns of identifiers in the Bioregistry (https://bioregistry.io), as ``make identifiers`` writes them."""

RELEASE = "{release}"
"""The release of the package ``bioregistry`` that they are from."""

PATTERNS = {{
'''
_FOOT = '''}
"""For each prefix that is read here, the pattern of its identifiers, of which the whole must match."""
'''


def generate_patterns() -> str:
    """The text of the module, by the installed release of the package ``bioregistry``."""
    prefixes = sorted({*REGISTRIES.values(), *CURIE_PREFIXES})
    lines = (f'    "{prefix}": r"{_pattern(prefix)}",\n' for prefix in prefixes)
    return _HEAD.format(release=INSTALLED) + "".join(lines) + _FOOT


def _pattern(prefix: str) -> str:
    pattern = bioregistry.get_pattern(prefix)
    if pattern is None or '"' in pattern:
        raise ValueError(f"{prefix}: the Bioregistry has no pattern that can be written out: {pattern}")
    return pattern.removeprefix("^").removesuffix("$")


if __name__ == "__main__":
    FILE.write_text(generate_patterns(), encoding="utf-8")
    print(f"{FILE.name}: bioregistry {INSTALLED}")
