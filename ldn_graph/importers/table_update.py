"""What a table changes in a graph that was there before: its own properties of the nodes that it describes.

What a graph says as a table is known, since it can be written as one: what the edited table says otherwise is what
changes, of the properties that its columns stand for. All else is the graph's, and so are claims that the table does
not have. Of a claim's evidence lines and searches, one that the table no longer has goes where the table could have
said all of it; else it is kept and told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..errors import EditError
from ..model.alike import tidy
from ..model.vocab import BIOLINK, CITO, DC, DCTERMS, ENTITY_CLASSES, LDN, OA, PROV, RDF, RDFS, SKOS, local_id
from ..rdf.authors import items_of_list
from ..rdf.node_editing import PARTS, Edits, Placed, parts_of, plan_removal
from .node_matching import known_by_claims, match_nodes
from .table_properties import (
    PARTS_OF_ROW,
    SINGLE,
    authors_in,
    in_language,
    say_the_same,
    takes_place,
)
from .writer import described_nodes

if TYPE_CHECKING:
    import pyoxigraph as ox

    from ..rdf.index import Value
    from ..rdf.turtle_files import TurtleFiles
    from .values import Imported

    Described = dict[str, dict[str, dict[Value, None]]]


class Update(NamedTuple):
    """``added`` are new nodes, ``changed`` those that get another value, ``gone`` those that go, with their parts.

    ``kept`` are claims, evidence lines and searches that the table does not have.
    """

    edits: Edits
    added: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    kept: tuple[str, ...]


def plan_update(
    file: TurtleFiles, imported: Imported, before: Imported | None, columns: Collection[str], namespace: str
) -> Update:
    """What brings a file to what a table says; ``columns`` are those that the table has.

    ``before`` is what the file says as a table, None where it has no claim. ``namespace`` is where the IRIs of both
    imports begin; new nodes get IRIs as the prefixes that the file declares have them (``claim:``, ``source:`` and so
    on), else as its other nodes of the kind.
    """
    graph: Described = {}
    for t in file.triples:
        graph.setdefault(t.subject, {}).setdefault(t.predicate, {})[t.value] = None
    declared = file.graph.documents[0].prefixes
    namespaces = _namespaces(graph, declared)
    described = _described(imported, graph, namespaces, namespace)
    said: Described = {}
    known: dict[str, str] = {}
    if before:
        as_named = _described(before, graph, namespaces, namespace)
        matched = match_nodes(graph, as_named)
        if known := known_by_claims(graph, as_named, matched):
            matched = match_nodes(graph, as_named, known=known)
        said = _as_called(as_named, matched)
    known = {node: one for node, one in known.items() if node in described}
    matched = match_nodes(graph, described, said, known)
    planner = _Planner(file, graph, described, said, matched, frozenset(columns))
    new = (said for node, said in described.items() if not planner.has(node))
    origins = {origin for said in new if LDN.Claim in said.get(RDF.type, ()) for origin in said[PROV.wasDerivedFrom]}
    for node, properties in described.items():
        if not planner.is_record(node) or node in origins or planner.has(node):
            planner.describe(node, properties)
    return planner.update()


def _described(imported: Imported, graph: Described, namespaces: Mapping[str, str], namespace: str) -> Described:
    """What an import says, by node, with IRIs in these namespaces, one for each kind, unless another node has them."""
    made: dict[str, str] = {}

    def named(iri: str) -> str:
        kind, slash, rest = iri.removeprefix(namespace).partition("/")
        if not iri.startswith(namespace) or not slash or kind not in namespaces:
            return iri
        own = namespaces[kind] + rest
        types = graph.get(own, {}).get(RDF.type, {}).keys()
        is_other = bool(types) and _KINDS[kind].isdisjoint(types)
        return iri if is_other or made.setdefault(own, iri) != iri else own

    return described_nodes(imported, named)


_KINDS: Mapping[str, frozenset[str]] = {
    "claim": frozenset({LDN.Claim}),
    "source": frozenset({LDN.Source}),
    "entity": frozenset(ENTITY_CLASSES),
    "evidence": frozenset({LDN.EvidenceLine, LDN.EvidenceSearch}),
    "quantity": frozenset({LDN.Quantity}),
    "result": frozenset({LDN.Result}),
    "assessment": frozenset({LDN.RiskOfBiasAssessment}),
}
"""The kinds of nodes that an import names, with their classes."""


def _namespaces(graph: Described, prefixes: Mapping[str, str]) -> dict[str, str]:
    """Where the IRIs of new nodes begin, by their kind: as its prefix says, else as those of its first node."""
    found: dict[str, str] = {}
    for kind, classes in _KINDS.items():
        nodes = (node for node, said in graph.items() if not classes.isdisjoint(said.get(RDF.type, ())))
        first = next((node for node in nodes if not node.startswith("_:")), None)
        if kind in prefixes:
            found[kind] = prefixes[kind]
        elif first is not None:
            found[kind] = first.removesuffix(local_id(first))
    return found


def _as_called(described: Described, matched: Mapping[str, str]) -> Described:
    """What an import says, with its nodes called as those of the graph that they are."""
    called: Described = {}
    for node, properties in described.items():
        for path, values in properties.items():
            has = called.setdefault(matched.get(node, node), {}).setdefault(path, {})
            has.update(dict.fromkeys(matched.get(v, v) if isinstance(v, str) else v for v in values))
    return called


class _Planner:
    """Takes the nodes of a table one after another, and tells then what changes."""

    def __init__(
        self,
        file: TurtleFiles,
        graph: Described,
        described: Described,
        before: Described,
        matched: Mapping[str, str],
        columns: frozenset[str],
    ) -> None:
        self.file = file
        self.graph = graph
        self.before = before
        self.matched = matched
        self.columns = columns
        self.records = frozenset(
            node for each in (graph, before, described) for node in each if LDN.Record in each[node].get(RDF.type, ())
        )
        self.by_property: dict[tuple[str, str], list[Placed]] = {}
        for t in file.triples:
            self.by_property.setdefault((t.subject, t.predicate), []).append(t)
        self.removed: set[tuple[int, int]] = set()
        self.coming: dict[tuple[str, str, Value], None] = {}
        self.added: dict[str, None] = {}
        self.elsewhere: dict[str, Mapping[str, Sequence[Value]]] = {}  # what the graph has under a name not known here
        self.changed: dict[str, None] = {}
        self.gone: dict[str, None] = {}
        self.kept: dict[str, None] = {}

    def has(self, node: str) -> bool:
        """Whether the graph has this node of the table."""
        return node in self.matched

    def describe(self, node: str, properties: Mapping[str, Iterable[Value]]) -> None:
        """Take a node with what the table says of it."""
        called = self.matched.get(node, node)
        wanted = {
            path: [self.matched.get(value, value) if isinstance(value, str) else value for value in values]
            for path, values in properties.items()
        }
        if called in self.graph:
            self.compare(called, wanted)
        elif self.says_the_same(called, wanted):
            self.elsewhere[called] = wanted
        else:
            self.added[called] = None
            self.coming.update(((called, path, value), None) for path, values in wanted.items() for value in values)

    def says_the_same(self, node: str, wanted: Mapping[str, Sequence[Value]]) -> bool:
        """Whether the graph, as a table, says all that is wanted of a node, under whatever name it has there."""
        said = self.before.get(node, {})
        return bool(said) and all(said.get(path, {}).keys() == {*values} for path, values in wanted.items())

    def has_changed(self, node: str, path: str, wanted: Iterable[Value]) -> bool:
        """Whether the table says otherwise of a property than the graph does as a table."""
        return node not in self.before or self.before[node].get(path, {}).keys() != {*wanted}

    def compare(self, node: str, wanted: Mapping[str, Sequence[Value]]) -> None:
        """What the table says otherwise of a node of the graph."""
        kinds = {str(kind) for kind in wanted.get(RDF.type, ())}
        single = {path: columns for kind in kinds for path, columns in SINGLE.get(kind, {}).items()}
        for path, columns in single.items():
            values = wanted.get(path, ())
            if not values and LDN.Source in kinds:
                continue  # a row names its source, and need not describe it once more
            if not self.columns.isdisjoint(columns) and self.has_changed(node, path, values):
                self.replace(node, path, values)
        for kind in kinds:
            for path, columns in PARTS_OF_ROW.get(kind, {}).items():
                if not self.columns.isdisjoint(columns) and self.has_changed(node, path, wanted.get(path, ())):
                    self.compare_part(node, path, wanted.get(path, ()), columns)
        if LDN.Claim in kinds:
            self.compare_claim(node, wanted)
        parts = {path for kind in kinds for path in PARTS_OF_ROW.get(kind, {})}
        for path in [path for path in wanted if path not in (single.keys() | parts | _NOT_EXTENDED)]:
            if self.has_changed(node, path, wanted[path]):
                self.extend(node, path, wanted[path])

    def replace(self, node: str, path: str, wanted: Sequence[Value]) -> None:
        """The value of a property becomes the one that is wanted; one that says the same stays as it is written.

        So do others that the table of the graph did not have, such as the same text in another language.
        """
        have = self.by_property.get((node, path), [])
        over = [t for t in have if not any(self.same(t, value) for value in wanted)]
        if said := self.before.get(node, {}).get(path):
            over = [t for t in over if any(self.same(t, value) for value in said)]
        language = next((t.value.language for t in over if not isinstance(t.value, str) and t.value.language), None)
        for t in over:
            self.remove(t)
        for value in wanted:
            if not any(self.same(t, value) for t in have):
                self.come(node, path, in_language(value, language))

    def extend(self, node: str, path: str, wanted: Iterable[Value]) -> None:
        """A property gets what it lacks, in the place of what it comes for; names and classes stay."""
        have = self.by_property.get((node, path), [])
        names = self.by_property.get((node, RDFS.label), []) if path == SKOS.altLabel else []
        for value in wanted:
            if path == RDF.type and value not in ENTITY_CLASSES:
                continue
            if not any(self.same(t, value) for t in (*have, *names)):
                for t in have:
                    if takes_place(path, t.value, value):
                        self.remove(t)
                self.come(node, path, value)

    def compare_part(self, node: str, path: str, wanted: Sequence[Value], columns: Iterable[str]) -> None:
        """A part that the table has comes; one that it had and has no longer goes."""
        self.extend(node, path, wanted)
        for t in self.by_property.get((node, path), []):
            if t.value in self.before.get(node, {}).get(path, {}) and not wanted:
                if path == LDN.usesResult:  # which is a part of the source
                    self.remove(t)
                else:
                    self.take_out(t, *columns)

    def compare_origins(self, node: str, wanted: Iterable[Value]) -> None:
        """An article that the table has comes; one that it had and has no longer goes. A table itself is no article."""
        path = PROV.wasDerivedFrom
        said = self.before.get(node, {}).get(path, {})
        articles = [value for value in wanted if not self.is_record(value)]
        if not articles or "article" not in self.columns or {*articles} == {v for v in said if not self.is_record(v)}:
            return
        self.extend(node, path, articles)
        for t in self.by_property.get((node, path), []):
            if t.value not in articles and (t.value in said or self.is_record(t.value)):
                self.remove(t)

    def is_record(self, node: Value) -> bool:
        """Whether a node is a table from which claims come."""
        return node in self.records

    def compare_claim(self, node: str, wanted: Mapping[str, Sequence[Value]]) -> None:
        """Where a claim comes from, what is found for and against it, and what its makers cite."""
        self.compare_origins(node, wanted[PROV.wasDerivedFrom])
        evidence, cited = (wanted.get(path, ()) for path in (BIOLINK.has_evidence, CITO.citesAsEvidence))
        self.extend(node, BIOLINK.has_evidence, evidence)
        for t in self.by_property.get((node, BIOLINK.has_evidence), []):
            if t.value not in evidence:
                is_search = LDN.EvidenceSearch in self.graph.get(str(t.value), {}).get(RDF.type, {})
                self.take_out(t, "searched" if is_search else "source")
        self.extend(node, CITO.citesAsEvidence, cited)
        judged = {source for line in evidence for source in self.graph.get(str(line), {}).get(LDN.source, ())}
        for t in self.by_property.get((node, CITO.citesAsEvidence), []):
            if "cited" in self.columns and t.value in judged and t.value not in cited:
                self.remove(t)

    def table_said(self, node: str) -> bool:
        """Whether the table of the graph said all that the graph does of a node and its parts."""
        said = self.before.get(node, {})
        return all(
            any(self.same(t, value) for value in said.get(t.predicate, ()))
            and (t.predicate not in PARTS or self.table_said(str(t.value)))
            for path in self.graph.get(node, {})
            for t in self.by_property[node, path]
        )

    def take_out(self, triple: Placed, *columns: str) -> None:
        """A part that the table has no longer goes, with what hangs on it alone.

        It is kept where the table did not say all of it, has none of the columns, or where it is no part alone.
        """
        part = str(triple.value)
        others = [t for t in self.file.triples if t.value == part and (t.file, t.number) not in self.removed]
        is_said = not self.columns.isdisjoint(columns) and self.table_said(part)
        if not is_said or any(t.predicate not in PARTS for t in others):
            self.kept[triple.subject if part.startswith("_:") else part] = None
            return
        self.remove(triple)
        if len(others) == 1:
            removal = plan_removal(self.file.triples, self.file.graph, [part])
            self.removed |= removal.edits.removed
            self.gone.update(dict.fromkeys([*([] if part.startswith("_:") else [part]), *removal.parts]))

    def remove(self, triple: Placed) -> None:
        self.changed[triple.subject] = None
        self.removed.add((triple.file, triple.number))
        if isinstance(triple.value, str) and triple.value.startswith("_:"):
            within = {triple.value, *parts_of(self.file.triples, [triple.value])}
            self.removed.update((t.file, t.number) for t in self.file.triples if t.subject in within)

    def come(self, node: str, path: str, value: Value) -> None:
        self.changed[node] = None
        self.coming[node, path, value] = None

    def same(self, triple: Placed, value: Value) -> bool:
        """Whether a triple says a value already, however it is written."""
        if isinstance(value, str):
            return triple.value == value
        if isinstance(triple.value, str):
            return triple.predicate == DC.creator and self.authors(triple.value) == authors_in(value.value)
        return say_the_same(triple.predicate, triple.value.value, value.value)

    def authors(self, node: str) -> list[str]:
        """The names in a list of authors."""
        return [tidy(value.value) for value in items_of_list(self.graph, node) if not isinstance(value, str)]

    def update(self) -> Update:
        """What changes, of all nodes that were taken.

        Raises :class:`~ldn_graph.errors.EditError` where something new refers to what has no name of its own.
        """
        from pyoxigraph import NamedNode, Triple

        for node, _, value in self.coming:
            if isinstance(value, str) and value in self.elsewhere:
                told = self.elsewhere[value]
                names = (name for path in (RDFS.label, DCTERMS.title) for name in told.get(path, ()))
                called = next((name.value for name in names if not isinstance(name, str)), local_id(value))
                problem = "it shares its name or key with another node of the file, and which is meant is not known"
                remedy = "nothing was written; give it a name of its own in the file, and write that into the table"
                raise EditError(f"{called}, in {local_id(node)}: {problem}; {remedy}")
        referred = {value for _, _, value in self.coming}
        parts = {node for node, path, value in self.coming if path == RDF.type and value in _PARTS}
        alone = (parts & self.added.keys()) - referred  # which the graph has already, under another name
        added = tuple(
            (0, Triple(_node(subject), NamedNode(path), _node(value) if isinstance(value, str) else value))
            for subject, path, value in self.coming
            if subject not in alone
        )
        claims = [node for node, said in self.graph.items() if LDN.Claim in said.get(RDF.type, {})]
        known = {*self.matched.values()}
        kept = (*(claim for claim in claims if claim not in known), *self.kept)
        changed = tuple(node for node in self.changed if node not in self.gone and not node.startswith("_:"))
        new = tuple(node for node in self.added if node not in alone)
        return Update(Edits({}, frozenset(self.removed), added), new, changed, tuple(self.gone), kept)


_PARTS = frozenset({LDN.Quantity, LDN.Result, LDN.RiskOfBiasAssessment, LDN.EvidenceLine, LDN.EvidenceSearch})
"""Kinds of nodes that say nothing where no other leads to them."""
_NOT_EXTENDED = frozenset({RDFS.label, PROV.wasDerivedFrom, BIOLINK.has_evidence, CITO.citesAsEvidence, OA.hasSource})
"""Properties of nodes that the graph has which are looked at elsewhere, or stay as they are."""


def _node(name: str) -> ox.NamedNode | ox.BlankNode:
    """A node by its name in an index; a blank node as the layout of its file calls it."""
    from pyoxigraph import BlankNode, NamedNode

    return BlankNode(name.partition(".")[2]) if name.startswith("_:") else NamedNode(name)
