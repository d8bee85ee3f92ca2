"""Which statements bring records into a graph: new sources, and what is missing of those that are there.

What somebody recorded is never overwritten: where a record has another value, that is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..model.claims import Source
from ..model.graph import Graph
from ..model.vocab import DCTERMS, FABIO, LDN, PREFIXES, PUBLICATION_TYPES, RDF, local_id
from ..sources.comparing import Difference, compare, compare_records
from ..sources.matching import Known, Marks, marks_of_record, marks_of_source
from ..sources.record import Record
from .claim_reader import ClaimReader
from .index import Value
from .record_statements import Property, name_source, new_source, properties_of
from .turtle_editing import Addition, Object


class Plan(NamedTuple):
    """What is to be added, and what is told of it.

    ``added`` are ids of new sources, ``completed`` those of sources that get more properties, ``unchanged`` those of
    sources that had all. ``differences`` are those between a source, by its id, and a record of it. ``repeated`` are
    records that are of one publication with one before them in the same import. ``alike`` are new sources that have
    title, year and first author of another one, each with that one and with what contradicts (an identifier, ...).
    ``doubtful`` are sources that share an identifier with a record of another title: nothing of it is taken.
    ``renamed`` are keys of records, as a reference manager cites them, each with the id of the source that it became.
    ``between`` are records whose identifiers are of two sources or more, with these: nothing is taken either.
    """

    additions: tuple[Addition, ...]
    added: tuple[str, ...]
    completed: tuple[str, ...]
    unchanged: tuple[str, ...]
    differences: tuple[tuple[str, Difference], ...]
    repeated: tuple[tuple[str, str], ...]
    alike: tuple[tuple[str, str, str], ...]
    doubtful: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    between: tuple[tuple[str, tuple[str, ...]], ...]


def plan_additions(graph: Graph | None, records: Iterable[Record], namespace: str = PREFIXES["source"]) -> Plan:
    """What brings these records into a graph, None for a new one; ``namespace`` is where IRIs of new sources begin.

    Raises :class:`~ldn_graph.errors.ModelError` where the graph's sources cannot be read.
    """
    return _Planner(graph, namespace).plan(records)


class _Planner:
    def __init__(self, graph: Graph | None, namespace: str) -> None:
        self.namespace = namespace
        self.reader = ClaimReader(graph) if graph else None
        self.known: Known[str] = Known()
        self.sources: dict[str, Source] = {}
        self.taken: set[str] = set()
        if self.reader:
            self.taken.update(map(local_id, self.reader.nodes))
            for iri in self.reader.typed(LDN.Source):
                if not iri.startswith("_:"):  # what has no name cannot be added to
                    self.sources[iri] = self.reader.source(iri)
                    self.known.add(iri, marks_of_source(self.sources[iri]))
        self.properties: dict[str, list[Property]] = {}
        self.fresh: dict[str, Record] = {}  # all that is known of each, of however many records
        self.unchanged: dict[str, None] = {}
        self.differences: list[tuple[str, Difference]] = []
        self.repeated: list[tuple[str, str]] = []
        self.alike: list[tuple[str, str, str]] = []
        self.doubtful: dict[str, None] = {}
        self.renamed: list[tuple[str, str]] = []
        self.between: list[tuple[str, tuple[str, ...]]] = []

    def plan(self, records: Iterable[Record]) -> Plan:
        for record in records:
            self.add(record)
        completed = [iri for iri in self.properties if iri not in self.fresh]
        return Plan(
            tuple(Addition(iri, tuple(properties)) for iri, properties in self.properties.items()),
            added=tuple(map(local_id, self.fresh)),
            completed=tuple(map(local_id, completed)),
            unchanged=tuple(local_id(iri) for iri in self.unchanged if iri not in self.properties),
            differences=tuple(dict.fromkeys(self.differences)),
            repeated=tuple(self.repeated),
            alike=tuple(self.alike),
            doubtful=tuple(self.doubtful),
            renamed=tuple(self.renamed),
            between=tuple(self.between),
        )

    def add(self, record: Record) -> None:
        marks = marks_of_record(record)
        found = self.known.find_all(marks)
        if len(found) > 1:
            self.between.append((record.id, tuple(map(local_id, found))))
            return
        if not found:
            iri = self.add_new(record, marks)
        else:
            (iri,) = found
            if not self.agrees(iri, record):
                self.doubtful[local_id(iri)] = None
                return
            if iri in self.fresh:
                self.repeated.append((record.id, local_id(iri)))
                self.fresh[iri] = Record._make(old or new for old, new in zip(self.fresh[iri], record, strict=True))
            self.complete(iri, record)
        self.known.add(iri, marks)

    def add_new(self, record: Record, marks: Marks) -> str:
        """The IRI of a new source."""
        ident = name_source(record, self.taken)
        self.alike += [
            (ident, local_id(other), self.known.contradiction(other, marks)) for other in self.known.alike(marks)
        ]
        self.taken.add(ident)
        if record.id != ident and not _NO_KEY.search(record.id):
            self.renamed.append((record.id, ident))
        iri = self.namespace + ident
        self.fresh[iri] = record
        self.properties[iri] = list(new_source(record))
        return iri

    def agrees(self, iri: str, record: Record) -> bool:
        """Whether the record is of this source for all that is known; what differs is kept to be told."""
        if iri in self.fresh:
            differences = tuple(found for found in compare_records(self.fresh[iri], record) if found.sure)
        else:
            differences = compare(self.sources[iri], record)
            self.unchanged[iri] = None
        self.differences += [(local_id(iri), difference) for difference in differences]
        return not any(difference.sure and difference.field in _DECISIVE for difference in differences)

    def complete(self, iri: str, record: Record) -> None:
        """Take what the source has not."""
        values: list[tuple[str, Value | Object]] = list(self.properties.get(iri, ()))
        if self.reader and iri in self.reader.nodes:
            values += [(path, value) for path, several in self.reader.nodes[iri].items() for value in several]
        if missing := list(_missing(record, values)):
            self.properties.setdefault(iri, []).extend(missing)


_DECISIVE = frozenset(("title", "DOI", "PMID"))
"""Where one of these differs for sure, the record may be of another publication, and nothing is taken of it."""


def _missing(record: Record, values: Iterable[tuple[str, Value | Object]]) -> Iterator[Property]:
    """What a record says that these properties do not: of identifiers, those of registries that none of them is of."""
    said = [(path, value if isinstance(value, str) else value.value) for path, value in values]
    paths = {path for path, _ in said}
    has_kind = not _KINDS.isdisjoint(text for path, text in said if path == RDF.type)
    registries = {text.partition(":")[0] for path, text in said if path == DCTERMS.identifier}
    for path, value in properties_of(record):
        if path == RDF.type:
            known = has_kind
        elif path == DCTERMS.identifier:
            known = value.value.partition(":")[0] in registries
        else:
            known = path in paths
        if not known:
            yield path, value


_NO_KEY = re.compile(r"^pmid-|^nct[0-9]{8}$|^https?:|:[0-9]+$| entry [0-9]+$")
"""Ids that readers give to entries without a key, numbers and places in files, and addresses: nobody cites by these."""
_KINDS = frozenset(FABIO[kind] for kind in PUBLICATION_TYPES)
