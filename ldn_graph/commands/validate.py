"""``ldn-graph validate``."""

from __future__ import annotations

import click

from .common.options import file_option, format_option, graph_option, not_empty


@click.command()
@click.option(
    "--article",
    callback=not_empty,
    metavar="FILE",
    help="The article's raw text: check every passage against it. Default: that of the graph's folder, as its "
    "ldn-graph.toml names it.",
)
@format_option("table", "json")
@file_option
@graph_option
def validate(paths: tuple[str, ...], article: str | None, format_name: str | None, output: str | None) -> None:
    """Check a graph against the model: SHACL, identifiers, passages.

    With --article, every passage is looked up in the article's raw text: exact, moved (found
    elsewhere by its digest) or lost. Exit code 1 says that the graph does not conform, or that
    a passage moved or was lost. A graph without claims is refused, as by every command.
    """
    from ..output.tables import json_text
    from ..validation.passages import check_passages, read_article
    from ..validation.rendering import validation_document, validation_text
    from ..validation.report import validate_graph
    from .common.output import choose_format, write
    from .common.reading import open_named_graph, require_claims
    from .common.settings import article_of_folder
    from .common.table_columns import with_columns

    format_name = choose_format(format_name, output, ("table", "json"))
    graph = open_named_graph(paths)
    article = article or article_of_folder(paths)
    text = read_article(article) if article else None
    # without the text: check_passages reports what lies beyond its end
    report = with_columns(graph, validate_graph(graph))
    claims = require_claims(graph) if report.conforms else ()
    passages = None
    if text is not None and report.conforms:
        passages = check_passages(claims, text, name=str(article))
    if format_name == "json":
        write(output, json_text(validation_document(graph, report, passages)))
    else:
        write(output, "".join(validation_text(graph, report, passages, article_given=text is not None)))
    if not report.conforms or any(p.outcome != "exact" for p in passages or ()):
        raise SystemExit(1)
