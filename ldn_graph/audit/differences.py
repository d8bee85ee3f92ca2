"""What differs between two versions of a graph: claims, evidence lines, searches and sources, field by field.

Everything is compared as the audit reads it, so the order of statements, prefixes, names of blank nodes and the way
in which a file is written are no difference. A thing is the same by its IRI; else a claim by its sentence and its
triple, a source by its identifiers or its title and date, a line by its claim and source: then it was renamed.
"""

# Annotations are no texts here (from __future__): NamedTuple would compile each of them at every start.

from collections.abc import Callable, Hashable, Iterable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from ..model.alike import fold
from ..model.claims import Claim, Entity, EvidenceLine, EvidenceSearch, Source
from ..model.vocab import local_id, shorten
from ..sources.papers import identify
from ..sources.standing.shipped import standing_name
from ..sources.standing.words import STANDING_WORDS
from .pairing import pair

Names = Mapping[str, str]
"""Old IRIs of what was renamed, each with the new one."""
Fields = Mapping[str, object]
Pair = tuple[Any, Any]

_IN_ORDER = frozenset({"authors"})
"""Fields with several values whose order says something."""
_NOT_SAID = frozenset({"iri", "low_text", "high_text", "in_graph"})
"""Fields of values within others that are their name, or say the same as another field."""


class FieldChange(NamedTuple):
    """A field and what it was and is, in words; "" for nothing.

    Of several values those that went, and those that came. ``name`` is that of a field of the values of
    :mod:`~ldn_graph.model.claims`, of a source also of its study, with blanks for underscores.
    """

    name: str
    old: str
    new: str


class Difference(NamedTuple):
    """A claim, evidence line, search or source that is gone, is new, was renamed, or differs in fields.

    ``old`` and ``new`` are its IRIs, or the names of blank nodes; None where that version does not have it. ``claim``
    is the id of the claim that a line or a search belongs to, ``about`` the id of a line's source, ``label`` says what
    it is. ``fields`` are those that differ; of a claim that is gone or new its status, else none where it is.
    """

    kind: str
    old: str | None
    new: str | None
    claim: str | None
    about: str | None
    label: str
    fields: tuple[FieldChange, ...] = ()

    @property
    def how(self) -> str:
        """``gone``, ``new``, ``renamed`` (in whatever fields it differs besides) or ``changed``."""
        if self.new is None:
            return "gone"
        if self.old is None:
            return "new"
        return "renamed" if was_renamed(self.old, self.new) else "changed"

    @property
    def id(self) -> str:
        """Its id in the new version, or in the old one where it is gone."""
        return local_id(self.new or self.old or "")


def was_renamed(old: str, new: str) -> bool:
    """Whether a thing has another IRI now; the names of blank nodes say nothing."""
    return old != new and not old.startswith("_:") and not new.startswith("_:")


def pair_claims(old: Iterable[Claim], new: Iterable[Claim]) -> list[tuple[Claim | None, Claim | None]]:
    """Each claim of the old version with that of the new one."""
    return pair(old, new, (lambda c: c.iri, _sentence))


def _sentence(claim: Claim) -> Hashable:
    """What is said, whatever the claim is called."""
    named = (claim.subject, claim.object, claim.context)
    entities = tuple(entity.iri if entity else None for entity in named)
    return (fold(claim.label), *entities, claim.predicate, claim.direction, claim.negated)


def pair_sources(old: Iterable[Source], new: Iterable[Source]) -> list[tuple[Source | None, Source | None]]:
    """Each source of the old version with that of the new one."""
    kinds = ("doi:", "pmid:", "pmc:")
    by_kind = [partial(_key_of_kind, kind) for kind in kinds]
    return pair(old, new, (_named, lambda s: identify(s).paper or None, *by_kind, _title, _description))


def _key_of_kind(kind: str, source: Source) -> str | None:
    return next((key for key in identify(source).paper if key.startswith(kind)), None)


def _title(source: Source) -> Hashable:
    return (fold(source.title), source.issued) if source.title else None


def _description(source: Source) -> Hashable:
    """All that is said of it, for a source without IRI, identifiers and title."""
    return tuple(in_words(source_fields(source), {}).items())


def _named(value: Any) -> str | None:
    """The IRI of a value; None where it has none."""
    iri: str = value.iri
    return None if iri.startswith("_:") else iri


def pair_lines(old: Claim, new: Claim, names: Names) -> list[tuple[EvidenceLine | None, EvidenceLine | None]]:
    """Each evidence line of the old claim with that of the new one."""
    before = {id(line): names.get(line.source.iri, line.source.iri) for line in old.lines}

    def source(line: EvidenceLine) -> str:
        return before.get(id(line), line.source.iri)

    def content(line: EvidenceLine) -> Hashable:
        return source(line), *in_words(line_fields(line), names if id(line) in before else {}).items()

    return pair(old.lines, new.lines, (_named, content, source))


