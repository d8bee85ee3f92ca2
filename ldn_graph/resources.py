"""The files that ship with the package."""

from __future__ import annotations

import os

PACKAGE = os.path.dirname(os.path.abspath(__file__))
"""The folder of this package, with its data files."""

SHIPPED = next(
    (
        p
        for p in (os.path.join(folder, "data", "triples.ttl") for folder in (PACKAGE, os.path.dirname(PACKAGE)))
        if os.path.isfile(p)
    ),
    "data/triples.ttl",
)
"""The graph that ships with the package: inside it when installed, beside it in a checkout."""

TEMPLATES = os.path.join(PACKAGE, "templates")
"""The folder of the page's and the server's templates."""
