"""``ldn-graph agreement``."""

from __future__ import annotations

import click

from .common.options import TABLES, file_option, format_option, graph_option


@click.command()
@format_option(*TABLES)
@file_option
@graph_option
def agreement(paths: tuple[str, ...], format_name: str | None, output: str | None) -> None:
    """How far readers agree who judged the same evidence lines.

    For each two readers: Cohen's kappa in five groups (for, narrower, against, open, background), with
    quadratic weights on their order, and for direct or indirect, each with its 95 % interval and the table of
    agreement; then the lines in which they differ. Who is second to several readers is compared with all of
    them too, each line once, with the reader whose judgement was adopted. CSV has every line that two readers
    judged, and no kappa.
    """
    from ..audit.agreement import measure_agreement, readers_of
    from ..audit.agreement_texts import (
        CSV_COLUMNS,
        NONE,
        agreement_document,
        agreement_markdown,
        agreement_rows,
        agreement_text,
    )
    from ..audit.kappa import require_statsmodels
    from ..output.counts import count_words
    from ..output.tables import csv_table, json_text
    from ..rdf.labels import read_labels
    from .common.output import choose_format, terminal_width, write
    from .common.reading import open_named_graph, require_claims

    format_name = choose_format(format_name, output, TABLES)
    require_statsmodels()
    graph = open_named_graph(paths)
    claims = require_claims(graph)
    measured = measure_agreement(claims, read_labels(graph, readers_of(claims)))
    if format_name == "json":
        write(output, json_text(agreement_document(measured)))
    elif format_name == "csv":
        write(output, csv_table(CSV_COLUMNS, agreement_rows(measured)))
    elif format_name == "markdown":
        write(output, agreement_markdown(measured))
    else:
        write(output, agreement_text(measured, terminal_width() if output in (None, "-") else None))
    pairs = sum(not a.pooled for a in measured)
    click.echo(f"{count_words(pairs, 'pair')} of readers" if measured else NONE, err=True)
