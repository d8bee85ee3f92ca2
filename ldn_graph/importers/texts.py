"""How long the texts are that an import makes."""

from __future__ import annotations

from ..model.claims import LABEL_LIMIT

LONGEST_LABEL = LABEL_LIMIT - 100
"""Characters of a label that are kept. What is put before or behind it still fits into the model's limit."""
