"""``ldn-graph queries``."""

from __future__ import annotations

import click

from .common.options import TABLES, file_option, format_option


@click.command()
@format_option(*TABLES)
@file_option
def queries(format_name: str | None, output: str | None) -> None:
    """List the named questions, with their parameters.

    \b
    Example:  ldn-graph queries
              ldn-graph query evidence-for-condition --param condition=lupus
    """
    from ..output.tables import json_text
    from ..sparql.questions import list_questions, question_document
    from .common.output import choose_format, format_rows, write

    format_name = choose_format(format_name, output, TABLES)
    if format_name == "json":
        write(output, json_text([question_document(q) for q in list_questions()]))
        return
    rows = [(q.name, " ".join(p.name for p in q.parameters), q.title) for q in list_questions()]
    write(output, format_rows(format_name, ("name", "parameters", "question"), rows))
