"""The registries whose identifiers are read here, by their prefixes in the Bioregistry (https://bioregistry.io).

After a change here, ``make identifiers`` writes their patterns anew.
"""

from __future__ import annotations

from collections.abc import Mapping

from .vocab import PREFIXES

_OBO = PREFIXES["obo"]
_IDENTIFIERS_ORG = "https://identifiers.org/"
REGISTRIES: Mapping[str, str] = {
    f"{_OBO}CHEBI_": "chebi",
    f"{_OBO}CL_": "cl",
    f"{_OBO}ECO_": "eco",
    f"{_OBO}HP_": "hp",
    f"{_OBO}NCBITaxon_": "ncbitaxon",
    f"{_OBO}PR_": "pr",
    f"{_OBO}UBERON_": "uberon",
    f"{_OBO}DOID_": "doid",
    f"{_OBO}GO_": "go",
    f"{_OBO}MONDO_": "mondo",
    "http://id.nlm.nih.gov/mesh/": "mesh",
    "http://purl.bioontology.org/ontology/ATC/": "atc",
    "http://purl.bioontology.org/ontology/RXNORM/": "rxnorm",
    "http://purl.uniprot.org/uniprot/": "uniprot",
    "http://www.wikidata.org/entity/": "wikidata",
    f"{_IDENTIFIERS_ORG}cas:": "cas",
    f"{_IDENTIFIERS_ORG}chembl.compound:": "chembl.compound",
    f"{_IDENTIFIERS_ORG}drugbank:": "drugbank",
    f"{_IDENTIFIERS_ORG}hgnc:": "hgnc",
    f"{_IDENTIFIERS_ORG}interpro:": "interpro",
    f"{_IDENTIFIERS_ORG}ncbigene:": "ncbigene",
    f"{_IDENTIFIERS_ORG}omim:": "omim",
    f"{_IDENTIFIERS_ORG}pfam:": "pfam",
    f"{_IDENTIFIERS_ORG}pubchem.compound:": "pubchem.compound",
    f"{_IDENTIFIERS_ORG}reactome:": "reactome",
    f"{_IDENTIFIERS_ORG}tigrfam:": "tigrfam",
    f"{_IDENTIFIERS_ORG}umls:": "umls",
    f"{_IDENTIFIERS_ORG}unii:": "unii",
}
"""For each beginning of IRIs the prefix in the Bioregistry, which knows what stands behind it."""

TRIAL_REGISTRIES = (
    "anzctr", "chictr", "clinicaltrials", "ctis", "ctri", "drks", "euclinicaltrials", "irct", "isrctn", "itmctr",
    "jrct", "kcris", "lbctr", "pactr", "rebec", "rpcec", "slctr", "tctr", "uminctr",
)  # fmt: skip
"""The registries of clinical trials: a number of theirs is that of a trial, and of each report of it."""

CURIE_PREFIXES = (*TRIAL_REGISTRIES, "arxiv", "dailymed", "doi", "google.patent", "isbn", "pmc", "pubmed")
"""The prefixes of the Bioregistry that ``dcterms:identifier`` takes here."""

SYNONYMS: Mapping[str, str] = {
    "db": "drugbank",
    "entrez": "ncbigene",
    "mim": "omim",
    "react": "reactome",
    "rxcui": "rxnorm",
    "taxonomy": "ncbitaxon",
    "tigr": "tigrfam",
    "uniprotkb": "uniprot",
}
"""Other prefixes that knowledge graphs write for some of these. DrugMechDB has DB, taxonomy and TIGR."""
