"""``ldn-graph import table --into``: a Turtle file is brought to what a table says."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ...importers.values import Imported
    from ...model.graph import Graph
    from ...rdf.turtle_files import TurtleFiles


def update_from_table(
    path: str,
    read: Callable[[Collection[str]], Imported],
    columns: Collection[str],
    namespace: str,
    articles: Mapping[str, str],
    *,
    dry_run: bool,
) -> None:
    """Change the file, or show how it would be, and tell on standard error what comes, goes and is kept.

    ``read`` gives what the table says, which may name claims of these ids that only the file has.

    Raises :class:`~ldn_graph.errors.EditError` where the file, as it would be, could not be read or would not say what
    the table says, and where the current folder reads it beside a table: nothing is written then.
    """
    from ...errors import EditError, GraphError
    from ...importers.table_update import Update, plan_update
    from ...model.vocab import LDN, RDF, local_id, shorten
    from ...output.characters import printable
    from ...output.counts import count_words
    from ...rdf.turtle_files import read_turtle_files
    from .editing import write_edited
    from .telling import tell

    def plan(files: TurtleFiles) -> Update:
        def as_table(claims: Collection[str] | None) -> Imported | None:
            return _as_table(files.graph, claims, namespace, articles)

        return plan_update(files, imported, as_table, columns, namespace)

    _refuse_beside_table(path)
    files = read_turtle_files([path])
    imported = read({local_id(t.subject) for t in files.triples if (t.predicate, t.value) == (RDF.type, LDN.Claim)})
    update = plan(files)
    edited = list(files.edited(update.edits))
    try:
        left = plan(files.with_bytes(edited)) if edited else None
    except GraphError as error:
        raise EditError(f"{path}: nothing was written, since it could not be read any more: {error}") from None
    if left and (wrong := [*left.added, *left.changed, *left.gone]):
        named = ", ".join(shorten(node, files.graph.prefixes.iris) for node in wrong)
        remedy = "nothing was written; change these in the file itself, and bring the rest in"
        raise EditError(f"{path}: what the table says of {named} cannot be brought into it; {remedy}")
    tell(imported.remarks)
    remedy = "not in the table, and kept; take it out with ldn-graph remove, or write it into the table"
    for nodes, told in (
        (update.added, "added"),
        (update.changed, "changed"),
        (update.gone, "no longer in the table, and removed"),
        (update.kept, remedy),
    ):
        if nodes:
            named = ", ".join(shorten(node, files.graph.prefixes.iris) for node in nodes)
            click.echo(printable(f"{count_words(len(nodes), 'node')} {told}: {named}"), err=True)
    for line in update.told:
        click.echo(printable(line), err=True)
    write_edited(edited, dry_run=dry_run)


def _refuse_beside_table(path: str) -> None:
    """Refuse a file that the current folder reads beside a table, of which all would be there twice."""
    from ...errors import EditError
    from ...project.settings import FILE
    from ...rdf.documents import is_table
    from .settings import files_read, is_read

    if not is_read(path, ()):
        return
    if table := next(filter(is_table, files_read(())), None):
        remedy = f"nothing was written; change {table}, or first take it out of {FILE}"
        raise EditError(f"{path}: this folder reads it beside {table}, and would have all twice; {remedy}")


def _as_table(
    graph: Graph, claims: Collection[str] | None, namespace: str, articles: Mapping[str, str]
) -> Imported | None:
    """What a graph says as a table of these claims, or of all; None where it has none of them."""
    from ...errors import EditError, ImportFormatError
    from ...exporters.table import claims_table
    from ...importers.table import import_cells
    from ...rdf.claim_reader import read_claims

    chosen = [claim for claim in read_claims(graph) if claims is None or claim.iri in claims]
    if not chosen:
        return None
    table = claims_table(graph, chosen, articles)
    try:
        return import_cells(graph.name, [table.columns, *table.rows], namespace, articles)
    except ImportFormatError as error:
        raise EditError(f"what the file says cannot stand in a table; mend the file: {error}") from None
