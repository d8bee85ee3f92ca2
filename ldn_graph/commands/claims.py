"""``ldn-graph claims``."""

from __future__ import annotations

import click

from .options import TABLES, file_option, format_option, graph_option, selection_options, without_option


@click.command()
@selection_options
@without_option
@format_option(*TABLES)
@file_option
@graph_option
def claims(
    paths: tuple[str, ...],
    form: str | None,
    output: str | None,
    statuses: tuple[str, ...],
    flags: tuple[str, ...],
    condition: str | None,
    as_of: int | None,
    gone: tuple[str, ...],
) -> None:
    """List the claims with their status.

    \b
    Example:  ldn-graph claims --status unsupported
    """
    from ..audit_tables import CLAIM_COLUMNS, audit_document, claim_rows
    from ..store import open_graph
    from ..tables import csv_table, json_text
    from .output import choose_format, format_rows, remark_counts, write
    from .selection import audit_selection

    audited = audit_selection(open_graph(*paths), statuses, flags, condition, as_of, gone)
    form = choose_format(form, output, TABLES)
    remark_counts(audited)
    if form == "json":
        write(output, json_text(audit_document(audited)["claims"]))
    elif form == "csv":
        write(output, csv_table(CLAIM_COLUMNS, claim_rows(audited)))
    else:
        names = ("id", "status", "level for", "level against", "claim")
        rows = [(c.claim.id, c.status, c.level_for, c.level_against, c.claim.label) for c in audited.claims]
        write(output, format_rows(form, names, rows))
