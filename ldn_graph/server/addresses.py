"""The address of a node's page on this server, which lasts as long as the node's IRI.

``/claim/C17`` where the namespace of the project and the id make up the IRI, else ``/claim/`` and the whole IRI,
percent-encoded.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from ..model.vocab import PREFIXES

NODE_KINDS = ("claim", "entity", "source")
"""What has pages of its own; each is also the prefix of the project's own IRIs of that kind."""

_LOCAL_ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.~-]*")
"""Ids that an address holds as they are; without a colon, so that none is taken for an IRI."""


def node_address(kind: str, iri: str) -> str:
    """The path of the page of a node; ``kind`` is one of :data:`NODE_KINDS`.

    >>> node_address("claim", "https://w3id.org/ldn-graph/claim/C17")
    '/claim/C17'
    >>> node_address("entity", "http://purl.obolibrary.org/obo/CHEBI_7465")
    '/entity/http%3A%2F%2Fpurl.obolibrary.org%2Fobo%2FCHEBI_7465'
    """
    base = PREFIXES[kind]
    local = iri.removeprefix(base)
    name = local if local != iri and _LOCAL_ID.fullmatch(local) else iri
    return f"/{kind}/{quote(name, safe='')}"


def node_iri(kind: str, name: str) -> str:
    """The IRI that an address means; ``name`` is what follows the kind, decoded. The reverse of :func:`node_address`.

    >>> node_iri("claim", "C17"), node_iri("entity", "http://purl.obolibrary.org/obo/CHEBI_7465")
    ('https://w3id.org/ldn-graph/claim/C17', 'http://purl.obolibrary.org/obo/CHEBI_7465')
    """
    return PREFIXES[kind] + name if _LOCAL_ID.fullmatch(name) else name
