"""Other people's claims as values, on their way into this model."""

from __future__ import annotations

from typing import NamedTuple

from ..model.claims import LABEL_LIMIT

LONGEST_LABEL = LABEL_LIMIT - 100
"""The longest label of what is imported, in characters; longer ones are cut."""


class ImportedEntity(NamedTuple):
    """An entity: ``kind`` is one of ours or "", ``classes`` are IRIs of Biolink, ``notations`` ids not known."""

    iri: str
    label: str
    kind: str
    classes: tuple[str, ...]
    other_labels: tuple[str, ...]
    matches: tuple[str, ...]
    notations: tuple[str, ...]


class ImportedSource(NamedTuple):
    """A source. A record may have ``claims``, in their order, and entities that it is ``about``."""

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
    """An evidence line: ``kinds`` are what its makers say of what kind it is; ``quotation`` the words of the source."""

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
    """A claim. ``qualifiers`` are names of Biolink's slots with their values, ``notes`` IRIs of properties with texts.

    Qualifiers are part of what is claimed, notes are about the claim.
    """

    iri: str
    label: str
    subject: str
    predicate: str
    object: str
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
    """What a file says, in this model. ``remarks`` say what was left out or is worth a look, a sentence each."""

    entities: tuple[ImportedEntity, ...]
    sources: tuple[ImportedSource, ...]
    claims: tuple[ImportedClaim, ...]
    remarks: tuple[str, ...]
