"""How long DrugMechDB takes from YAML to a finished audit, beside rdflib's mere parsing of the Turtle that comes of it.

    python benchmarks/drugmechdb.py indication_paths.yaml

In turn (A B A B ...), each a process of its own: ``ldn-graph import drugmechdb`` then ``ldn-graph audit``, and parsing.
The file is that of https://github.com/SuLab/DrugMechDB, compressed or not.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import plain
from measuring import Limits, apart, command, ratio, warm

ROUNDS = 3


def parse(file: Path) -> int:
    return len(plain.read(file))


def main(file: Path) -> int:
    """Print the ratio; 0 where the limit was kept."""
    importing, auditing, parsing = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        turtle = Path(folder, "drugmechdb.ttl")
        warm(file)
        for _ in range(ROUNDS):
            importing.append(command("import", "drugmechdb", file, "-o", turtle).seconds)
            auditing.append(
                command("audit", "--graph", turtle, "--fail-on", "never", "-o", Path(folder, "audit.csv")).seconds
            )
            parsing.append(apart(parse, turtle).seconds)
    limits = Limits()
    print(f"over rdflib's parsing: import {ratio(importing, parsing):.2f}, audit {ratio(auditing, parsing):.2f}")
    both = [a + b for a, b in zip(importing, auditing, strict=True)]
    limits.most("from YAML to a finished audit, over rdflib's parsing of the Turtle", ratio(both, parsing), 0.3)
    return limits.code


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
