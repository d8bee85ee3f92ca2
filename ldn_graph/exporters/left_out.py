"""What a table cannot hold: counted, and the first few by name."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence, Set
from typing import TYPE_CHECKING

from ..importers.table_properties import PARTS_OF_ROW, SINGLE
from ..model.claims import Source
from ..model.identifiers import read_identifier
from ..model.vocab import (
    BIBO,
    BIOLINK,
    CITO,
    DC,
    DCTERMS,
    ENTITY_CLASSES,
    LDN,
    OA,
    PROV,
    RDF,
    RDFS,
    SKOS,
    XSD,
    local_id,
    shorten,
)
from ..output.remarks import Remarks
from ..rdf.authors import is_list, list_items
from ..sources.identity import read_reference
from .table_cells import column_of

if TYPE_CHECKING:
    from ..rdf.index import Statements, Value

ENTITY, _SAID, _QUOTED = "entity", "words of an article", "words of a source"
_OF_COLUMNS_ALONE = (
    LDN.Quantity, LDN.Result, LDN.RiskOfBiasAssessment, OA.TextPositionSelector, OA.TextQuoteSelector,
)  # fmt: skip
_HELD: Mapping[str, Set[str]] = {
    **{kind: SINGLE[kind].keys() for kind in _OF_COLUMNS_ALONE},
    LDN.Claim: {
        *SINGLE[LDN.Claim], *PARTS_OF_ROW[LDN.Claim],
        BIOLINK.has_evidence, PROV.wasDerivedFrom, CITO.citesAsEvidence,
    },
    LDN.EvidenceLine: {*SINGLE[LDN.EvidenceLine], *PARTS_OF_ROW[LDN.EvidenceLine], LDN.source},
    LDN.EvidenceSearch: SINGLE[LDN.EvidenceSearch].keys(),
    LDN.Source: {
        *SINGLE[LDN.Source], *PARTS_OF_ROW[LDN.Source], RDFS.label, DCTERMS.identifier, CITO.cites, LDN.result,
    },
    ENTITY: {RDFS.label, SKOS.altLabel, SKOS.exactMatch, SKOS.notation},
    PROV.Agent: {RDFS.label},
    _SAID: {*SINGLE[OA.SpecificResource], OA.hasSource, OA.hasSelector},
    _QUOTED: {OA.hasSource, OA.hasSelector},
}  # fmt: skip
"""For each role of a node the properties that have a column, or that say nothing which is not in one."""
_TYPES: Mapping[str, Set[str]] = {
    LDN.Claim: {LDN.Claim, BIOLINK.Association},
    ENTITY: set(),
    _SAID: {OA.SpecificResource},
    _QUOTED: {OA.SpecificResource},
}
"""The classes that go with a role; of others it is the class itself."""
_LEADS: Mapping[tuple[str, str], str] = {
    (LDN.Claim, LDN.quantity): LDN.Quantity,
    (LDN.Claim, LDN.statedAt): _SAID,
    (_SAID, OA.hasSelector): OA.TextPositionSelector,
    (LDN.EvidenceLine, LDN.quantity): LDN.Quantity,
    (LDN.EvidenceLine, LDN.foundAt): _QUOTED,
    (_QUOTED, OA.hasSelector): OA.TextQuoteSelector,
    (LDN.EvidenceLine, LDN.usesResult): LDN.Result,
    (LDN.EvidenceLine, PROV.wasAttributedTo): PROV.Agent,
    (LDN.Source, LDN.riskOfBias): LDN.RiskOfBiasAssessment,
}
"""What a node of a role leads to that a row has too, and the role of that."""
_ONE = frozenset({RDFS.label, OA.hasSource, *(path for paths in SINGLE.values() for path in paths)}) - {
    LDN.indirectness, LDN.restsOn, DC.creator, OA.exact,
}  # fmt: skip
"""The properties of which a table has one value."""
_TEXTS = frozenset(
    {RDFS.label, RDFS.comment, SKOS.altLabel, SKOS.notation, DCTERMS.title, DCTERMS.issued, DCTERMS.isPartOf,
     DCTERMS.identifier, DCTERMS.created, BIBO.volume, BIBO.issue, BIBO.pages, BIBO.doi, BIBO.pmid, OA.exact,
     OA.start, OA.end, BIOLINK.object_direction_qualifier, BIOLINK.negated, LDN.ofWhat}
)  # fmt: skip
"""The properties of which a table has the texts, and no node."""
_TYPED = {DCTERMS.issued, DCTERMS.created, OA.start, OA.end, BIOLINK.negated}
"""Those of them whose datatype a table has, too."""


class LeftOut:
    """Counts what is left out of a table, in ``remarks``."""

    def __init__(self) -> None:
        self.remarks = Remarks()

    def add(self, noun: str, detail: str, node: str, *, plural: str | None = None) -> None:
        self.remarks.add(noun, f"left out, {detail}", local_id(node), plural=plural)

    def beyond_one(self, noun: str, values: Sequence[object], node: str) -> None:
        for _ in values[1:]:
            self.add(noun, "since a row holds one", node)

    def look_at(self, statements: Statements, nodes: Iterable[tuple[str, str]], *, whole: bool) -> None:
        """Count the statements about nodes, and about the parts that rows have of them, that have no column.

        ``nodes`` are given with what they are: a class of the model, or :data:`ENTITY`. ``whole``: also count the
        nodes of the graph that nothing leads to from these.
        """
        parts: dict[str, dict[str, None]] = {}
        todo = list(nodes)
        for node, part in todo:
            if part not in parts.setdefault(node, {}):
                parts[node][part] = None
                for path, values in statements.nodes.get(node, {}).items():
                    if leads_to := _LEADS.get((part, path)):
                        todo += [(value, leads_to) for value in values if isinstance(value, str)]
        for node, its in parts.items():
            held = frozenset[str]().union(*(_HELD[part] for part in its))
            for path, values in statements.nodes.get(node, {}).items():
                if path == RDF.type:
                    self._look_at_classes(node, its, values)
                elif path in held:
                    self._look_at_values(statements, node, path, tuple(values))
                else:
                    for _ in values:
                        self.add("statement", f"with {shorten(path)}", node)
        if whole:
            self._look_at_rest(statements, parts)

    def _look_at_classes(self, node: str, parts: Iterable[str], classes: Collection[Value]) -> None:
        held = {cls for part in parts for cls in _TYPES.get(part, {part})}
        if ENTITY in parts:
            held |= set([kind for kind in ENTITY_CLASSES if kind in classes][:1])
        for cls in map(str, classes):
            if cls == LDN.Record and LDN.Source in parts:
                self.add("record", "that claims come from, since the table is one itself", node)
            elif cls not in held:
                self.add("class", shorten(cls), node, plural="classes")

    def _look_at_values(self, statements: Statements, node: str, path: str, values: Sequence[Value]) -> None:
        """Count the values of a property with a column that do not fit into it."""
        if path in _ONE:
            for _ in values[1:]:
                self.add("statement", f"with {shorten(path)} beyond one", node)
        for value in values:
            if isinstance(value, str):
                if path in _TEXTS:
                    self.add("statement", f"with {shorten(path)} that is no text", node)
                if path == LDN.foundAt and not _has_words(statements, value):
                    self.add("passage", "of a source, without words", node)
                if path == DC.creator:
                    items = list_items(statements, value) if is_list(statements, value) else [value]
                    for _ in [item for item in items if isinstance(item, str)]:
                        self.add("author", "in part: all but the name", node)
            elif value.language or (path in _TEXTS - _TYPED and value.datatype.value != XSD.string):
                self.remarks.add("text", "of a language or datatype, written without it", local_id(node))

    def _look_at_rest(self, statements: Statements, nodes: Iterable[str]) -> None:
        """Count the nodes that nothing leads to from these."""
        todo = [*nodes, *statements.typed(LDN.BodyOfEvidence)]
        reached = set(todo)
        for node in todo:
            found = {v for vs in statements.nodes.get(node, {}).values() for v in vs if isinstance(v, str)} - reached
            reached |= found
            todo += found
        for node, properties in statements.nodes.items():
            if node not in reached:
                if not frozenset(ENTITY_CLASSES).isdisjoint(properties.get(RDF.type, ())):
                    self.add("entity", "of no claim", node, plural="entities")
                else:
                    self.add("node", "that no claim or source leads to", node)

    def identifiers(self, statements: Statements, entity: str) -> list[str]:
        """The identifiers of a thing: terms that it is the same as, and texts; what a cell cannot hold is counted."""
        found = []
        for path in (SKOS.exactMatch, SKOS.notation):
            for value in statements.values(entity, path):
                text = value if isinstance(value, str) else value.value
                meant = read_identifier(text)
                if ";" in text or (meant is None) == (path == SKOS.exactMatch):
                    self.add("identifier", "of a form that a cell cannot hold", entity)
                    continue
                found.append(text)
                if meant not in (None, text):
                    self.remarks.add("identifier", "that comes back in its registry's form", local_id(entity))
        return sorted(found)

    def look_at_source(self, source: Source, cells: Mapping[str, str], used: Container[str]) -> None:
        """Count what of a source has a column, and does not fit into its ``cells``.

        ``used`` are the IRIs of the results that a row has.
        """
        columns = list(map(column_of, source.identifiers))
        for place, (curie, column) in enumerate(zip(source.identifiers, columns, strict=True)):
            if column is None or column in columns[:place]:
                detail = f"of {curie.partition(':')[0]}, without a column or not the first"
                self.add("identifier", detail, source.iri)
        for column, text in (("doi", source.doi), ("pmid", source.pmid), ("address", source.page)):
            if text and not cells[column]:
                self.add("identifier", f"that the column {column} cannot hold", source.iri)
        if source.title is None and source.label not in (source.id, read_reference(cells["source"]).label):
            self.add("label", "of a source without a title", source.iri)
        elif source.title is not None and source.label != source.title:
            self.add("label", "of a source that has a title", source.iri)
        risks = source.study.risks_of_bias
        for _ in risks if not cells.get("risk_of_bias") else risks[1:]:
            self.add("assessment", "of the risk of bias, beyond one of the whole study", source.iri)
        for result in source.study.results:
            if result.iri not in used:
                self.add("result", "that no line uses", source.iri)


def _has_words(statements: Statements, passage: str) -> bool:
    selectors = statements.values(passage, OA.hasSelector)
    return any(statements.values(selector, OA.exact) for selector in selectors if isinstance(selector, str))
