"""Claims as the table that ``import table`` reads: a row for each source and each search of a claim.

What a table cannot hold is counted and named. Imported again and exported again, the table is the same, byte for byte:
names, ids and keys are written as the import keeps them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..importers.article_text import text_of_article
from ..importers.table import NO_ARTICLES
from ..importers.table_cells import Stated
from ..importers.table_checks import has_form
from ..importers.table_layout import COLUMNS, FIRST
from ..importers.table_words import as_written
from ..model.alike import fold
from ..model.claims import Claim, Entity, EvidenceLine, EvidenceSearch, Quantity
from ..model.graph import Graph
from ..model.identifiers import write_identifier
from ..model.natural_order import natural_key
from ..model.studies import Result
from ..model.vocab import LDN, PROV, local_id
from ..rdf.body_reader import read_bodies
from ..rdf.claim_reader import read_sources
from ..rdf.index import Statements
from ..rdf.labels import read_labels
from ..sources.addresses import iri_of, is_address
from .left_out import ENTITY, LeftOut
from .table_cells import (
    Cells,
    decimal_cell,
    in_form,
    is_made_of,
    kept_id,
    predicate_cell,
    source_cells,
    source_key,
    text_cell,
    told_apart,
    words_of,
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
    return Table(columns, cells, tuple(writer.left_out.remarks.lines()))


class _Rows:
    """Makes the rows, and counts what none of them holds."""

    def __init__(self, graph: Graph, claims: Sequence[Claim], articles: Mapping[str, str], whole: bool) -> None:
        self.left_out = LeftOut()
        self.articles = articles
        self.claims = claims
        lines = [line for claim in claims for line in claim.lines]
        needed = {line.source.iri for line in lines}.union(*(claim.cited for claim in claims))
        for article in (article for claim in claims for article in claim.articles):
            needed |= {article.iri, *article.cites}
        sources = {source.iri: source for source in read_sources(graph) if whole or source.iri in needed}
        entities = {e.iri: e for claim in claims for e in claim.entities}
        statements = Statements(graph)
        self.left_out.look_at(statements, _nodes(claims, sources, entities), whole=whole)
        self.identifiers = {iri: self.left_out.identifiers(statements, iri) for iri in entities}
        for claim in claims:
            for origin in statements.values(claim.iri, PROV.wasDerivedFrom):
                if origin not in sources:
                    self.left_out.add("article", "that is not described as a source", claim.iri)
        for iri, source in sources.items():
            for _ in {*source.cites} - sources.keys():
                self.left_out.add("source", "that is cited and not in the table", iri)
        records = {iri for iri in sources if LDN.Record in statements.types(iri)}
        judged = {line.source.iri for line in lines}
        self.sources = {iri: s for iri, s in sources.items() if iri not in records or iri in judged}
        self.keys = told_apart({iri: source_key(source) for iri, source in self.sources.items()}, ".")
        self.names = self._names(entities.values())
        self.kinds = self._kinds(entities.values())
        self.judges = self._judges(graph, lines)
        used = {result.iri for line in lines for result in line.results}
        self.ids = {claim.iri for claim in claims}
        for body in read_bodies(graph) if whole else ():
            self.left_out.add("body", "of evidence", body.iri, plural="bodies")
        self.source_cells = {iri: source_cells(source, self.keys[iri]) for iri, source in self.sources.items()}
        for iri, source in self.sources.items():
            self.left_out.look_at_source(source, self.source_cells[iri], used)

    # names ----------------------------------------------------------------------------------------

    def _names(self, entities: Iterable[Entity]) -> Mapping[str, str]:
        """The name of each entity, unlike that of any other: where two have one, the kind stands behind the second."""
        names: dict[str, str] = {}
        taken: set[str] = set()
        for entity in sorted(entities, key=lambda entity: entity.iri):
            name = plain = text_cell(entity.label)
            if fold(name) in taken:
                name = plain = f"{name} ({as_written(entity.kind) or 'another'})"
                self.left_out.remarks.add("name", "that another thing has too, written with its kind", name)
            number = 1
            while fold(name) in taken:
                number += 1
                name = f"{plain} {number}"
            taken.add(fold(name))
            names[entity.iri] = name
        return names

    def _kinds(self, entities: Iterable[Entity]) -> Mapping[str, str]:
        """The kind of each entity; none of one in which a claim is made, which is a condition in a table."""
        contexts = {claim.context.iri for claim in self.claims if claim.context}
        kinds = {}
        for entity in entities:
            if entity.iri in contexts and entity.kind not in ("", "Condition"):
                self.left_out.add("kind", "of what is a condition in the table", entity.iri)
            else:
                kinds[entity.iri] = as_written(entity.kind)
        return kinds

    def _judges(self, graph: Graph, lines: Iterable[EvidenceLine]) -> Mapping[str, str]:
        """What each reader who judged is called, where the import makes the IRI of that; else the IRI."""
        labels = read_labels(graph, (line.judge for line in lines))
        names = [*map(text_cell, labels.values())]
        judges = {}
        for iri, label in labels.items():
            name = text_cell(label)
            made, kept = is_made_of(iri, name), is_address(iri) and iri_of(iri) == iri
            judges[iri] = name if (made or not kept) and names.count(name) == 1 else iri
            if not made and not kept:
                self.left_out.add("reader", "in part: the IRI, which is no address", iri)
            elif judges[iri] == iri and label not in (iri, local_id(iri)):
                self.left_out.add("name", "of a reader who is written by IRI", iri)
        return judges

    # rows -----------------------------------------------------------------------------------------

    def rows(self) -> Iterator[Cells]:
        """The rows of all claims, then those of sources that stand in none of them and of what articles cite."""
        other_names = self._other_names()
        cited = self._cited_for_claims()
        described: set[str] = set()
        for claim in sorted(self.claims, key=lambda claim: natural_key(kept_id(claim.id))):
            of_claim = self._claim(claim, other_names)
            for source, row in self._evidence(claim, of_claim.get("unit", ""), of_claim.get("number_of", "")):
                described.add(source)
                yield _filled({**of_claim, **row})
        for iri in sorted(self.sources, key=lambda iri: natural_key(self.keys[iri])):
            if iri not in described:
                yield _filled(self.source_cells[iri])
        for iri in sorted(self.sources, key=lambda iri: natural_key(self.keys[iri])):
            untied = {*self.sources[iri].cites} - cited[iri]
            for key in sorted((self.keys[source] for source in untied if source in self.keys), key=natural_key):
                yield {"source": key, "article": self.keys[iri], "cited": "yes"}

    def _cited_for_claims(self) -> Mapping[str, set[str]]:
        """What each article cites for a claim that it alone makes, as the rows of the claim say."""
        cited: dict[str, set[str]] = defaultdict(set)
        for claim in self.claims:
            if len(claim.articles) == 1:
                cited[claim.articles[0].iri].update(claim.cited)
        return cited

    def _other_names(self) -> Mapping[str, str]:
        """What else each entity is called, by its IRI; what is a name of another thing too is left out."""
        entities = {e.iri: e for claim in self.claims for e in claim.entities}
        owners = {fold(name): iri for iri, name in self.names.items()}
        cells = {}
        for iri in sorted(entities):
            kept: list[str] = []
            for other in map(text_cell, entities[iri].other_labels):
                if owners.setdefault(fold(other), iri) != iri or ";" in other:
                    self.left_out.add("name", "that another thing has, or with a semicolon in it", f"{iri} {other}")
                elif fold(other) not in map(fold, (self.names[iri], *kept)):
                    kept.append(other)
            cells[iri] = "; ".join(kept)
        return cells

    def _claim(self, claim: Claim, other_names: Mapping[str, str]) -> Cells:
        """The cells of a claim, which are the same in all its rows."""
        cells = {"id": kept_id(claim.id), "claim": text_cell(claim.label)}
        for column, entity in (("subject", claim.subject), ("object", claim.object), ("condition", claim.context)):
            if entity is None:
                continue
            cells[column] = self.names[entity.iri]
            cells[f"{column}_id"] = "; ".join(map(write_identifier, self.identifiers.get(entity.iri, ())))
            cells[f"{column}_other_names"] = other_names[entity.iri]
            if column != "condition":
                cells[f"{column}_kind"] = self.kinds.get(entity.iri, "")
        articles = sorted((self.keys[a.iri] for a in claim.articles if a.iri in self.keys), key=natural_key)
        self.left_out.beyond_one("number", claim.quantities, claim.iri)
        cells |= {
            "predicate": predicate_cell(claim.predicate) if claim.predicate else "",
            "direction": claim.direction or "",
            "negated": "yes" if claim.negated else "",
            "topic": as_written(claim.topic),
            "wording": as_written(claim.wording),
            "article": "; ".join(articles),
            "rests_on": "; ".join(self._grounds(claim)),
            **(self._number("stated", claim.quantities[0]) if claim.quantities else {}),
            **self._passage(claim, articles),
        }
        return cells

    def _grounds(self, claim: Claim) -> Iterator[str]:
        """The ids of the claims of this table that a claim is argued from."""
        for iri in sorted(claim.rests_on, key=natural_key):
            if iri in self.ids:
                yield kept_id(local_id(iri))
            else:
                self.left_out.add("ground", "a claim that is not in the table", claim.iri)

    def _number(self, column: str, quantity: Quantity) -> Cells:
        number = Stated(quantity.low_text, quantity.high_text, decimal_cell(quantity.out_of) or None)
        cells = {column: str(number), "unit": text_cell(quantity.unit), "number_of": text_cell(quantity.of_what)}
        if all(cells.values()) and has_form(column, cells[column]):
            return cells
        self.left_out.add("number", "that no cell can hold", quantity.iri)
        return {}

    def _passage(self, claim: Claim, articles: Sequence[str]) -> Cells:
        """Where its article says it, as far as the words stand in one place alone of a text that is at hand."""
        text = text_of_article(articles[0], self.articles) if len(articles) == 1 else None
        self.left_out.beyond_one("passage", claim.passages, claim.iri)
        for passage in claim.passages[:1]:
            if text is not None and (words := words_of(passage, text)):
                return {"said": words, "section": text_cell(passage.section)}
            self.left_out.add("passage", "without its article's text, or not in one place of it", claim.iri)
        return {}

    def _evidence(self, claim: Claim, unit: str, of: str) -> Iterator[tuple[str, Cells]]:
        """For each source and each search of a claim its row, with the source's IRI; one row where there is none."""
        rows: list[tuple[str, Cells]] = []
        judged = [line.source.iri for line in claim.lines]
        order = sorted(claim.lines, key=lambda e: (natural_key(self.keys[e.source.iri]), natural_key(e.iri)))
        for line in order:
            rows.append((line.source.iri, {**self.source_cells[line.source.iri], **self._line(line, claim, unit, of)}))
        for iri in sorted({*claim.cited} - {*judged}, key=natural_key):
            if iri in self.sources:
                rows.append((iri, {**self.source_cells[iri], "cited": "yes"}))
            else:
                self.left_out.add("source", "that is cited and not described", iri)
        for search in sorted(claim.searches, key=lambda search: natural_key(search.iri)):
            if cells := self._search(search):
                rows.append(("", cells))
        return iter(rows or [("", {})])

    def _search(self, search: EvidenceSearch) -> Cells:
        cells = {"searched": text_cell(search.searched_in), "search_date": search.created or ""}
        if not cells["searched"] or not has_form("search_date", cells["search_date"]):
            self.left_out.add("search", "without place or day", search.iri, plural="searches")
            return {}
        return {**cells, "search_for": text_cell(search.comment)}

    def _line(self, line: EvidenceLine, claim: Claim, unit: str, of: str) -> Cells:
        """The cells of an evidence line; its number is that of what the claim states a number of."""
        comparable = [q for q in line.quantities if not of or (text_cell(q.of_what), text_cell(q.unit)) == (of, unit)]
        for _ in line.quantities[len(comparable) :]:
            self.left_out.add("number", "of something else than the claim's", line.iri)
        self.left_out.beyond_one("number", comparable, line.iri)
        self.left_out.beyond_one("quotation", line.quotations, line.iri)
        if line.created and not has_form("judged_on", line.created):
            self.left_out.add("date", "that is no day", line.iri)
        return {
            "bearing": as_written(line.bearing),
            "directness": "" if line.directness == "unrated" else as_written(line.directness),
            "indirectness": "; ".join(map(as_written, line.indirectness)),
            "cited": "yes" if line.source.iri in claim.cited else "",
            "quotation": text_cell(line.quotations[0]) if line.quotations else "",
            "finding": text_cell(line.finding),
            "comment": text_cell(line.comment),
            "null_without_interval": "yes" if line.null_without_interval else "",
            "judge": self.judges.get(line.judge or "", ""),
            "judged_on": in_form("judged_on", line.created),
            **(self._number("found", comparable[0]) if comparable else {}),
            **self._result(line, claim),
        }

    def _result(self, line: EvidenceLine, claim: Claim) -> Cells:
        """The cells of what a study found, of the outcome that the import takes a row's result to be of."""
        outcome = None
        if claim.object and self.kinds.get(claim.object.iri) != "condition" and "otherOutcome" not in line.indirectness:
            outcome = claim.object.iri
        fitting = [result for result in line.results if outcome is None or result.outcome in (None, outcome)]
        for _ in line.results[len(fitting) :]:
            self.left_out.add("result", "of another outcome than the claim's object", line.iri)
        self.left_out.beyond_one("result", fitting, line.iri)
        if not fitting:
            return {}
        result = min(fitting, key=lambda result: natural_key(result.iri))
        if result.outcome is None and outcome:
            self.left_out.remarks.add(
                "result", "without an outcome, taken for one of the claim's object", local_id(result.iri)
            )
        elif outcome is None and result.outcome:
            self.left_out.add("outcome", "of a result", result.iri)
        return self._figures(result)

    def _figures(self, result: Result) -> Cells:
        """The cells of a result."""
        ends = "" if result.interval is None else " to ".join(map(decimal_cell, result.interval))
        cells = {
            "result": text_cell(result.label),
            "effect": as_written(result.direction or ""),
            "people": "" if result.people is None else str(result.people),
            "measure": as_written(result.measure or ""),
            "estimate": in_form("estimate", decimal_cell(result.estimate)) if result.measure else "",
            "interval": in_form("interval", ends) if result.measure else "",
        }
        if (result.estimate is not None and not cells["estimate"]) or (ends and not cells["interval"]):
            self.left_out.add("number", "of a result, without a measure or in another form", result.iri)
        return cells


def _nodes(claims: Iterable[Claim], sources: Iterable[str], entities: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The nodes that rows are made of, with what they are."""
    for claim in claims:
        yield claim.iri, LDN.Claim
        yield from ((line.iri, LDN.EvidenceLine) for line in claim.lines)
        yield from ((search.iri, LDN.EvidenceSearch) for search in claim.searches)
    yield from ((source, LDN.Source) for source in sources)
    yield from ((entity, ENTITY) for entity in entities)


def _filled(cells: Mapping[str, str]) -> Cells:
    return {column: text for column, text in cells.items() if text}
