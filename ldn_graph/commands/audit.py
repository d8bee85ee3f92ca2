"""``ldn-graph audit``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, cast

import click

from ..model.vocab import FLAGS
from .common.again import again_if_changed
from .common.column_way import choose_way, columns_option
from .common.engine import audit_engine_option
from .common.options import TABLES, fail_on_option, file_option, format_option, graph_option
from .common.selection import Selection, selection_options

if TYPE_CHECKING:
    from ..audit.documents import Document
    from ..audit.results import ClaimAudit, Finding, Summary
    from ..model.graph import Graph
    from ..scale.column_audit import ColumnAudit
    from .common.spooled_texts import SpooledTexts

Texts = Mapping[str, str]
"""Parts of the answer by their headings, which are the names of the rules, and ``claims``."""


@click.command()
@selection_options(without=True)
@fail_on_option("violation")
@format_option(*TABLES)
@file_option
@audit_engine_option
@columns_option
@graph_option
@again_if_changed
def audit(
    paths: tuple[str, ...],
    columns: str | None,
    engine: str | None,
    format_name: str | None,
    output: str | None,
    fail_on: str,
    selection: Selection,
) -> None:
    """The status and flags of every claim, with the reason for each.

    Exit code 1 says that there are findings at or above --fail-on; 0 that there are none.

    \b
    Example:  ldn-graph audit --condition lupus --flag overclaimed
              ldn-graph audit --format json | jq .summary.status
    """
    if engine is not None:
        _audit_on_engine(engine, columns, paths, format_name, output, fail_on, selection)
        return
    from .common.output import choose_format, exit_by, remark_counts

    format_name = choose_format(format_name, output, TABLES)
    with choose_way(paths, columns, selection) as way:
        if way.columns:
            summary = _write_from_columns(way.columns, format_name, output)
        else:
            summary = _write_from_graph(cast("Graph", way.graph), selection, format_name, output)
    remark_counts(summary)
    exit_by(summary, fail_on)


def _write_from_columns(audit: ColumnAudit, format_name: str, output: str | None) -> Summary:
    from ..audit.tables import FINDING_COLUMNS
    from ..output.tables import csv_line, markdown_line, markdown_lines
    from .common.output import write_bytes, write_texts

    if format_name == "csv":
        write_bytes(output, chain([csv_line(FINDING_COLUMNS).encode()], audit.finding_lines()))
    elif format_name == "markdown":
        rows = (markdown_line(row[:-1]) for row in audit.finding_rows())
        write_texts(output, chain(markdown_lines(FINDING_COLUMNS[:-1], ()), rows))
    elif format_name == "json":
        claims, findings = audit.claim_entries(), audit.finding_entries()
        write_texts(output, _document(audit.summary, _items(claims), _items(findings)))
    else:
        write_texts(output, _table_of_columns(audit))
    return audit.summary


def _items(entries: Iterable[Document]) -> Iterator[str]:
    from ..output.tables import json_item

    return (json_item(entry, 1) for entry in entries)


def _table_of_columns(audit: ColumnAudit) -> Iterator[str]:
    from ..audit.text import BLOCKS_SHOWN, CLAIMS_NAMED, FindingBlocks, summary_text
    from .common.output import terminal_width

    yield summary_text(audit.summary)
    blocks = FindingBlocks(terminal_width())
    for flag, claims in audit.summary.flags.items():
        if claims:
            shown, others = audit.blocks(flag, CLAIMS_NAMED, BLOCKS_SHOWN)
            for block in shown:
                blocks.add_block(flag, *block)
            blocks.add_others(flag, others)
    yield from blocks.lines(audit.summary.severities)


def _write_from_graph(graph: Graph, selection: Selection, format_name: str, output: str | None) -> Summary:
    from ..audit.text import FindingBlocks, summary_text
    from .common.output import terminal_width, write_texts
    from .common.streaming import audit_parts, open_corpus, resolve_in_corpus, total

    corpus = open_corpus(graph)
    resolved = resolve_in_corpus(selection, corpus)
    summaries = []
    if format_name == "table":
        blocks = FindingBlocks(terminal_width())
        for part, findings in audit_parts(corpus, resolved, _findings):
            summaries.append(part)
            for finding in findings:
                blocks.add(*finding)
        summary = total(summaries)
        write_texts(output, (summary_text(summary), *blocks.lines(summary.severities)))
        return summary
    from .common.spooled_texts import SpooledTexts  # which costs an audit for reading a thirtieth of its time

    with SpooledTexts() as spooled:
        for part, texts in audit_parts(corpus, resolved, _RENDER[format_name]):
            summaries.append(part)
            for heading, text in texts.items():
                spooled.add(heading, (text,))
        summary = total(summaries)
        if format_name == "json":
            write_texts(output, _document(summary, spooled.read(("claims",)), spooled.read(FLAGS)))
        else:
            write_texts(output, _rows(format_name, spooled))
    return summary


def _audit_on_engine(
    engine: str,
    columns: str | None,
    paths: tuple[str, ...],
    format_name: str | None,
    output: str | None,
    fail_on: str,
    selection: Selection,
) -> None:
    """What is counted is printed; the rest is Parquet that the engine writes."""
    from ..audit.text import summary_text
    from .common.engine import audit_on_engine
    from .common.output import exit_by, remark_counts, write_texts

    if columns is None or paths:
        raise click.UsageError(
            "--engine reads columns; say where they are with --columns PATH, and leave out the graph"
        )
    if format_name is not None:
        raise click.UsageError("an engine writes Parquet, into the folder of -o; leave --format out")
    summary = audit_on_engine(engine, columns, selection, output)
    write_texts(None, (summary_text(summary),))
    remark_counts(summary)
    exit_by(summary, fail_on)


def _findings(claims: Sequence[ClaimAudit]) -> list[tuple[str, str, str, str]]:
    """Rule, message, remedy and claim of each finding."""
    return [(f.rule, f.message, f.remedy, f.claim) for c in claims for f in c.findings]


def _by_rule(claims: Sequence[ClaimAudit], text: Callable[[Finding], str]) -> Texts:
    """The texts of all findings, joined by rule: one text goes faster from process to process than many."""
    texts: dict[str, list[str]] = {}
    for audited in claims:
        for finding in audited.findings:
            texts.setdefault(finding.rule, []).append(text(finding))
    return {rule: "".join(parts) for rule, parts in texts.items()}


def _render_csv(claims: Sequence[ClaimAudit]) -> Texts:
    from ..audit.tables import finding_row
    from ..output.tables import csv_line

    return _by_rule(claims, lambda finding: csv_line(finding_row(finding)))


def _render_markdown(claims: Sequence[ClaimAudit]) -> Texts:
    from ..audit.tables import finding_row
    from ..output.tables import markdown_line

    return _by_rule(claims, lambda finding: markdown_line(finding_row(finding)[:-1]))  # triples are for machines


def _render_json(claims: Sequence[ClaimAudit]) -> Texts:
    from ..audit.documents import claim_entry, finding_entry
    from ..output.tables import json_item

    findings = _by_rule(claims, lambda finding: json_item(finding_entry(finding), 1))
    return {"claims": "".join(json_item(claim_entry(c), 1) for c in claims), **findings}


_RENDER = {"csv": _render_csv, "markdown": _render_markdown, "json": _render_json}


def _rows(format_name: str, spooled: SpooledTexts) -> Iterator[str]:
    from ..audit.tables import FINDING_COLUMNS
    from ..output.tables import csv_lines, markdown_lines

    yield from csv_lines(FINDING_COLUMNS, ()) if format_name == "csv" else markdown_lines(FINDING_COLUMNS[:-1], ())
    yield from spooled.read(FLAGS)


def _document(summary: Summary, claims: Iterable[str], findings: Iterable[str]) -> Iterator[str]:
    """The document of :func:`~ldn_graph.audit.documents.audit_document`, with the items of its arrays."""
    from ..audit.documents import summary_entry
    from ..output.tables import json_array, json_item

    yield '{\n  "summary": ' + json_item(summary_entry(summary), 0).lstrip(",\n ") + ',\n  "claims": '
    yield from json_array(claims, 1)
    yield ',\n  "findings": '
    yield from json_array(findings, 1)
    yield "\n}\n"
