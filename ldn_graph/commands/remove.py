"""``ldn-graph remove``."""

from __future__ import annotations

import click

from .common.editing import editing_options
from .common.options import not_empty


@click.command()
@click.argument("names", nargs=-1, required=True, callback=not_empty, metavar="NAME...")
@editing_options
def remove(names: tuple[str, ...], paths: tuple[str, ...], dry_run: bool) -> None:
    """Take claims, sources, entities or evidence lines out of your Turtle files.

    What is a part of them and of nothing else goes too, such as the passage, the numbers and the evidence lines of a
    claim, and is told. Where others refer to one of them, these places are told and nothing is removed; give those that
    are to go in one call. Comments stay.

    \b
    Example:  ldn-graph remove C17 --graph claims.ttl --dry-run
              ldn-graph remove evidence:C17-smith-2011 smith-2011 --graph claims.ttl
    """
    from ..output.characters import printable
    from ..rdf.node_editing import plan_removal
    from ..rdf.turtle_files import read_turtle_files
    from .common.editing import carry_out, find_in_files, namer, refuse_used_in_table

    files = read_turtle_files(paths)
    nodes = [find_in_files(files, name) for name in names]
    refuse_used_in_table(files, *nodes)
    removal = plan_removal(files.triples, files.graph, nodes)
    if removal.parts:
        click.echo(printable(f"with it: {', '.join(map(namer(files), removal.parts))}"), err=True)
    carry_out(files, removal.edits, dry_run=dry_run)
