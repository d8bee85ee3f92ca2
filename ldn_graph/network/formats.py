"""The network in the formats of other programs: GraphML, GEXF, node-link JSON, Cytoscape's JSON.

networkx writes them. In all of them a label is without what no output for people holds, which has in it what
XML cannot hold, so that they say the same.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..errors import OutputError
from ..output.characters import NOT_SHOWN, REPLACEMENT
from ..sparql.formats import ending_of

if TYPE_CHECKING:
    from .graph import Network

NETWORK_FORMATS: Mapping[str, str] = {
    "graphml": ".graphml", "gexf": ".gexf", "node-link": ".json", "cyjs": ".cyjs",
}  # fmt: skip
"""GraphML (igraph, yEd, NetworkX), GEXF (Gephi), node-link JSON (D3, NetworkX), cyjs (Cytoscape): the names of the
formats, with the endings of their files."""


def network_format_by_ending(path: str) -> str | None:
    """The name of the format that the file's ending stands for; None where it stands for none.

    >>> network_format_by_ending("claims.cyjs.gz")
    'cyjs'
    """
    return next((name for name, ending in NETWORK_FORMATS.items() if ending == ending_of(path)), None)


def serialize_network(network: Network, format_name: str) -> bytes:
    """The network of :func:`~ldn_graph.network.graph.build_network` as the bytes of a file; the same bytes every time.

    Nodes, edges, their keys and all their attributes are kept, parallel edges too. Raises
    :class:`~ldn_graph.errors.OutputError` for a format that is none of :data:`NETWORK_FORMATS`.
    """
    import networkx as nx

    network = _clean(network)
    out = io.BytesIO()
    if format_name == "graphml":
        # not write_graphml, whose bytes hang on whether lxml happens to be installed
        nx.write_graphml_xml(network, out, encoding="utf-8", named_key_ids=True)
        return out.getvalue()
    if format_name == "gexf":
        nx.write_gexf(network, out, encoding="utf-8")
        return re.sub(rb' lastmodifieddate="[^"]*"', b"", out.getvalue())  # today's date is no fact of the graph
    if format_name == "node-link":
        document: dict[str, Any] = nx.node_link_data(network, edges="edges")
    elif format_name == "cyjs":
        document = _cytoscape(network)
    else:
        raise OutputError(f"{format_name} is no format of a network; take one of {', '.join(NETWORK_FORMATS)}")
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _cytoscape(network: Network) -> dict[str, Any]:
    """networkx's document with what Cytoscape shows: the names of the network, the nodes and the edges.

    A node's ``name`` is its label. An edge has an ``id`` of its own, its predicate as ``interaction``, and both with
    its ends as ``name``, as Cytoscape writes them: *LDN (biolink:treats) lupus*.
    """
    import networkx as nx

    document: dict[str, Any] = nx.cytoscape_data(network, name="label")
    document["data"] = {"name": "claims and their evidence"}
    names = {node["data"]["id"]: node["data"]["name"] for node in document["elements"]["nodes"]}
    for edge in document["elements"]["edges"]:
        data = edge["data"]
        start, end, predicate = data["source"], data["target"], data["predicate"]
        name = f"{names[start]} ({predicate}) {names[end]}"
        data.update(id=f"{start} {data['key']} {end}", name=name, interaction=predicate)
    return document


def _clean(network: Network) -> Network:
    """A copy in which no text has a character that must not be shown."""
    import networkx as nx

    copy: Network = nx.MultiDiGraph()
    for node, attributes in network.nodes(data=True):
        copy.add_node(node, **{name: _clean_value(value) for name, value in attributes.items()})
    for start, end, key, attributes in network.edges(keys=True, data=True):
        copy.add_edge(start, end, key=key, **{name: _clean_value(value) for name, value in attributes.items()})
    return copy


def _clean_value(value: object) -> object:
    return NOT_SHOWN.sub(REPLACEMENT, value) if isinstance(value, str) else value
