"""``ldn-graph merge``."""

from __future__ import annotations

import click

from .common.editing import editing_options
from .common.options import not_empty


@click.command()
@click.argument("one", callback=not_empty, metavar="ONE")
@click.argument("other", callback=not_empty, metavar="OTHER")
@editing_options
def merge(one: str, other: str, paths: tuple[str, ...], dry_run: bool) -> None:
    """Make one claim, source, entity or evidence line of two in your Turtle files.

    ONE takes what it lacks of OTHER, and stands wherever OTHER stood. The label of an entity becomes one more name of
    ONE. Where the two disagree in what has one value, such as a year, that is told and nothing is written. What is a
    part of OTHER keeps its name.

    \b
    Example:  ldn-graph merge "multiple sclerosis" MS --graph claims.ttl --dry-run
              ldn-graph merge smith-2011 doi:10.5555/smith --graph claims.ttl
    """
    from ..errors import EditError
    from ..output.characters import printable
    from ..rdf.node_editing import plan_merging
    from ..rdf.turtle_files import read_turtle_files
    from ..validation.shapes import properties_of_one_value
    from .common.editing import carry_out, find_in_files, namer, refuse_used_in_table

    files = read_turtle_files(paths)
    name = namer(files)
    kept, gone = find_in_files(files, one), find_in_files(files, other)
    if kept == gone:
        raise EditError(f"{one} and {other} are one node, {name(kept)}; give the id of the other")
    refuse_used_in_table(files, gone)
    edits = plan_merging(files.triples, files.graph, kept, gone, properties_of_one_value())
    click.echo(printable(f"{name(gone)} goes into {name(kept)}"), err=True)
    carry_out(files, edits, dry_run=dry_run)
