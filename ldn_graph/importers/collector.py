"""Other people's claims as values, on their way into this model.

A :class:`Collector` is told what a file says, piece by piece: entities, references, records, claims, evidence. It puts
together what belongs together: one entity for each identifier, one source for each reference however it was written,
one claim for the same subject, predicate, object and condition, with all its origins. :meth:`Collector.collected` then
gives frozen values, which :mod:`~ldn_graph.importers.writer` writes as RDF.

IRIs are made of the identifiers and of nothing else, so the same input has the same IRIs in every run, and a claim
keeps its IRI when the file grows. What cannot be carried over is told to :meth:`Collector.leave_out`, which counts it
and names the first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256

from ..errors import ImportFormatError
from ..model.identifiers import expand_curie
from ..model.vocab import BIOLINK, ENTITY_KINDS
from ..output.counts import count_words
from ..sources.identity import read_reference
from .biolink import KINDS, class_iri, direction_of
from .values import LONGEST_LABEL, Imported, ImportedClaim, ImportedEntity, ImportedLine, ImportedSource

BASE = "https://w3id.org/ldn-graph/"
"""Where the IRIs of what is imported begin, unless the user says otherwise."""
NAMED = 3
"""How many of those that were left out are named."""
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass
class _Entity:
    iri: str
    names: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    kind: str = ""
    others: dict[str, None] = field(default_factory=dict)
    ids: dict[str, None] = field(default_factory=dict)


@dataclass
class _Claim:
    words: str
    subject: str
    predicate: str
    object: str
    condition: str | None
    direction: str | None
    negated: bool
    topic: str
    qualifiers: tuple[tuple[str, str], ...]
    label: str | None
    comment: str | None
    wording: str = "hedged"
    origins: dict[str, None] = field(default_factory=dict)
    cited: dict[str, None] = field(default_factory=dict)
    lines: dict[str, ImportedLine] = field(default_factory=dict)
    notes: dict[tuple[str, str], None] = field(default_factory=dict)


_WORDINGS = ("hedged", "asserted", "proven")  # from the weakest


class Collector:
    """Puts together what a file says. ``base`` is where the IRIs begin; it ends in a slash.

    ``labels``: what entities are told from one another by are their labels, and no identifiers.
    """

    def __init__(self, base: str = BASE, *, labels: bool = False) -> None:
        if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`#?]+/", base):
            raise ImportFormatError(f"{base} is no namespace; give an address that ends in a slash, as {BASE}")
        self.base = base
        self.labels = labels
        self.entities: dict[str, _Entity] = {}
        self.sources: dict[str, ImportedSource] = {}
        self.claims: dict[str, _Claim] = {}
        self.left_out: dict[tuple[str, str | None, str], list[str]] = {}
        self.counts: Counter[tuple[str, str | None, str]] = Counter()

    # what could not be carried over ---------------------------------------------------------

    def leave_out(self, noun: str, detail: str, name: str, *, plural: str | None = None) -> None:
        """Count one more thing that was left out, or is worth a look; the first few are named.

        ``noun`` is what it is, with its ``plural`` where that has no s; ``detail`` goes on after either.
        """
        what = (noun, plural, detail)
        self.counts[what] += 1
        named = self.left_out.setdefault(what, [])
        if len(named) < NAMED:
            named.append(_cut(" ".join(self.clean(name).split()), 100))

    def remarks(self) -> Iterator[str]:
        for (noun, plural, detail), named in self.left_out.items():
            total = self.counts[noun, plural, detail]
            more = total - len(named)
            counted = f"{count_words(total, noun, plural)} {detail}"
            yield f"{counted}: {', '.join(named)}" + (f", and {more:,} more" if more else "")

    def clean(self, text: str) -> str:
        """The text without what no RDF file can hold."""
        return _NO_TEXT.sub("\ufffd", text)

    # IRIs -----------------------------------------------------------------------------------

    def mint(self, kind: str, *parts: str) -> str:
        """An IRI that tells these parts from all others; safe for any text.

        >>> Collector().mint("entity", "MESH:D009271")
        'https://w3id.org/ldn-graph/entity/MESH_D009271'
        >>> Collector().mint("entity", "Crohn's disease")
        'https://w3id.org/ldn-graph/entity/Crohn-s-disease__2c67a9876d73'
        """
        return f"{self.base}{kind}/{'.'.join(map(_slug, parts))}"

    # entities -------------------------------------------------------------------------------

    def entity(
        self,
        name: str,
        *,
        label: str | None = None,
        classes: Iterable[str] = (),
        kind: str = "",
        others: Iterable[str] = (),
        ids: Iterable[str] = (),
    ) -> str:
        """The IRI of the entity with this identifier; what is said of it is added to what was said before."""
        known = self.entities.get(name)
        if known is None:
            known = self.entities[name] = _Entity(self.mint("entity", name))
            if not self.labels:
                known.ids[name] = None
        if label:
            known.names[self.clean(label)] += 1
        for cls in classes:
            known.classes[cls] += 1
        known.kind = kind or known.kind
        for other in others:
            known.others[self.clean(other)] = None
        for ident in ids:
            known.ids[ident] = None
        return known.iri

    def condition(self, name: str, label: str | None = None) -> str:
        """The IRI of the entity, which is a condition, whatever its class."""
        return self.entity(name, label=label, kind="Condition")

    # sources --------------------------------------------------------------------------------

    def reference(self, text: str) -> str:
        """The IRI of the source that a reference leads to. What leads nowhere is kept as text, and counted."""
        found = read_reference(self.clean(text))
        iri = self.mint("source", found.key)
        if iri not in self.sources:
            if not found.resolvable:
                self.leave_out("reference", "without PMID, DOI or address, kept as text", text)
            label = _cut(found.label, LONGEST_LABEL)
            self.sources[iri] = ImportedSource(iri, label, found.doi, found.pmid, found.identifier, found.page)
        return iri

    def source(self, source: ImportedSource) -> None:
        """Add a source that is more than a reference."""
        self.sources[source.iri] = source

    # claims ---------------------------------------------------------------------------------

    def claim(
        self,
        subject: str,
        predicate: tuple[str, str],
        object_: str,
        condition: str | None = None,
        *,
        origin: str,
        topic: str,
        wording: str = "asserted",
        direction: str | None = None,
        negated: bool = False,
        qualifiers: Sequence[tuple[str, str]] = (),
        name: str | None = None,
        label: str | None = None,
        comment: str | None = None,
        cited: Iterable[str] = (),
        notes: Iterable[tuple[str, str]] = (),
    ) -> str:
        """The IRI of a claim; where it was made before, this is one more origin of it.

        ``subject``, ``object_`` and ``condition`` are identifiers of entities, ``predicate`` is an IRI with its words.
        ``name`` is the claim's id where it has one. Of several wordings the strongest is kept.
        """
        relation, words = predicate
        extra = [*([("negated", "true")] if negated else []), *qualifiers]
        if direction:
            extra.append(("object_direction_qualifier", direction))
        if name:
            iri = self.mint("claim", name)
        else:
            parts = [_slug(subject), _predicate_name(relation), _slug(object_)]
            more = _digest(repr(sorted(extra))) if negated or qualifiers or not _says(relation, direction) else None
            parts += [_slug(condition)] if condition is not None else ["_"] if more else []
            iri = f"{self.base}claim/{'.'.join([*parts, more] if more else parts)}"
        known = self.claims.get(iri)
        if known is None:
            known = self.claims[iri] = _Claim(
                words,
                subject,
                relation,
                object_,
                condition,
                direction,
                negated,
                topic,
                tuple((name, self.clean(value)) for name, value in qualifiers),
                label,
                comment,
            )
        known.wording = max(known.wording, wording, key=_WORDINGS.index)
        known.origins[origin] = None
        known.cited.update((c, None) for c in cited)
        known.notes.update(((note, self.clean(text)), None) for note, text in notes)
        return iri

    def line(self, claim: str, source: str, bearing: str, **said: object) -> None:
        """Add an evidence line to a claim; the same once more changes nothing."""
        key = _digest(repr((source, bearing, sorted(said.items()))))
        iri = f"{self.base}evidence/{claim.rpartition('/')[2]}.{key}"
        line = ImportedLine(iri, source, bearing)._replace(**said)  # type: ignore[arg-type]
        self.claims[claim].lines[iri] = line

    # the end --------------------------------------------------------------------------------

    def collected(self) -> Imported:
        """All that was collected, in the order in which it came. Raises where there is no claim at all."""
        if not self.claims:
            said = "".join(f"\n  {remark}" for remark in self.remarks())
            raise ImportFormatError(f"no claim could be read; see docs/importing.md for what is expected{said}")
        for known in self.claims.values():
            if known.condition is not None:
                self.condition(known.condition)
        entities = {name: self._entity(name, entity) for name, entity in self.entities.items()}
        claims = tuple(self._claim(iri, claim, entities) for iri, claim in self.claims.items())
        return Imported(tuple(entities.values()), tuple(self.sources.values()), claims, tuple(self.remarks()))

    def _entity(self, name: str, said: _Entity) -> ImportedEntity:
        label, *others = [_cut(n, LONGEST_LABEL) for n, _ in said.names.most_common()] or [
            _cut(self.clean(name), LONGEST_LABEL)
        ]
        classes = [c for c, _ in said.classes.most_common()]
        kinds = Counter[str]()
        for cls, count in said.classes.items():
            if kind := KINDS.get(cls.removeprefix(BIOLINK.iri)):
                kinds[kind] += count
        kind = said.kind or max(kinds, key=lambda k: (kinds[k], -ENTITY_KINDS.index(k)), default="")
        if len(kinds.keys() | {kind}) > 1:
            detail = "of more than one kind, taken for the most frequent one or as a condition"
            self.leave_out("entity", detail, name, plural="entities")
        if not kind:
            self.leave_out("entity", "of no kind of this model", name, plural="entities")
        matches: dict[str, None] = {}
        notations: dict[str, None] = {}
        for text in said.ids:
            if iri := expand_curie(text):
                matches[iri] = None
            else:
                notations[self.clean(text)] = None
        if notations and name in notations and ":" in name:
            self.leave_out("identifier", "of no known prefix or form, kept as text", name)
        rest = tuple(dict.fromkeys(o for o in (*others, *said.others) if o != label))
        return ImportedEntity(said.iri, label, kind, tuple(classes), rest, tuple(matches), tuple(notations))

    def _claim(self, iri: str, said: _Claim, entities: Mapping[str, ImportedEntity]) -> ImportedClaim:
        subject, object_ = entities[said.subject], entities[said.object]
        condition = entities[said.condition] if said.condition is not None else None
        label = said.label or _claim_label(said, subject, object_, condition)
        if len(label) > LONGEST_LABEL:
            self.leave_out("label", f"cut to the first {LONGEST_LABEL:,} characters", label)
        return ImportedClaim(
            iri, _cut(self.clean(label), LONGEST_LABEL), subject.iri, said.predicate, object_.iri,
            condition.iri if condition else None, said.direction, said.negated, said.topic, said.wording,
            tuple(said.origins), tuple(said.cited), tuple(said.lines.values()), said.qualifiers, tuple(said.notes),
            said.comment and self.clean(said.comment),
        )  # fmt: skip


def list_classes(names: Iterable[str]) -> list[str]:
    """The IRIs of classes of Biolink; what can be none is passed over."""
    return [iri for name in names if (iri := class_iri(name))]


def _claim_label(
    said: _Claim, subject: ImportedEntity, object_: ImportedEntity, condition: ImportedEntity | None
) -> str:
    extra = [f"{name.removesuffix('_qualifier').replace('_', ' ')}: {value}" for name, value in said.qualifiers]
    if said.direction and not _says(said.predicate, said.direction):
        extra.append(said.direction)
    told = f" ({'; '.join(extra)})" if extra else ""
    where = f", in {condition.label}" if condition and condition not in (subject, object_) else ""
    denied = "it is not so that " if said.negated else ""
    return f"{denied}{subject.label} {said.words} {object_.label}{told}{where}"


def _says(predicate: str, direction: str | None) -> bool:
    """There is no direction, or the predicate's own words say it."""
    return direction is None or direction_of(predicate.removeprefix(BIOLINK.iri)) == direction


def _predicate_name(iri: str) -> str:
    local = iri.removeprefix(BIOLINK.iri)
    return local if re.fullmatch("[a-z]+(_[a-z]+)*", local) else _slug(iri)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 3] + "..."


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@lru_cache(maxsize=100_000)
def _slug(text: str) -> str:
    """A text as a part of an IRI, unlike that of any other text: as it is where it is plain, else with a digest.

    Only a CURIE has a single underscore in it, and only a digest has two before it, so no two meet.
    """
    if re.fullmatch(r"[A-Za-z0-9-]{1,60}", text):
        return text
    if found := re.fullmatch(r"([A-Za-z0-9-]{1,30}):([A-Za-z0-9-]{1,40})", text):
        return f"{found[1]}_{found[2]}"
    return f"{re.sub('[^A-Za-z0-9]+', '-', text)[:40].strip('-')}__{_digest(text)}"
