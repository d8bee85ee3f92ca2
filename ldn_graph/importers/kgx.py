"""KGX: nodes and edges of a knowledge graph of the Biolink Model, as claims.

The format is that of https://github.com/biolink/kgx/blob/master/specification/kgx-format.md, in its two forms: tables
whose cells are separated by tabs, with ``|`` between the values of one cell, and JSON Lines, an object a line. A node
has ``id``, ``category``, ``name``; an edge ``subject``, ``predicate``, ``object``.

An edge is a claim of its ``primary_knowledge_source``; edges that say the same are one claim with several origins. Its
``publications`` are what its makers cite for it. What ends in ``_qualifier`` is part of what it says. ``negated`` edges
are claims that deny. ``has_evidence`` names kinds of evidence, ``knowledge_level`` and ``agent_type`` say how the edge
came about; they stand as notes on the claim. Other columns are counted, and left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import IO, NamedTuple

from ..errors import ImportFormatError
from ..model.identifiers import expand_curie
from ..model.vocab import BIOLINK, DCTERMS
from ..output.counts import count_words
from .biolink import predicate_iri, topic_of
from .collector import BASE, Collector, list_classes
from .values import LONGEST_LABEL, Imported, ImportedSource

Row = Mapping[str, tuple[str, ...]]
"""The values of a node or an edge, by column or key; none is empty."""

_NODE = {"id", "category", "name", "synonym", "xref", "equivalent_identifiers", "same_as"}
_EDGE = {
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
_STEP = 100_000


class File(NamedTuple):
    """A file's name and its text."""

    name: str
    text: IO[str]


def import_kgx(nodes: File, edges: File, base: str = BASE, progress: Callable[[str], None] = print) -> Imported:
    """The claims of a pair of KGX files, each a table or JSON Lines.

    Raises :class:`~ldn_graph.errors.ImportFormatError` where a file is neither, lacks a column that is needed, or holds
    no edge that can be read. What is wrong with a node or an edge leaves it out by itself, counted and named.
    """
    reader = _Reader(base, nodes.name, edges.name)
    for n, (line, row) in enumerate(_read_rows(nodes, ("id",), reader.all), 1):
        reader.node(line, row)
        if n % _STEP == 0:
            progress(count_words(n, "node"))
    for n, (line, row) in enumerate(_read_rows(edges, ("subject", "predicate", "object"), reader.all), 1):
        reader.edge(line, row)
        if n % _STEP == 0:
            progress(count_words(n, "edge"))
    for name in reader.nodes:
        if name not in reader.all.entities:
            reader.all.leave_out("node", "left out that no edge leads to", name)
    return reader.all.collected()


