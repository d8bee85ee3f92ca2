"""Claims as JSON and back, for this package's cache alone: compact, and quick to read.

Each value is a row, its fields in their order. A source or an entity stands once for all claims of a chunk; they have
its number, and it is one value again when it is read.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, TypeVar

import pyoxigraph as ox

from ..model.claims import Chunk, Claim, Entity, EvidenceLine, EvidenceSearch, Passage, Quantity, Source, Text
from ..model.standing import Notice, SourceStanding
from .study_packing import line_row, read_line_fields, read_publication_bias, read_ratings, read_study, study_row

_T = TypeVar("_T", Source, Entity)
_Row = list[Any]
_LABEL, _ISSUED, _STUDY, _STANDING = map(
    Source._fields.index, ("label", "issued", "study", "standing")
)  # of a source, whose other texts are plain
_TUPLES = (
    "authors", "review_of", "same_study_as", "cites", "identifiers", "version_of", "protocol_of", "correction_of",
)  # fmt: skip


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
            line_row(e),
        ]  # fmt: skip

    def claim(c: Claim) -> _Row:
        return [
            c.iri, c.id, _text(c.label), numbered(entities, c.subject), c.predicate, numbered(entities, c.object),
            c.direction, numbered(entities, c.context), c.topic, c.wording, list(map(_quantity, c.quantities)),
            numbered(sources, c.article), c.passages, list(map(_text, c.named_sources)), c.reports_on, c.rests_on,
            c.cited, list(map(line, c.lines)), c.searches, c.comment, [numbered(sources, s) for s in c.also_from],
            c.negated, c.certainty_ratings, c.publication_bias,
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
            quotations, further,
        ) = row  # fmt: skip
        return EvidenceLine(
            iri=iri,
            source=sources[source],
            bearing=bearing,
            directness=directness,
            indirectness=tuple(indirectness),
            design=design,
            own_design=own_design,
            comment=comment,
            finding=finding,
            quantities=tuple([_read_quantity(q) for q in quantities]),
            quotations=tuple([_read_text(t) for t in quotations]),
            **read_line_fields(further),
        )

    def claim(row: _Row) -> Claim:
        (
            iri, ident, label, subject, predicate, obj, direction, context, topic, wording, quantities, article,
            passages, named_sources, reports_on, rests_on, cited, lines, searches, comment, also_from, negated,
            certainty_ratings, publication_bias,
        ) = row  # fmt: skip
        return Claim(
            iri=iri,
            id=ident,
            label=_read_text(label),
            subject=None if subject is None else entities[subject],
            predicate=predicate,
            object=None if obj is None else entities[obj],
            direction=direction,
            context=None if context is None else entities[context],
            topic=topic,
            wording=wording,
            quantities=tuple([_read_quantity(q) for q in quantities]),
            article=None if article is None else sources[article],
            passages=tuple([Passage(*p) for p in passages]),
            named_sources=tuple([_read_text(t) for t in named_sources]),
            reports_on=tuple(reports_on),
            rests_on=tuple(rests_on),
            cited=tuple(cited),
            lines=tuple([line(e) for e in lines]),
            searches=tuple([EvidenceSearch(*s) for s in searches]),
            comment=comment,
            also_from=tuple([sources[n] for n in also_from]),
            negated=negated,
            certainty_ratings=read_ratings(certainty_ratings),
            publication_bias=read_publication_bias(publication_bias),
        )

    return Chunk(tuple([claim(row) for row in claims]), tuple([claim(row) for row in beside]))


def _source(source: Source) -> _Row:
    row: _Row = list(source)
    row[_LABEL], row[_ISSUED] = _text(source.label), source.issued and _text(source.issued)
    row[_STUDY] = study_row(source.study)
    return row


def _read_source(row: _Row) -> Source:
    row[_LABEL], row[_ISSUED] = _read_text(row[_LABEL]), row[_ISSUED] and _read_text(row[_ISSUED])
    fields = dict(zip(Source._fields, row, strict=True))
    fields.update({name: tuple(fields[name]) for name in _TUPLES}, study=read_study(fields["study"]))
    fields["standing"] = _read_standing(row[_STANDING])
    return Source(**fields)


def _read_standing(row: _Row | None) -> SourceStanding | None:
    if row is None:
        return None
    name, listed_on, origin, notices, in_graph = row
    return SourceStanding(name, listed_on, origin, tuple([Notice(*notice) for notice in notices]), in_graph)


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
    iri, of_what, _, _, low, high, out_of, unit, numerator, denominator = quantity
    total = None if out_of is None else str(out_of)
    return [iri, _text(of_what), _text(low), _text(high), total, unit, numerator, denominator]


def _read_quantity(row: _Row) -> Quantity:
    iri, of_what, packed_low, packed_high, out_of, unit, numerator, denominator = row
    low, high = _read_text(packed_low), _read_text(packed_high)
    return Quantity(
        iri=iri,
        of_what=_read_text(of_what),
        low=Decimal(low),
        high=Decimal(high),
        low_text=low,
        high_text=high,
        out_of=None if out_of is None else Decimal(out_of),
        unit=unit,
        numerator=numerator,
        denominator=denominator,
    )


def _text(text: str) -> str | _Row:
    """A literal of the graph as a list of its parts; any other text as it is."""
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
