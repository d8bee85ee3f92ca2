"""Addresses that are written in the plainest way, as nearly all are: they are understood without being taken apart.

An import and an audit read those of all their sources. What is not plain here is read by
:mod:`~ldn_graph.sources.identity`; tests hold the two ways together.
"""

import re

_PLAIN = re.compile(
    r"https?://(?:www\.)?([a-z0-9.-]*[a-z0-9])((?:/(?!10\.)[A-Za-z0-9._~-]*[A-Za-z0-9_~-])*)/?"
    r"(?:(\?(?:id|s)=[A-Za-z0-9-]+)|\?s_cid=[A-Za-z0-9_]+)?(?:#[A-Za-z0-9][A-Za-z0-9_=-]*)?"
)
_LONGEST = 1000
_READ_HOSTS = frozenset(
    [
        "anzctr",
        "arxiv",
        "biorxiv",
        "bioregistry",
        "clinicaltrials",
        "clinicaltrialsregister",
        "controlled-trials",
        "doi",
        "drks",
        "ensaiosclinicos",
        "euclinicaltrials",
        "europepmc",
        "frontiersin",
        "google",
        "identifiers",
        "isrctn",
        "m",
        "medrxiv",
        "mhlw",
        "n2t",
        "nih",
        "niph",
        "springer",
        "thaiclinicaltrials",
        "who",
        "worldcat",
        "www",
    ]
)
"""Parts of the names of hosts whose addresses may name an identifier or have another form, so that they are read."""
_BOOK = re.compile(r"ncbi\.nlm\.nih\.gov/books/(?:NBK[0-9]+|n/[a-z]+/[A-Za-z]+)")
"""Host and path of a book of NCBI, whose other addresses are read."""
_DRUG = re.compile(r"https://(?:go\.)?drugbank\.(?:com|ca)/drugs/(DB[0-9]{5})")


def normal_plain_address(text: str) -> str:
    """The :func:`~ldn_graph.sources.addresses.normal_address` of an address in the plainest way; "" for other texts.

    >>> normal_plain_address("http://www.example.org/a/#b"), normal_plain_address("https://doi.org/10.5555/a")
    ('https://example.org/a', '')
    """
    plain = _PLAIN.fullmatch(text)
    if plain is None or len(text) > _LONGEST:
        return ""
    place = plain[1] + plain[2]
    plainly = _READ_HOSTS.isdisjoint(plain[1].split(".")) or _BOOK.fullmatch(place)
    return f"https://{place}{plain[3] or ''}" if plainly else ""


def drug_of_page(address: str) -> str | None:
    """The number in DrugBank of the drug that an address in its normal form leads to."""
    match = _DRUG.fullmatch(address)
    return match[1] if match else None


def read_plain_page(text: str) -> str:
    """The key of an address that is written in the plainest way, by which sources are told apart; "" for other texts.

    >>> read_plain_page("https://go.drugbank.com/drugs/DB00704#targets")
    'drugbank:DB00704'
    """
    address = normal_plain_address(text)
    drug = drug_of_page(address)
    return f"drugbank:{drug}" if drug else address
