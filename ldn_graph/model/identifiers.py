"""Identifiers: whether a text can be an identifier of its registry.

Nodes are tied to the world by identifiers: ``skos:exactMatch`` and its kin give the IRI of a term in an ontology,
``dcterms:identifier`` a CURIE such as ``pmc:PMC2783422``. Only the registry knows whether an identifier exists. Its
pattern tells whether it can exist, without asking anybody, and catches the digit that was lost in copying. The patterns
are those of the Bioregistry (https://bioregistry.io), which ``make identifiers`` writes into
:mod:`~ldn_graph.model.bioregistry_patterns`, and a few narrower ones (:data:`NARROWER`). An identifier of any other
registry is taken as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from .bioregistry_patterns import PATTERNS
from .registries import CURIE_PREFIXES, REGISTRIES, SYNONYMS
from .vocab import PREFIXES

_OBO = PREFIXES["obo"]
NARROWER: Mapping[str, tuple[str, str]] = {
    "anzctr": (r"ACTRN\d{14}", "a number has fourteen digits, so that a lost one shows"),
    "arxiv": (r"[a-z]+(-[a-z]+)?/\d{7}|\d{4}\.\d{4,5}(v\d+)?", "a number has an archive before it, or a point in it"),
    "atc": (r"[A-Z](\d\d([A-Z]([A-Z](\d\d)?)?)?)?", "a level below another has one letter or two digits, not more"),
    "dailymed": (r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "it is a UUID"),
    "drks": (r"DRKS\d{8}", "a number has eight digits, so that a lost one shows"),
    "isrctn": (r"ISRCTN\d{8}", "a number has eight digits, so that a lost one shows"),
    "kcris": (r"KCT\d{7}", "a number has seven digits, so that a lost one shows"),
    "mesh": (r"[CDQ]\d{6}(\d{3})?", "a number has six digits or nine, so that a lost one shows"),
    "ncbitaxon": (r"\d+", "a taxon has a number; what has a name is a rank"),
    "pubmed": (r"[1-9]\d{0,7}", "a number has eight digits at most, the first of which is no 0"),
    "uberon": (r"\d{7}", "a number has seven digits, so that a lost one shows"),
    "uminctr": (r"UMIN\d{9}", "a number has nine digits; the one before it, of C and digits, is any text"),
    "unii": (r"[A-Z0-9]{10}", "it has ten characters, so that a lost one shows"),
    "wikidata": (r"Q[1-9]\d*", "an entity is an item, no property, schema or lexeme"),
}
"""Where the pattern of the Bioregistry lets slips pass: a narrower one, and why it is right."""


def _pattern(prefix: str) -> str:
    return NARROWER[prefix][0] if prefix in NARROWER else PATTERNS[prefix]


IDENTIFIERS: Mapping[str, tuple[str, str]] = {base: (prefix, _pattern(prefix)) for base, prefix in REGISTRIES.items()}
"""For each beginning of IRIs, the prefix in the Bioregistry and the pattern of the rest."""
CURIES: Mapping[str, str] = {prefix: _pattern(prefix) for prefix in CURIE_PREFIXES}
"""For each prefix that ``dcterms:identifier`` takes here, the pattern of its identifiers."""

_BASES = {prefix: base for base, prefix in REGISTRIES.items()}


def expand_curie(text: str) -> str | None:
    """The IRI of a CURIE whose prefix stands here and whose identifier has the prefix's pattern, else None.

    >>> expand_curie("MESH:D009271"), expand_curie("DB:DB00704"), expand_curie("MESH:D1"), expand_curie("x:1")
    ('http://id.nlm.nih.gov/mesh/D009271', 'https://identifiers.org/drugbank:DB00704', None, None)
    """
    prefix, _, identifier = text.partition(":")
    prefix = prefix.lower()
    base = _BASES.get(SYNONYMS.get(prefix, prefix))
    if base is None or not re.fullmatch(IDENTIFIERS[base][1], identifier, re.ASCII):
        return None
    return base + identifier


def read_identifier(text: str) -> str | None:
    """The IRI that a CURIE or an IRI of an entity means, also as OBO, identifiers.org and the Bioregistry write it.

    An IRI of a registry that is not known here is taken as it is. None for what is neither.

    >>> read_identifier("obo:MONDO_0005301"), read_identifier("https://identifiers.org/mesh/D009103")
    ('http://purl.obolibrary.org/obo/MONDO_0005301', 'http://id.nlm.nih.gov/mesh/D009103')
    >>> read_identifier("http://www.ebi.ac.uk/efo/EFO_0003885"), read_identifier("G35")
    ('http://www.ebi.ac.uk/efo/EFO_0003885', None)
    """
    bare = text.strip().strip("<>")
    form = re.fullmatch(
        rf"(?:obo:|{re.escape(_OBO)})([A-Za-z]+)_(.+)|https?://(?:identifiers|bioregistry)\.(?:org|io)/([A-Za-z.]+)[/:](.+)",
        bare,
    )
    prefix, identifier = (form[1] or form[3], form[2] or form[4]) if form else bare.partition(":")[::2]
    if iri := expand_curie(f"{prefix}:{identifier.removeprefix(f'{prefix}:')}"):
        return iri
    return bare if re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", bare, re.ASCII) else None


def write_identifier(iri: str) -> str:
    """An IRI as a CURIE that :func:`read_identifier` reads, where there is one; else the IRI.

    >>> write_identifier("http://purl.obolibrary.org/obo/CHEBI_7465"), write_identifier("http://example.org/x")
    ('CHEBI:7465', 'http://example.org/x')
    """
    for base, (prefix, _) in IDENTIFIERS.items():
        curie = f"{prefix.upper()}:{iri[len(base) :]}"
        if iri.startswith(base) and read_identifier(curie) == iri:
            return curie
    return iri


def iri_remedy(iri: str) -> str | None:
    """What to do about an IRI that cannot be a term of its ontology; None where it can.

    >>> iri_remedy("http://purl.obolibrary.org/obo/MONDO_000531")
    'look it up: an identifier of mondo has the form \\\\d{7}'
    """
    for base, (prefix, pattern) in IDENTIFIERS.items():
        if iri.startswith(base):
            return _pattern_remedy(prefix, pattern, iri[len(base) :])
    if iri.startswith(_OBO) and not re.fullmatch(r"[A-Za-z]+_\d+", iri[len(_OBO) :], re.ASCII):
        return "write it as obo:CHEBI_7465: prefix, underscore, digits"
    return None


def curie_remedy(text: str) -> str | None:
    """What to do about a text that is no CURIE, or whose identifier cannot be one of its registry; else None.

    >>> curie_remedy("PMC2783422")
    'write prefix and identifier, as "pmc:PMC2783422"'
    """
    prefix, colon, identifier = text.partition(":")
    if not colon:
        return 'write prefix and identifier, as "pmc:PMC2783422"'
    return _pattern_remedy(prefix, CURIES[prefix], identifier) if prefix in CURIES else None


def _pattern_remedy(prefix: str, pattern: str, identifier: str) -> str | None:
    if re.fullmatch(pattern, identifier, re.ASCII):
        return None
    return f"look it up: an identifier of {prefix} has the form {pattern}"
