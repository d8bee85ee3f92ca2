"""Claims as the table that ``import table`` reads: a row for each source and each search of a claim.

What a table cannot hold is counted and named. Imported again and exported again, the table is the same, byte for byte:
names, ids and keys are written as the import keeps them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ..importers.article_text import find_words, passage_of
from ..importers.iris import IriMinter
from ..importers.table import NO_ARTICLES
from ..importers.table_cells import Stated, read_date
from ..importers.table_checks import has_form
from ..importers.table_layout import COLUMNS, FIRST
from ..importers.table_sources import read_cell
from ..importers.table_words import as_written
from ..model.alike import fold
from ..model.biolink_predicates import BIOLINK_PREDICATES
from ..model.claims import Claim, Entity, EvidenceLine, EvidenceSearch, Passage, Quantity, Source
from ..model.graph import Graph
from ..model.identifiers import write_identifier
from ..model.natural_order import natural_key
from ..model.registries import TRIAL_REGISTRIES
from ..model.studies import Result
from ..model.vocab import (
    BIBO,
    BIOLINK,
    CITO,
    DC,
    DCTERMS,
    ENTITY_KINDS,
    FOAF,
    LDN,
    PREDICATES,
    PROV,
    RDF,
    RDFS,
    SKOS,
    local_id,
    shorten,
)
from ..output.characters import clean
from ..output.remarks import Remarks
from ..rdf.claim_reader import read_sources
from ..rdf.labels import read_labels
from ..sources.addresses import iri_of
from ..sources.identity import Reference, read_reference

Cells = dict[str, str]

_HELD = frozenset(
    {
        RDFS.label, SKOS.altLabel, SKOS.exactMatch, SKOS.notation,
        RDF.subject, RDF.predicate, RDF.object, BIOLINK.disease_context_qualifier, BIOLINK.object_direction_qualifier,
        BIOLINK.negated, BIOLINK.has_evidence, LDN.topic, LDN.wording, LDN.quantity, LDN.restsOn, PROV.wasDerivedFrom,
        CITO.citesAsEvidence, CITO.cites,
        LDN.source, LDN.bearing, LDN.directness, LDN.indirectness, LDN.finding, LDN.foundAt, LDN.usesResult,
        LDN.nullWithoutInterval, PROV.wasAttributedTo, DCTERMS.created, LDN.searchedIn,
        DCTERMS.title, DC.creator, DCTERMS.issued, DCTERMS.isPartOf, BIBO.volume, BIBO.issue, BIBO.pages, BIBO.doi,
        BIBO.pmid, DCTERMS.identifier, FOAF.page, LDN.readAs, LDN.studyDesign, LDN.participants, LDN.result,
        LDN.riskOfBias, LDN.year, LDN.identity, LDN.statedAt,
    }
)  # fmt: skip
"""The properties that have a column, or that say nothing which is not in one."""
_HELD_TYPES = frozenset(
    {LDN[kind] for kind in (*ENTITY_KINDS, "Claim", "EvidenceLine", "EvidenceSearch", "Source")} | {BIOLINK.Association}
)


class Table(NamedTuple):
    """A table: its columns, and its rows of as many cells. ``remarks`` are lines on what it does not hold."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    remarks: tuple[str, ...]


def claims_table(
    graph: Graph, claims: Sequence[Claim], articles: Mapping[str, str] = NO_ARTICLES, *, whole: bool = True
) -> Table:
    """These claims of a graph as a table, in the order of their ids, with their sources and articles.

    ``whole``: all sources of the graph are described, also what no claim needs. ``articles`` are the raw texts of
    articles by their keys, or by "" where there is one: what a claim's passage has there is written under *said*. The
    columns are those that have a cell, in their order.
    """
    writer = _Rows(graph, claims, articles, whole)
    rows = list(writer.rows())
    used = {column for row in rows for column in row}
    columns = tuple(column for column in COLUMNS if column in used or column in FIRST)
    cells = tuple(tuple(row.get(column, "") for column in columns) for row in rows)
    return Table(columns, cells, tuple(writer.remarks.lines()))


