"""What is done to any text on its way into the graph."""

from __future__ import annotations

import re

from ..model.claims import LABEL_LIMIT
from ..output.characters import CONTROLS, NONCHARACTERS, REPLACEMENT, SURROGATES

LONGEST_LABEL = LABEL_LIMIT - 100
"""Characters of a label that are kept. What is put before or behind it still fits into the model's limit."""

NOT_IN_RDF = re.compile(f"[{CONTROLS}\x7f{SURROGATES}{NONCHARACTERS}]")
"""What no imported text holds: what some format of RDF cannot hold, or a control that no keyboard writes by intent."""


def clean(text: str) -> str:
    """The text with a replacement mark for each character of :data:`NOT_IN_RDF`."""
    return NOT_IN_RDF.sub(REPLACEMENT, text)


def cut(text: str, length: int) -> str:
    """The text, of which at most so many characters are kept."""
    return text if len(text) <= length else text[: length - 3] + "..."
