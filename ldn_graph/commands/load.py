"""``ldn-graph load``."""

from __future__ import annotations

import sys

import click

from .common.options import not_empty
from .common.telling import tell


@click.command()
@click.argument("files", nargs=-1, required=True, callback=not_empty, metavar="FILES...")
@click.option("--store", "folder", required=True, callback=not_empty, metavar="DIR", help="The database's folder.")
def load(files: tuple[str, ...], folder: str) -> None:
    """Bulk-load RDF files into a database on disk.

    Every command then opens it with --store, in milliseconds where it asks in SPARQL. A database that is there is
    replaced when the new one is complete, and not before. Files may be compressed with gzip; a folder stands for
    the RDF files in it; one whose ldn-graph.toml names tables is refused.

    \b
    Example:  ldn-graph load claims.ttl.gz --store claims-db
              ldn-graph query claim-status --store claims-db
    """
    import time

    from ..output.characters import printable
    from ..output.counts import count_words
    from ..rdf.database import load_files
    from ..scale.columns.writing import ColumnsBeside

    _refuse_tables(files)
    begin = time.monotonic()
    shown: dict[str, int] = {}

    def progress(name: str, read: int, size: int) -> None:
        percent = 100 * read // size if size else 100
        if shown.get(name) == percent:
            return
        if sys.stderr is not None and sys.stderr.isatty():
            click.echo(f"\r{name}: {percent} %" + "\n" * (percent == 100), nl=False, err=True)
        elif name not in shown:
            click.echo(f"reading {name} ...", err=True)
        shown[name] = percent

    remarks: list[str] = []
    prefixes = load_files(files, folder, progress, ColumnsBeside(remarks.append))
    tell(remarks)
    for clash in prefixes.clashes:
        click.echo(f"Warning: {printable(clash)}", err=True)
    click.echo(f"loaded {count_words(len(shown), 'file')} into {folder} in {time.monotonic() - begin:.1f} s", err=True)


def _refuse_tables(files: tuple[str, ...]) -> None:
    """Refuse a folder whose graph is also in tables: of its files only the RDF would be loaded."""
    from ..errors import GraphNotFoundError
    from ..project.documents import settings_at
    from ..rdf.documents import is_table

    for path in files:
        settings = settings_at(path)
        if tables := [name for name in settings.graph if is_table(name)] if settings else []:
            remedy = "write each as Turtle by ldn-graph import table FILE -o FILE.ttl, and load the files by name"
            raise GraphNotFoundError(
                f"{path}: its graph is also in {', '.join(tables)}, and tables are not loaded; {remedy}"
            )
