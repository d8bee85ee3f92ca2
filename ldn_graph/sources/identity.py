"""Which source a reference means: the one reader of identifiers and addresses, however they are written.

Imports, look-ups, validation and the page read references here, so that a paper is one paper wherever it is named.
Two references to one thing have one ``key``, and what this package prints, a key, a label or a link, has it too.

>>> read_reference("https://pubmed.ncbi.nlm.nih.gov/?term=15774254").pmid
'15774254'
>>> read_reference("https://dx.doi.org/10.2217%2FFMB.10.125.").key
'doi:10.2217/fmb.10.125'
>>> read_reference("ISBN 82-8121-952-1").key, read_reference("clinicaltrials.gov/ct2/show/NCT00501696").key
('isbn:9788281219526', 'clinicaltrials:NCT00501696')
>>> read_reference("https://en.wikipedia.org/wiki/Lupus").label
'Wikipedia: Lupus'
>>> read_reference("NCT0050169").doubt
'look it up: an identifier of clinicaltrials has the form NCT\\\\d{8}'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from ..model.alike import tidy, without_unseen
from ..model.identifiers import CURIES, curie_remedy
from ..model.registries import TRIAL_REGISTRIES
from .addresses import holds_doi, identifier_in, iri_of, is_address, normal_address, with_scheme
from .plain_pages import drug_of_page, normal_plain_address

DOI = r"10\.[0-9]{4,9}(\.[0-9]+)*/\S+"
"""The form of a DOI (https://www.doi.org/doi-handbook/HTML/doi-name-syntax.html)."""
LONGEST = 2000
"""Characters of a reference that is read."""


class Reference(NamedTuple):
    """What a reference means. Two references to one thing have the same ``key``, however they were written.

    ``identifier`` is a CURIE such as ``pmc:PMC2783422``, ``page`` an http or https address as it was given. ``doubt``
    is what to do about a reference that may mean something else than is read here; None where nothing is in doubt.
    """

    key: str
    label: str
    doi: str | None = None
    pmid: str | None = None
    identifier: str | None = None
    page: str | None = None
    doubt: str | None = None

    @property
    def resolvable(self) -> bool:
        """It has an identifier or an address; else it is mere text."""
        return bool(self.doi or self.pmid or self.identifier or self.page)


def read_reference(text: str) -> Reference:
    """What the text refers to. Nothing is looked up, and nothing is raised.

    What cannot be seen, and blanks, signs and brackets around it are no part of a reference. Mere text, such as a key
    of somebody's own, is its own key.
    """
    if plain := normal_plain_address(text):
        return _read_page(text, text, plain)
    words = tidy(text)
    if len(words) > LONGEST:
        return Reference(words, words, doubt=f"write its identifier or address, of at most {LONGEST:,} characters")
    bare = _without_marks(words)
    address = bare if is_address(bare) else with_scheme(bare)
    read = _read_address(address) if address else _read_named(bare) or _read_bare(bare)
    if read and read.resolvable:
        return read
    return Reference(words, words, doubt=read.doubt if read else _doubt_of_text(bare))


def read_name_of_source(name: str) -> Reference:
    """What a person refers to by the name of a source: a bare number is one of PubMed."""
    return read_reference(f"PMID:{name.strip()}" if re.fullmatch("[1-9][0-9]{0,7}", name.strip()) else name)


# Text as it comes -----------------------------------------------------------------------------------------------------

_QUOTES = "\"'`\u2018\u2019\u201c\u201d\u00ab\u00bb"
_CLOSING = {")": "(", "]": "[", "}": "{", ">": "<"}
_OPENING = {opening: closing for closing, opening in _CLOSING.items()}


def _without_marks(text: str) -> str:
    """The text without quotes, brackets that close nothing, and signs of a sentence around it."""
    while text:
        last = text[-1]
        if last in _QUOTES or last in ".,;:" or (last in _CLOSING and text.count(last) > text.count(_CLOSING[last])):
            if last == "." and re.match(r"https?://[a-z.-]+wikipedia\.org/", text, re.IGNORECASE):
                return text  # titles end in full stops
            text = text[:-1].rstrip()
        elif text[0] in _QUOTES or (text[0] in _OPENING and _closes_at_the_end(text)):
            text = text[1:].lstrip()
        else:
            return text
    return text


def _closes_at_the_end(text: str) -> bool:
    """Whether the bracket at the beginning is closed by the last character, or not at all."""
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign == text[0]) - (sign == _OPENING[text[0]])
        if depth == 0:
            return place == len(text) - 1
    return True


