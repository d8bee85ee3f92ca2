"""Claims as JSON and back, for this package alone: compact, and quick to read.

A source or an entity that several claims of a chunk have stands once, and is one value again when it is read.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, TypeVar

import pyoxigraph as ox

from ..model.claims import Chunk, Claim, Entity, EvidenceLine, EvidenceSearch, Passage, Quantity, Source, Text

_T = TypeVar("_T", Source, Entity)
_Row = list[Any]


def pack(chunk: Chunk) -> bytes:
    """These claims as JSON in UTF-8, the same for the same claims. What it looks like is not promised."""
    sources: dict[str, tuple[int, Source]] = {}
    entities: dict[str, tuple[int, Entity]] = {}

    def numbered(table: dict[str, tuple[int, _T]], value: _T | None) -> int | None:
        return None if value is None else table.setdefault(value.iri, (len(table), value))[0]

    def line(e: EvidenceLine) -> _Row:
        return [
            e.iri, numbered(sources, e.source), e.bearing, e.directness, e.indirectness, e.design, e.own_design,
            e.comment, e.finding, list(map(_quantity, e.quantities)), list(map(_text, e.quotations)),
        ]  # fmt: skip

    def claim(c: Claim) -> _Row:
        return [
            c.iri, c.id, _text(c.label), numbered(entities, c.subject), c.predicate, numbered(entities, c.object),
            c.direction, numbered(entities, c.context), c.topic, c.wording, list(map(_quantity, c.quantities)),
            numbered(sources, c.article), c.passages, list(map(_text, c.named_sources)), c.reports_on, c.rests_on,
            c.cited, list(map(line, c.lines)), c.searches, c.comment, [numbered(sources, s) for s in c.also_from],
            c.negated,
        ]  # fmt: skip

    claims, beside = list(map(claim, chunk.claims)), list(map(claim, chunk.beside))
    document = [
        [_source(source) for _, source in sources.values()],
        [_entity(entity) for _, entity in entities.values()],
        claims,
        beside,
    ]
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def unpack(data: bytes) -> Chunk:
    """The claims that :func:`pack` packed. ``ValueError``, ``TypeError`` or ``LookupError`` for anything else."""
    packed_sources, packed_entities, claims, beside = json.loads(data)
    sources = [_read_source(row) for row in packed_sources]
    entities = [_read_entity(row) for row in packed_entities]

    def line(row: _Row) -> EvidenceLine:
        (
            iri, source, bearing, directness, indirectness, design, own_design, comment, finding, quantities,
            quotations,
        ) = row  # fmt: skip
        return EvidenceLine(
            iri, sources[source], bearing, directness, tuple(indirectness), design, own_design, comment, finding,
            tuple([_read_quantity(q) for q in quantities]), tuple([_read_text(t) for t in quotations]),
        )  # fmt: skip

    def claim(row: _Row) -> Claim:
        (
            iri, ident, label, subject, predicate, obj, direction, context, topic, wording, quantities, article,
            passages, named, reports_on, rests_on, cited, lines, searches, comment, also_from, negated,
        ) = row  # fmt: skip
        return Claim(
            iri, ident, _read_text(label), entities[subject], predicate, entities[obj], direction,
            None if context is None else entities[context], topic, wording,
            tuple([_read_quantity(q) for q in quantities]), None if article is None else sources[article],
            tuple([Passage(*p) for p in passages]), tuple([_read_text(t) for t in named]), tuple(reports_on),
            tuple(rests_on), tuple(cited), tuple([line(e) for e in lines]),
            tuple([EvidenceSearch(*s) for s in searches]), comment, tuple([sources[n] for n in also_from]), negated,
        )  # fmt: skip

    return Chunk(tuple([claim(row) for row in claims]), tuple([claim(row) for row in beside]))


def _source(source: Source) -> _Row:
    return [*source._replace(label="", issued=None), _text(source.label), source.issued and _text(source.issued)]


def _read_source(row: _Row) -> Source:
    *told, review_of, same_study_as, cites, label, issued = row
    told[2], told[5] = _read_text(label), issued and _read_text(issued)
    return Source._make([*told, tuple(review_of), tuple(same_study_as), tuple(cites)])


def _entity(entity: Entity) -> _Row:
    iri, ident, label, kind, matches, broader, other_labels = entity
    return [iri, ident, _text(label), kind, matches, broader, list(map(_text, other_labels))]


def _read_entity(row: _Row) -> Entity:
    iri, ident, label, kind, matches, broader, other_labels = row
    return Entity(
        iri,
        ident,
        _read_text(label),
        kind,
        tuple(matches),
        tuple(broader),
        tuple([_read_text(t) for t in other_labels]),
    )


def _quantity(quantity: Quantity) -> _Row:
    iri, what, _, _, low, high, out_of, *told = quantity
    return [iri, _text(what), _text(low), _text(high), None if out_of is None else str(out_of), *told]


def _read_quantity(row: _Row) -> Quantity:
    iri, what, packed_low, packed_high, out_of, *told = row
    low, high = _read_text(packed_low), _read_text(packed_high)
    total = None if out_of is None else Decimal(out_of)
    return Quantity(iri, _read_text(what), Decimal(low), Decimal(high), low, high, total, *told)


def _text(text: str) -> str | _Row:
    """What is no literal of the graph is a plain text; a literal is a list."""
    if not isinstance(text, Text):
        return text
    literal = text.literal
    if literal.language is None:
        return [literal.value, literal.datatype.value]
    return [literal.value, None, literal.language, *([literal.direction.value] if literal.direction else [])]


def _read_text(packed: Any) -> Any:
    if isinstance(packed, str):
        return packed
    value, datatype, *tags = packed
    if datatype is not None:
        return Text(ox.Literal(value, datatype=ox.NamedNode(datatype)))
    language, *direction = tags
    return Text(ox.Literal(value, language=language, direction=ox.BaseDirection(direction[0]) if direction else None))
