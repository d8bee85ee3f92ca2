"""What has to change in a graph for a node to be renamed, merged into another or removed, with every reference to it.

These are plans: :mod:`~ldn_graph.rdf.turtle_files` carries them out in the files of the graph.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from ..errors import EditError
from ..model.graph import Graph
from ..model.identifiers import write_identifier
from ..model.vocab import BIOLINK, ENTITY_CLASSES, LDN, OA, RDF, RDFS, SKOS, local_id, shorten
from .index import Value, main_language

PARTS = frozenset(
    {
        BIOLINK.has_evidence, LDN.statedAt, LDN.quantity, LDN.certaintyRating, LDN.publicationBias, LDN.foundAt,
        LDN.otherJudgement, LDN.result, LDN.arm, LDN.riskOfBias, LDN.domainAssessment, LDN.notice, LDN.numerator,
        LDN.denominator, OA.hasSelector,
    }
)  # fmt: skip
"""The properties that lead from a node to what is a part of it."""
_SEPARATORS = ("-", ".", "#", "/")


class Placed(NamedTuple):
    """A triple with the number of its file and its own in the file's layout; nodes are plain text, as in an index."""

    file: int
    number: int
    subject: str
    predicate: str
    value: Value


class Edits(NamedTuple):
    """What changes: IRIs that become others, triples that go, by file and number, and triples that come to a file."""

    names: Mapping[str, str]
    removed: frozenset[tuple[int, int]] = frozenset()
    added: tuple[tuple[int, ox.Triple], ...] = ()


class Removal(NamedTuple):
    """``parts`` are the nodes with IRIs that go with those that were meant."""

    edits: Edits
    parts: tuple[str, ...]


def plan_renaming(triples: Sequence[Placed], graph: Graph, old: str, new: str) -> Edits:
    """An IRI becomes another, and so do the IRIs of its parts that are named after it.

    A part is named after a node where its IRI, or the last part of it, is that of the node or goes on after it with a
    hyphen or a full stop: ``claim:C17-passage`` of ``claim:C17``. An evidence line is also named after its source,
    behind its claim: ``evidence:C17-gironi-2008``. Raises :class:`~ldn_graph.errors.EditError` where a name is taken.
    """
    names = {old: new}
    for part in parts_of(triples, [old]):
        if name := _named_after(part, old, new, ""):
            names[part] = name
    claims = {t.value: t.subject for t in triples if t.predicate == BIOLINK.has_evidence}
    for line in [t.subject for t in triples if t.predicate == LDN.source and t.value == old and t.subject in claims]:
        for part in (line, *parts_of(triples, [line])):
            for separator in _SEPARATORS[:2]:
                if name := _named_after(part, old, new, local_id(claims[line]) + separator):
                    names[part] = name
    _refuse_taken(triples, graph, names)
    return Edits(names)


def _named_after(part: str, old: str, new: str, before: str) -> str | None:
    """The IRI that a part gets; None where it is not named after the node. ``before`` stands before the node's id."""
    if not before and part.startswith(tuple(old + separator for separator in _SEPARATORS)):
        return new + part[len(old) :]
    ident, start = local_id(part), before + local_id(old)
    if ident != start and not ident.startswith((f"{start}-", f"{start}.")):
        return None
    return part[: len(part) - len(ident)] + before + local_id(new) + ident[len(start) :]


def _refuse_taken(triples: Iterable[Placed], graph: Graph, names: Mapping[str, str]) -> None:
    used = {iri for t in triples for iri in (t.subject, t.predicate, t.value) if isinstance(iri, str)}
    claims = {local_id(t.subject): t.subject for t in triples if _is_a(t, LDN.Claim)}
    renamed_claims = {t.subject for t in triples if _is_a(t, LDN.Claim) and t.subject in names}
    for old, new in names.items():
        same = claims.get(local_id(new)) if old in renamed_claims else None
        if new in used and new not in names:
            remedy = "take another name, or merge them: ldn-graph merge"
            named, taken = (shorten(iri, graph.prefixes.iris) for iri in (old, new))
            raise EditError(f"{named}: there is a {taken} already; nothing was written; {remedy}")
        if same and same != old:
            problem = f"the claim {shorten(same, graph.prefixes.iris)} has this id, and ids of claims differ"
            raise EditError(f"{local_id(new)}: {problem}; nothing was written; take another name")


def _is_blank(value: Value) -> bool:
    return isinstance(value, str) and value.startswith("_:")


def _is_a(triple: Placed, cls: str) -> bool:
    return triple.predicate == RDF.type and triple.value == cls


def parts_of(triples: Sequence[Placed], nodes: Iterable[str]) -> tuple[str, ...]:
    """All that hangs on nodes as a part of them, or of a part of them, in brackets or not."""
    below: dict[str, list[str]] = {}
    for t in triples:
        if isinstance(t.value, str) and (t.predicate in PARTS or t.value.startswith("_:")):
            below.setdefault(t.subject, []).append(t.value)
    wholes = dict.fromkeys(nodes)
    found = list(wholes)
    for node in found:
        found += [part for part in dict.fromkeys(below.get(node, ())) if part not in found]
    return tuple(found[len(wholes) :])


