"""``ldn-graph draw``."""

from __future__ import annotations

import sys

import click

from ..errors import OutputError
from .options import graph_option, not_empty, selection_options


@click.command()
@click.option("-o", "--output", callback=not_empty, metavar="FILE", help="The page. Default: standard output.")
@selection_options
@graph_option
def draw(
    paths: tuple[str, ...],
    output: str | None,
    statuses: tuple[str, ...],
    flags: tuple[str, ...],
    condition: str | None,
    as_of: int | None,
) -> None:
    """Draw the claims and their evidence as one interactive HTML page.

    \b
    Example:  ldn-graph draw --condition lupus -o lupus.html
    """
    from ..claims import read_modified
    from ..draw import render_page
    from ..store import open_graph
    from .output import write
    from .selection import audit_selection

    if output in (None, "-") and sys.stdout is not None and sys.stdout.isatty():
        raise OutputError("the page is long; give a file with -o page.html, or send it on with a pipe")
    if output not in (None, "-") and not str(output).lower().endswith((".html", ".htm")):
        raise OutputError(f"{output}: a page is written as HTML; give a file that ends in .html")
    graph = open_graph(*paths)
    audited = audit_selection(graph, statuses, flags, condition, as_of)
    write(output, render_page(audited, modified=read_modified(graph)))
