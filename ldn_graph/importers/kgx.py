"""KGX: nodes and edges of a knowledge graph of the Biolink Model, as claims.

The format is that of https://github.com/biolink/kgx/blob/master/specification/kgx-format.md, whose files
:mod:`~ldn_graph.importers.kgx_files` reads. A node has ``id``, ``category``, ``name``; an edge ``subject``,
``predicate``, ``object``.

An edge is a claim of its ``primary_knowledge_source``; edges that say the same are one claim with several origins. Its
``publications`` are what its makers cite for it. What ends in ``_qualifier`` is part of what it says. ``negated`` edges
are claims that something is not so. ``has_evidence`` names kinds of evidence, ``knowledge_level`` and ``agent_type``
how the edge came about; they stand as notes on the claim. Other columns are counted, and left out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from ..model.identifiers import expand_curie
from ..model.vocab import BIOLINK, DCTERMS
from ..output.characters import clean
from ..output.counts import count_words
from .biolink import class_iris, predicate_iri, topic_of
from .collector import Collector, Relation
from .iris import DEFAULT_NAMESPACE
from .kgx_files import File, Row, read_rows
from .texts import LONGEST_LABEL
from .values import Imported, ImportedSource

_NODE_COLUMNS = {"id", "category", "name", "synonym", "xref", "equivalent_identifiers", "same_as"}
_EDGE_COLUMNS = {
    "id", "subject", "predicate", "object", "category", "publications", "negated", "has_evidence", "knowledge_level",
    "agent_type", "primary_knowledge_source", "knowledge_source", "provided_by",
}  # fmt: skip
_ORIGINS = ("primary_knowledge_source", "knowledge_source", "provided_by")
_DIRECTIONS = {
    "increased": "increased", "upregulated": "increased", "decreased": "decreased", "downregulated": "decreased",
}  # fmt: skip
"""Biolink's directions: upregulated is a kind of increased there, downregulated of decreased."""
_HEDGED = frozenset({"prediction", "statistical_association"})
"""Knowledge levels of edges that assert nothing outright."""
_UNJUDGED = frozenset({None, "not_provided"})
"""Knowledge levels, and that there is none, which say nothing of how strongly an edge is stated."""
_STEP = 100_000  # nodes or edges after which progress is reported


def import_kgx(
    nodes: File, edges: File, namespace: str = DEFAULT_NAMESPACE, progress: Callable[[str], None] = print
) -> Imported:
    """The claims of a pair of KGX files, each a table or JSON Lines.

    Raises :class:`~ldn_graph.errors.ImportFormatError` where a file is neither, lacks a column that is needed, or holds
    no edge that can be read. What is wrong with a node or an edge leaves it out by itself, counted and named.
    """
    reader = _EdgeReader(namespace, nodes.name, edges.name)
    for n, (line, row) in enumerate(read_rows(nodes, ("id",), reader.remarks), 1):
        reader.node(line, row)
        if n % _STEP == 0:
            progress(f"{n:,} nodes")
    for n, (line, row) in enumerate(read_rows(edges, ("subject", "predicate", "object"), reader.remarks), 1):
        reader.edge(line, row)
        if n % _STEP == 0:
            progress(count_words(n, "edge"))
    for name in reader.nodes:
        if name not in reader.collector.entities:
            reader.remarks.add("node", "left out that no edge leads to", name)
    return reader.collector.collected((nodes.name, edges.name))


