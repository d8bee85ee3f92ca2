"""The words for what a claim says of its subject and its object: *increases*, *does not treat*."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from .vocab import local_id

_WORDS: Mapping[tuple[str, str | None], str] = {
    ("affects", "increased"): "increases",
    ("affects", "decreased"): "decreases",
    ("affects_likelihood_of", "increased"): "raises the likelihood of",
    ("affects_likelihood_of", "decreased"): "lowers the likelihood of",
    ("affects_likelihood_of", None): "affects the likelihood of",
    ("affectsPopulation", None): "occurs in",
    ("dosedRelativeTo", "increased"): "is dosed higher than",
    ("dosedRelativeTo", "decreased"): "is dosed lower than",
    ("leadingCauseOf", None): "is a leading cause of",
    ("hasDailyDose", None): "is dosed at",
    ("timeToEffect", None): "takes effect as",
    ("combinableWith", None): "can be taken with",
    ("advisedAgainstWith", None): "was advised against with",
    ("adviceChangedOn", None): "has new advice on use with",
    ("applied_to_treat", None): "is used to treat",
    ("preventative_for_condition", None): "prevents",
    ("ameliorates_condition", None): "improves",
    ("exacerbates_condition", None): "worsens",
    ("predisposes_to_condition", None): "predisposes to",
    ("promotes_condition", None): "promotes",
    ("has_phenotype", None): "comes with",
    ("has_adverse_event", None): "has the adverse event",
    ("subclass_of", None): "is a kind of",
    ("same_as", None): "is the same as",
}
"""Words by the last part of a predicate's IRI and the direction of the object, where its name does not read as a
sentence."""
_OF_CONDITIONS: Mapping[str, str] = {"affectsPopulation": "concerns"}
"""What is said of conditions alone, and in what number, so that no direction says more or less; and what is said where
the subject is none."""
_HELPERS = frozenset({"is", "was", "can"})
"""What *not* stands behind."""


_DIRECTIONS = re.compile(
    "(?:(increase|positive)|decrease|negative)(?:s_(?:activity|abundance|expression|synthesis|stability)_of|ly_regulates)"
)


@lru_cache
def implied_direction(predicate: str) -> str | None:
    """Whether the object is *increased* or *decreased* by a predicate's own words; None where they do not say.

    >>> implied_direction("https://w3id.org/biolink/vocab/decreases_activity_of")
    'decreased'
    """
    match = _DIRECTIONS.fullmatch(local_id(predicate))
    return None if match is None else "increased" if match[1] else "decreased"


@lru_cache(maxsize=1000)
def relation_words(
    predicate: str, direction: str | None = None, *, negated: bool = False, subject: str = "Condition"
) -> str:
    """A predicate, by its IRI, as the verb of a sentence, with the direction of its object and with its denial.

    ``subject`` is the kind of the subject. What has no words here is told by the last part of its IRI, so nothing is
    promised of the grammar of a predicate that Biolink does not have.

    >>> relation_words("https://w3id.org/biolink/vocab/affects", "increased")
    'increases'
    >>> relation_words("https://w3id.org/biolink/vocab/treats", negated=True)
    'does not treat'
    >>> relation_words("https://w3id.org/biolink/vocab/studied_to_treat", negated=True)
    'is not studied to treat'
    """
    name = local_id(predicate)
    if name in _OF_CONDITIONS:
        direction = None
        if subject != "Condition":
            return _deny(_OF_CONDITIONS[name]) if negated else _OF_CONDITIONS[name]
    words = _WORDS.get((name, direction)) or _WORDS.get((name, None)) or _read_name(name)
    if direction and (name, direction) not in _WORDS and direction != implied_direction(predicate):
        words = f"{words} {direction}"
    return _deny(words) if negated else words


def _read_name(name: str) -> str:
    """``studied_to_treat`` as *is studied to treat*; a code such as ``RO_0002434`` as it is."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).replace("_", " ").replace("-", " ").strip()
    if not words or re.search(r"\d", words):
        return words or name
    words = words.lower()
    verb = next((word for word in words.split() if not word.endswith("ly")), words)
    return words if verb in _HELPERS or re.search("(?<!s|u)s$", verb) else f"is {words}"


def _deny(words: str) -> str:
    """*does not treat*, *is not studied to treat*."""
    first, _, others = words.partition(" ")
    if first in _HELPERS:
        return f"{first} not {others}"
    if not first.endswith("s"):
        return f"does not: {words}"
    verb = (
        "have" if first == "has" else f"{first[:-3]}y" if first.endswith("ies") else re.sub("(?<=ss)es$|s$", "", first)
    )
    return f"does not {verb} {others}".rstrip()
