"""``ldn-graph audit``."""

from __future__ import annotations

import click

from .options import TABLES, fail_on_option, file_option, format_option, graph_option, selection_options, without_option


@click.command()
@selection_options
@without_option
@fail_on_option("violation")
@format_option(*TABLES)
@file_option
@graph_option
def audit(
    paths: tuple[str, ...],
    form: str | None,
    output: str | None,
    fail_on: str,
    statuses: tuple[str, ...],
    flags: tuple[str, ...],
    condition: str | None,
    as_of: int | None,
    gone: tuple[str, ...],
) -> None:
    """The status and flags of every claim, with the reason for each.

    Exit code 1 says that there are findings at or above --fail-on; 0 that there are none.

    \b
    Example:  ldn-graph audit --condition lupus --flag overclaimed
              ldn-graph audit --format json | jq .summary.status
    """
    from ..audit_tables import FINDING_COLUMNS, audit_document, finding_rows
    from ..store import open_graph
    from ..tables import json_text
    from .output import choose_format, exit_by, finding_blocks, format_rows, remark_counts, summary_text, write
    from .selection import audit_selection

    audited = audit_selection(open_graph(*paths), statuses, flags, condition, as_of, gone)
    form = choose_format(form, output, TABLES)
    remark_counts(audited)
    if form == "table":
        write(output, summary_text(audited) + "".join(finding_blocks(audited)))
    elif form == "json":
        write(output, json_text(audit_document(audited)))
    else:
        width = len(FINDING_COLUMNS) - (form == "markdown")  # triples are for machines
        rows = [row[:width] for row in finding_rows(audited)]
        write(output, format_rows(form, FINDING_COLUMNS[:width], rows))
    exit_by(audited, fail_on)
