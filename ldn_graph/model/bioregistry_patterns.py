"""The patterns of identifiers in the Bioregistry (https://bioregistry.io), as ``make identifiers`` writes them."""

RELEASE = "0.15.6"
"""The release of the package ``bioregistry`` that they are from."""

PATTERNS = {
    "atc": r"[A-Z](\d+([A-Z]{1,2}(\d+)?)?)?",
    "cas": r"\d{1,7}\-\d{2}\-\d",
    "chebi": r"\d+",
    "chembl.compound": r"CHEMBL\d+",
    "cl": r"\d{7}",
    "clinicaltrials": r"NCT\d{8}",
    "dailymed": r"[A-Za-z0-9-]+",
    "doid": r"\d+",
    "drugbank": r"DB\d{5}",
    "eco": r"\d{7}",
    "euclinicaltrials": r"\d{4}\-\d{6}\-\d{2}",
    "go": r"\d{7}",
    "google.patent": r"[A-Z]{2,4}\d+([A-Z])?([0-9])?",
    "hgnc": r"\d{1,5}",
    "hp": r"\d{7}",
    "interpro": r"IPR\d{6}",
    "mesh": r"(C|D|Q)\d+",
    "mondo": r"\d{7}",
    "ncbigene": r"\d+",
    "ncbitaxon": r"(\d+)|([a-zA-Z_]+)",
    "omim": r"\d+",
    "pfam": r"PF\d{5}",
    "pmc": r"PMC\d+(\.\d+)?",
    "pr": r"(?:\d{9}|[OPQ][0-9][A-Z0-9]{3}[0-9](?:-\d+)?|[A-NR-Z][0-9](?:[A-Z][A-Z0-9]{2}[0-9]){1,2}(?:-\d+)?)",
    "pubchem.compound": r"\d+",
    "reactome": r"R-[A-Z]{3}-\d+(-\d+)?(\.\d+)?",
    "rxnorm": r"[0-9]{1,7}",
    "tigrfam": r"TIGR\d+",
    "uberon": r"\d+",
    "umls": r"C\d+",
    "unii": r"[A-Z0-9]+",
    "uniprot": r"([OPQ]\d[A-Z0-9]{3}\d|[A-NR-Z]\d([A-Z][A-Z0-9]{2}\d){1,2})",
    "wikidata": r"(Q|P|E|L)\d+",
}
"""For each prefix that is read here, the pattern of its identifiers, of which the whole must match."""