# Addresses and words before an identifier -----------------------------------------------------------------------------


def _read_address(address: str) -> Reference:
    named = identifier_in(address)
    if named:
        prefix = _WORDS.get(named[0].lower(), named[0].lower())
        read = (
            _read_trial(named[1]) if prefix == "trial" else _READERS[prefix](named[1]) if prefix in _READERS else None
        )
        if read and not read.doubt:
            return read._replace(page=iri_of(address)) if prefix in _WITH_PAGE else read
        if read and prefix == "doi":
            return read
    page, key = iri_of(address), normal_address(address)
    while (shorter := normal_address(_without_marks(key))) != key:  # so that a key that is read again stays the same
        key = shorter
    return _read_page(address, page, key)


def _read_page(address: str, page: str, key: str) -> Reference:
    """An address without an identifier that is read above, given with its IRI and its normal form."""
    if drug := drug_of_page(key):
        return Reference(f"drugbank:{drug}", f"DrugBank {drug}", page=page)
    if match := re.fullmatch(r"https://([a-z-]+)\.(?:m\.)?wikipedia\.org/wiki/([^?#]+)", key):
        title = unquote(match[2], errors="replace").replace("_", " ")
        return Reference(f"https://{match[1]}.wikipedia.org/wiki/{match[2]}", f"Wikipedia: {title}", page=page)
    doubt = "write the DOI that it has in it, as doi:10.1177/1352458508095828, where that is the paper"
    return Reference(key, address, page=page, doubt=doubt if holds_doi(address) else None)


_WORDS: Mapping[str, str] = {
    **{prefix: prefix for prefix in CURIES},
    "actrn": "anzctr",
    "clinicaltrials.gov": "clinicaltrials",
    "ctgov": "clinicaltrials",
    "nct": "clinicaltrials",
    "eudract": "euclinicaltrials",
    "eudract number": "euclinicaltrials",
    "euctr": "euclinicaltrials",
    "isbn-10": "isbn",
    "isbn-13": "isbn",
    "isbn10": "isbn",
    "isbn13": "isbn",
    "medline": "pubmed",
    "pmid": "pubmed",
    "pubmed id": "pubmed",
    "pubmed central": "pmc",
    "pmcid": "pmc",
    "patent": "google.patent",
    "umin": "uminctr",
}
"""What people write before an identifier, in small letters, with the prefix that it stands for."""


def _read_named(text: str) -> Reference | None:
    """``PMID: 18728058``, ``doi 10...``, ``pmc:PMC...``: an identifier with the name of its registry before it."""
    match = re.fullmatch(r"([A-Za-z][A-Za-z0-9. -]{1,20})\s?[:#=]\s?(\S.*)", text)
    if match and (prefix := _WORDS.get(match[1].strip().lower())):
        address = match[2] if is_address(match[2]) else with_scheme(match[2])
        return _read_address(address) if address else _READERS[prefix](_without_marks(match[2]))
    words = text.split(" ")
    for number in (2, 1):  # PubMed Central, EudraCT number; PMID
        prefix, rest = _WORDS.get(" ".join(words[:number]).lower()), " ".join(words[number:])
        if prefix and rest:
            read = _READERS[prefix](rest)
            return read if read.resolvable or re.fullmatch("[0-9][0-9 -]*", rest) else None
    return None


def _read_bare(text: str) -> Reference | None:
    """An identifier that says itself of which registry it is."""
    if re.match(r"10\.[0-9]{4,9}(\.[0-9]+)*(/|%2f)", text, re.IGNORECASE):
        return _read_doi(text)
    if re.fullmatch(r"PMC[0-9]+(\.[0-9]+)?", text, re.IGNORECASE):
        return _read_pmc(text)
    if re.fullmatch("PMID[0-9]+", text, re.IGNORECASE):
        return _read_pmid(text)
    if re.fullmatch(r"97[89][0-9 -]{10,14}", text) and not (read := _read_isbn(text)).doubt:
        return read
    if re.fullmatch(r"[A-Z]{2} ?[0-9][0-9,/ ]{4,14}[ABCUT][0-9]?", text):
        return _read_patent(text)
    if re.match(r"[A-Za-z]{3,6}[-/ ]?[A-Za-z0-9]|[0-9]{4}-[0-9]{6}-", text):
        return _read_trial(text)
    return None


