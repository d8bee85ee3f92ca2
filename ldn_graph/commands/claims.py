"""``ldn-graph claims``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from .common.again import again_if_changed
from .common.options import TABLES, file_option, format_option, graph_option
from .common.selection import Selection, selection_options

if TYPE_CHECKING:
    from ..audit.results import ClaimAudit

COLUMNS = ("id", "status", "certainty", "overclaimed", "level for", "level against", "claim")
"""For reading; CSV has :data:`~ldn_graph.audit.tables.CLAIM_COLUMNS`."""


@click.command()
@selection_options(without=True)
@format_option(*TABLES)
@file_option
@graph_option
@again_if_changed
def claims(paths: tuple[str, ...], format_name: str | None, output: str | None, selection: Selection) -> None:
    """List the claims with their status and certainty.

    \b
    Example:  ldn-graph claims --status unsupported
    """
    from itertools import chain

    from ..audit.tables import CLAIM_COLUMNS
    from ..output.tables import csv_lines, json_array, markdown_lines, text_lines
    from .common.output import choose_format, remark_counts, terminal_width, write_texts
    from .common.reading import open_named_graph
    from .common.spooled_texts import SpooledTexts
    from .common.streaming import audit_parts, open_corpus, resolve_in_corpus, total

    format_name = choose_format(format_name, output, TABLES)
    corpus = open_corpus(open_named_graph(paths))
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
        remark_counts(total(summaries))
        return
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
    remark_counts(total(summaries))


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
