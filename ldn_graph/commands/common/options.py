"""The options that several commands have, each defined once; those that select claims are in
:mod:`~ldn_graph.commands.common.selection`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from ...model.vocab import SEVERITIES
from .completion import complete_files, complete_parameters

_F = TypeVar("_F", bound=Callable[..., Any])
_Texts = str | tuple[str, ...] | None

FAIL_ON = (*(s.lower() for s in SEVERITIES), "never")
TABLES = ("table", "json", "csv", "markdown")
"""What a command that prints rows can write."""


class NearChoice(click.Choice[str]):
    """A choice from a closed list whose refusal asks for the nearest name, where one is near."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The value, where it is in the list."""
        from ...model.lookup import nearest_id

        names = tuple(map(str, self.choices))
        near = None if value in names else nearest_id(value, names)
        if near:
            self.fail(f"{value!r} is not one of these; did you mean {near}?", param, ctx)
        return super().convert(value, param, ctx)


def not_empty(ctx: click.Context, param: click.Parameter, value: _Texts) -> _Texts:
    """Refuse an empty value: an unset variable of the shell must not mean the current folder."""
    for text in (value,) if isinstance(value, str) else value or ():
        if not text.strip():
            raise click.BadParameter("it is empty; give a value, or leave the option out", ctx, param)
    return value


def _keep_store(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    """Remember the database that is asked for, and refuse a folder that is none."""
    from ...rdf.database_state import is_database

    not_empty(ctx, param, value)
    ctx.meta["ldn_graph.store"] = value  # even where it is refused: a shell that completes goes on then
    if value is not None and not is_database(value):
        remedy = "make one with: ldn-graph load FILES --store DIR"
        raise click.BadParameter(f"{value} is no database; {remedy}", ctx, param)


def _keep_endpoint(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    """Remember the server that is to be asked, and refuse what is no URL."""
    from ...rdf.opening import open_endpoint

    not_empty(ctx, param, value)
    if value is not None:
        open_endpoint(value)
    ctx.meta["ldn_graph.endpoint"] = value


def _choose_graph(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """The files, or the one database, or the URL of the one server; or none."""
    from ...rdf.opening import is_address

    not_empty(ctx, param, value)
    elsewhere = [ctx.meta[key] for key in ("ldn_graph.store", "ldn_graph.endpoint") if ctx.meta.get(key)]
    if len(elsewhere) + bool(value) > 1:
        problem = "a graph is in files, in a database or behind a server"
        raise click.BadParameter(f"{problem}; give one of --graph, --store and --endpoint", ctx, param)
    for path in value:
        if is_address(path):
            problem = "files are not fetched; give a SPARQL server with --endpoint, or the file"
            raise click.BadParameter(problem, ctx, param)
    return tuple(elsewhere) or value


def graph_option(command: _F) -> _F:
    """``--graph``, ``--store``, ``--endpoint``: where the graph is, as ``paths`` of
    :func:`~ldn_graph.rdf.opening.open_graph`."""
    command = click.option(
        "--graph",
        "-g",
        "paths",
        multiple=True,
        callback=_choose_graph,
        shell_complete=complete_files,
        metavar="FILE|FOLDER|-",
        help="RDF to read: Turtle, TriG, N-Triples, N-Quads, RDF/XML or JSON-LD, compressed or not; '-' is standard "
        "input. Of a folder with an ldn-graph.toml, what that names. May be given several times. Default: the current "
        "folder if it has one, else the graph that ships with the package.",
    )(command)
    command = click.option(
        "--endpoint",
        callback=_keep_endpoint,
        expose_value=False,
        is_eager=True,
        metavar="URL",
        help="The SPARQL server to ask, as https://example.org/sparql. See docs/endpoints.md.",
    )(command)
    return click.option(
        "--store",
        callback=_keep_store,
        expose_value=False,
        is_eager=True,
        metavar="DIR",
        help="The database to read, as `ldn-graph load` made it.",
    )(command)


file_option = click.option(
    "-o",
    "--output",
    callback=not_empty,
    shell_complete=complete_files,
    metavar="FILE",
    help="Write to a file; its ending chooses the format.",
)

as_of_option = click.option(
    "--as-of",
    type=click.IntRange(1000, 9999),
    metavar="YEAR",
    help="What stood behind the claims at the end of that year. Sources without a date always count.",
)

param_option = click.option(
    "--param",
    "-p",
    "params",
    multiple=True,
    shell_complete=complete_parameters,
    metavar="NAME=VALUE",
    help="Give a variable a value, as condition=lupus: a label, an id, a CURIE, an IRI, a number, or a text in "
    "double quotes. Once more for the same name: any of the values.",
)


def format_option(*formats: str) -> Callable[[_F], _F]:
    """``--format``, one of these."""
    return click.option(
        "--format", "format_name", type=click.Choice(formats), help="Default: by the ending of -o, else a table."
    )


def fail_on_option(default: str) -> Callable[[_F], _F]:
    """``--fail-on``: which findings make the exit code 1."""
    return click.option(
        "--fail-on",
        type=click.Choice(FAIL_ON),
        default=default,
        show_default=True,
        help="Exit 1 for findings at or above this.",
    )