def pair_searches(old: Claim, new: Claim) -> list[tuple[EvidenceSearch | None, EvidenceSearch | None]]:
    """Each search of the old claim with that of the new one."""
    return pair(old.searches, new.searches, (_named, lambda s: s[1:], lambda s: s.comment))


def renamed(pairs: Iterable[Pair]) -> dict[str, str]:
    """The IRIs of what has another one now, blank nodes among them, each with the new one."""
    return {old.iri: new.iri for old, new in pairs if old and new and old.iri != new.iri}


# What is compared of each kind ------------------------------------------------------------------


def claim_fields(claim: Claim) -> Fields:
    """What is compared of a claim itself; its lines, searches and articles are compared by themselves."""
    left_out = {"iri", "id", "lines", "searches", "incomplete", "article", "also_from"}
    fields = {name: value for name, value in claim._asdict().items() if name not in left_out}
    return {**fields, "articles": tuple(article.iri for article in claim.articles)}


def line_fields(line: EvidenceLine) -> Fields:
    """What is compared of a line itself: its design where that is its own."""
    left_out = {"iri", "own_design", "quotations", "quotation_roles"}
    fields = {name: value for name, value in line._asdict().items() if name not in left_out}
    quoted = tuple(f"{words} ({role})" if role else str(words) for words, role in line.quoted)
    return {**fields, "source": line.source.iri, "design": line.design if line.own_design else None, "quoted": quoted}


def source_fields(source: Source) -> Fields:
    """What is compared of a source: its description, the study, and how it stands."""
    left_out = {"iri", "id", "study", "standing"}
    fields = {name: value for name, value in source._asdict().items() if name not in left_out}
    standing = source.standing
    return {
        **fields,
        **source.study._asdict(),
        "standing": STANDING_WORDS[standing_name(source)],
        "standing_as_of": standing.listed_on if standing else None,
        "standing_by": standing.origin if standing else None,
        "notices": standing.notices if standing else (),
    }


def search_fields(search: EvidenceSearch) -> Fields:
    """What is compared of a search."""
    return {name: value for name, value in search._asdict().items() if name != "iri"}


FIELDS: Mapping[str, Callable[[Any], Fields]] = {
    "claim": claim_fields,
    "line": line_fields,
    "search": search_fields,
    "source": source_fields,
}
"""What is compared of each kind of thing."""


def changed_fields(kind: str, old: Any, new: Any, names: Names) -> tuple[FieldChange, ...]:
    """The fields in which two values of a kind differ; ``names`` has what was renamed."""
    if old == new:
        return ()
    before, after = in_words(FIELDS[kind](old), names), in_words(FIELDS[kind](new), {})
    changes = []
    for name, words in before.items():
        if words != after[name]:
            went = [word for word in words if word not in after[name]]
            came = [word for word in after[name] if word not in words]
            same = not went and not came  # the same values in another order, or more or less often
            old_words, new_words = (words, after[name]) if same else (went, came)
            changes.append(FieldChange(name.replace("_", " "), " | ".join(old_words), " | ".join(new_words)))
    return tuple(changes)


def in_words(fields: Fields, names: Names) -> dict[str, tuple[str, ...]]:
    """The values of each field in words, in an order that says nothing but where the order of a field does."""
    told = {}
    for name, value in fields.items():
        values = value if type(value) is tuple else (value,)
        words = [word for one in values if (word := _words(one, names))]
        told[name] = tuple(words if name in _IN_ORDER else sorted(words))
    return told


def _words(value: object, names: Names) -> str:
    """A value in words; the IRI of what was renamed is the new one, and a blank node has no name."""
    if value is None or value is False or value == ():
        return ""
    if value is True:
        return "yes"
    if isinstance(value, str):
        iri = names.get(value, str(value))
        return "a node without an IRI" if iri.startswith("_:") else shorten(iri)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, Entity):
        return _words(value.iri, names)
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        said = {name: _words(part, names) for name, part in value._asdict().items() if name not in _NOT_SAID}
        return ", ".join(f"{name.replace('_', ' ')} {words}" for name, words in said.items() if words)
    if isinstance(value, tuple):
        return "; ".join(sorted(_words(part, names) for part in value))
    return str(value)


# The differences ---------------------------------------------------------------------------------


def difference(kind: str, old: Any, new: Any, claim: str | None, names: Names) -> Difference | None:
    """How one thing differs, of which one version may be None; None where it does not."""
    fields = changed_fields(kind, old, new, names) if old and new else ()
    if old and new and not fields and not was_renamed(old.iri, new.iri):
        return None
    one = new or old
    about = one.source.id if kind == "line" else None
    return Difference(kind, old and old.iri, new and new.iri, claim, about, _label(kind, one), fields)


def _label(kind: str, value: Any) -> str:
    """What a thing is: a claim's sentence, a source's title, how a line bears, where was searched."""
    if kind == "line":
        return f"{value.bearing}, {value.directness}"
    if kind == "search":
        return ", ".join(filter(None, (value.comment, value.searched_in, value.created)))
    return str(value.label)
