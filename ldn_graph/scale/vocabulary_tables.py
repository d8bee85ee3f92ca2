"""What the rules in SQL know of the vocabulary, as tables: the levels of designs, what each bearing says, and so on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..audit.status import NOT_SUPPORTED
from ..model.vocab import AFFIRMING, AGAINST, BEARINGS, DESIGNS, IN_FAVOUR, LDN, PREDICATES_WITHOUT_LEVEL, TOPICS

Rows = Sequence[tuple[object, ...]]


def vocabulary_tables() -> Mapping[str, tuple[str, Rows]]:
    """The rows of each table, by name, with its columns and their types as SQL has them."""
    return {
        "bearings": (
            "bearing VARCHAR, in_favour BOOLEAN, affirms BOOLEAN, against BOOLEAN",
            [(name, name in IN_FAVOUR, name in AFFIRMING, name in AGAINST) for name in BEARINGS],
        ),
        "designs": (
            "design VARCHAR, level BIGINT, human BOOLEAN, is_primary BOOLEAN, controlled BOOLEAN",
            [(name, d.level, d.human, d.primary, d.controlled) for name, d in DESIGNS.items()],
        ),
        "design_levels": (
            "design VARCHAR, topic VARCHAR, level BIGINT",
            [
                (name, topic, level)
                for name, design in DESIGNS.items()
                for topic in TOPICS
                if (level := design.level_for(topic)) is not None
            ],
        ),
        "not_supported": ("status VARCHAR", [(status,) for status in sorted(NOT_SUPPORTED)]),
        "predicates_without_level": ("predicate VARCHAR", [(LDN[name],) for name in PREDICATES_WITHOUT_LEVEL]),
    }
