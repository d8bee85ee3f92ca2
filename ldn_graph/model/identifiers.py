"""Identifiers: can this be one of its registry?

Nodes are tied to the world by identifiers: ``skos:exactMatch`` and its kin give the IRI of a term in an
ontology, ``dcterms:identifier`` a CURIE such as ``pmc:PMC2783422``. Whether an identifier exists only its
registry knows. Whether it can exist its form tells without asking anybody, and catches the digit that was
lost in copying. The patterns are those of the Bioregistry (https://bioregistry.io) or narrower; a test holds
the two together. What stands in no table here is taken as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from .vocab import PREFIXES

_OBO = PREFIXES["obo"]
_IDENTIFIERS_ORG = "https://identifiers.org/"
IDENTIFIERS: Mapping[str, tuple[str, str]] = {
    f"{_OBO}CHEBI_": ("chebi", r"\d{1,7}"),
    f"{_OBO}CL_": ("cl", r"\d{7}"),
    f"{_OBO}ECO_": ("eco", r"\d{7}"),
    f"{_OBO}HP_": ("hp", r"\d{7}"),
    f"{_OBO}NCBITaxon_": ("ncbitaxon", r"\d+"),
    f"{_OBO}PR_": ("pr", r"\d{9}|([OPQ]\d[A-Z0-9]{3}\d|[A-NR-Z]\d([A-Z][A-Z0-9]{2}\d){1,2})(-\d+)?"),
    f"{_OBO}UBERON_": ("uberon", r"\d{7}"),
    f"{_OBO}DOID_": ("doid", r"\d{1,7}"),
    f"{_OBO}GO_": ("go", r"\d{7}"),
    f"{_OBO}MONDO_": ("mondo", r"\d{7}"),
    "http://id.nlm.nih.gov/mesh/": ("mesh", r"[CDQ]\d{6}(\d{3})?"),
    "http://purl.bioontology.org/ontology/ATC/": ("atc", r"[A-Z](\d\d([A-Z]([A-Z](\d\d)?)?)?)?"),
    "http://purl.bioontology.org/ontology/RXNORM/": ("rxnorm", r"\d{1,7}"),
    "http://purl.uniprot.org/uniprot/": (
        "uniprot",
        r"[OPQ]\d[A-Z0-9]{3}\d|[A-NR-Z]\d([A-Z][A-Z0-9]{2}\d){1,2}",
    ),
    "http://www.wikidata.org/entity/": ("wikidata", r"Q[1-9]\d*"),
    f"{_IDENTIFIERS_ORG}cas:": ("cas", r"\d{2,7}-\d\d-\d"),
    f"{_IDENTIFIERS_ORG}chembl.compound:": ("chembl.compound", r"CHEMBL\d+"),
    f"{_IDENTIFIERS_ORG}drugbank:": ("drugbank", r"DB\d{5}"),
    f"{_IDENTIFIERS_ORG}hgnc:": ("hgnc", r"\d{1,5}"),
    f"{_IDENTIFIERS_ORG}interpro:": ("interpro", r"IPR\d{6}"),
    f"{_IDENTIFIERS_ORG}ncbigene:": ("ncbigene", r"\d+"),
    f"{_IDENTIFIERS_ORG}omim:": ("omim", r"\d+"),
    f"{_IDENTIFIERS_ORG}pfam:": ("pfam", r"PF\d{5}"),
    f"{_IDENTIFIERS_ORG}pubchem.compound:": ("pubchem.compound", r"\d+"),
    f"{_IDENTIFIERS_ORG}reactome:": ("reactome", r"R-[A-Z]{3}-\d+(-\d+)?(\.\d+)?"),
    f"{_IDENTIFIERS_ORG}tigrfam:": ("tigrfam", r"TIGR\d+"),
    f"{_IDENTIFIERS_ORG}umls:": ("umls", r"C\d+"),
    f"{_IDENTIFIERS_ORG}unii:": ("unii", r"[A-Z0-9]{10}"),
}
"""For each beginning of IRIs, the prefix in the Bioregistry and the pattern of the rest."""
CURIES: Mapping[str, str] = {
    "pmc": r"PMC\d+",
    "clinicaltrials": r"NCT\d{8}",
    "euclinicaltrials": r"\d{4}-\d{6}-\d\d",
    "google.patent": r"[A-Z]{2,4}\d+([A-Z]\d?)?",
    "dailymed": r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
}
"""For each prefix of the Bioregistry that ``dcterms:identifier`` takes here, the identifier's pattern."""


_SYNONYMS = {
    "db": "drugbank",
    "entrez": "ncbigene",
    "mim": "omim",
    "react": "reactome",
    "taxonomy": "ncbitaxon",
    "tigr": "tigrfam",
    "uniprotkb": "uniprot",
}
"""What knowledge graphs write for a prefix of the Bioregistry; DrugMechDB has DB, taxonomy and TIGR."""
_BASES = {prefix: base for base, (prefix, _) in IDENTIFIERS.items()}


def expand_curie(text: str) -> str | None:
    """The IRI of a CURIE whose prefix is known here and whose identifier is of its form, else None.

    >>> expand_curie("MESH:D009271"), expand_curie("DB:DB00704"), expand_curie("MESH:D1"), expand_curie("x:1")
    ('http://id.nlm.nih.gov/mesh/D009271', 'https://identifiers.org/drugbank:DB00704', None, None)
    """
    prefix, _, identifier = text.partition(":")
    prefix = prefix.lower()
    base = _BASES.get(_SYNONYMS.get(prefix, prefix))
    if base is None or not re.fullmatch(IDENTIFIERS[base][1], identifier, re.ASCII):
        return None
    return base + identifier


def iri_remedy(iri: str) -> str | None:
    """What to do about an IRI that cannot be a term of its ontology; None where it can.

    >>> iri_remedy("http://purl.obolibrary.org/obo/MONDO_000531")
    'look it up: an identifier of mondo has the form \\\\d{7}'
    """
    for base, (prefix, pattern) in IDENTIFIERS.items():
        if iri.startswith(base):
            return _form_remedy(prefix, pattern, iri[len(base) :])
    if iri.startswith(_OBO) and not re.fullmatch(r"[A-Za-z]+_\d+", iri[len(_OBO) :], re.ASCII):
        return "write it as obo:CHEBI_7465: prefix, underscore, digits"
    return None


def curie_remedy(text: str) -> str | None:
    """What to do about a text that is no CURIE, or whose identifier is not of its registry's form; else None.

    >>> curie_remedy("PMC2783422")
    'write prefix and identifier, as "pmc:PMC2783422"'
    """
    prefix, colon, identifier = text.partition(":")
    if not colon:
        return 'write prefix and identifier, as "pmc:PMC2783422"'
    return _form_remedy(prefix, CURIES[prefix], identifier) if prefix in CURIES else None


def _form_remedy(prefix: str, pattern: str, identifier: str) -> str | None:
    if re.fullmatch(pattern, identifier, re.ASCII):
        return None
    return f"look it up: an identifier of {prefix} has the form {pattern}"
