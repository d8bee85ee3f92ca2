"""``ldn-graph export``."""

from __future__ import annotations

import click

from ..errors import OutputError
from ..network.formats import NETWORK_FORMATS, network_format_by_ending
from .common.options import file_option, graph_option
from .common.selection import Selection, selection_options


@click.command()
@selection_options()
@click.option(
    "--format", "format_name", type=click.Choice(tuple(NETWORK_FORMATS)), help="Default: by the ending of -o."
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

    format_name = format_name or network_format_by_ending(output or "")
    if format_name is None:
        endings = ", ".join(NETWORK_FORMATS.values())
        raise OutputError(f"say in which format: -o FILE that ends in {endings}, or --format")
    audit = audit_selection(open_named_graph(paths), selection)
    write(output, serialize_network(build_network(audit), format_name))
    remark_counts(audit.summary)
