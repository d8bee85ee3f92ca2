"""What the Biolink Model's classes and predicates are in this model: kinds of entities, topics of claims, directions.

Knowledge graphs of Biolink (https://biolink.github.io/biolink-model/) give each node a class and each edge a predicate.
A claim here needs the kind of its entities and a topic. Classes that stand in no table have no kind; nothing is
guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from ..model.vocab import BIOLINK

KINDS: Mapping[str, str] = {
    **dict.fromkeys(("Drug", "SmallMolecule", "ChemicalEntity", "MolecularMixture", "ChemicalMixture"), "Drug"),
    **dict.fromkeys(
        (
            "AnatomicalEntity", "BiologicalProcess", "BiologicalProcessOrActivity", "Cell", "CellularComponent",
            "ChemicalSubstance", "Gene", "GeneFamily", "GrossAnatomicalStructure", "MacromolecularComplex",
            "MolecularActivity", "OrganismTaxon", "Pathway", "PhysiologicalProcess", "Polypeptide", "Protein",
        ),
        "Mechanism",
    ),
    **dict.fromkeys(("Disease", "DiseaseOrPhenotypicFeature", "PhenotypicFeature"), "Condition"),
    "ClinicalIntervention": "Practice",
    "ClinicalOutcome": "Outcome",
    "PopulationOfIndividualOrganisms": "Population",
}  # fmt: skip
"""The kind of entity for a class of Biolink. What a disease acts through is a mechanism, even where it is a substance.

*ChemicalSubstance*, which Biolink gave up, is what DrugMechDB calls the substances between a drug and a disease.
"""

_TOPICS = {
    **dict.fromkeys(
        (
            "ameliorates", "ameliorates_condition", "applied_to_treat", "in_clinical_trials_for",
            "preventative_for_condition", "prevents", "studied_to_treat", "treats",
            "treats_or_applied_or_studied_to_treat",
        ),
        "efficacy",
    ),
    **dict.fromkeys(
        (
            "contraindicated_for", "contraindicated_in", "exacerbates", "exacerbates_condition",
            "has_adverse_event", "has_side_effect",
        ),
        "safety",
    ),
}  # fmt: skip


def topic_of(predicate: str) -> str:
    """The topic of a claim with this predicate (a local name of Biolink): efficacy, safety, else mechanism.

    >>> topic_of("treats"), topic_of("affects")
    ('efficacy', 'mechanism')
    """
    return _TOPICS.get(predicate, "mechanism")


@lru_cache
def predicate_iri(words: str) -> str | None:
    """The IRI of a predicate of Biolink, written with spaces or underscores; None where no predicate is written so.

    >>> predicate_iri("positively regulates")
    'https://w3id.org/biolink/vocab/positively_regulates'
    """
    name = words.strip().replace(" ", "_")
    return BIOLINK.iri + name if re.fullmatch("[a-z]+(_[a-z]+)*", name) else None


@lru_cache
def class_iri(name: str) -> str | None:
    """The IRI of a class of Biolink, written with or without its prefix; None where no class is written so.

    >>> class_iri("biolink:Drug"), class_iri("a drug")
    ('https://w3id.org/biolink/vocab/Drug', None)
    """
    local = name.removeprefix("biolink:")
    return BIOLINK.iri + local if re.fullmatch("[A-Z][A-Za-z]*", local, re.ASCII) else None


def class_iris(names: Iterable[str]) -> list[str]:
    """The IRIs of classes of Biolink; what cannot be a class is left out."""
    return [iri for name in names if (iri := class_iri(name))]