def plan_removal(triples: Sequence[Placed], graph: Graph, nodes: Sequence[str]) -> Removal:
    """Nodes go, with the parts of them that hang on nothing else.

    Raises :class:`~ldn_graph.errors.EditError` where something refers to one of them other than as the whole that it is
    a part of, with each such place.
    """
    referrers: dict[str, set[str]] = {}
    for t in triples:
        if isinstance(t.value, str):
            referrers.setdefault(t.value, set()).add(t.subject)
    gone = dict.fromkeys([*nodes, *parts_of(triples, nodes)])
    while kept := {part for part in gone if part not in nodes and not referrers[part] <= gone.keys()}:
        gone = dict.fromkeys(part for part in gone if part not in kept)
    removed, others = [], []
    for t in triples:
        if t.subject in gone or (t.value in nodes and t.predicate in PARTS):
            removed.append((t.file, t.number))
        elif t.value in gone:
            others.append(t)
    if others:

        def call(node: str) -> str:
            return "what is in brackets" if _is_blank(node) else shorten(node, graph.prefixes.iris)

        told = "".join(
            f"\n  {graph.place(t.subject)}: {' '.join(call(term) for term in (t.subject, t.predicate, str(t.value)))}"
            for t in others
        )
        named = ", ".join(map(call, dict.fromkeys(str(t.value) for t in others)))
        remedy = "nothing was written; take these statements out, or remove what makes them in the same call"
        raise EditError(f"{named}: others refer to it; {remedy}{told}")
    parts = [part for part in gone if part not in nodes and not part.startswith("_:")]
    return Removal(Edits({}, frozenset(removed)), tuple(parts))


def plan_merging(triples: Sequence[Placed], graph: Graph, one: str, other: str, single: Collection[str]) -> Edits:
    """A node takes what it lacks of another of its kind, and stands wherever that stood.

    The other's label becomes one more name of an entity. ``single`` are the properties of which a node has one value,
    and of texts one in each language. Raises :class:`~ldn_graph.errors.EditError` where the two are of several kinds,
    values of such a property disagree, or a registry has two numbers for them.
    """
    had: dict[str, dict[Value, None]] = {}
    for t in triples:
        if t.subject == one:
            had.setdefault(t.predicate, {})[t.value] = None
    removed: list[tuple[int, int]] = []
    added: dict[tuple[str, Value], None] = {}
    disagreements: list[str] = _disagreeing_kinds(triples, one, other)
    is_entity = all(kind in ENTITY_CLASSES for kind in had.get(RDF.type, {}) if kind in LDN)
    stands = {(t.subject, t.predicate) for t in triples if t.value == one}
    for t in triples:
        place = (t.file, t.number)
        if t.subject != other:
            if t.value == other and (t.subject == one or (t.subject, t.predicate) in stands):
                removed.append(place)
            continue
        values = had.get(t.predicate, {})
        if t.value in (one, other) or any(_equal(t.value, value) for value in values):
            removed.append(place)
        elif t.predicate == RDFS.label and is_entity and values:
            removed.append(place)
            if not any(_equal(t.value, name) for name in had.get(SKOS.altLabel, {})):
                added[SKOS.altLabel, t.value] = None
        elif (rival := _rival_of(t, values, single)) is not None:
            values_told = f"{_show(rival, graph)}, and {_show(t.value, graph)}"
            disagreements.append(f"{shorten(t.predicate, graph.prefixes.iris)}: {values_told}")
        elif not _is_blank(t.value):  # what is in brackets stays where it is, and its subject gets the other name
            removed.append(place)
            added[t.predicate, t.value] = None
    if disagreements:
        told = "".join(f"\n  {each}" for each in dict.fromkeys(disagreements))
        remedy = "nothing was written; make them the same, or take the wrong one out"
        named = " and ".join(shorten(iri, graph.prefixes.iris) for iri in (one, other))
        raise EditError(f"{named} disagree; {remedy}{told}")
    file = next(t.file for t in triples if t.subject == one)
    subject = ox.NamedNode(one)
    return Edits(
        {other: one},
        frozenset(removed),
        tuple((file, ox.Triple(subject, ox.NamedNode(path), _term(value))) for path, value in added),
    )


def _disagreeing_kinds(triples: Iterable[Placed], one: str, other: str) -> list[str]:
    kinds: dict[str, list[str]] = {one: [], other: []}
    for t in triples:
        if t.subject in kinds and t.predicate == RDF.type and t.value in LDN and t.value != LDN.Record:
            kinds[t.subject].append(shorten(str(t.value)))
    mine, theirs = (" , ".join(sorted(kinds[node])) for node in (one, other))
    return [f"rdf:type: {mine}, and {theirs}"] if mine and theirs and mine != theirs else []


def _equal(one: Value, other: Value) -> bool:
    """Whether two values say the same; a text without a language is of any."""
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return one.value == other.value and main_language(one) == main_language(other)


def _rival_of(triple: Placed, values: Iterable[Value], single: Collection[str]) -> Value | None:
    """Which of these values cannot stand beside that of a triple: a property, or a registry, has one for a node."""
    if triple.predicate in single:
        return _rival(triple.value, values)
    if triple.predicate != SKOS.exactMatch or (registry := _registry(triple.value)) is None:
        return None
    return next((value for value in values if _registry(value) == registry), None)


def _registry(value: Value) -> str | None:
    """The registry of ontologies that an IRI is of; None for another."""
    curie = write_identifier(value) if isinstance(value, str) else ""
    return None if curie == value else curie.partition(":")[0]


def _rival(value: Value, values: Iterable[Value]) -> Value | None:
    """The one of these values that stands in the place of this one."""
    if isinstance(value, str):
        return next(iter(values), None)
    return next((v for v in values if isinstance(v, str) or main_language(v) == main_language(value)), None)


def _show(value: Value, graph: Graph) -> str:
    if isinstance(value, str):
        return "what is in brackets" if _is_blank(value) else shorten(value, graph.prefixes.iris)
    return f'"{value.value[:80]}"'


def _term(value: Value) -> ox.NamedNode | ox.Literal:
    return ox.NamedNode(value) if isinstance(value, str) else value