class _Reader:
    def __init__(self, base: str, nodes_name: str, edges_name: str) -> None:
        self.all = Collector(base)
        self.nodes: dict[str, Row] = {}
        self.nodes_name, self.edges_name = nodes_name, edges_name
        self.edge_ids: set[str] = set()

    def node(self, line: int, row: Row) -> None:
        place = f"{self.nodes_name}:{line}"
        name = self.one(place, row, "id")
        if name is None:
            self.all.leave_out("node", "left out without an id", place)
        elif name in self.nodes:
            self.all.leave_out("node", "left out whose id another has", f"{place} {name}")
        else:
            self.nodes[name] = row
            self.left(row, _NODE, "node")

    def left(self, row: Row, known: set[str], what: str) -> None:
        for key, values in row.items():
            if key not in known and values:
                noun, plural = f"value of {what}s", f"values of {what}s"
                detail = f"left out, of the column {self.all.clean(key)[:60]}"
                self.all.leave_out(noun, detail, "; ".join(values), plural=plural)

    def one(self, place: str, row: Row, key: str) -> str | None:
        values = row.get(key, ())
        if len(values) > 1:
            self.all.leave_out("further value", f"left out where one is expected, of the column {key}", place)
        return values[0] if values else None

    def entity(self, name: str) -> str:
        """Add the node of this id as an entity, once."""
        if name not in self.all.entities:
            row = self.nodes[name]
            classes = list_classes(row.get("category", ()))
            if len(classes) < len(row.get("category", ())):
                detail = "left out that can be no class of Biolink"
                self.all.leave_out("category of a node", detail, name, plural="categories of nodes")
            ids = [i for key in ("xref", "equivalent_identifiers", "same_as") for i in row.get(key, ())]
            known = [i for i in ids if expand_curie(i)]
            for text in dict.fromkeys(i for i in ids if not expand_curie(i)):
                noun, plural = "further identifier of a node", "further identifiers of nodes"
                self.all.leave_out(noun, "left out, of no known prefix", text, plural=plural)
            label = row.get("name", ())[:1]
            self.all.entity(
                name, label=label[0] if label else None, classes=classes, others=row.get("synonym", ()), ids=known
            )
        return name

    def edge(self, line: int, row: Row) -> None:
        place = f"{self.edges_name}:{line}"
        subject, predicate, object_ = (self.one(place, row, key) for key in ("subject", "predicate", "object"))
        if subject is None or predicate is None or object_ is None:
            self.all.leave_out("edge", "left out without subject, predicate or object", place)
            return
        if missing := [end for end in (subject, object_) if end not in self.nodes]:
            self.all.leave_out("edge", "left out to nodes that are not in the file of nodes", f"{place} {missing[0]}")
            return
        denied = (self.one(place, row, "negated") or "false").lower()
        if denied not in ("true", "false", "1", "0"):
            self.all.leave_out("edge", "left out whose negated is neither true nor false", f"{place} {denied}")
            return
        identity = self.one(place, row, "id")
        if identity is not None and identity in self.edge_ids:
            self.all.leave_out("edge", "whose id another has, kept", f"{place} {identity}")
        if identity is not None:
            self.edge_ids.add(identity)
        known = {**dict.fromkeys(_EDGE), **dict.fromkeys(k for k in row if _is_qualifier(k))}
        self.left(row, set(known), "edge")
        self.claim(place, row, subject, predicate, object_, negated=denied in ("true", "1"))

    def claim(self, place: str, row: Row, subject: str, predicate: str, object_: str, *, negated: bool) -> None:
        relation = self.predicate(place, predicate)
        qualifiers = [(k, v) for k, values in sorted(row.items()) if _is_qualifier(k) for v in values]
        context = self.one(place, row, "disease_context_qualifier")
        if context is not None:
            if context not in self.nodes:
                self.all.leave_out("condition", "missing in the file of nodes, kept by its id", f"{place} {context}")
            self.all.condition(self.entity(context) if context in self.nodes else context)
        direction = self.direction(place, row)
        level = self.one(place, row, "knowledge_level")
        notes = [(DCTERMS.type, kind) for kind in row.get("has_evidence", ())]
        notes += [(DCTERMS.identifier, i) for i in row.get("id", ())]
        notes += [(BIOLINK.iri + key, v) for key in ("knowledge_level", "agent_type") for v in row.get(key, ())]
        notes += [(BIOLINK.iri + "category", v) for v in row.get("category", ())]
        cited = [self.all.reference(text) for text in row.get("publications", ())]
        read = {"disease_context_qualifier", "object_direction_qualifier"}
        for origin in self.origins(row):
            self.all.claim(
                self.entity(subject), relation, self.entity(object_), context,
                origin=origin, topic=topic_of(relation[1].replace(" ", "_")),
                wording="hedged" if level in _HEDGED else "asserted",
                direction=direction, negated=negated,
                qualifiers=[(k, v) for k, v in qualifiers if k not in read],
                cited=cited, notes=notes,
            )  # fmt: skip

    def predicate(self, place: str, text: str) -> tuple[str, str]:
        """The IRI of a predicate and its words."""
        local = text.removeprefix("biolink:")
        if iri := predicate_iri(local):
            return iri, local.replace("_", " ")
        if iri := expand_curie(text):
            return iri, text
        detail = "outside of Biolink, kept under a new IRI"
        self.all.leave_out("predicate of an edge", detail, f"{place} {text}", plural="predicates of edges")
        return self.all.mint("predicate", text), text

    def direction(self, place: str, row: Row) -> str | None:
        said = self.one(place, row, "object_direction_qualifier")
        if said is None:
            return None
        direction = _DIRECTIONS.get(said)
        if direction is None:
            self.all.leave_out("direction", "left out that Biolink does not have", f"{place} {said}")
        elif direction != said:
            self.all.leave_out("direction", "taken for the broader one of Biolink", f"{place} {said}")
        return direction

    def origins(self, row: Row) -> Iterator[str]:
        """The records that an edge comes from: what its makers name, else the file itself."""
        named = next((row[key] for key in _ORIGINS if row.get(key)), ())
        for name in named or ("edges without a knowledge source",):
            label = self.all.clean(name)[:LONGEST_LABEL]
            iri = self.all.mint("source", label)
            if iri not in self.all.sources or not self.all.sources[iri].record:  # an edge may cite it too
                identifier = label if label.startswith("infores:") else None
                self.all.source(ImportedSource(iri, label, identifier=identifier, record=True))
            yield iri


