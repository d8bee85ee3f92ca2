"""What a table cannot hold: counted, and the first few by name."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from ..model.claims import Source
from ..model.graph import Graph
from ..model.vocab import (
    BIBO,
    BIOLINK,
    CITO,
    DC,
    DCTERMS,
    ENTITY_KINDS,
    FOAF,
    LDN,
    PROV,
    RDF,
    RDFS,
    SKOS,
    local_id,
    shorten,
)
from ..output.remarks import Remarks
from ..sources.identity import read_reference
from .table_cells import column_of

_HELD = frozenset(
    {
        RDFS.label, SKOS.altLabel,
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


class LeftOut:
    """Counts what is left out of a table, in ``remarks``."""

    def __init__(self) -> None:
        self.remarks = Remarks()

    def add(self, noun: str, detail: str, node: str, *, plural: str | None = None) -> None:
        self.remarks.add(noun, f"left out, {detail}", local_id(node), plural=plural)

    def more_than(self, noun: str, values: Sequence[object], node: str, *, most: int = 1) -> None:
        for _ in values[most:]:
            self.add(noun, "since a row holds one", node)

    def look_at(
        self, graph: Graph, nodes: Sequence[str], evidence: Container[str]
    ) -> tuple[Mapping[str, list[str]], frozenset[str]]:
        """Count the statements that have no column, and give what the values of the model do not have.

        That is the identifiers of each thing that is the same as a term, or a text, and which nodes are records.
        ``evidence`` are those of the nodes whose comment has a column.
        """
        identifiers: dict[str, list[str]] = {}
        records = set()
        for quad in graph.describe(nodes):
            node, predicate = getattr(quad.subject, "value", ""), quad.predicate.value
            value = getattr(quad.object, "value", "")
            if predicate in (SKOS.exactMatch, SKOS.notation) and ";" not in value:
                identifiers[node] = sorted({*identifiers.get(node, ()), value})
            elif predicate == RDF.type and value == LDN.Record:
                records.add(node)
                self.add("record", "that claims come from, since the table is one itself", node)
            elif predicate == RDF.type and value not in _HELD_TYPES:
                self.add("class", f"{shorten(value)}", node, plural="classes")
            elif predicate == RDF.type or predicate in _HELD or (predicate == RDFS.comment and node in evidence):
                continue
            else:
                self.add("statement", f"with {shorten(predicate)}", node)
        return identifiers, frozenset(records)

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
        risks = source.study.risks_of_bias
        for _ in risks if not cells.get("risk_of_bias") else risks[1:]:
            self.add("assessment", "of the risk of bias, beyond one of the whole study", source.iri)
        if any(risk.domains or risk.judge for risk in risks):
            self.add("assessment", "of the risk of bias: its reader, reasons and domains", source.iri)
        for result in source.study.results:
            if result.iri not in used:
                self.add("result", "that no line uses", source.iri)
