"""Which format a file has, by what stands in it, and its records."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from ...errors import ImportFormatError
from ...output.remarks import Remarks
from ..record import Record
from .bibtex import read_bibtex
from .clinical_trials import read_registration
from .csl_json import read_csl_json
from .endnote_xml import read_endnote_xml
from .nbib import read_nbib
from .pubmed_xml import read_pubmed_xml
from .ris import read_ris

Reader = Callable[[str, str, Remarks], Iterator[Record]]
FORMATS: Mapping[str, Reader] = {
    "BibTeX": read_bibtex,
    "CSL-JSON": read_csl_json,
    "ClinicalTrials.gov JSON": read_registration,
    "EndNote XML": read_endnote_xml,
    "nbib": read_nbib,
    "PubMed XML": read_pubmed_xml,
    "RIS": read_ris,
}
"""The formats by name, each with what reads the text of a file."""
_BEGINNINGS: tuple[tuple[str, str], ...] = (
    ("ClinicalTrials.gov JSON", r"""(?:\[\s{0,100})?\{\s{0,100}"protocolSection\""""),
    ("CSL-JSON", r"[\[{]"),
    ("PubMed XML", r"<(?s:.{0,2000}?)<?(?:PubmedArticleSet|PubmedArticle|PubmedBookArticle)\b"),
    ("EndNote XML", r"<(?s:.{0,2000}?)<?records?\b"),
    ("nbib", r"(?:PMID|OWN) {0,3}- "),
    ("RIS", r"(?s:.{0,2000}?)(?:^|\n)TY {1,3}- ?[A-Za-z]"),
    ("BibTeX", r"(?s:.{0,20000}?)(?:^|\n)\s{0,100}@\s?[A-Za-z]{2,30}\s{0,10}[{(]"),
)
"""How each format begins, white space aside, in the order in which they are tried."""
_ELSE: tuple[tuple[str, str], ...] = (
    (r"<!doctype html|<html", "a web page: export the references themselves, as BibTeX or RIS"),
    ("<", "XML of another kind: export as PubMed's XML, EndNote's XML, BibTeX or RIS"),
    ("%[0A] ", "EndNote's own tags: export as RIS or XML instead"),
    ("FN |PT [JBS]\n", "Web of Science's own tags: export as RIS or BibTeX instead"),
    ("@prefix|PREFIX", "RDF: give it to --graph or --to, and reference managers' exports here"),
)


def read_records(name: str, text: str, remarks: Remarks) -> Iterator[Record]:
    """The records of a file, whose name stands in messages, in its order.

    Raises :class:`~ldn_graph.errors.ImportFormatError` for a file that is empty, cut off, or of none of
    :data:`FORMATS`.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return FORMATS[format_of(name, text)](name, text, remarks)


def format_of(name: str, text: str) -> str:
    """The name of the format. Raises :class:`~ldn_graph.errors.ImportFormatError` where it is none that is read."""
    start = text[:25_000].lstrip()
    if not start:
        raise ImportFormatError(f"{name}:1: an empty file; export the references once more")
    if "\0" in start:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ImportFormatError(f"{name}:{line}: no text file; export as {', '.join(FORMATS)}")
    for known, beginning in _BEGINNINGS:
        if re.match(beginning, start):
            return known
    remedy = next((said for beginning, said in _ELSE if re.match(beginning, start, re.IGNORECASE)), None)
    line = text.count("\n", 0, text.index(start[0])) + 1
    raise ImportFormatError(f"{name}:{line}: " + (remedy or f"none of the formats read here: {', '.join(FORMATS)}"))
