"""What a table changes in a graph that was there before: its own properties of the nodes that it describes.

What a graph says as a table is known, since it can be written as one: what the edited table says otherwise is what
changes, of the properties that its columns stand for. All else is the graph's, and so are claims that the table does
not have. Of a claim's evidence lines and searches, one that the table no longer has goes where the table could have
said all of it; else it is kept and told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..errors import EditError
from ..model.alike import fold, tidy
from ..model.vocab import BIOLINK, CITO, DC, DCTERMS, ENTITY_CLASSES, LDN, OA, PROV, RDF, RDFS, SKOS, local_id, shorten
from ..rdf.authors import items_of_list
from ..rdf.node_editing import PARTS, Edits, Placed, parts_of, plan_removal
from .node_matching import LEADING, Said, called_as, match_nodes, match_said, names_of
from .node_naming import named_in, namespaces_in
from .result_matching import match_results, match_results_said, without_unknown_outcomes
from .table_kept import emptied, no_longer_said, other_name
from .table_properties import (
    PARTS_OF_ROW,
    SINGLE,
    authors_in,
    in_language,
    is_same,
    said_once,
    say_the_same,
    takes_place,
)

if TYPE_CHECKING:
    import pyoxigraph as ox

    from ..rdf.index import Value
    from ..rdf.turtle_files import TurtleFiles
    from .values import Imported

    Described = dict[str, dict[str, dict[Value, None]]]
    Properties = Mapping[str, Collection[Value]]


class Update(NamedTuple):
    """``added`` are new nodes, ``changed`` those that get another value, ``gone`` those that go, with their parts.

    ``kept`` are claims, evidence lines and searches that the table does not have. ``told`` are lines on what the table
    says otherwise, and the file keeps.
    """

    edits: Edits
    added: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    kept: tuple[str, ...]
    told: tuple[str, ...]


def plan_update(
    file: TurtleFiles,
    imported: Imported,
    as_table: Callable[[Collection[str] | None], Imported | None],
    columns: Collection[str],
    namespace: str,
) -> Update:
    """What brings a file to what a table says; ``columns`` are those that the table has.

    ``as_table`` gives what the file says as a table, of these claims or of all; None where there is none of them. Of a
    claim that the table does not have, it says nothing. ``namespace`` is where the IRIs of all imports begin; new nodes
    get IRIs as the prefixes that the file declares have them (``claim:``, ``source:`` and so on), else as its other
    nodes of the kind. Raises :class:`~ldn_graph.errors.EditError` where it is not known which node is meant.
    """
    graph: Described = {}
    for t in file.triples:
        graph.setdefault(t.subject, {}).setdefault(t.predicate, {})[t.value] = None
    namespaces = namespaces_in(graph, file.graph.documents[0].prefixes)

    def say(claims: Collection[str] | None) -> Iterator[Said]:
        if said := as_table(claims):
            nodes, _ = named_in(graph, namespaces, said, namespace)
            yield match_results_said(graph, match_said(graph, nodes))

    described, rows = named_in(graph, namespaces, imported, namespace)
    said = [*say(None)]
    found = {one for one in match_nodes(graph, described, said).values() if one in graph and _is_claim(graph[one])}
    if found != {node for node in graph if _is_claim(graph[node])}:
        said = [*say(found), *said]
    matched = match_nodes(graph, described, said)
    matched |= _claims_by_id(graph, described, matched)
    _refuse_alike(graph, described, matched, rows)
    described = without_unknown_outcomes(graph, described, matched, said, columns)
    matched |= match_results(graph, described, matched, said, columns)
    planner = _Planner(file, graph, called_as(described, matched), said, matched, frozenset(columns), rows)
    new = (says for node, says in described.items() if node not in matched and _is_claim(says))
    origins = {matched.get(str(one), one) for says in new for one in says[PROV.wasDerivedFrom]}
    for node, properties in planner.described.items():
        if not planner.is_record(node) or node in origins or node in graph:
            planner.describe(node, properties)
    return planner.update()


def _is_claim(properties: Mapping[str, Container[Value]]) -> bool:
    return LDN.Claim in properties.get(RDF.type, ())


def _has_id(claim: str) -> bool:
    """Whether an import made the IRI of a claim of an id, and not of its sentence."""
    return not re.search("__[0-9a-f]{12}$", claim)


def _claims_by_id(graph: Described, described: Described, matched: Mapping[str, str]) -> dict[str, str]:
    """The claims of a graph that a table's rest on, and that have no row in it, by the names that the import has."""
    ids = {local_id(node): node for node in graph if _is_claim(graph[node])}
    grounds = {str(one) for properties in described.values() for one in properties.get(LDN.restsOn, ())}
    return {one: ids[local_id(one)] for one in grounds - matched.keys() - described.keys() if local_id(one) in ids}


