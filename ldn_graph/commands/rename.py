"""``ldn-graph rename``."""

from __future__ import annotations

import click

from .common.editing import editing_options
from .common.options import not_empty


@click.command()
@click.argument("old", callback=not_empty, metavar="OLD")
@click.argument("new", callback=not_empty, metavar="NEW")
@editing_options
def rename(old: str, new: str, paths: tuple[str, ...], dry_run: bool) -> None:
    """Give a claim, source, entity or evidence line another id, wherever it stands in your Turtle files.

    OLD is an id, label, identifier, CURIE or IRI; NEW is an id in the same namespace, a CURIE or an IRI. What is a part
    of it and named after it is renamed too: claim:C17-passage and evidence:C17-smith-2011 with C17. All else stays,
    byte for byte.

    \b
    Example:  ldn-graph rename C17 C17a --graph claims.ttl --dry-run
              ldn-graph rename smith-2011 smith-2011-crohn --graph claims.ttl
    """
    from ..output.characters import printable
    from ..rdf.node_editing import plan_renaming
    from ..rdf.turtle_files import read_turtle_files
    from .common.editing import carry_out, find_in_files, namer, new_name, refuse_used_in_table

    files = read_turtle_files(paths)
    iri, name = find_in_files(files, old), namer(files)
    refuse_used_in_table(files, iri)
    edits = plan_renaming(files.triples, files.graph, iri, new_name(files, new, iri))
    for before, after in edits.names.items():
        click.echo(printable(f"{name(before)} becomes {name(after)}"), err=True)
    carry_out(files, edits, dry_run=dry_run)
