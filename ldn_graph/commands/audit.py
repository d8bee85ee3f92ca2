"""``ldn-graph audit``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from ..model.vocab import FLAGS
from .options import TABLES, fail_on_option, file_option, format_option, graph_option, selection_options, without_option

if TYPE_CHECKING:
    from ..audit.results import ClaimAudit, Finding, Summary
    from .streaming import Pages

Texts = Mapping[str, str]
"""Parts of the answer under headings: the names of the rules, and ``claims``."""


@click.command()
@selection_options
@without_option
@fail_on_option("violation")
@format_option(*TABLES)
@file_option
@graph_option
def audit(
    paths: tuple[str, ...],
    format_name: str | None,
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
    from ..rdf.opening import open_graph
    from .output import FindingBlocks, choose_format, exit_by, remark_counts, summary_text, write_texts
    from .streaming import Pages, audit_parts, open_corpus, read_asked, total

    format_name = choose_format(format_name, output, TABLES)
    corpus = open_corpus(open_graph(*paths))
    asked = read_asked(corpus, statuses, flags, condition, as_of, gone)
    summaries = []
    if format_name == "table":
        blocks = FindingBlocks()
        for part, findings in audit_parts(corpus, asked, _findings):
            summaries.append(part)
            for finding in findings:
                blocks.add(*finding)
        summary = total(summaries)
        remark_counts(summary)
        write_texts(output, (summary_text(summary), *blocks.lines()))
    else:
        with Pages() as pages:
            for part, texts in audit_parts(corpus, asked, _RENDER[format_name]):
                summaries.append(part)
                for heading, found in texts.items():
                    pages.add(heading, (found,))
            summary = total(summaries)
            remark_counts(summary)
            write_texts(output, _document(summary, pages) if format_name == "json" else _rows(format_name, pages))
    exit_by(summary, fail_on)


def _findings(claims: Sequence[ClaimAudit]) -> list[tuple[str, str, str, str]]:
    """What is shown of each finding for reading."""
    return [(f.rule, f.message, f.remedy, f.claim) for c in claims for f in c.findings]


def _by_rule(claims: Sequence[ClaimAudit], text: Callable[[Finding], str]) -> Texts:
    found: dict[str, list[str]] = {}
    for audited in claims:
        for finding in audited.findings:
            found.setdefault(finding.rule, []).append(text(finding))
    return {rule: "".join(texts) for rule, texts in found.items()}  # one text goes faster from process to process


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


def _rows(format_name: str, pages: Pages) -> Iterator[str]:
    from ..audit.tables import FINDING_COLUMNS
    from ..output.tables import csv_lines, markdown_lines

    yield from csv_lines(FINDING_COLUMNS, ()) if format_name == "csv" else markdown_lines(FINDING_COLUMNS[:-1], ())
    yield from pages.read(FLAGS)


def _document(summary: Summary, pages: Pages) -> Iterator[str]:
    """The document of :func:`~ldn_graph.audit.documents.audit_document`."""
    from ..audit.documents import summary_entry
    from ..output.tables import json_array, json_item

    yield '{\n  "summary": ' + json_item(summary_entry(summary), 0).lstrip(",\n ") + ',\n  "claims": '
    yield from json_array(pages.read(("claims",)), 1)
    yield ',\n  "findings": '
    yield from json_array(pages.read(FLAGS), 1)
    yield "\n}\n"
