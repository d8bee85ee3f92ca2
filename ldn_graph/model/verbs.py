"""Verbs that people write for a claim's predicate, and which predicate they mean.

They mean what the Biolink Model says of its predicates: *treats* is to ameliorate, cure or prevent, and
*ameliorates_condition* to do so with a condition that is there already. Of what is no condition, a verb such as
*improves* says only that it is affected.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .biolink_predicates import BIOLINK_PREDICATES
from .predicates import PREDICATE_ALIASES
from .vocab import BIOLINK, LDN, PREDICATES


class Meant(NamedTuple):
    """The predicate that a word means, as an IRI.

    ``direction`` is that of the object, where the word says one; ``negated``: it denies the claim; ``nearest``: no
    predicate says just that, so somebody has to be told.
    """

    predicate: str
    direction: str | None = None
    negated: bool = False
    nearest: bool = False


_MORE, _LESS = Meant("affects", "increased"), Meant("affects", "decreased")
_RISK = "affects_likelihood_of"

VERBS: Mapping[str, Meant] = {
    **dict.fromkeys(("increases", "raises"), _MORE),
    **dict.fromkeys(("decreases", "lessens", "lowers", "reduces"), _LESS),
    **dict.fromkeys(
        ("activates", "boosts", "elevates", "enhances", "promotes", "stimulates", "strengthens", "upregulates"),
        _MORE._replace(nearest=True),
    ),
    **dict.fromkeys(
        ("attenuates", "blocks", "diminishes", "downregulates", "inhibits", "limits", "slows", "suppresses", "weakens"),
        _LESS._replace(nearest=True),
    ),
    **dict.fromkeys(("alleviates", "eases", "relieves", "soothes"), _LESS._replace(nearest=True)),
    **dict.fromkeys(
        ("benefits", "helps", "improves", "is good for", "worsens", "aggravates", "is bad for", "changes", "influences",
         "alters", "impacts", "modulates", "dysregulates"),
        Meant("affects", nearest=True),
    ),
    **dict.fromkeys(
        ("does not affect", "does not change", "has no effect on", "has no influence on"),
        Meant("affects", negated=True, nearest=True),
    ),
    **dict.fromkeys(("cures", "heals"), Meant("treats", nearest=True)),
    **dict.fromkeys(("averts", "protects against", "protects from"), Meant("preventative_for_condition", nearest=True)),
    **dict.fromkeys(
        ("cuts the risk of", "decreases the risk of", "lessens the risk of", "lowers the risk of",
         "reduces the likelihood of", "reduces the risk of"),
        Meant(_RISK, "decreased", nearest=True),
    ),
    **dict.fromkeys(
        ("increases the likelihood of", "increases the risk of", "raises the risk of"),
        Meant(_RISK, "increased", nearest=True),
    ),
    **dict.fromkeys(("induces", "leads to", "results in", "triggers"), Meant("causes", nearest=True)),
    **dict.fromkeys(
        ("is associated with", "is linked to", "is linked with", "is tied to"), Meant("associated_with", nearest=True)
    ),
    **dict.fromkeys(("predisposes to",), Meant("predisposes_to_condition", nearest=True)),
    **dict.fromkeys(("presents", "presents with"), Meant("has_phenotype", nearest=True)),
}  # fmt: skip
"""Predicates of Biolink by the verbs that people write."""
OF_CONDITIONS: Mapping[str, Meant] = {
    **dict.fromkeys(
        ("alleviates", "benefits", "eases", "helps", "improves", "is good for", "relieves", "soothes"),
        Meant("ameliorates_condition", nearest=True),
    ),
    **dict.fromkeys(("aggravates", "is bad for", "worsens"), Meant("exacerbates_condition", nearest=True)),
    "promotes": Meant("promotes_condition", nearest=True),
}  # fmt: skip
"""What verbs mean where they are said of a condition."""


def predicate_of(text: str, of_condition: bool = False) -> Meant | None:
    """What a text means as a predicate: a name or alias in Biolink, one of ours, or a verb; None where it means none.

    Names are written with blanks, hyphens or underscores, in any case, verbs with or without their *s* and *the*.
    ``of_condition``: whether the object is a condition.

    >>> predicate_of("has daily dose").predicate, predicate_of("Positively correlated-with").predicate
    ('https://w3id.org/ldn-graph/vocab#hasDailyDose', 'https://w3id.org/biolink/vocab/positively_correlated_with')
    >>> predicate_of("reduces risk of").direction, predicate_of("is safe")
    ('decreased', None)
    """
    name = "_".join(text.lower().replace("-", " ").replace("_", " ").removeprefix("biolink:").split())
    if own := _OURS.get(name.removeprefix("ldn:").replace("_", "")):
        return Meant(LDN[own])
    name = PREDICATE_ALIASES.get(name, name)
    if name in BIOLINK_PREDICATES:
        return Meant(BIOLINK.iri + name)
    verb = _plain(name.replace("_", " "))
    meant = (_CONDITION_VERBS.get(verb) if of_condition else None) or _PLAIN_VERBS.get(verb)
    return meant and meant._replace(predicate=BIOLINK.iri + meant.predicate)


def _plain(verb: str) -> str:
    """A verb without the *s* of its first word, and without *the*."""
    first, *others = verb.split() or [""]
    return " ".join([first.removesuffix("s"), *(word for word in others if word != "the")])


_OURS = {name.lower(): name for name in PREDICATES}
_PLAIN_VERBS = {_plain(verb): meant for verb, meant in VERBS.items()}
_CONDITION_VERBS = {_plain(verb): meant for verb, meant in OF_CONDITIONS.items()}