def _doubt_of_text(text: str) -> str | None:
    if "://" in text:
        return "write an http or https address without blanks"
    if re.fullmatch("[0-9]{6,8}", text):
        return "write PMID: before it, where it is a number of PubMed"
    if re.match(r"10\.[0-9]{4,9}($|[^0-9])", text):
        return "write the whole DOI, as 10.1177/1352458508095828"
    if re.match(r"www\.[^\s/]+\.[a-z]{2,}(/|$)", text, re.IGNORECASE):
        return "write the whole address, with https:// before it"
    return None


# One function for the identifiers of a registry -----------------------------------------------------------------------


def _doubtful(text: str, doubt: str) -> Reference:
    return Reference(text, text, doubt=doubt)


def _read_doi(text: str) -> Reference:
    """A DOI, of which capitals tell nothing (https://www.doi.org/doi-handbook/HTML/case-sensitivity.html)."""
    doi = re.sub(r"\s?\[doi\]$", "", text)
    doi = re.sub("^(doi:|/)", "", doi, flags=re.IGNORECASE)
    while (plain := unquote(doi, errors="replace")) != doi:
        doi = plain
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        doi = doi.replace(entity, sign)
    doi = _without_marks(without_unseen(_without_tracking(doi)))
    for sign in doi:
        if not sign.isascii():
            from unicodedata import category, name

            dash = " as a plain hyphen" if category(sign) == "Pd" or sign == "\u2212" else ""
            told = f"its {name(sign, 'character')} (U+{ord(sign):04X})"
            return _doubtful(text, f"type {told} anew{dash}: a DOI has none")
    if not re.fullmatch(DOI, doi, re.ASCII):
        return _doubtful(text, "write the whole DOI without a blank, as 10.1177/1352458508095828")
    if match := re.fullmatch(rf"10\.48550/arxiv\.({CURIES['arxiv']})", doi, re.IGNORECASE | re.ASCII):
        return _read_arxiv(match[1])._replace(doi=doi)
    return Reference(f"doi:{doi.lower()}", f"doi:{doi}", doi=doi)


def _without_tracking(doi: str) -> str:
    """A DOI without the query of the link that it was copied from."""
    return re.sub(r"[?#&](?:utm_|fbclid=|gclid=|msclkid=).*$", "", doi, flags=re.IGNORECASE)


def _read_pmid(text: str) -> Reference:
    number = re.sub(r"\s?\[(pmid|uid)\]$", "", text, flags=re.IGNORECASE).strip()
    number = re.sub("^(pmid|(pubmed|medline)[: ])[: ]? ?0*", "", number, flags=re.IGNORECASE).lstrip("0")
    if not re.fullmatch(CURIES["pubmed"], number, re.ASCII):
        return _doubtful(text, "write the number of PubMed, of up to eight digits, as PMID:18728058")
    return Reference(f"pmid:{number}", f"PubMed {number}", pmid=number)


def _read_pmc(text: str) -> Reference:
    match = re.fullmatch(r"(?:PMC ?)?0*([1-9][0-9]*)(?:\.[0-9]+)?", text, re.IGNORECASE | re.ASCII)
    if not match:
        return _doubtful(text, "write it as PMC2783422")
    return _identified("pmc", f"PMC{match[1]}", f"PubMed Central PMC{match[1]}")


def _read_isbn(text: str) -> Reference:
    """An ISBN as that of thirteen digits (ISO 2108), whose last digit fits the others."""
    digits = re.sub("[ -]", "", re.sub(r"^ISBN(-1[03])?[: ]?", "", text, flags=re.IGNORECASE)).upper()
    if re.fullmatch("[0-9]{9}[0-9X]", digits):
        total = sum(n * (10 if d == "X" else int(d)) for n, d in zip(range(10, 0, -1), digits, strict=True))
        if total % 11:
            return _doubtful(text, "look it up: the last digit of the ISBN does not fit the others")
        digits = f"978{digits[:9]}"
        digits += str(-_weighed(digits) % 10)
    if not re.fullmatch("97[89][0-9]{10}", digits):
        return _doubtful(text, "look it up: an ISBN has ten digits, or thirteen that begin with 978 or 979")
    if _weighed(digits) % 10:
        return _doubtful(text, "look it up: the last digit of the ISBN does not fit the others")
    return _identified("isbn", digits, f"ISBN {digits}")


def _weighed(digits: str) -> int:
    return sum(int(d) * (3 if n % 2 else 1) for n, d in enumerate(digits))