def _is_qualifier(key: str) -> bool:
    return (key.endswith("_qualifier") or key == "qualified_predicate") and predicate_iri(key) is not None


def _read_rows(file: File, needed: Iterable[str], all_: Collector) -> Iterator[tuple[int, Row]]:
    """The rows of a table or of JSON Lines, with their lines."""
    lines = ((n, line.rstrip("\r\n")) for n, line in enumerate(_lines(file), 1))
    first = next(((n, line) for n, line in lines if line.strip()), None)
    if first is None:
        raise ImportFormatError(f"{file.name}: it is empty; give a KGX file")
    if first[1].lstrip().startswith("{"):
        yield from _read_objects(file.name, _chain(first, lines), all_)
        return
    columns = [column.strip() for column in first[1].split("\t")]
    missing = [name for name in needed if name not in columns]
    if missing or len(set(columns)) < len(columns):
        problem = f"no column {', '.join(missing)}" if missing else "a column that stands there twice"
        found = ", ".join(columns)[:200]
        raise ImportFormatError(
            f"{file.name}:{first[0]}: {problem} (it has {found}); give a KGX table, nodes before edges, or JSON Lines"
        )
    for n, line in lines:
        cells = line.split("\t")
        if not line.strip():
            continue
        if len(cells) > len(columns):
            all_.leave_out("row", "left out with more cells than the table has columns", f"{file.name}:{n}")
            continue
        row = {
            c: tuple(v.strip() for v in cell.split("|") if v.strip()) for c, cell in zip(columns, cells, strict=False)
        }
        yield n, row


def _lines(file: File) -> Iterator[str]:
    try:
        yield from file.text
    except UnicodeDecodeError:
        raise ImportFormatError(f"{file.name}: not UTF-8; save the file as UTF-8 text") from None


def _chain(first: tuple[int, str], rest: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    yield first
    yield from rest


def _read_objects(name: str, lines: Iterable[tuple[int, str]], all_: Collector) -> Iterator[tuple[int, Row]]:
    for n, line in lines:
        if not line.strip():
            continue
        try:
            said = json.loads(line)
        except (ValueError, RecursionError) as error:
            reason = getattr(error, "msg", "nested too deeply, or a number too long")
            raise ImportFormatError(f"{name}:{n}: {reason}; each line of JSON Lines is one whole object") from None
        if not isinstance(said, dict):
            all_.leave_out("line", "left out that cannot be read as a JSON object", f"{name}:{n}")
            continue
        yield n, {key: _texts(f"{name}:{n} {key}", value, all_) for key, value in said.items()}


def _texts(place: str, value: object, all_: Collector) -> tuple[str, ...]:
    """A value of JSON as texts; what is nested deeper than a list is left out."""
    values = value if isinstance(value, list) else [value]
    found = []
    for item in values:
        if isinstance(item, bool):
            found.append(str(item).lower())
        elif isinstance(item, str | int | float):
            found.append(str(item).strip())
        elif item is not None:
            all_.leave_out("value", "left out, neither text nor number", place)
    return tuple(text for text in found if text)
