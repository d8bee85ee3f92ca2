"""``ldn-graph export``."""

from __future__ import annotations

import os

import click

from ..errors import OutputError
from .common.options import file_option, graph_option
from .common.selection import Selection, selection_options

ENDINGS = {".graphml": "graphml", ".gexf": "gexf", ".json": "node-link", ".cyjs": "cyjs"}


@click.command()
@selection_options()
@click.option(
    "--format", "format_name", type=click.Choice(tuple(ENDINGS.values())), help="Default: by the ending of -o."
)
@file_option
@graph_option
def export(paths: tuple[str, ...], format_name: str | None, output: str | None, selection: Selection) -> None:
    """Write the network of claims and sources for Gephi, Cytoscape, igraph and others.

    \b
    Example:  ldn-graph export -o claims.gexf
              ldn-graph export --condition lupus --format cyjs > lupus.cyjs
    """
    from ..network.formats import serialize_network
    from ..network.graph import build_network
    from .common.output import remark_counts, write
    from .common.reading import open_named_graph
    from .common.selected_audit import audit_selection

    format_name = format_name or ENDINGS.get(os.path.splitext((output or "").lower().removesuffix(".gz"))[1])
    if format_name is None:
        raise OutputError(f"say in which format: -o FILE that ends in {', '.join(ENDINGS)}, or --format")
    audit = audit_selection(open_named_graph(paths), selection)
    remark_counts(audit.summary)
    write(output, serialize_network(build_network(audit), format_name))
