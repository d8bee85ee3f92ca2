"""What the rules in SQL know of the vocabulary, as tables: the levels of designs, and what each bearing says."""

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
    IN_FAVOUR,
    INDIRECTNESS,
    LDN,
    PREDICATES_WITHOUT_LEVEL,
    STATUSES,
    TOPICS,
    WORDINGS,
)
from ..model.words import DESIGN_WORDS, INDIRECTNESS_WORDS, WORDING_WORDS

Rows = Sequence[tuple[object, ...]]


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
        "indirectness": ("domains VARCHAR, place BIGINT, words VARCHAR", [*_domains()]),
        "wordings": (
            "wording VARCHAR, words VARCHAR, needed VARCHAR",
            [(name, WORDING_WORDS[name], NEEDED.get(name)) for name in WORDINGS],
        ),
        "statuses": (
            "status VARCHAR, words VARCHAR, without_support BOOLEAN",
            [(name, STATUS_WORDS[name], name in NOT_SUPPORTED) for name in STATUSES],
        ),
        "predicates_without_level": ("predicate VARCHAR", [(LDN[name],) for name in PREDICATES_WITHOUT_LEVEL]),
    }


def _domains() -> Iterator[tuple[str, int, str]]:
    """Each domain of those that a line may name together, as lines have them: its place among them, and its words."""
    for number in range(1, len(INDIRECTNESS) + 1):
        for domains in combinations(INDIRECTNESS, number):
            for place, domain in enumerate(domains):
                yield " ".join(domains), place, INDIRECTNESS_WORDS[domain]
