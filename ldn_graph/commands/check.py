"""``ldn-graph check``."""

from __future__ import annotations

import click

from ..sparql.formats import DRAFT_FORMATS
from .common.options import as_of_option, fail_on_option, file_option, graph_option, not_empty


@click.command()
@click.argument("draft", callback=not_empty)
@click.option("--unmatched", is_flag=True, help="List what names several entities of the graph and matches no claim.")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(tuple(DRAFT_FORMATS)),
    help="Default: by the ending of -o, else text.",
)
@fail_on_option("info")
@as_of_option
@file_option
@graph_option
def check(
    paths: tuple[str, ...],
    draft: str,
    unmatched: bool,
    format_name: str | None,
    fail_on: str,
    as_of: int | None,
    output: str | None,
) -> None:
    """Check a draft: what says a claim, and whether the evidence lets it.

    DRAFT is text, Markdown, HTML or Word (.docx), or '-' for standard input. Each sentence that says what a
    claim of the graph says is told with the claim's status and certainty, with the words by which it was
    matched, and with what is wrong: a wording too strong, a number that is not the one found, a dispute
    that is not mentioned, support that was retracted, a source cited that says otherwise.

    Exit code 1 says that something was found. Sentences that are matched to no claim are not judged.

    \b
    Example:  ldn-graph check draft.md --graph my.ttl
    """
    import sys

    from ..audit.audit import audit_claims
    from ..drafts.checking import check_draft
    from ..drafts.documents import report_document
    from ..drafts.draft import draft_of_bytes, read_draft
    from ..drafts.junit import junit_text
    from ..drafts.report_text import counts_line, report_lines
    from ..drafts.sarif import sarif_document
    from ..errors import InputError
    from ..output.tables import json_text
    from .common.output import choose_format, exit_by_severity, write, write_texts
    from .common.reading import open_named_graph, require_claims

    if draft == "-" and "-" in paths:
        raise click.UsageError("the draft and the graph cannot both be standard input; give one as a file")
    format_name = choose_format(format_name, output, DRAFT_FORMATS, "text")
    if unmatched and format_name in ("sarif", "junit"):
        raise click.UsageError(f"{format_name} holds findings alone; leave --unmatched out, or write text or JSON")
    if draft == "-" and sys.stdin is None:
        raise InputError("standard input is closed; give the file with the draft")
    read = draft_of_bytes("<stdin>", sys.stdin.buffer.read()) if draft == "-" else read_draft(draft)
    report = check_draft(read, audit_claims(require_claims(open_named_graph(paths)), as_of))
    if format_name == "json":
        write(output, json_text(report_document(report, with_unmatched=unmatched)))
    elif format_name == "sarif":
        write(output, json_text(sarif_document(report)))
    elif format_name == "junit":
        write(output, junit_text(report))
    else:
        write_texts(output, report_lines(report, with_unmatched=unmatched))
    click.echo(counts_line(report), err=True)
    exit_by_severity(report.worst(), fail_on)
