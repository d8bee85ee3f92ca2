"""What is imported, as frozen values: what an importer makes of a file, and what is written as RDF."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class ImportedEntity(NamedTuple):
    """An entity. ``kind`` is one of this model or "", ``classes`` are IRIs of classes of Biolink.

    ``matches`` are the IRIs of its identifiers, ``notations`` the identifiers of no known prefix or form.
    """

    iri: str
    label: str
    kind: str
    classes: tuple[str, ...]
    other_labels: tuple[str, ...]
    matches: tuple[str, ...]
    notations: tuple[str, ...]


class ImportedQuantity(NamedTuple):
    """A number, ``low`` to ``high`` and ``out_of`` as they are written, in a ``unit`` of UCUM."""

    iri: str
    of_what: str
    low: str
    high: str
    out_of: str | None
    unit: str


class ImportedPassage(NamedTuple):
    """Where an article, ``source``, says it: its raw text from ``start`` to ``end``, in characters."""

    iri: str
    source: str
    section: str
    start: int
    end: int
    sha256: str


class ImportedResult(NamedTuple):
    """What a study found of one outcome, which is its ``label``; ``outcome`` is the IRI of an entity."""

    iri: str
    label: str
    outcome: str | None = None
    measure: str | None = None
    estimate: str | None = None
    interval: tuple[str, str] | None = None
    people: int | None = None
    direction: str | None = None


class ImportedRiskOfBias(NamedTuple):
    """The overall risk of bias of a study by a tool; both are names of the model's closed lists."""

    iri: str
    tool: str
    judgement: str


class ImportedSearch(NamedTuple):
    """A search that found nothing: ``comment`` is what for, ``created`` a day."""

    iri: str
    comment: str
    searched_in: str
    created: str


class ImportedReader(NamedTuple):
    """Somebody who judged."""

    iri: str
    label: str


class ImportedSource(NamedTuple):
    """A source; ``identifiers`` are CURIEs, ``page`` an address, ``year`` a year, month or day.

    A ``record`` is an entry of a database, a table or a knowledge source that claims come from. It may have ``claims``,
    in their order, and entities that it is ``about``.
    """

    iri: str
    label: str
    doi: str | None = None
    pmid: str | None = None
    page: str | None = None
    title: str | None = None
    year: str | None = None
    design: str | None = None
    record: bool = False
    read_as: str | None = "notRead"
    comment: str | None = None
    cites: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    authors: str | None = None
    journal: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    participants: int | None = None
    risk_of_bias: ImportedRiskOfBias | None = None
    results: tuple[ImportedResult, ...] = ()


class ImportedLine(NamedTuple):
    """An evidence line. ``kinds`` are its makers' words for its kind, ``quotation`` is words of the source.

    ``judge`` is the IRI of who judged it on the day ``created``, ``result`` that of a result of its source.
    """

    iri: str
    source: str
    bearing: str
    directness: str = "unrated"
    indirectness: tuple[str, ...] = ()
    design: str | None = None
    comment: str | None = None
    quotation: str | None = None
    kinds: tuple[str, ...] = ()
    finding: str | None = None
    quantity: ImportedQuantity | None = None
    result: str | None = None
    null_without_interval: bool = False
    judge: str | None = None
    created: str | None = None


class ImportedClaim(NamedTuple):
    """A claim. ``subject``, ``predicate``, ``object`` and ``condition`` are IRIs; ``direction``, ``topic`` and
    ``wording`` are names of the model's closed lists. Without subject, predicate and object, which are None together,
    it is a sentence only, its label.

    ``qualifiers`` are names of Biolink's slots with their values and are part of what is claimed; ``notes`` are IRIs of
    properties with texts, about the claim. ``rests_on`` are IRIs of claims. ``origins`` are the records
    or articles that it comes from, ``cited`` the sources that its makers cite.
    """

    iri: str
    label: str
    subject: str | None
    predicate: str | None
    object: str | None
    condition: str | None
    direction: str | None
    negated: bool
    topic: str
    wording: str
    origins: tuple[str, ...]
    cited: tuple[str, ...]
    lines: tuple[ImportedLine, ...]
    qualifiers: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, str], ...]
    comment: str | None
    searches: tuple[ImportedSearch, ...] = ()
    quantity: ImportedQuantity | None = None
    passages: tuple[ImportedPassage, ...] = ()
    rests_on: tuple[str, ...] = ()


NO_ROWS: Mapping[str, int] = {}


class Imported(NamedTuple):
    """What a file says, in this model. ``remarks`` are lines on what was left out or is worth a look.

    ``rows`` are of a table: by the IRI of a claim, a source, an entity, a line, a search or a result the first row that
    says it, as a spreadsheet counts.
    """

    entities: tuple[ImportedEntity, ...]
    sources: tuple[ImportedSource, ...]
    claims: tuple[ImportedClaim, ...]
    remarks: tuple[str, ...]
    readers: tuple[ImportedReader, ...] = ()
    rows: Mapping[str, int] = NO_ROWS
