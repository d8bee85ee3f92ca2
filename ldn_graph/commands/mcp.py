"""``ldn-graph mcp``."""

from __future__ import annotations

import click

from .common.options import graph_option


@click.command()
@graph_option
def mcp(paths: tuple[str, ...]) -> None:
    """Let an assistant read the graph: a server of the Model Context Protocol.

    It speaks over standard input and output with the program that starts it, writes nothing, and asks no other host.
    The graph is read once, at the start. Needs the extra mcp. See docs/assistants.md.

    \b
    Example:  ldn-graph mcp --graph claims.ttl
    """
    from ..assistants.server import build_server, require_library
    from ..assistants.tools import read_graph
    from .common.reading import open_named_graph

    require_library()
    build_server(read_graph(open_named_graph(paths))).run()
