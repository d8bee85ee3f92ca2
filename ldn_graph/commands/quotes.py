"""``ldn-graph quotes``."""

from __future__ import annotations

import click

from .common.options import file_option, format_option, graph_option, not_empty

_FORMATS = ("table", "csv", "json")


@click.command()
@click.option(
    "--texts",
    required=True,
    callback=not_empty,
    metavar="FOLDER",
    help="The texts of the sources, each file named by an identifier: PMID_18728058.md, PMC3381945.xml.",
)
@format_option(*_FORMATS)
@file_option
@graph_option
def quotes(paths: tuple[str, ...], texts: str, format_name: str | None, output: str | None) -> None:
    """Check what is quoted against the texts of the sources.

    Every quotation of an evidence line is looked for in its source's text: plain text, Markdown, HTML, the XML of
    journals, PDF. What was relaxed is named, what differs is shown, and so are numbers of the claim and the
    line that no quotation has. The texts stay where they are.

    Exit code 1 says that a quotation is not what its source says: changed, joined, out of order, absent,
    in another source or empty; or that no quotation could be compared with a text.

    \b
    Example:  ldn-graph quotes --texts papers/ --graph my.ttl
    """
    from ..output.characters import printable
    from ..output.tables import csv_table, fitted_lines, json_text
    from ..sources.quotes.of_graph import check_quotations, sources_of
    from ..sources.quotes.report import (
        COLUMNS,
        CSV_COLUMNS,
        all_right,
        quotation_records,
        quotation_rows,
        quotations_document,
        summary_words,
    )
    from ..sources.texts.folder import find_texts
    from .common.output import choose_format, terminal_width, write, write_texts
    from .common.reading import open_named_graph, require_claims
    from .common.telling import tell

    format_name = choose_format(format_name, output, _FORMATS)
    claims = require_claims(open_named_graph(paths))
    folder = find_texts(texts, sources_of(claims))
    report = check_quotations(claims, folder, lambda done: click.echo(printable(done), err=True))
    if format_name == "json":
        write(output, json_text(quotations_document(report.checks)))
    elif format_name == "csv":
        write(output, csv_table(CSV_COLUMNS, quotation_records(report.checks)))
    elif report.checks:
        write_texts(output, fitted_lines(COLUMNS, quotation_rows(report.checks), terminal_width() or 100))
    tell(report.remarks)
    click.echo(summary_words(report.checks), err=True)
    if not report.checks:
        click.echo("no evidence line quotes its source; docs/sources.md says how a quotation is written", err=True)
    if not all_right(report.checks):
        raise SystemExit(1)
