"""What is imported, as frozen values: what an importer makes of a file, and what is written as RDF."""

from __future__ import annotations

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


class ImportedSource(NamedTuple):
    """A source; ``identifier`` is a CURIE, ``page`` an address.

    A ``record`` is an entry of a database, a table or a knowledge source that claims come from. It may have ``claims``,
    in their order, and entities that it is ``about``.
    """

    iri: str
    label: str
    doi: str | None = None
    pmid: str | None = None
    identifier: str | None = None
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


class ImportedLine(NamedTuple):
    """An evidence line. ``kinds`` are its makers' words for its kind, ``quotation`` is words of the source."""

    iri: str
    source: str
    bearing: str
    directness: str = "unrated"
    indirectness: tuple[str, ...] = ()
    design: str | None = None
    comment: str | None = None
    quotation: str | None = None
    kinds: tuple[str, ...] = ()


class ImportedClaim(NamedTuple):
    """A claim. ``subject``, ``predicate``, ``object`` and ``condition`` are IRIs; ``direction``, ``topic`` and
    ``wording`` are names of the model's closed lists. Without subject, predicate and object, which are None together,
    it is a sentence only, its label.

    ``qualifiers`` are names of Biolink's slots with their values and are part of what is claimed; ``notes`` are IRIs of
    properties with texts, about the claim. ``origins`` are the records that it comes from, ``cited`` the sources that
    its makers cite.
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


class Imported(NamedTuple):
    """What a file says, in this model. ``remarks`` are lines on what was left out or is worth a look."""

    entities: tuple[ImportedEntity, ...]
    sources: tuple[ImportedSource, ...]
    claims: tuple[ImportedClaim, ...]
    remarks: tuple[str, ...]
