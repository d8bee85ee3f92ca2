"""``ldn-graph query``."""

from __future__ import annotations

import sys
from io import BytesIO
from typing import IO

import click

from ..errors import OutputError, UnknownNameError
from ..sparql.formats import FORMATS, WRITTEN
from .common.completion import complete_questions
from .common.options import file_option, graph_option, param_option


@click.command()
@click.argument("query", metavar="NAME|FILE|-|'SPARQL'", shell_complete=complete_questions)
@param_option
@click.option(
    "--lang",
    metavar="TAG",
    help="The language of the texts in the answer to a named question, as de or pt-BR. A text that is not recorded in "
    "it stands there in English, else in the first language by tag. Default: English first.",
)
@click.option("--explain", is_flag=True, help="Print the query as it would be asked, and do not ask it.")
@click.option(
    "--timeout",
    type=click.FloatRange(0, 1_000_000),
    metavar="SECONDS",
    help="Stop the query after so long, not counting what its reader takes, and refuse at once a named question that "
    "would take longer over so many claims; 0: never. "
    "Default: 60, and never on Windows.",
)
@click.option(
    "--curie/--no-curie",
    default=None,
    help="Shorten IRIs, as claim:C17. Default: in a table, Markdown and HTML. Not in JSON, XML and TSV of the W3C.",
)
@click.option(
    "--spreadsheet-safe/--w3c-csv",
    default=None,
    help="In CSV, put an apostrophe before a text that a spreadsheet would run as a formula. "
    "Default: CSV as the W3C defines it; xlsx is always safe.",
)
@click.option("--allow-service", is_flag=True, help="Let SERVICE clauses ask other hosts.")
@click.option("--exit-code", is_flag=True, help="Exit 1 where an ASK is false.")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(WRITTEN),
    help="Default: by the ending of -o, else a table, and Turtle for CONSTRUCT and DESCRIBE.",
)
@file_option
@graph_option
def query(
    paths: tuple[str, ...],
    query: str,
    params: tuple[str, ...],
    lang: str | None,
    explain: bool,
    timeout: float | None,
    curie: bool | None,
    spreadsheet_safe: bool | None,
    allow_service: bool,
    exit_code: bool,
    format_name: str | None,
    output: str | None,
) -> None:
    """Ask a named question, or in SPARQL: SELECT, ASK, CONSTRUCT or DESCRIBE.

    The query is the name of a question (`ldn-graph queries` lists them), a text, a file, or '-' for
    standard input. The usual prefixes need no declaration. A file that ends in .gz is compressed, read or
    written. Rows too wide for a terminal are shown one below another.

    \b
    Example:  ldn-graph query evidence-for-condition --param condition=lupus
              ldn-graph query 'SELECT ?claim ?label { ?claim a ldn:Claim ; rdfs:label ?label }'
              ldn-graph query claim-status -o status.csv
    """
    from ..processes.time_limit import pause_limit, run_limited
    from ..rdf.opening import open_store
    from ..sparql.doubts import find_doubtful
    from ..sparql.questions import bind, query_bound, read_question, refuse_many
    from ..sparql.writing import Written, write_result
    from .common.output import choose_format, open_output, packed, terminal_width, write
    from .common.query_arguments import default_timeout, read_params, read_query
    from .common.reading import tell_clashes
    from .common.settings import graph_paths

    if timeout is None:
        timeout = default_timeout()
    question = read_query(query)
    if lang is not None:
        if isinstance(question, str):
            remedy = 'in a query of your own write FILTER(LANGMATCHES(LANG(?text), "de"))'
            raise UnknownNameError(f"--lang is for named questions, which choose among texts; {remedy}")
        question = read_question(question.name, language=lang)
    values = read_params(params)
    graph = open_store(*graph_paths(paths))
    tell_clashes(graph)
    graph.prepare()
    sparql = run_limited(lambda: bind(graph, question, values), timeout if values else None)
    for remark in find_doubtful(sparql, graph):
        click.echo(f"Warning: {remark}", err=True)
    if explain:
        write(output, sparql if sparql.endswith("\n") else sparql + "\n")
        return
    format_name = format_name or (choose_format(None, output, WRITTEN) if output not in (None, "-") else None)
    binary = format_name is not None and FORMATS[format_name].binary
    if binary and output in (None, "-") and sys.stdout is not None and sys.stdout.isatty():
        raise OutputError(f"{format_name} is not for a terminal; give a file with -o")
    width = terminal_width() if output in (None, "-") else None
    with open_output(output) as stream:
        buffer = None if _is_file(stream) else BytesIO()  # a child process writes either to the file or to this

        def ask() -> tuple[Written, bytes]:
            refuse_many(graph, question, values, timeout, "--timeout 0")
            result = query_bound(graph, sparql, question, allow_service=allow_service)
            with pause_limit(stream if buffer is None else buffer) as slow, packed(output, slow) as out:
                written = write_result(
                    result,
                    format_name,
                    out,
                    curie=curie,
                    spreadsheet_safe=spreadsheet_safe,
                    width=width,
                    prefixes=graph.prefixes.iris,
                )
            return written, b"" if buffer is None else buffer.getvalue()

        written, data = run_limited(ask, timeout)
        stream.write(data)
    if written.rows == 0:
        click.echo("no rows", err=True)
    elif not isinstance(question, str) and "certainty" in question.not_promised:
        click.echo(f"Not in this answer: {question.not_promised}", err=True)  # a status stands by itself there
    if exit_code and written.answer is False:
        raise SystemExit(1)


def _is_file(stream: IO[bytes]) -> bool:
    """Whether a child process can write to it."""
    try:
        return stream.fileno() >= 0
    except OSError:
        return False
