"""What stands in the cells of a table that is written: each text as the import keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ..importers.article_text import find_words, passage_of
from ..importers.iris import IriMinter
from ..importers.table_cells import read_date
from ..importers.table_checks import has_form
from ..importers.table_sources import read_cell
from ..importers.table_words import as_written
from ..model.alike import fold
from ..model.biolink_predicates import BIOLINK_PREDICATES
from ..model.claims import Passage, Source
from ..model.registries import TRIAL_REGISTRIES
from ..model.vocab import BIOLINK, LDN, PREDICATES, local_id
from ..output.characters import clean
from ..sources.addresses import iri_of
from ..sources.identity import Reference, read_reference

Cells = dict[str, str]


def source_cells(source: Source, key: str) -> Cells:
    """The cells that describe a source."""
    cells = {
        "source": key,
        "title": source.title,
        "authors": source.creator,
        "journal": source.container,
        "volume": source.volume,
        "issue": source.issue,
        "pages": source.pages,
        "year": read_date(source.issued or ""),
        "doi": source.doi,
        "pmid": source.pmid,
        "address": source.page,
        "design": as_written(source.design or ""),
        "read_as": as_written(source.read_as or ""),
        "participants": None if source.participants is None else str(source.participants),
    }
    cells |= _identifier_cells(source)
    if whole := [risk for risk in source.study.risks_of_bias if risk.result is None]:
        cells |= {"risk_of_bias_tool": as_written(whole[0].tool), "risk_of_bias": as_written(whole[0].judgement)}
    return {column: in_form(column, text) for column, text in cells.items()}


def text_cell(text: str | None) -> str:
    """A text as the import keeps it."""
    return clean(text or "").strip()


def in_form(column: str, text: str | None) -> str:
    """A text that its column can hold, as the import keeps it; else nothing."""
    found = text_cell(text)
    if not found or not has_form(column, found):
        return ""
    if column in ("doi", "pmid"):
        read = read_cell(column, found)
        return (read.doi if column == "doi" else read.pmid) or ""
    return iri_of(found) if column == "address" else found


_MINTER = IriMinter()


def kept_id(name: str) -> str:
    """An id as the import keeps it."""
    return local_id(_MINTER.keep("claim", name))


def is_made_of(reader: str, name: str) -> bool:
    """Whether the import makes the IRI of a reader, in whatever namespace, of this name."""
    return bool(name) and reader.endswith(_MINTER.mint("reader", name).removeprefix(_MINTER.namespace.rstrip("/")))


def source_key(source: Source) -> str:
    """A source's key as the import keeps it: the identifier or address that its IRI was made of, else its id."""
    own = (f"PMID:{source.pmid}" if source.pmid else None, source.doi, *source.identifiers, source.page)
    for reference in map(read_reference, filter(None, own)):
        if reference.resolvable and local_id(_MINTER.mint("source", reference.key)) == source.id:
            return _written(reference)
    reference = read_reference(source.id)
    return _written(reference) if reference.resolvable else kept_id(reference.key)


def _written(reference: Reference) -> str:
    """What a reference to an identifier or address is written as."""
    number = f"PMID:{reference.pmid}" if reference.pmid else None
    return number or reference.doi or reference.identifier or reference.page or ""


def told_apart(names: Mapping[str, str], sign: str) -> dict[str, str]:
    """The names by IRI, with a number behind those that another has."""
    taken: set[str] = set()
    apart = {}
    for iri in sorted(names):
        name, number = names[iri], 1
        while fold(name) in taken:
            number += 1
            name = f"{names[iri]}{sign}{number}"
        taken.add(fold(name))
        apart[iri] = name
    return apart


def predicate_cell(iri: str) -> str:
    local = iri.removeprefix(BIOLINK.iri)
    if local in BIOLINK_PREDICATES:
        return local.replace("_", " ")
    ours = iri.removeprefix(LDN.iri)
    return ours if ours in PREDICATES else iri


def words_of(passage: Passage, text: str) -> str | None:
    """The words of a passage, where they stand in this text in no other place."""
    words = text_cell(text[passage.start : passage.end])
    places = find_words(text, words) if words else []
    found = [passage_of("", "", "", text, place).sha256 for place in places]
    return words if found == [passage.sha256] else None


def decimal_cell(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}"


def _identifier_cells(source: Source) -> dict[str, str | None]:
    """The identifiers that have a column: of several of one column the first."""
    cells: dict[str, str | None] = {}
    for written in source.identifiers:
        if column := column_of(written):
            curie = read_reference(written).identifier or written
            number = curie.partition(":")[2]
            cells.setdefault(column, number if read_reference(number).identifier == curie else curie)
    return cells


def column_of(curie: str) -> str | None:
    """The column of a source's identifier, None where it has none."""
    prefix = curie.partition(":")[0]
    return {"pmc": "pmcid", "isbn": "isbn"}.get(prefix, "trial" if prefix in TRIAL_REGISTRIES else None)
