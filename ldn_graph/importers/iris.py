"""The IRIs of what is imported: made of its identifiers and of nothing else.

So the same input has the same IRIs in every run, and a claim keeps its IRI when the file grows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from unicodedata import is_normalized

from ..errors import ImportFormatError
from ..model.relation_words import implied_direction
from ..model.vocab import BIOLINK

DEFAULT_NAMESPACE = "https://w3id.org/ldn-graph/"
"""Where the IRIs of what is imported begin, unless the user gives another namespace."""


@dataclass(frozen=True, slots=True)
class IriMinter:
    """Makes IRIs that begin with a namespace, an http or https address that ends in a slash.

    Raises :class:`~ldn_graph.errors.ImportFormatError` for what cannot be a namespace.
    """

    namespace: str = DEFAULT_NAMESPACE

    def __post_init__(self) -> None:
        if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`#?]+/", self.namespace):
            remedy = f"give an address that ends in a slash, as {DEFAULT_NAMESPACE}"
            raise ImportFormatError(f"{self.namespace} is no namespace; {remedy}")

    def mint(self, kind: str, *parts: str) -> str:
        """The IRI of what these parts, any texts, tell from all others of its kind.

        >>> IriMinter().mint("entity", "MESH:D009271")
        'https://w3id.org/ldn-graph/entity/MESH_D009271'
        >>> IriMinter().mint("entity", "Crohn's disease")
        'https://w3id.org/ldn-graph/entity/Crohn-s-disease__2c67a9876d73'
        """
        return f"{self.namespace}{kind}/{'.'.join(map(_slug, parts))}"

    def keep(self, kind: str, name: str) -> str:
        """The IRI of what somebody named: it ends in the name, where that has letters, digits, ``-``, ``_`` and ``.``.

        >>> IriMinter().keep("claim", "C_1.a"), IriMinter().keep("claim", "C 1")
        ('https://w3id.org/ldn-graph/claim/C_1.a', 'https://w3id.org/ldn-graph/claim/C-1__c33d61505b2f')
        """
        plain = re.fullmatch(r"\w(?:[\w.-]{0,198}\w)?", name) and is_normalized("NFC", name)
        return f"{self.namespace}{kind}/{name if plain else f'{_dashed(name)}__{_digest(name)}'}"

    def claim(
        self,
        subject: str,
        predicate: str,
        object_: str,
        condition: str | None,
        *,
        direction: str | None,
        negated: bool,
        qualifiers: Sequence[tuple[str, str]],
    ) -> str:
        """The IRI of a claim by all that it says; ``predicate`` is an IRI, the others are identifiers of entities.

        What is said by subject, predicate, object and condition alone has no digest in it.

        >>> IriMinter().claim(
        ...     "CHEBI:7465", "https://w3id.org/biolink/vocab/treats", "MONDO:0005011", None,
        ...     direction=None, negated=False, qualifiers=(),
        ... )
        'https://w3id.org/ldn-graph/claim/CHEBI_7465.treats.MONDO_0005011'
        """
        details = [*([("negated", "true")] if negated else []), *qualifiers]
        if direction:
            details.append(("object_direction_qualifier", direction))
        plain = not negated and not qualifiers and implies_direction(predicate, direction)
        parts = [_slug(subject), _predicate_slug(predicate), _slug(object_)]
        if condition is not None:
            parts.append(_slug(condition))
        elif not plain:
            parts.append("_")
        if not plain:
            parts.append(_digest(repr(sorted(details))))
        return f"{self.namespace}claim/{'.'.join(parts)}"

    def evidence(self, claim: str, *content: object) -> str:
        """The IRI of an evidence line of a claim, by the claim's IRI and all that the line says."""
        return f"{self.namespace}evidence/{claim.rpartition('/')[2]}.{_digest(repr(content))}"


def implies_direction(predicate: str, direction: str | None) -> bool:
    """Whether there is no direction, or the words of the predicate, an IRI, say it already."""
    return direction is None or implied_direction(predicate) == direction


@lru_cache
def _predicate_slug(iri: str) -> str:
    local = iri.removeprefix(BIOLINK.iri)
    return local if re.fullmatch("[a-z]+(_[a-z]+)*", local) else _slug(iri)


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@lru_cache(maxsize=100_000)
def _slug(text: str) -> str:
    """A text as a part of an IRI, unlike that of any other text: as it is where it is plain, else with a digest.

    Only a CURIE has a single underscore in it, and only a digest has two before it, so no two meet. Letters of any
    alphabet are plain where they are composed (Unicode NFC), as RFC 3987 has them in IRIs.
    """
    if re.fullmatch(r"[A-Za-z0-9-]{1,60}", text):
        return text
    if re.fullmatch(r"[^\W_](?:[^\W_]|-){0,59}", text) and is_normalized("NFC", text):
        return text
    if curie := re.fullmatch(r"([A-Za-z0-9-]{1,30}):([A-Za-z0-9-]{1,40})", text):
        return f"{curie[1]}_{curie[2]}"
    return f"{_dashed(text)}__{_digest(text)}"


def _dashed(text: str) -> str:
    return re.sub("[^A-Za-z0-9]+", "-", text)[:40].strip("-")