class _Rows:
    """Makes the rows, and counts what none of them holds."""

    def __init__(self, graph: Graph, claims: Sequence[Claim], articles: Mapping[str, str], whole: bool) -> None:
        self.remarks = Remarks()
        self.articles = articles
        self.claims = claims
        lines = [line for claim in claims for line in claim.lines]
        needed = {line.source.iri for line in lines}.union(*(claim.cited for claim in claims))
        for article in (article for claim in claims for article in claim.articles):
            needed |= {article.iri, *article.cites}
        sources = {source.iri: source for source in read_sources(graph) if whole or source.iri in needed}
        entities = {e.iri: e for claim in claims for e in claim.entities}
        evidence = [iri for claim in claims for iri in _evidence_of(claim)]
        self._identifiers: dict[str, list[str]] = {}
        self._records: set[str] = set()
        self._look_at(graph, [*(claim.iri for claim in claims), *evidence, *sources, *entities])
        self.sources = {iri: source for iri, source in sources.items() if iri not in self._records}
        self.keys = _told_apart({iri: _key(source) for iri, source in self.sources.items()}, ".")
        self.names = self._names(entities.values())
        self.judges = self._judges(graph, lines)

    # what the table cannot hold -------------------------------------------------------------------

    def _look_at(self, graph: Graph, nodes: Sequence[str]) -> None:
        """Count the statements that have no column, and keep what the values of the model do not have."""
        for quad in graph.describe(nodes):
            node, predicate = getattr(quad.subject, "value", ""), quad.predicate.value
            value = getattr(quad.object, "value", "")
            if predicate in (SKOS.exactMatch, SKOS.notation):
                self._identifiers.setdefault(node, []).append(value)
            elif predicate == RDF.type and value == LDN.Record:
                self._records.add(node)
                self._left_out("record", "that claims come from, since the table is one itself", node)
            elif predicate == RDF.type and value not in _HELD_TYPES:
                self._left_out("class", f"{shorten(value)}", node, plural="classes")
            elif predicate not in (*_HELD, RDF.type, RDFS.comment):
                self._left_out("statement", f"with {shorten(predicate)}", node)

    def _left_out(self, noun: str, detail: str, node: str, *, plural: str | None = None) -> None:
        self.remarks.add(noun, f"left out, {detail}", local_id(node), plural=plural)

    def _more_than(self, noun: str, values: Sequence[object], node: str, *, most: int = 1) -> None:
        for _ in values[most:]:
            self._left_out(noun, "since a row holds one", node)

    # names ----------------------------------------------------------------------------------------

    def _names(self, entities: Iterable[Entity]) -> Mapping[str, str]:
        """The name of each entity, unlike that of any other: where two have one, the kind stands behind the second."""
        names: dict[str, str] = {}
        taken: set[str] = set()
        for entity in sorted(entities, key=lambda entity: entity.iri):
            name = plain = _text(entity.label)
            if fold(name) in taken:
                name = plain = f"{name} ({as_written(entity.kind) or 'another'})"
                self.remarks.add("name", "that another thing has too, written with its kind", name)
            number = 1
            while fold(name) in taken:
                number += 1
                name = f"{plain} {number}"
            taken.add(fold(name))
            names[entity.iri] = name
        return names

    def _judges(self, graph: Graph, lines: Iterable[EvidenceLine]) -> Mapping[str, str]:
        """What each reader who judged is called; the IRI where two are called the same."""
        labels = read_labels(graph, (line.judge for line in lines))
        shared = {label for label in labels.values() if list(labels.values()).count(label) > 1}
        return {iri: iri if label in shared else _text(label) for iri, label in labels.items()}

    # rows -----------------------------------------------------------------------------------------

    def rows(self) -> Iterator[Cells]:
        """The rows of all claims, then those of sources that stand in none of them and of what articles cite."""
        other_names = self._other_names()
        described: set[str] = set()
        for claim in sorted(self.claims, key=lambda claim: natural_key(_kept(claim.id))):
            of_claim = self._claim(claim, other_names)
            for source, row in self._evidence(claim, of_claim.get("unit", ""), of_claim.get("number_of", "")):
                described.add(source)
                yield _filled({**of_claim, **row})
        for iri in sorted(self.sources, key=lambda iri: natural_key(self.keys[iri])):
            if iri not in described:
                yield _filled(self._source(self.sources[iri]))
        for iri in sorted(self.sources, key=lambda iri: natural_key(self.keys[iri])):
            untied = {*self.sources[iri].cites} - self._cited_for_claims(iri)
            for key in sorted((self.keys[source] for source in untied if source in self.keys), key=natural_key):
                yield {"source": key, "article": self.keys[iri], "cited": "yes"}

    def _cited_for_claims(self, article: str) -> set[str]:
        """What an article cites for a claim that it alone makes, as the rows of the claim say."""
        return {iri for claim in self.claims if [a.iri for a in claim.articles] == [article] for iri in claim.cited}

    def _other_names(self) -> Mapping[str, str]:
        """What else each entity is called, by its IRI; what is a name of another thing too is left out."""
        entities = {e.iri: e for claim in self.claims for e in claim.entities}
        owners = {fold(name): iri for iri, name in self.names.items()}
        cells = {}
        for iri in sorted(entities):
            kept: list[str] = []
            for other in map(_text, entities[iri].other_labels):
                if owners.setdefault(fold(other), iri) != iri or ";" in other:
                    self._left_out("name", "that another thing has, or with a semicolon in it", f"{iri} {other}")
                elif fold(other) not in map(fold, (self.names[iri], *kept)):
                    kept.append(other)
            cells[iri] = "; ".join(kept)
        return cells

    def _claim(self, claim: Claim, other_names: Mapping[str, str]) -> Cells:
        """The cells of a claim, which are the same in all its rows."""
        cells = {"id": _kept(claim.id), "claim": _text(claim.label)}
        for column, entity in (("subject", claim.subject), ("object", claim.object), ("condition", claim.context)):
            if entity is None:
                continue
            cells[column] = self.names[entity.iri]
            cells[f"{column}_id"] = "; ".join(map(write_identifier, sorted(self._identifiers.get(entity.iri, ()))))
            cells[f"{column}_other_names"] = other_names[entity.iri]
            if column != "condition":
                cells[f"{column}_kind"] = as_written(entity.kind)
        articles = sorted((self.keys[a.iri] for a in claim.articles if a.iri in self.keys), key=natural_key)
        self._more_than("number", claim.quantities, claim.iri)
        cells |= {
            "predicate": _predicate(claim.predicate) if claim.predicate else "",
            "direction": claim.direction or "",
            "negated": "yes" if claim.negated else "",
            "topic": as_written(claim.topic),
            "wording": as_written(claim.wording),
            "article": "; ".join(articles),
            "rests_on": "; ".join(_kept(local_id(iri)) for iri in sorted(claim.rests_on, key=natural_key)),
            **(_number("stated", claim.quantities[0]) if claim.quantities else {}),
            **self._passage(claim, articles),
        }
        return cells

    def _passage(self, claim: Claim, articles: Sequence[str]) -> Cells:
        """Where its article says it, as far as the words stand in one place alone of a text that is at hand."""
        text = self.articles.get(articles[0], self.articles.get("")) if len(articles) == 1 else None
        self._more_than("passage", claim.passages, claim.iri)
        for passage in claim.passages[:1]:
            if text is not None and (words := _words_of(passage, text)):
                return {"said": words, "section": _text(passage.section)}
            self._left_out("passage", "without its article's text, or not in one place of it", claim.iri)
        return {}

    def _evidence(self, claim: Claim, unit: str, of: str) -> Iterator[tuple[str, Cells]]:
        """For each source and each search of a claim its row, with the source's IRI; one row where there is none."""
        rows: list[tuple[str, Cells]] = []
        judged = [line.source.iri for line in claim.lines]
        order = sorted(claim.lines, key=lambda e: (natural_key(self.keys[e.source.iri]), natural_key(e.iri)))
        for line in order:
            rows.append((line.source.iri, {**self._source(line.source), **self._line(line, claim, unit, of)}))
        for iri in sorted({*claim.cited} - {*judged}, key=natural_key):
            if source := self.sources.get(iri):
                rows.append((iri, {**self._source(source), "cited": "yes"}))
            else:
                self._left_out("source", "that is cited and not described", iri)
        for search in sorted(claim.searches, key=lambda search: natural_key(search.iri)):
            if cells := self._search(search):
                rows.append(("", cells))
        return iter(rows or [("", {})])

    def _search(self, search: EvidenceSearch) -> Cells:
        cells = {"searched": _text(search.searched_in), "search_date": search.created or ""}
        if not cells["searched"] or not has_form("search_date", cells["search_date"]):
            self._left_out("search", "without place or day", search.iri, plural="searches")
            return {}
        return {**cells, "search_for": _text(search.comment)}

    def _line(self, line: EvidenceLine, claim: Claim, unit: str, of: str) -> Cells:
        """The cells of an evidence line; its number is that of what the claim states a number of."""
        comparable = [q for q in line.quantities if not of or (_text(q.of_what), _text(q.unit)) == (of, unit)]
        for _ in line.quantities[len(comparable) :]:
            self._left_out("number", "of something else than the claim's", line.iri)
        self._more_than("number", comparable, line.iri)
        self._more_than("quotation", line.quotations, line.iri)
        self._more_than("result", line.results, line.iri)
        if line.own_design and line.design != line.source.design:
            self._left_out("design", "of a line, other than its source's", line.iri)
        if line.created and not has_form("judged_on", line.created):
            self._left_out("date", "that is no day", line.iri)
        return {
            "bearing": as_written(line.bearing),
            "directness": "" if line.directness == "unrated" else as_written(line.directness),
            "indirectness": "; ".join(map(as_written, line.indirectness)),
            "cited": "yes" if line.source.iri in claim.cited else "",
            "quotation": _text(line.quotations[0]) if line.quotations else "",
            "finding": _text(line.finding),
            "comment": _text(line.comment),
            "null_without_interval": "yes" if line.null_without_interval else "",
            "judge": self.judges.get(line.judge or "", ""),
            "judged_on": _in_form("judged_on", line.created),
            **(_number("found", comparable[0]) if comparable else {}),
            **(_result(min(line.results, key=lambda result: natural_key(result.iri))) if line.results else {}),
        }

    def _source(self, source: Source) -> Cells:
        """The cells that describe a source."""
        cells = {
            "source": self.keys[source.iri],
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
        cells |= _identifiers(source)
        whole = [risk for risk in source.study.risks_of_bias if risk.result is None]
        if whole:
            cells |= {"risk_of_bias_tool": as_written(whole[0].tool), "risk_of_bias": as_written(whole[0].judgement)}
        return {column: _in_form(column, text) for column, text in cells.items()}


def _evidence_of(claim: Claim) -> tuple[str, ...]:
    return (*[line.iri for line in claim.lines], *[search.iri for search in claim.searches])


def _filled(cells: Mapping[str, str]) -> Cells:
    return {column: text for column, text in cells.items() if text}


def _text(text: str | None) -> str:
    """A text as the import keeps it."""
    return clean(text or "").strip()


def _in_form(column: str, text: str | None) -> str:
    """A text that its column can hold, as the import keeps it; else nothing."""
    found = _text(text)
    if not found or not has_form(column, found):
        return ""
    if column in ("doi", "pmid"):
        read = read_cell(column, found)
        return (read.doi if column == "doi" else read.pmid) or ""
    return iri_of(found) if column == "address" else found


_MINTER = IriMinter()


def _kept(name: str) -> str:
    """An id as the import keeps it."""
    return local_id(_MINTER.keep("claim", name))


def _key(source: Source) -> str:
    """A source's key as the import keeps it: the identifier or address that its IRI was made of, else its id."""
    own = (f"PMID:{source.pmid}" if source.pmid else None, source.doi, *source.identifiers, source.page)
    for reference in map(read_reference, filter(None, own)):
        if reference.resolvable and local_id(_MINTER.mint("source", reference.key)) == source.id:
            return _written(reference)
    reference = read_reference(source.id)
    return _written(reference) if reference.resolvable else _kept(reference.key)


def _written(reference: Reference) -> str:
    """What a reference to an identifier or address is written as."""
    number = f"PMID:{reference.pmid}" if reference.pmid else None
    return number or reference.doi or reference.identifier or reference.page or ""


def _told_apart(names: Mapping[str, str], sign: str) -> dict[str, str]:
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


def _predicate(iri: str) -> str:
    local = iri.removeprefix(BIOLINK.iri)
    if local in BIOLINK_PREDICATES:
        return local.replace("_", " ")
    ours = iri.removeprefix(LDN.iri)
    return ours if ours in PREDICATES else iri


def _number(column: str, quantity: Quantity) -> Cells:
    number = Stated(quantity.low_text, quantity.high_text, _decimal(quantity.out_of) or None)
    return {column: str(number), "unit": _text(quantity.unit), "number_of": _text(quantity.of_what)}


def _result(result: Result) -> Cells:
    low, high = result.low, result.high
    return {
        "result": _text(result.label),
        "effect": as_written(result.direction or ""),
        "people": "" if result.people is None else str(result.people),
        **(
            {
                "measure": as_written(result.measure),
                "estimate": _decimal(result.estimate),
                "interval": f"{_decimal(low)} to {_decimal(high)}" if low is not None and high is not None else "",
            }
            if result.measure
            else {}
        ),
    }


def _words_of(passage: Passage, text: str) -> str | None:
    """The words of a passage, where they stand in this text in no other place."""
    words = _text(text[passage.start : passage.end])
    places = find_words(text, words) if words else []
    found = [passage_of("", "", "", text, place).sha256 for place in places]
    return words if found == [passage.sha256] else None


def _decimal(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}"


def _identifiers(source: Source) -> dict[str, str | None]:
    """The identifiers that have a column: of several of one registry the first."""
    cells: dict[str, str | None] = {}
    for written in source.identifiers:
        curie = read_reference(written).identifier or written
        prefix, _, number = curie.partition(":")
        column = {"pmc": "pmcid", "isbn": "isbn"}.get(prefix, "trial" if prefix in TRIAL_REGISTRIES else None)
        if column:
            cells.setdefault(column, number if read_reference(number).identifier == curie else curie)
    return cells
