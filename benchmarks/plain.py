"""The status of every claim and the evidence that it rests on, as somebody would write it with rdflib alone.

It is the rule of ``docs/model.md`` and a small part of the audit: no flags, no words, no checks of what is read.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import rdflib
from rdflib import RDF, Namespace

from ldn_graph.model.vocab import DESIGNS, PREFIXES

LDN, BIOLINK = Namespace(PREFIXES["ldn"]), Namespace(PREFIXES["biolink"])
FOR, AGAINST = {"confirms", "supports", "qualifies"}, {"disputes", "refutes"}


class Line(NamedTuple):
    """How one source bears on a claim; level 6 is none."""

    source: object
    bearing: str
    direct: bool
    level: int


def read(file: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(file)


def audit(graph: rdflib.Graph) -> dict[str, tuple[str, list[Line]]]:
    """The status and evidence of each claim, by its IRI; node by node, which rdflib does faster than SPARQL."""
    found = {}
    for claim in graph.subjects(RDF.type, LDN.Claim):
        topic = _name(graph.value(claim, LDN.topic))
        lines, searched = [], False
        for node in graph.objects(claim, BIOLINK.has_evidence):
            if (node, RDF.type, LDN.EvidenceSearch) in graph:
                searched = True
            else:
                lines.append(_line(graph, node, topic))
        found[str(claim)] = _status(lines, searched), lines
    return found


def _line(graph: rdflib.Graph, node: rdflib.term.Node, topic: str) -> Line:
    source = graph.value(node, LDN.source)
    design = graph.value(node, LDN.studyDesign) or graph.value(source, LDN.studyDesign)
    level = DESIGNS[_name(design)].level_for(topic) if design else None
    direct = graph.value(node, LDN.directness) != LDN.indirect
    return Line(source, _name(graph.value(node, LDN.bearing)), direct, level or 6)


def _name(term: object) -> str:
    return str(term).rpartition("#")[2]


def _status(lines: list[Line], searched: bool) -> str:
    direct = {line.bearing for line in lines if line.direct}
    affirmed, narrowed = bool(direct & {"confirms", "supports"}), "qualifies" in direct
    if direct & AGAINST:
        return "contested" if affirmed or narrowed else "contradicted"
    if affirmed or narrowed:
        return "supported" if affirmed else "partly-supported"
    best_for = min((e.level for e in lines if not e.direct and e.bearing in FOR), default=9)
    best_against = min((e.level for e in lines if not e.direct and e.bearing in AGAINST), default=6)
    if best_for < 9 and best_for <= best_against:
        return "indirectly-supported"
    return "unsupported" if searched or any(e.bearing != "givesBackground" for e in lines) else "unchecked"


def ask(graph: rdflib.Graph, sparql: str) -> dict[str, str]:
    """The status of each claim, by a SPARQL query of these two columns."""
    return {str(claim): str(status) for claim, status in graph.query(sparql)}
