"""``ldn-graph import table --into``: a Turtle file is brought to what a table says."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ...importers.values import Imported


def update_from_table(path: str, imported: Imported, columns: Collection[str], namespace: str, dry_run: bool) -> None:
    """Change the file, or show how it would be, and tell on standard error what comes, goes and is kept."""
    from ...importers.table_update import plan_update
    from ...output.characters import printable
    from ...rdf.turtle_files import read_turtle_files
    from .editing import carry_out

    files = read_turtle_files([path])
    prefixes = files.graph.documents[0].prefixes
    update = plan_update(files.triples, imported, columns, prefixes, namespace)
    for remark in imported.remarks:
        click.echo(printable(remark), err=True)
    remedy = "not in the table, and kept; take it out with ldn-graph remove, or write it into the table"
    for nodes, told in (
        (update.added, "added"),
        (update.changed, "changed"),
        (update.gone, "no longer in the table, and removed"),
        (update.kept, remedy),
    ):
        if nodes:
            click.echo(printable(f"{_counted(nodes)} {told}: {_named(nodes)}"), err=True)
    carry_out(files, update.edits, dry_run=dry_run)


def _counted(nodes: Sequence[str]) -> str:
    from ...output.counts import count_words

    return count_words(len(nodes), "node")


def _named(nodes: Sequence[str]) -> str:
    from ...model.vocab import shorten

    return ", ".join(map(shorten, nodes))
