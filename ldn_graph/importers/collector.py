"""Puts together what a file says, piece by piece, until it is claims.

An importer gives a :class:`Collector` entities, references, records, claims and evidence in the order of its file. What
belongs together is put together: one entity for each identifier, one source for each reference however it was written,
one claim for the same relation or sentence in the same condition, with all its origins. :meth:`Collector.collected`
then gives frozen values, which :mod:`~ldn_graph.importers.writer` writes as RDF.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypedDict, Unpack

from ..errors import ImportFormatError
from ..model.alike import fold
from ..model.identifiers import expand_curie, read_identifier
from ..model.relation_words import relation_words
from ..model.vocab import BIOLINK, ENTITY_KINDS, local_id
from ..output.characters import clean, cut
from ..output.remarks import NAMED, Remarks
from ..sources.addresses import iri_of, is_address
from ..sources.identity import Reference, read_reference
from .biolink import KINDS
from .iris import DEFAULT_NAMESPACE, IriMinter, implies_direction
from .texts import LONGEST_LABEL
from .values import (
    Imported,
    ImportedClaim,
    ImportedEntity,
    ImportedLine,
    ImportedPassage,
    ImportedQuantity,
    ImportedReader,
    ImportedResult,
    ImportedSearch,
    ImportedSource,
)

_WORDINGS = ("unjudged", "hedged", "asserted", "proven")  # from the weakest


class Relation(NamedTuple):
    """What a claim says as a triple: identifiers of two entities, and the IRI of a predicate with its words."""

    subject: str
    predicate: str
    words: str
    object: str


@dataclass
class _EntityParts:
    """What was said of an entity so far; labels and classes with how often they were given."""

    iri: str
    labels: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    kind: str = ""
    other_labels: dict[str, None] = field(default_factory=dict)
    identifiers: dict[str, None] = field(default_factory=dict)


@dataclass
class _ClaimParts:
    """What was said of a claim so far; ``relation`` is None where it is a sentence only, its label.

    ``condition`` is the identifier of an entity.
    """

    relation: Relation | None
    condition: str | None
    direction: str | None
    negated: bool
    topic: str
    qualifiers: tuple[tuple[str, str], ...]
    label: str | None
    comment: str | None
    wording: str = _WORDINGS[0]
    origins: dict[str, None] = field(default_factory=dict)
    cited: dict[str, None] = field(default_factory=dict)
    lines: dict[str, ImportedLine] = field(default_factory=dict)
    searches: dict[str, ImportedSearch] = field(default_factory=dict)
    quantity: ImportedQuantity | None = None
    passages: tuple[ImportedPassage, ...] = ()
    rests_on: tuple[str, ...] = ()
    notes: dict[tuple[str, str], None] = field(default_factory=dict)


class LineDetails(TypedDict, total=False):
    """What an evidence line may say besides its source and bearing: fields of
    :class:`~ldn_graph.importers.values.ImportedLine`.
    """

    directness: str
    indirectness: tuple[str, ...]
    design: str | None
    comment: str | None
    quotation: str | None
    kinds: tuple[str, ...]
    finding: str | None
    quantity: ImportedQuantity | None
    result: str | None
    null_without_interval: bool
    judge: str | None
    created: str | None


class ClaimDetails(TypedDict, total=False):
    """What a claim may say besides: fields of :class:`~ldn_graph.importers.values.ImportedClaim`."""

    quantity: ImportedQuantity | None
    passages: tuple[ImportedPassage, ...]
    rests_on: tuple[str, ...]


class Collector:
    """Puts together what a file says. ``namespace`` is where the IRIs begin; it ends in a slash.

    ``named_by_label``: entities are told from one another by their labels, as in a table, and these are not kept as
    identifiers.
    """

    def __init__(
        self, namespace: str = DEFAULT_NAMESPACE, *, named_by_label: bool = False, remarks: Remarks | None = None
    ) -> None:
        self.iris = IriMinter(namespace)
        self.remarks = remarks or Remarks()
        self.named_by_label = named_by_label
        self.entities: dict[str, _EntityParts] = {}
        self._names: dict[str, str] = {}  # of entities that are named by their labels, as they were first written
        self.sources: dict[str, ImportedSource] = {}
        self._references: dict[str, str] = {}  # the IRI of each that was read, as it was written
        self.claims: dict[str, _ClaimParts] = {}
        self.readers: dict[str, ImportedReader] = {}
        self._evidence: set[str] = set()  # names that are taken

    def entity(
        self,
        name: str,
        *,
        label: str | None = None,
        classes: Iterable[str] = (),
        kind: str = "",
        other_labels: Iterable[str] = (),
        identifiers: Iterable[str] = (),
    ) -> str:
        """The IRI of the entity with this identifier; what is said of it is added to what was said before."""
        if self.named_by_label:
            name = self._named(name)
        entity = self.entities.get(name)
        if entity is None:
            entity = self.entities[name] = _EntityParts(self.iris.mint("entity", name))
            if not self.named_by_label:
                entity.identifiers[name] = None
        if label:
            entity.labels[clean(label)] += 1
        for cls in classes:
            entity.classes[cls] += 1
        entity.kind = kind or entity.kind
        for other in other_labels:
            entity.other_labels[clean(other)] = None
        for identifier in identifiers:
            entity.identifiers[identifier] = None
        return entity.iri

    def _named(self, name: str) -> str:
        """The name under which an entity was first named, where this one only looks otherwise."""
        first = self._names.setdefault(fold(name), name)
        if first != name and name not in self._names:
            self._names[name] = first
            detail = "like another but for blanks, capitals or Unicode form, taken for it"
            self.remarks.add("name", detail, f"{name!a} is {first!a}")
        return first

    def condition(self, name: str, label: str | None = None) -> str:
        """The IRI of the entity, which is a condition, whatever its class."""
        return self.entity(name, label=label, kind="Condition")

    def reference(self, text: str) -> str:
        """The IRI of the source that a reference leads to. What leads nowhere is kept as text, and counted."""
        if iri := self._references.get(text):
            return iri
        reference = read_reference(clean(text))
        iri = self.iris.mint("source", reference.key)
        if iri not in self.sources:
            self.tell_doubt(reference)
            if not reference.resolvable and not reference.doubt:
                self.remarks.add("reference", "without PMID, DOI or address, kept as text", text)
            self.sources[iri] = ImportedSource(
                iri,
                cut(reference.label, LONGEST_LABEL),
                doi=reference.doi,
                pmid=reference.pmid,
                page=reference.page,
                identifiers=(reference.identifier,) if reference.identifier else (),
            )
        self._references[text] = iri
        return iri

    def tell_doubt(self, reference: Reference) -> None:
        """Say what is in doubt of a reference, if anything is."""
        if reference.doubt:
            kept = "kept as an address" if reference.resolvable else "kept as text"
            self.remarks.add("reference", f"in doubt, {kept} ({reference.doubt})", reference.label)

    def source(self, source: ImportedSource) -> None:
        """Add a source that is more than a reference."""
        self.sources[source.iri] = source

    def claim(
        self,
        relation: Relation | None,
        condition: str | None = None,
        *,
        origin: str,
        topic: str,
        wording: str = "unjudged",
        direction: str | None = None,
        negated: bool = False,
        qualifiers: Sequence[tuple[str, str]] = (),
        name: str | None = None,
        named: bool = False,
        label: str | None = None,
        comment: str | None = None,
        cited: Iterable[str] = (),
        notes: Iterable[tuple[str, str]] = (),
        **details: Unpack[ClaimDetails],
    ) -> str:
        """The IRI of a claim; where it was made before, this is one more origin of it.

        A claim without a ``relation`` is a sentence only, and has a ``label``; ``direction``, ``negated`` and
        ``qualifiers`` are of a relation. ``condition`` is the identifier of an entity. ``name`` tells the claim from
        others; where it is ``named`` so, that is its id, and it is told where an IRI cannot end in it. Of several
        wordings the strongest is kept.
        """
        if self.named_by_label:
            if relation:
                relation = relation._replace(subject=self._named(relation.subject), object=self._named(relation.object))
            condition = condition and self._named(condition)
        if name or relation is None:
            make = self.iris.keep if named else self.iris.mint
            iri = make("claim", *([name] if name else filter(None, (label, condition))))
        else:
            iri = self.iris.claim(
                relation.subject,
                relation.predicate,
                relation.object,
                condition,
                direction=direction,
                negated=negated,
                qualifiers=qualifiers,
            )
        if name and named and iri not in self.claims and (written := iri.rpartition("/")[2]) != name:
            self.remarks.add(
                "id", "written otherwise, for letters, digits and signs between them alone", f"{name} is {written}"
            )
        claim = self.claims.get(iri)
        if claim is None:
            claim = self.claims[iri] = _ClaimParts(
                relation=relation,
                condition=condition,
                direction=direction,
                negated=negated,
                topic=topic,
                qualifiers=tuple((key, clean(value)) for key, value in qualifiers),
                label=label,
                comment=comment,
                **details,
            )
        if wording != claim.wording:
            claim.wording = max(claim.wording, wording, key=_WORDINGS.index)
        claim.origins[origin] = None
        claim.cited.update(dict.fromkeys(cited))
        for note, text in notes:
            claim.notes[note, clean(text)] = None
        return iri

    def line(
        self, claim: str, source: str, bearing: str, *, iri: str | None = None, **details: Unpack[LineDetails]
    ) -> None:
        """Add an evidence line to a claim; the same once more changes nothing.

        ``iri`` is its name, where it is not named by all that it says.
        """
        iri = iri or self.iris.evidence(claim, source, bearing, sorted(details.items()))
        self.claims[claim].lines[iri] = ImportedLine(iri, source, bearing, **details)

    def evidence_name(self, claim: str, of: str) -> str:
        """A new IRI for evidence on a claim, by the claim and what the evidence is ``of``; of several with a number.

        So it keeps its name when something else is said in it.
        """
        iri = plain = f"{self.iris.namespace}evidence/{claim.rpartition('/')[2]}.{of.rpartition('/')[2]}"
        number = 1
        while iri in self._evidence:
            number += 1
            iri = f"{plain}.{number}"
        self._evidence.add(iri)
        return iri

    def search(self, claim: str, search: ImportedSearch) -> None:
        """Add a search that was made for a claim and found nothing."""
        self.claims[claim].searches[search.iri] = search

    def result(self, source: str, result: ImportedResult) -> None:
        """Add what a source found."""
        found = self.sources[source]
        self.sources[source] = found._replace(results=(*found.results, result))

    def reader(self, name: str) -> str:
        """The IRI of somebody who judged, given by name or IRI."""
        iri = iri_of(name) if is_address(name) else self.iris.mint("reader", name)
        self.readers.setdefault(iri, ImportedReader(iri, cut(name, LONGEST_LABEL)))
        return iri

    def collected(self, files: Sequence[str] = ()) -> Imported:
        """All that was collected, in the order in which it came.

        Raises :class:`~ldn_graph.errors.ImportFormatError`, which names the files, where there is no claim at all.
        """
        if not self.claims:
            names = ", ".join([*files[:NAMED], *(["..."] if len(files) > NAMED else [])])
            problem = "no claim could be read; see docs/importing.md for what is expected"
            remarks = "".join(f"\n  {remark}" for remark in self.remarks.lines())
            raise ImportFormatError(f"{names}{': ' if names else ''}{problem}{remarks}")
        for parts in self.claims.values():
            if parts.condition is not None:
                self.condition(parts.condition)
        entities = {name: self._entity(name, parts) for name, parts in self.entities.items()}
        claims = tuple(self._claim(iri, parts, entities) for iri, parts in self.claims.items())
        return Imported(
            tuple(entities.values()),
            tuple(self.sources.values()),
            claims,
            tuple(self.remarks.lines()),
            tuple(self.readers.values()),
        )

    def _entity(self, name: str, parts: _EntityParts) -> ImportedEntity:
        kind = self._kind(name, parts)
        label, *others = [label for label, _ in parts.labels.most_common()] or [clean(name)]
        label = cut(label, LONGEST_LABEL)
        others = [cut(other, LONGEST_LABEL) for other in others]
        matches: dict[str, None] = {}
        notations: dict[str, None] = {}
        for text in parts.identifiers:
            if iri := read_identifier(text) if self.named_by_label else expand_curie(text):
                matches[iri] = None
            else:
                notations[clean(text)] = None
        for text in notations if self.named_by_label else [name] if name in notations and ":" in name else []:
            self.remarks.add("identifier", "of no known prefix or form, kept as text", text)
        return ImportedEntity(
            parts.iri,
            label=label,
            kind=kind,
            classes=tuple(cls for cls, _ in parts.classes.most_common()),
            other_labels=tuple(dict.fromkeys(o for o in (*others, *parts.other_labels) if o != label)),
            matches=tuple(matches),
            notations=tuple(notations),
        )

    def _kind(self, name: str, parts: _EntityParts) -> str:
        """The kind of an entity: as was given, else that of most of its classes, else none, which is ""."""
        kinds = Counter[str]()
        for cls, count in parts.classes.items():
            if kind := KINDS.get(cls.removeprefix(BIOLINK.iri)):
                kinds[kind] += count
        kind = parts.kind or max(kinds, key=lambda k: (kinds[k], -ENTITY_KINDS.index(k)), default="")
        if len(kinds.keys() | {kind}) > 1:
            self.remarks.add(
                "entity",
                "of more than one kind, taken for the most frequent one or as a condition",
                name,
                plural="entities",
            )
        if not kind:
            self.remarks.add("entity", "of no kind of this model", name, plural="entities")
        return kind

    def _claim(self, iri: str, parts: _ClaimParts, entities: Mapping[str, ImportedEntity]) -> ImportedClaim:
        relation = parts.relation
        condition = entities[parts.condition] if parts.condition is not None else None
        label = parts.label or (_claim_label(relation, parts, entities) if relation else "")
        if len(label) > LONGEST_LABEL:
            self.remarks.add("label", f"cut to the first {LONGEST_LABEL:,} characters", label)
        return ImportedClaim(
            iri,
            label=cut(clean(label), LONGEST_LABEL),
            subject=entities[relation.subject].iri if relation else None,
            predicate=relation.predicate if relation else None,
            object=entities[relation.object].iri if relation else None,
            condition=condition.iri if condition else None,
            direction=parts.direction,
            negated=parts.negated,
            topic=parts.topic,
            wording=parts.wording,
            origins=tuple(parts.origins),
            cited=tuple(parts.cited),
            lines=tuple(parts.lines.values()),
            qualifiers=parts.qualifiers,
            notes=tuple(parts.notes),
            comment=parts.comment and clean(parts.comment),
            searches=tuple(parts.searches.values()),
            quantity=parts.quantity,
            passages=parts.passages,
            rests_on=parts.rests_on,
        )


def _claim_label(relation: Relation, parts: _ClaimParts, entities: Mapping[str, ImportedEntity]) -> str:
    """A sentence for a claim that has none: *it is not so that A causes increased activity of B (species: C), in D*."""
    said = dict(parts.qualifiers)
    aspect, verb = (said.get(name, "") for name in ("object_aspect_qualifier", "qualified_predicate"))
    read = {("object_aspect_qualifier", aspect), ("qualified_predicate", verb)}
    others = [part for part in parts.qualifiers if part not in read]
    predicate = BIOLINK.iri + verb.removeprefix("biolink:") if verb else relation.predicate
    directed = parts.direction if verb or local_id(predicate) == "affects" else None
    words = relation_words(predicate, directed) if predicate.startswith(BIOLINK.iri) else relation.words
    details = [f"{name.removesuffix('_qualifier').replace('_', ' ')}: {value}" for name, value in others]
    if parts.direction and not directed and not implies_direction(relation.predicate, parts.direction):
        details.append(parts.direction)
    how = f" ({'; '.join(details)})" if details else ""
    subject, object_ = entities[relation.subject], entities[relation.object]
    of = f"{aspect.replace('_', ' ')} of {object_.label}" if aspect else object_.label
    condition = entities[parts.condition] if parts.condition is not None else None
    where = f", in {condition.label}" if condition and condition not in (subject, object_) else ""
    denied = "it is not so that " if parts.negated else ""
    return f"{denied}{subject.label} {words} {of}{how}{where}"