def _read_arxiv(text: str) -> Reference:
    """All versions of a paper in arXiv are one; the class of subject in an old identifier tells nothing."""
    number = re.sub(r"^arxiv: ?", "", text.lower())
    number = re.sub(r"(?<=[a-z])\.[a-z]{2}(?=/)|v[0-9]+$", "", number)
    if not re.fullmatch(CURIES["arxiv"], number, re.ASCII):
        return _doubtful(text, str(curie_remedy(f"arxiv:{number}")))
    return _identified("arxiv", number, f"arXiv:{number}")


def _read_patent(text: str) -> Reference:
    number = re.sub("[ ,/.-]", "", text).upper()
    if remedy := curie_remedy(f"google.patent:{number}"):
        return _doubtful(text, remedy)
    return _identified("google.patent", number, f"patent {number}")


def _read_dailymed(text: str) -> Reference:
    if remedy := curie_remedy(f"dailymed:{text.lower()}"):
        return _doubtful(text, remedy)
    return _identified("dailymed", text.lower(), f"DailyMed {text.lower()}")


def _identified(prefix: str, identifier: str, label: str) -> Reference:
    return Reference(f"{prefix}:{identifier}", label, identifier=f"{prefix}:{identifier}")


_BEGINNINGS: Mapping[str, str] = {
    "ACTRN": "anzctr", "CHICTR": "chictr", "CTRI": "ctri", "DRKS": "drks", "EUCTR": "euclinicaltrials", "IRCT": "irct",
    "ISRCTN": "isrctn", "ITMCTR": "itmctr", "JRCT": "jrct", "KCT": "kcris", "LBCTR": "lbctr", "NCT": "clinicaltrials",
    "PACTR": "pactr", "RBR": "rebec", "RPCEC": "rpcec", "SLCTR": "slctr", "TCTR": "tctr", "UMIN": "uminctr",
}  # fmt: skip
"""What the numbers of registries begin with, in capitals."""


def _read_trial(text: str) -> Reference | None:
    """The number of a trial, of whatever registry; None for what is not like one."""
    if re.fullmatch(CURIES["euclinicaltrials"] + "(-[A-Z]{2,3})?", text, re.ASCII):
        return _read_registration("euclinicaltrials", text)
    if re.fullmatch(r"[0-9]{4}-[0-9]{6}-[0-9]{2}-[0-9]{2}", text):
        return _read_registration("ctis", text)
    beginning = next((b for b in _BEGINNINGS if text.upper().startswith(b)), None)
    rest = text[len(beginning or "") :]
    numbered = re.fullmatch(r"[A-Za-z]?[-/: ]{0,2}([A-Za-z]+-)?[0-9][A-Za-z0-9/ -]*|-[a-z0-9]{6,8}", rest)
    if beginning is None or not numbered:
        return None
    return _read_registration(_BEGINNINGS[beginning], text)


def _read_registration(prefix: str, text: str) -> Reference:
    """The number of a trial in the registry's own capitals."""
    number = re.sub(r"^([A-Za-z]+)[-: ]+(?=[0-9])", r"\1", text.strip().upper()) if prefix != "rebec" else text.strip()
    if prefix == "euclinicaltrials":
        number = re.sub("^EUCTR|-[A-Z]{2,3}$", "", number)
    elif prefix == "clinicaltrials" and re.fullmatch("[0-9]{8}", number):
        number = f"NCT{number}"
    elif prefix == "chictr":
        number = f"ChiCTR{number[6:]}"
    elif prefix == "jrct":
        number = f"jRCT{number[4:].lower()}"
    elif prefix == "rebec":
        number = f"RBR-{number[3:].lstrip('-: ').lower()}"
    if remedy := curie_remedy(f"{prefix}:{number}"):
        return _doubtful(text, remedy)
    return _identified(prefix, number, number)


def _registration_of(prefix: str) -> Callable[[str], Reference]:
    def read(text: str) -> Reference:
        return _read_registration(prefix, text)

    return read


_READERS: Mapping[str, Callable[[str], Reference]] = {
    "arxiv": _read_arxiv,
    "dailymed": _read_dailymed,
    "doi": _read_doi,
    "google.patent": _read_patent,
    "isbn": _read_isbn,
    "pmc": _read_pmc,
    "pubmed": _read_pmid,
    **{prefix: _registration_of(prefix) for prefix in TRIAL_REGISTRIES},
}
"""What reads the identifiers of a registry, by its prefix in the Bioregistry."""
_WITH_PAGE = frozenset({"dailymed", "google.patent", "trial", *TRIAL_REGISTRIES})
"""Registries to whose entries nothing else leads here."""
