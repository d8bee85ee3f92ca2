"""What the rules in SQL know of the vocabulary, as tables: the levels of designs, and what each bearing says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..model.vocab import (
    AFFIRMING,
    AGAINST,
    BEARINGS,
    DESIGNS,
    IN_FAVOUR,
    LDN,
    PREDICATES_WITHOUT_LEVEL,
    RATIOS,
    RISK_OF_BIAS_JUDGEMENTS,
    TOPICS,
)
from ..model.words import CERTAINTY_WORDS, RISK_OF_BIAS_WORDS, WORDING_WORDS

Rows = Sequence[tuple[object, ...]]
BLANKS = "".join(character for character in map(chr, range(0x3001)) if character.isspace())
"""The characters that a text may consist of and say nothing."""


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
        "blanks": ("characters VARCHAR", [(BLANKS,)]),
        "certainty_words": ("level BIGINT, words VARCHAR", [*CERTAINTY_WORDS.items()]),
        "ratios": ("measure VARCHAR", [(name,) for name in sorted(RATIOS)]),
        "risk_judgements": (
            "judgement VARCHAR, severity BIGINT, words VARCHAR",
            [(name, severity, RISK_OF_BIAS_WORDS[name]) for name, severity in RISK_OF_BIAS_JUDGEMENTS.items()],
        ),
        "wording_words": ("wording VARCHAR, words VARCHAR", [*WORDING_WORDS.items()]),
        "predicates_without_level": ("predicate VARCHAR", [(LDN[name],) for name in PREDICATES_WITHOUT_LEVEL]),
    }
