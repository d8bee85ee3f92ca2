"""``ldn-graph query``."""

from __future__ import annotations

import sys

import click

from ..errors import UnknownNameError
from .options import file_option, graph_option

FORMATS = ("table", "json", "xml", "csv", "tsv", "turtle", "ntriples", "rdfxml", "jsonld")


@click.command()
@click.argument("query", metavar="NAME|FILE|-|'SPARQL'")
@click.option("--exit-code", is_flag=True, help="Exit 1 where an ASK is false.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="Default: by the ending of -o, else a table, and Turtle for CONSTRUCT and DESCRIBE.",
)
@file_option
@graph_option
def query(paths: tuple[str, ...], query: str, exit_code: bool, form: str | None, output: str | None) -> None:
    """Ask in SPARQL: SELECT, ASK, CONSTRUCT or DESCRIBE.

    The query is a text, a file, '-' for standard input, or the name of one that ships with the
    package (claim-status, unsupported-claims). The usual prefixes need no declaration.

    \b
    Example:  ldn-graph query 'SELECT ?claim ?label { ?claim a ldn:Claim ; rdfs:label ?label }'
              ldn-graph query claim-status -o status.csv
    """
    import pyoxigraph as ox

    from ..results import serialize_result
    from ..sparql import find_unknown_terms
    from ..store import open_graph
    from .output import choose_format, write

    text = read_query(query)
    for remark in find_unknown_terms(text):
        click.echo(f"Warning: {remark}", err=True)
    form = form or (choose_format(None, output, FORMATS) if output not in (None, "-") else None)
    result = open_graph(*paths).query(text)
    write(output, serialize_result(result, form))
    if exit_code and isinstance(result, ox.QueryBoolean) and not result:
        raise SystemExit(1)


def read_query(query: str) -> str:
    """The text of a query that is given as a text, a file, the name of one that ships here, or ``-``.

    Raises :class:`~ldn_graph.errors.UnknownNameError` where it is none of these.
    """
    from pathlib import Path

    from ..store import PACKAGE

    if query == "-":
        if sys.stdin is None:
            raise UnknownNameError("standard input is closed; give the query in quotes, or a file")
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    if "{" in query or (len(query.split()) > 1 and not Path(query).exists()):
        return query
    shipped = {p.stem: p for p in sorted(Path(PACKAGE, "queries").glob("*.rq"))}
    try:
        return shipped.get(query, Path(query)).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        hint = f"give a query text in quotes, a file, or one of {', '.join(shipped)}"
        raise UnknownNameError(f"{query}: {reason}; {hint}") from None
