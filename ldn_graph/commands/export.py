"""``ldn-graph export``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..errors import OutputError
from ..network.formats import NETWORK_FORMATS, network_format_by_ending
from .common.articles import articles_option, read_articles
from .common.engine import engine_option
from .common.options import file_option, graph_option
from .common.selection import Selection, selection_options

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..audit.results import Audit
    from ..model.graph import Graph

_WHAT = ("network", "table", "columns")
_TABLE_FORMATS = ("csv", "xlsx")


@click.command()
@click.argument("what", type=click.Choice(_WHAT), default="network")
@selection_options()
@click.option(
    "--format",
    "format_name",
    type=click.Choice((*NETWORK_FORMATS, *_TABLE_FORMATS)),
    help="Default: by the ending of -o; of a table, CSV.",
)
@articles_option
@file_option
@engine_option(
    "Let Spark write columns: local[2], spark://HOST:PORT, yarn or k8s://URL. --graph is N-Triples and -o a folder, "
    "both as Spark reads paths. See docs/large-graphs.md."
)
@graph_option
def export(
    paths: tuple[str, ...],
    what: str,
    articles: tuple[str, ...],
    format_name: str | None,
    output: str | None,
    engine: str | None,
    selection: Selection,
) -> None:
    """Write the network of claims and sources for Gephi, Cytoscape and others, the table, or columns.

    The table is that of `ldn-graph import table`, to go on with in a spreadsheet. What it cannot hold is counted.
    Columns are Parquet files for DuckDB, polars, pandas, R and Spark, in the folder of -o, one a table.

    \b
    Example:  ldn-graph export -o claims.gexf
              ldn-graph export --condition lupus --format cyjs > lupus.cyjs
              ldn-graph export table -o claims.xlsx
              ldn-graph export columns -o claims-columns
    """
    from .common.output import remark_counts
    from .common.reading import open_named_graph
    from .common.selected_audit import audit_selection

    a_what = "columns" if what == "columns" else f"a {what}"
    if format_name and (what == "columns" or (format_name in _TABLE_FORMATS) != (what == "table")):
        raise OutputError(f"--format {format_name} is none of {a_what}; take another, or another WHAT")
    if articles and what != "table":
        raise click.UsageError("--article goes with export table; leave it out, or write the table")
    if what == "columns":
        _write_columns(paths, output, engine, selection)
        return
    if engine is not None:
        raise click.UsageError("--engine goes with export columns; leave it out, or write these")
    graph = open_named_graph(paths)
    audit = audit_selection(graph, selection)
    if what == "table":
        some = bool(selection.statuses or selection.flags or selection.condition)
        _write_table(graph, audit, some, read_articles(articles, paths), format_name, output)
    else:
        _write_network(audit, format_name, output)
    remark_counts(audit.summary)


def _write_network(audit: Audit, format_name: str | None, output: str | None) -> None:
    from ..network.formats import serialize_network
    from ..network.graph import build_network
    from .common.output import write

    format_name = format_name or network_format_by_ending(output or "")
    if format_name is None:
        endings = ", ".join(NETWORK_FORMATS.values())
        raise OutputError(f"say in which format: -o FILE that ends in {endings}, or --format")
    write(output, serialize_network(build_network(audit), format_name))


def _write_table(
    graph: Graph, audit: Audit, some: bool, articles: Mapping[str, str], format_name: str | None, output: str | None
) -> None:
    from ..exporters.table import claims_table
    from ..importers.table_file import format_of, table_bytes
    from ..output.counts import count_words
    from .common.output import write
    from .common.telling import tell

    format_name = format_of(output, format_name)
    table = claims_table(graph, [audited.claim for audited in audit.claims], articles, whole=not some)
    write(output, table_bytes(table.columns, table.rows, format_name))
    tell(table.remarks)
    click.echo(f"{count_words(len(table.rows), 'row')}, {count_words(len(table.columns), 'column')}", err=True)


def _write_columns(paths: tuple[str, ...], output: str | None, engine: str | None, selection: Selection) -> None:
    from ..output.counts import count_words
    from ..scale.columns.writing import export_columns
    from .common.reading import open_named_graph

    if output is None:
        raise click.UsageError("columns are a folder; say which with -o")
    if any(selection):
        raise click.UsageError("columns have all claims; leave the options that select some out")
    if engine is not None:
        from .common.engine import columns_on_engine

        made = columns_on_engine(engine, paths, output)
    else:
        made = export_columns(open_named_graph(paths), output)
    filled = sum(bool(number) for number in made.rows.values())
    click.echo(f"{count_words(made.rows['claims'], 'claim')}, {count_words(filled, 'table')} with rows", err=True)