class _EdgeReader:
    """Reads edges into a collector, and of the nodes those that an edge leads to. A place is a file and a line."""

    def __init__(self, namespace: str, nodes_name: str, edges_name: str) -> None:
        self.collector = Collector(namespace)
        self.remarks = self.collector.remarks
        self.nodes: dict[str, Row] = {}
        self.nodes_name, self.edges_name = nodes_name, edges_name
        self.edge_ids: set[str] = set()

    def node(self, line: int, row: Row) -> None:
        """Keep a node until an edge leads to it."""
        place = f"{self.nodes_name}:{line}"
        name = self.one(place, row, "id")
        if name is None:
            self.remarks.add("node", "left out without an id", place)
        elif name in self.nodes:
            self.remarks.add("node", "left out whose id another has", f"{place} {name}")
        else:
            self.nodes[name] = row
            self.count_left_out(row, _NODE_COLUMNS, "node")

    def count_left_out(self, row: Row, columns: Collection[str], kind: str) -> None:
        """Remark on the values of other columns than these."""
        for key, values in row.items():
            if key not in columns and values:
                detail = f"left out, of the column {clean(key)[:60]}"
                self.remarks.add(f"value of {kind}s", detail, "; ".join(values), plural=f"values of {kind}s")

    def one(self, place: str, row: Row, key: str) -> str | None:
        """The first value of a column that has one value at most."""
        values = row.get(key, ())
        if len(values) > 1:
            self.remarks.add("further value", f"left out where one is expected, of the column {key}", place)
        return values[0] if values else None

    def entity(self, name: str) -> str:
        """Add the node of this id as an entity, once."""
        if name not in self.collector.entities:
            row = self.nodes[name]
            classes = class_iris(row.get("category", ()))
            if len(classes) < len(row.get("category", ())):
                self.remarks.add(
                    "category of a node", "left out that can be no class of Biolink", name, plural="categories of nodes"
                )
            others = [i for key in ("xref", "equivalent_identifiers", "same_as") for i in row.get(key, ())]
            for text in dict.fromkeys(i for i in others if not expand_curie(i)):
                self.remarks.add(
                    "further identifier of a node",
                    "left out, of no known prefix",
                    text,
                    plural="further identifiers of nodes",
                )
            label = row.get("name", ())[:1]
            self.collector.entity(
                name,
                label=label[0] if label else None,
                classes=classes,
                other_labels=row.get("synonym", ()),
                identifiers=[i for i in others if expand_curie(i)],
            )
        return name

    def edge(self, line: int, row: Row) -> None:
        """Add an edge as a claim, where it says of which nodes it is."""
        place = f"{self.edges_name}:{line}"
        subject, predicate, object_ = (self.one(place, row, key) for key in ("subject", "predicate", "object"))
        if subject is None or predicate is None or object_ is None:
            self.remarks.add("edge", "left out without subject, predicate or object", place)
            return
        if missing := [end for end in (subject, object_) if end not in self.nodes]:
            self.remarks.add("edge", "left out to nodes that are not in the file of nodes", f"{place} {missing[0]}")
            return
        denied = (self.one(place, row, "negated") or "false").lower()
        if denied not in ("true", "false", "1", "0"):
            self.remarks.add("edge", "left out whose negated is neither true nor false", f"{place} {denied}")
            return
        identity = self.one(place, row, "id")
        if identity is not None and identity in self.edge_ids:
            self.remarks.add("edge", "whose id another has, kept", f"{place} {identity}")
        if identity is not None:
            self.edge_ids.add(identity)
        self.count_left_out(row, _EDGE_COLUMNS | {key for key in row if _is_qualifier(key)}, "edge")
        self.claim(place, row, (subject, predicate, object_), negated=denied in ("true", "1"))

    def claim(self, place: str, row: Row, triple: tuple[str, str, str], *, negated: bool) -> None:
        """Add the claim of an edge once for each of its origins; the triple is subject, predicate and object."""
        subject, text, object_ = triple
        predicate = self.predicate(place, text)
        qualifiers = [(k, v) for k, values in sorted(row.items()) if _is_qualifier(k) for v in values]
        context = self.one(place, row, "disease_context_qualifier")
        if context is not None:
            if context not in self.nodes:
                self.remarks.add("condition", "missing in the file of nodes, kept by its id", f"{place} {context}")
            self.collector.condition(self.entity(context) if context in self.nodes else context)
        direction = self.direction(place, row)
        level = self.one(place, row, "knowledge_level")
        notes = [(DCTERMS.type, kind) for kind in row.get("has_evidence", ())]
        notes += [(DCTERMS.identifier, i) for i in row.get("id", ())]
        notes += [(BIOLINK.iri + key, v) for key in ("knowledge_level", "agent_type") for v in row.get(key, ())]
        notes += [(BIOLINK.iri + "category", v) for v in row.get("category", ())]
        cited = [self.collector.reference(text) for text in row.get("publications", ())]
        separate = {"disease_context_qualifier", "object_direction_qualifier"}  # the condition and the direction
        for origin in self.origins(row):
            self.collector.claim(
                Relation(self.entity(subject), *predicate, self.entity(object_)),
                context,
                origin=origin,
                topic=topic_of(predicate[1].replace(" ", "_")),
                wording="hedged" if level in _HEDGED else "unjudged" if level in _UNJUDGED else "asserted",
                direction=direction,
                negated=negated,
                qualifiers=[(k, v) for k, v in qualifiers if k not in separate],
                cited=cited,
                notes=notes,
            )

    def predicate(self, place: str, text: str) -> tuple[str, str]:
        """The IRI of a predicate and its words."""
        local = text.removeprefix("biolink:")
        if iri := predicate_iri(local):
            return iri, local.replace("_", " ")
        if iri := expand_curie(text):
            return iri, text
        self.remarks.add(
            "predicate of an edge",
            "outside of Biolink, kept under a new IRI",
            f"{place} {text}",
            plural="predicates of edges",
        )
        return self.collector.iris.mint("predicate", text), text

    def direction(self, place: str, row: Row) -> str | None:
        """The direction of an edge in the words of this model."""
        qualifier = self.one(place, row, "object_direction_qualifier")
        if qualifier is None:
            return None
        direction = _DIRECTIONS.get(qualifier)
        if direction is None:
            self.remarks.add("direction", "left out that Biolink does not have", f"{place} {qualifier}")
        elif direction != qualifier:
            self.remarks.add("direction", "taken for the broader one of Biolink", f"{place} {qualifier}")
        return direction

    def origins(self, row: Row) -> Iterator[str]:
        """The IRIs of the records that an edge comes from, as its makers name them; all that name none share one."""
        named = next((row[key] for key in _ORIGINS if row.get(key)), ())
        for name in named or ("edges without a knowledge source",):
            label = clean(name)[:LONGEST_LABEL]
            iri = self.collector.iris.mint("source", label)
            if iri not in self.collector.sources or not self.collector.sources[iri].record:  # an edge may cite it too
                identifiers = (label,) if label.startswith("infores:") else ()
                self.collector.source(ImportedSource(iri, label, identifiers=identifiers, record=True))
            yield iri


def _is_qualifier(key: str) -> bool:
    return (key.endswith("_qualifier") or key == "qualified_predicate") and predicate_iri(key) is not None
