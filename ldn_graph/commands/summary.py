"""``ldn-graph summary``."""

from __future__ import annotations

import sys
from functools import cache

import click

from .common.again import again_if_changed
from .common.completion import complete_names
from .common.options import as_of_option, file_option, format_option, graph_option, not_empty


@click.command()
@click.option(
    "--condition",
    required=True,
    callback=not_empty,
    shell_complete=complete_names("condition"),
    metavar="NAME",
    help="The condition, as: crohns-disease.",
)
@as_of_option
@format_option("table", "markdown", "html", "csv", "json", "xlsx", "docx")
@file_option
@graph_option
@again_if_changed
def summary(
    paths: tuple[str, ...], condition: str, as_of: int | None, format_name: str | None, output: str | None
) -> None:
    """A summary of findings on a condition, as Cochrane's tables.

    A row for each outcome in the condition or a narrower one that results were put together of, and a row
    for each claim of efficacy or safety on it: studies and people, the effects as they were printed, how
    sure one may be and why, the status, and what that means in plain words. It is no systematic review and
    gives no advice.

    \b
    Example:  ldn-graph summary --condition crohns-disease
              ldn-graph summary --condition lupus -o lupus.docx
    """
    from ..audit.bodies import rate_bodies
    from ..audit.results import Audit, ClaimAudit
    from ..errors import OutputError
    from ..output.characters import printable
    from ..output.counts import count_words
    from ..rdf.labels import read_labels
    from ..rdf.one_state import in_one_state
    from ..sparql.formats import FORMATS
    from ..summaries.findings import judges_of, summarise_findings
    from ..summaries.writing import SUMMARY_FORMATS, write_summary
    from .common.output import choose_format, open_output, packed, terminal_width
    from .common.reading import open_named_graph
    from .common.selection import Selection
    from .common.streaming import audit_parts, open_corpus, resolve_in_corpus

    format_name = choose_format(format_name, output, SUMMARY_FORMATS)
    to_stdout = output in (None, "-")
    if FORMATS[format_name].binary and to_stdout and sys.stdout is not None and sys.stdout.isatty():
        raise OutputError(f"{format_name} is not for a terminal; give a file with -o")
    corpus = open_corpus(open_named_graph(paths))

    bodies_on = cache(corpus.reader.bodies_on)

    def is_told_of(iri: str) -> bool:
        return corpus.reader.has_claims_on(iri) or bool(bodies_on(iri))

    resolved = resolve_in_corpus(Selection((), (), condition, as_of), corpus, is_told_of)
    audited: list[ClaimAudit] = []
    for _, some in audit_parts(corpus, resolved, list):
        audited += some
    iri = str(resolved.condition)
    with in_one_state(corpus.graph):
        bodies = bodies_on(iri)
        labels = read_labels(corpus.graph, (iri, *judges_of(c.claim for c in audited), *judges_of(bodies)))
    findings = summarise_findings(Audit(tuple(audited), as_of), iri, labels, rate_bodies(bodies, as_of))
    with open_output(output) as stream, packed(output, stream) as out:
        write_summary(findings, format_name, out, width=terminal_width() if to_stdout else None)
    remark = findings.empty or f"{count_words(len(findings.rows), 'row')} on {findings.condition}"
    click.echo(printable(remark), err=True)  # when it is written: a count announces no file that is not there
