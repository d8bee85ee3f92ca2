"""``ldn-graph claims``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, cast

import click

from .common.again import again_if_changed
from .common.column_way import choose_way, columns_option
from .common.options import TABLES, file_option, format_option, graph_option
from .common.selection import Selection, selection_options

if TYPE_CHECKING:
    from ..audit.results import ClaimAudit, Summary
    from ..model.graph import Graph
    from ..scale.column_audit import ColumnAudit

COLUMNS = ("id", "status", "certainty", "overclaimed", "level for", "level against", "claim")
"""For reading; CSV has :data:`~ldn_graph.audit.tables.CLAIM_COLUMNS`."""


@click.command()
@selection_options(without=True)
@format_option(*TABLES)
@file_option
@columns_option
@graph_option
@again_if_changed
def claims(
    paths: tuple[str, ...], format_name: str | None, output: str | None, selection: Selection, columns: str | None
) -> None:
    """List the claims with their status and certainty.

    \b
    Example:  ldn-graph claims --status unsupported
    """
    from .common.output import choose_format, remark_counts

    format_name = choose_format(format_name, output, TABLES)
    with choose_way(paths, columns, selection) as way:
        if way.columns:
            summary = _write_from_columns(way.columns, format_name, output)
        else:
            summary = _write_from_graph(cast("Graph", way.graph), selection, format_name, output)
    remark_counts(summary)


def _write_from_columns(audit: ColumnAudit, format_name: str, output: str | None) -> Summary:
    from ..audit.tables import CLAIM_COLUMNS
    from ..output.tables import csv_line, markdown_lines, text_lines
    from .common.output import entry_lines, terminal_width, write_bytes, write_texts

    if format_name == "csv":
        write_bytes(output, chain([csv_line(CLAIM_COLUMNS).encode()], audit.claim_lines()))
    elif format_name == "markdown":
        write_texts(output, markdown_lines(COLUMNS, audit.shown_claims()))
    elif format_name == "json":
        write_texts(output, entry_lines(audit.claim_entries()))
    else:
        write_texts(output, text_lines(COLUMNS, audit.shown_claims(), terminal_width()))
    return audit.summary_without_flags


def _write_from_graph(graph: Graph, selection: Selection, format_name: str, output: str | None) -> Summary:
    from ..audit.tables import CLAIM_COLUMNS
    from ..output.tables import csv_lines, json_array, markdown_lines, text_lines
    from .common.output import terminal_width, write_texts
    from .common.spooled_texts import SpooledTexts
    from .common.streaming import audit_parts, open_corpus, resolve_in_corpus, total

    corpus = open_corpus(graph)
    resolved = resolve_in_corpus(selection, corpus)
    summaries = []
    if format_name == "table":

        def rows() -> Iterator[tuple[str, ...]]:
            for part, some in audit_parts(corpus, resolved, _rows):
                summaries.append(part)
                yield from some

        with SpooledTexts() as spooled:
            spooled.add("claims", text_lines(COLUMNS, rows(), terminal_width()))
            write_texts(output, spooled.read(("claims",)))
        return total(summaries)
    with SpooledTexts() as spooled:
        for part, text in audit_parts(corpus, resolved, _RENDER[format_name]):
            summaries.append(part)
            spooled.add("claims", (text,))
        rendered = spooled.read(("claims",))
        if format_name == "json":
            write_texts(output, chain(json_array(rendered, 0), "\n"))
        elif format_name == "csv":
            write_texts(output, chain(csv_lines(CLAIM_COLUMNS, ()), rendered))
        else:
            write_texts(output, chain(markdown_lines(COLUMNS, ()), rendered))
    return total(summaries)


def _rows(claims: Sequence[ClaimAudit]) -> list[tuple[str, ...]]:
    return [
        (
            c.claim.id,
            c.status,
            c.certainty.words if c.certainty else "",
            "yes" if c.overclaimed else "",
            c.level_for,
            c.level_against,
            c.claim.label,
        )
        for c in claims
    ]


def _render_csv(claims: Sequence[ClaimAudit]) -> str:
    from ..audit.tables import claim_row
    from ..output.tables import csv_line

    return "".join(csv_line(claim_row(audited)) for audited in claims)


def _render_markdown(claims: Sequence[ClaimAudit]) -> str:
    from ..output.tables import markdown_line

    return "".join(map(markdown_line, _rows(claims)))


def _render_json(claims: Sequence[ClaimAudit]) -> str:
    from ..audit.documents import claim_entry
    from ..output.tables import json_item

    return "".join(json_item(claim_entry(audited), 0) for audited in claims)


_RENDER = {"csv": _render_csv, "markdown": _render_markdown, "json": _render_json}
