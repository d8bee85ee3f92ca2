"""What the kinds of import share: where the result goes, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ...importers.iris import DEFAULT_NAMESPACE
from ...importers.writer import WRITTEN
from ...output.counts import count_words
from ...sparql.formats import endings_of
from .options import file_option, not_empty

if TYPE_CHECKING:
    from ...importers.values import Imported

_F = TypeVar("_F", bound=Callable[..., Any])


def _choose_namespace(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    """The namespace that is given, else that of the current folder, else that of this project."""
    from .settings import namespace_of_folder

    not_empty(ctx, param, value)
    return value or namespace_of_folder() or DEFAULT_NAMESPACE


def output_options(command: _F) -> _F:
    """``-o``, ``--format`` and ``--namespace``."""
    for option in (
        click.option(
            "--namespace",
            metavar="IRI",
            callback=_choose_namespace,
            help="Where the new IRIs begin; it ends in a slash. Default: that of this folder's ldn-graph.toml, else "
            f"{DEFAULT_NAMESPACE}",
        ),
        click.option(
            "--format",
            "format_name",
            type=click.Choice(WRITTEN),
            help=f"Default: by the ending of -o ({', '.join(endings_of(WRITTEN))}, each also with .gz), else Turtle.",
        ),
        file_option,
    ):
        command = option(command)
    return command


def write_import(read: Callable[[], Imported], format_name: str | None, output: str | None, namespace: str) -> None:
    """Read, write, and tell on standard error what was read and what was left out."""
    from ...importers.writer import write_imported
    from .output import choose_format, open_output, packed
    from .telling import tell

    format_name = choose_format(format_name, output, WRITTEN, default="turtle")
    imported = read()
    with open_output(output) as stream, packed(output, stream) as out:
        statements = write_imported(imported, out, format_name, namespace)
    tell(imported.remarks)
    lines = sum(len(claim.lines) for claim in imported.claims)
    several = sum(len(claim.origins) > 1 for claim in imported.claims)
    click.echo(
        f"{count_words(len(imported.claims), 'claim')}, {several:,} of them from several origins; "
        f"{count_words(lines, 'evidence line')}, {count_words(len(imported.sources), 'source')}, "
        f"{count_words(len(imported.entities), 'entity', 'entities')}; {count_words(statements, 'statement')}",
        err=True,
    )