def _refuse_alike(graph: Described, described: Described, matched: Mapping[str, str], rows: Mapping[str, int]) -> None:
    """Refuse a claim without an id of which it is not known whether it is one of the file, of the same sentence."""
    taken = {*matched.values()}
    by_sentence: dict[str, list[str]] = {}
    for node in (node for node in graph if _is_claim(graph[node]) and node not in taken):
        for sentence in names_of(node, graph[node]):
            by_sentence.setdefault(sentence, []).append(node)
    for node, properties in described.items():
        if _is_claim(properties) and node not in matched and not _has_id(node):
            for sentence in names_of(node, properties):
                if alike := by_sentence.get(sentence):
                    named = " and ".join(local_id(one) for one in alike)
                    problem = f"the file has {named} of this sentence, and which is meant is not known"
                    raise EditError(f"row {rows[node]}: {problem}; nothing was written; write its id")


class _Planner:
    """Takes the nodes of a table one after another, and tells then what changes."""

    def __init__(
        self,
        file: TurtleFiles,
        graph: Described,
        described: Described,
        said: Sequence[Said],
        matched: Mapping[str, str],
        columns: frozenset[str],
        rows: Mapping[str, int],
    ) -> None:
        self.file = file
        self.graph = graph
        self.described = described
        self.before: Described = {}  # of a claim that the table does not have, what the whole file says of it
        for each in reversed(said):
            self.before.update(called_as(each.called, {}))
        self.matched = matched
        self.columns = columns
        self.rows: dict[str, int] = {}
        for node, row in rows.items():
            self.rows.setdefault(matched.get(node, node), row)
        self.ids = {matched[node]: local_id(node) for node in rows if node in matched}
        self.records = frozenset(
            node
            for each in (graph, self.before, described)
            for node in each
            if LDN.Record in each[node].get(RDF.type, ())
        )
        self.roles: dict[str, set[str]] = {}  # of an entity, the columns that name it
        for properties in filter(_is_claim, described.values()):
            for path, role in _ROLES.items():
                for one in properties.get(path, ()):
                    self.roles.setdefault(str(one), set()).add(role)
        self.by_property: dict[tuple[str, str], list[Placed]] = {}
        for t in file.triples:
            self.by_property.setdefault((t.subject, t.predicate), []).append(t)
        self.removed: set[tuple[int, int]] = set()
        self.coming: dict[tuple[str, str, Value], None] = {}
        self.added: dict[str, None] = {}
        self.elsewhere: dict[str, Properties] = {}  # what the graph has under another name
        self.changed: dict[str, None] = {}
        self.gone: dict[str, None] = {}
        self.kept: dict[str, None] = {}
        self.told: dict[str, None] = {}

    def describe(self, node: str, wanted: Properties) -> None:
        """Take a node with what the table says of it."""
        is_reader = PROV.Agent in wanted.get(RDF.type, ())
        if node in self.graph:
            self.compare(node, wanted)
        elif is_reader and any(t.value == node for t in self.file.triples):
            return  # whom the file names by IRI alone
        elif self.says_the_same(node, wanted):
            self.elsewhere[node] = wanted
        else:
            self.added[node] = None
            self.coming.update(((node, path, value), None) for path, values in wanted.items() for value in values)

    def says_the_same(self, node: str, wanted: Properties) -> bool:
        """Whether the graph, as a table, says all that is wanted of a node, under whatever name it has there."""
        said = self.before.get(node, {})
        return bool(said) and all(said.get(path, {}).keys() == {*values} for path, values in wanted.items())

    def has_changed(self, node: str, path: str, wanted: Iterable[Value]) -> bool:
        """Whether the table says otherwise of a property than the graph does as a table."""
        return node not in self.before or self.before[node].get(path, {}).keys() != {*wanted}

    def compare(self, node: str, wanted: Properties) -> None:
        """What the table says otherwise of a node of the graph."""
        kinds = {str(kind) for kind in wanted.get(RDF.type, ())}
        single = {path: columns for kind in kinds for path, columns in SINGLE.get(kind, {}).items()}
        if wanted.get(LDN.indirectness):
            single[LDN.directness] = ("directness", "indirectness")  # what is indirect in something is indirect
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
        self.tell_kept(node, kinds, wanted)
        parts = {path for kind in kinds for path in PARTS_OF_ROW.get(kind, {})}
        for path in [path for path in wanted if path not in (single.keys() | parts | _NOT_EXTENDED)]:
            if self.has_changed(node, path, wanted[path]):
                self.extend(node, path, wanted[path])

    def replace(self, node: str, path: str, wanted: Collection[Value]) -> None:
        """The value of a property becomes the one that is wanted; one that says the same stays as it is written.

        So do others that the table of the graph did not have, such as the same text in another language.
        """
        have = self.by_property.get((node, path), [])
        over = [t for t in have if not any(self.same(t, value) for value in wanted)]
        if (said := self.before.get(node, {}).get(path, {})) or path == LDN.restsOn:
            over = [t for t in over if any(self.was_said(t, value) for value in said)]
        language = next((t.value.language for t in over if not isinstance(t.value, str) and t.value.language), None)
        for t in over:
            self.remove(t)
        for value in said_once(path, wanted):
            if not any(self.same(t, value) for t in have):
                self.come(node, path, in_language(value, language))

    def extend(self, node: str, path: str, wanted: Iterable[Value]) -> None:
        """A property gets what the table of the graph did not have, in the place of what it comes for.

        Names and classes stay; what that table calls a thing, to tell it from another, is no name of it.
        """
        have = self.by_property.get((node, path), [])
        names = self.by_property.get((node, RDFS.label), []) if path == SKOS.altLabel else []
        before = self.before.get(node, {})
        said = {*before.get(path, ()), *(before.get(RDFS.label, ()) if names else ())}
        for value in said_once(path, wanted):
            if (path == RDF.type and value not in ENTITY_CLASSES) or any(is_same(path, one, value) for one in said):
                continue
            if not any(self.same(t, value) for t in (*have, *names)):
                for t in have:
                    if takes_place(path, t.value, value):
                        self.remove(t)
                self.come(node, path, value)

    def compare_part(self, node: str, path: str, wanted: Collection[Value], columns: Iterable[str]) -> None:
        """A part that the table has comes; one that it had and has no longer goes, but for a source's."""
        self.extend(node, path, wanted)
        if path == LDN.riskOfBias:
            return
        said = self.before.get(node, {}).get(path, {})
        for t in [t for t in self.by_property.get((node, path), []) if t.value in said and t.value not in wanted]:
            if path == LDN.usesResult:  # which is a part of the source
                if wanted or self.has_columns(str(t.value)):
                    self.remove(t)
                else:
                    problem = "its figures are not in the table, which does not have all their columns; kept"
                    self.tell(node, f"{self.name(node)}: {problem}")
            elif not wanted:
                self.take_out(t, *columns)

    def has_columns(self, result: str) -> bool:
        """Whether the table has a column for all that the table of the graph said of a result."""
        said = self.before.get(result, {})
        return all(path not in said or not self.columns.isdisjoint(its) for path, its in SINGLE[LDN.Result].items())

    def tell(self, node: str, text: str) -> None:
        """Tell what the table says otherwise of a node, and the file keeps."""
        row = self.rows.get(node)
        self.told[f"row {row}: {text}" if row else text] = None

    def name(self, node: str) -> str:
        return shorten(node, self.file.graph.prefixes.iris)

    def tell_kept(self, node: str, kinds: Collection[str], wanted: Properties) -> None:
        """Tell what the table no longer says, or says otherwise, of a source or an entity, and the file keeps."""
        said = self.before.get(node, {})
        if LDN.Source in kinds and (empty := emptied(said, wanted, self.columns)):
            kept = f"{self.name(node)} keeps what it has, since of a source an empty cell says nothing"
            self.tell(node, f"{', '.join(empty)}: empty; {kept}")
        elif {*kinds} <= {*ENTITY_CLASSES}:
            if other := other_name(self.graph[node], said, wanted):
                self.tell(node, f"{other}: {self.name(node)} by its identifier, and keeps its name in the file")
            for column, values in no_longer_said(said, wanted, self.roles.get(node, ()), self.columns):
                shown = "; ".join(self.name(value) if isinstance(value, str) else value.value for value in values)
                self.tell(node, f"{column}: without {shown}, which {self.name(node)} keeps; take it out in the file")

    def compare_origins(self, node: str, wanted: Iterable[Value]) -> None:
        """An article that the table has comes; one that it had and has no longer goes. A table itself is no article."""
        path = PROV.wasDerivedFrom
        said = self.before.get(node, {}).get(path, {})
        articles = [value for value in wanted if not self.is_record(value)]
        if not articles and "article" in self.columns and any(not self.is_record(value) for value in said):
            self.tell(node, f"article: empty; {self.name(node)} keeps its own, since a claim is somebody's")
        if not articles or "article" not in self.columns or {*articles} == {v for v in said if not self.is_record(v)}:
            return
        self.extend(node, path, articles)
        for t in self.by_property.get((node, path), []):
            if t.value not in articles and (t.value in said or self.is_record(t.value)):
                self.remove(t)

    def is_record(self, node: Value) -> bool:
        """Whether a node is a table from which claims come."""
        return node in self.records

    def compare_claim(self, node: str, wanted: Properties) -> None:
        """Where a claim comes from, what is found for and against it, and what its makers cite."""
        ident = self.ids.get(node, "")
        if fold(ident) != fold(local_id(node)) and _has_id(ident):
            kept = f"found by its sentence, {self.name(node)} keeps its id"
            self.tell(node, f"id: {ident}; {kept}; to change it: ldn-graph rename {local_id(node)} {ident}")
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

    def was_said(self, triple: Placed, value: Value) -> bool:
        """Whether a triple is all that a value of the table stood for, or one of several that it put together."""
        if self.same(triple, value) or triple.predicate != DC.creator or isinstance(value, str):
            return self.same(triple, value)
        theirs = self.authors(triple.value) if isinstance(triple.value, str) else authors_in(triple.value.value)
        return bool(theirs) and {*theirs} <= {*authors_in(value.value)}

    def authors(self, node: str) -> list[str]:
        """The names in a list of authors."""
        return [tidy(value.value) for value in items_of_list(self.graph, node) if not isinstance(value, str)]

    def update(self) -> Update:
        """What changes, of all nodes that were taken.

        Raises :class:`~ldn_graph.errors.EditError` where something new refers to what has no name of its own.
        """
        from pyoxigraph import NamedNode, Triple

        for node, path, value in self.coming:
            if isinstance(value, str) and value in self.elsewhere:
                told = self.elsewhere[value]
                names = (name for path in (RDFS.label, DCTERMS.title) for name in told.get(path, ()))
                called = next((name.value for name in names if not isinstance(name, str)), local_id(value))
                problem = "it shares its name or key with another node of the file, and which is meant is not known"
                remedy = "nothing was written; give it a name of its own in the file, and write that into the table"
                raise EditError(f"{self.place(node)}: {called}: {problem}; {remedy}")
            if node.startswith("_:") and not self.is_replaced(node, path):
                of_kind = (SINGLE.get(str(kind), {}).get(path) for kind in self.graph[node].get(RDF.type, ()))
                named = next((columns[0] for columns in of_kind if columns), shorten(path))
                problem = f"what is in brackets in the file cannot get more, as {named}"
                raise EditError(f"{self.place(node)}: {problem}; nothing was written; give it an IRI in the file")
        referred = {value for _, _, value in self.coming}
        parts = {node for node, path, value in self.coming if path == RDF.type and value in _PARTS}
        alone = (parts & self.added.keys()) - referred  # which the graph has already, under another name
        added = tuple(
            (0, Triple(_node(subject), NamedNode(path), _node(value) if isinstance(value, str) else value))
            for subject, path, value in self.coming
            if subject not in alone
        )
        claims = [node for node, said in self.graph.items() if _is_claim(said)]
        kept = (*(claim for claim in claims if claim not in self.described), *self.kept)
        changed = tuple(node for node in self.changed if node not in self.gone and not node.startswith("_:"))
        new = tuple(node for node in self.added if node not in alone)
        edits = Edits({}, frozenset(self.removed), added)
        return Update(edits, new, changed, tuple(self.gone), kept, tuple(self.told))

    def is_replaced(self, node: str, path: str) -> bool:
        """Whether as much of a property goes as comes, so that the one stands in the place of the other."""
        coming = [value for one, of, value in self.coming if (one, of) == (node, path)]
        going = [t for t in self.by_property.get((node, path), []) if (t.file, t.number) in self.removed]
        return len(coming) <= len(going)

    def place(self, node: str) -> str:
        """The row of a node, and what it is, with the claim or source that it is a part of."""
        wholes = {
            str(value): whole
            for each in (self.graph, self.described)
            for whole, properties in each.items()
            for path in LEADING & properties.keys()
            for value in properties[path]
        }
        above = [node]
        while (whole := wholes.get(above[-1])) and whole not in above:
            above.append(whole)
        row = next((f"row {self.rows[one]}" for one in above if one in self.rows), "")
        named = [self.name(one) for one in reversed(above) if not one.startswith("_:")]
        return ", ".join(filter(None, (row, *named)))


_ROLES = {RDF.subject: "subject", RDF.object: "object", BIOLINK.disease_context_qualifier: "condition"}
_PARTS = frozenset({LDN.Quantity, LDN.Result, LDN.RiskOfBiasAssessment, LDN.EvidenceLine, LDN.EvidenceSearch})
"""Kinds of nodes that say nothing where no other leads to them."""
_NOT_EXTENDED = frozenset({RDFS.label, PROV.wasDerivedFrom, BIOLINK.has_evidence, CITO.citesAsEvidence, OA.hasSource})
"""Properties of nodes that the graph has which are looked at elsewhere, or stay as they are."""


def _node(name: str) -> ox.NamedNode | ox.BlankNode:
    """A node by its name in an index; a blank node as the layout of its file calls it."""
    from pyoxigraph import BlankNode, NamedNode

    return BlankNode(name.partition(".")[2]) if name.startswith("_:") else NamedNode(name)
