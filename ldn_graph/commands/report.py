"""``ldn-graph report``."""

from __future__ import annotations

import click

from .common.article import article_options, read_shown_article, tell_article
from .common.options import fail_on_option, graph_option, not_empty


@click.command()
@click.option(
    "-o", "--output", callback=not_empty, default="report", show_default=True, metavar="DIR", help="The folder."
)
@article_options
@fail_on_option("never")
@graph_option
def report(paths: tuple[str, ...], output: str, fail_on: str, article: str | None, no_article: bool) -> None:
    """Validate, audit, draw and export: the main job.

    Writes index.html (the page), audit.json, audit.csv, claims.csv and graph.graphml into a
    folder, and prints the summary. A graph that does not conform is not reported. With the article's text the page
    shows it, each claim underlined in its status.

    \b
    Example:  ldn-graph report -o report && xdg-open report/index.html
    """
    from pathlib import Path

    from ..audit.text import summary_text
    from ..page.report import write_report
    from ..rdf.opening import open_graph
    from .common.output import exit_by, write
    from .common.reading import tell_clashes
    from .common.settings import graph_paths

    shown = read_shown_article(paths, article, no_article)
    graph = open_graph(*graph_paths(paths))
    tell_clashes(graph)
    audited, written = write_report(graph, Path(output), progress, shown.text if shown else None)
    tell_article(shown, audited)
    write(None, f"{summary_text(audited.summary)}\nwritten: {', '.join(str(path) for path in written)}\n")
    exit_by(audited.summary, fail_on)


def progress(stage: str) -> None:
    """Tell on standard error what is being done."""
    click.echo(f"{stage} ...", err=True)
