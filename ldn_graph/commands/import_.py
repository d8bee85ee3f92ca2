"""``ldn-graph import``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import click

from .common.articles import articles_option, read_articles
from .common.import_output import output_options, write_import
from .common.options import not_empty

if TYPE_CHECKING:
    from ..importers.values import Imported


@click.group(name="import")
def import_() -> None:
    """Bring in other people's claims: DrugMechDB, KGX, or a table.

    The result is a graph like any other: give it to the other commands with --graph.

    \b
    Example:  ldn-graph import drugmechdb indication_paths.yaml -o drugmechdb.ttl
              ldn-graph audit --graph drugmechdb.ttl --fail-on never
    """


@import_.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@output_options
def drugmechdb(files: tuple[str, ...], output: str | None, format_name: str | None, namespace: str) -> None:
    """DrugMechDB's paths, from its indication_paths.yaml, or one path a file.

    A folder stands for all .yaml and .yml files in it, '-' for standard input; files may be compressed. Each link
    becomes a claim, derived from its path; the references of a path are tied to none of its claims.

    \b
    Example:  ldn-graph import drugmechdb indication_paths.yaml.gz -o drugmechdb.ttl
    """
    from ..importers.drugmechdb import import_drugmechdb
    from ..importers.inputs import list_files, read_whole

    def documents() -> Iterator[tuple[str, str]]:
        for path in list_files(files, (".yaml", ".yml")):
            click.echo(f"reading {path}", err=True)
            yield path, read_whole(path)

    write_import(lambda: import_drugmechdb(documents(), namespace), format_name, output, namespace)


@import_.command()
@click.argument("nodes", metavar="NODES")
@click.argument("edges", metavar="EDGES")
@output_options
def kgx(nodes: str, edges: str, output: str | None, format_name: str | None, namespace: str) -> None:
    """A knowledge graph in KGX's format: a table with tabs, or JSON Lines, each for nodes and edges.

    Each edge becomes a claim of its knowledge source, which cites its publications. Files may be compressed.

    \b
    Example:  ldn-graph import kgx nodes.tsv edges.tsv -o graph.ttl
    """
    from ..importers.inputs import open_lines
    from ..importers.kgx import import_kgx
    from ..importers.kgx_files import File

    def read() -> Imported:
        click.echo(f"reading {nodes} and {edges}", err=True)
        with open_lines(nodes) as first, open_lines(edges) as second:
            return import_kgx(
                File(nodes, first), File(edges, second), namespace, lambda text: click.echo(text, err=True)
            )

    write_import(read, format_name, output, namespace)


@import_.command()
@click.argument("file", required=False, metavar="FILE")
@click.option("--template", is_flag=True, help="Write the table to fill in, with one row as an example: CSV or xlsx.")
@articles_option
@click.option(
    "--into",
    callback=not_empty,
    metavar="FILE.ttl",
    help="Bring this Turtle file to what the table says; what only the file holds stays, with its comments and order.",
)
@click.option("--dry-run", is_flag=True, help="With --into: show what would be changed, as a diff, and change nothing.")
@output_options
def table(
    file: str | None,
    template: bool,
    into: str | None,
    dry_run: bool,
    articles: tuple[str, ...],
    output: str | None,
    format_name: str | None,
    namespace: str,
) -> None:
    """A table of claims and sources that was filled in with a spreadsheet: CSV in UTF-8, xlsx or ods.

    All mistakes are told at once, each with its row, its column and what to do; then nothing is written.

    \b
    Example:  ldn-graph import table --template -o claims.xlsx
              ldn-graph import table claims.xlsx --article article.txt -o claims.ttl
              ldn-graph import table claims.xlsx --into claims.ttl --dry-run
    """
    from ..importers.spreadsheets import read_cells
    from ..importers.table import import_cells
    from ..importers.table_file import format_of, table_template
    from ..importers.table_layout import columns_in
    from .common.output import write
    from .common.table_update import update_from_table

    if template:
        if file or into or dry_run or articles or format_name:
            raise click.UsageError("--template writes the table to fill in; leave all but -o FILE out")
        write(output, table_template(format_of(output, None)))
        return
    if file is None:
        raise click.UsageError("give the table's file, or --template")
    texts = read_articles(articles)
    if into is not None:
        if output or format_name:
            raise click.UsageError("--into writes the file that it names; leave -o and --format out")
        cells = read_cells(file)
        read_beside = partial(import_cells, file, cells.rows, namespace, texts, workbook=cells.workbook)
        columns = columns_in(file, cells.rows)
        update_from_table(into, lambda ids: read_beside(others=ids), columns, namespace, texts, dry_run=dry_run)
        return
    if dry_run:
        raise click.UsageError("--dry-run goes with --into FILE.ttl")

    def read() -> Imported:
        cells = read_cells(file)
        return import_cells(file, cells.rows, namespace, texts, workbook=cells.workbook)

    write_import(read, format_name, output, namespace)
