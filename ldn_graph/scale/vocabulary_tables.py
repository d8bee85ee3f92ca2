"""What the rules in SQL know of the vocabulary, as tables: the levels of designs, what each bearing says, and so on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from ..audit.status import NOT_SUPPORTED, STATUS_WORDS
from ..audit.wording import NEEDED
from ..model.vocab import (
    AFFIRMING,
    AGAINST,
    BEARINGS,
    DESIGNS,
    FLAGS,
    IN_FAVOUR,
    INDIRECTNESS,
    LDN,
    PREDICATES_WITHOUT_LEVEL,
    RATIOS,
    RISK_OF_BIAS_JUDGEMENTS,
    SEVERITIES,
    STATUSES,
    TOPICS,
    WORDINGS,
)
from ..model.words import CERTAINTY_WORDS, DESIGN_WORDS, INDIRECTNESS_WORDS, RISK_OF_BIAS_WORDS, WORDING_WORDS

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
            "design VARCHAR, level BIGINT, human BOOLEAN, is_primary BOOLEAN, controlled BOOLEAN, words VARCHAR",
            [(name, d.level, d.human, d.primary, d.controlled, DESIGN_WORDS[name]) for name, d in DESIGNS.items()],
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
        "flags": (
            "flag VARCHAR, rank BIGINT, grade BIGINT",
            [(flag, rank, SEVERITIES.index(severity)) for rank, (flag, severity) in enumerate(FLAGS.items())],
        ),
        "severities": ("severity VARCHAR, grade BIGINT", [(name, grade) for grade, name in enumerate(SEVERITIES)]),
        "indirectness": ("domains VARCHAR, place BIGINT, words VARCHAR", [*_domains()]),
        "wordings": (
            "wording VARCHAR, words VARCHAR, needed VARCHAR",
            [(name, WORDING_WORDS[name], NEEDED.get(name)) for name in WORDINGS],
        ),
        "statuses": (
            "status VARCHAR, words VARCHAR, without_support BOOLEAN",
            [(name, STATUS_WORDS[name], name in NOT_SUPPORTED) for name in STATUSES],
        ),
        "not_supported": ("status VARCHAR", [(status,) for status in sorted(NOT_SUPPORTED)]),
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


def _domains() -> Iterator[tuple[str, int, str]]:
    """Each domain of those that a line may name together, as lines have them: its place among them, and its words."""
    for number in range(1, len(INDIRECTNESS) + 1):
        for domains in combinations(INDIRECTNESS, number):
            for place, domain in enumerate(domains):
                yield " ".join(domains), place, INDIRECTNESS_WORDS[domain]
