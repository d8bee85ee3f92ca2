"""``ldn-graph next``."""

from __future__ import annotations

import shlex
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from .common.options import TABLES, file_option, format_option, graph_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..audit.next_steps import Step
    from ..model.graph import Graph

COLUMNS = ("statuses", "claims", "kind", "place", "what to do")
"""For reading; of ``statuses`` and ``claims`` the numbers."""
CSV_COLUMNS = ("kind", "task", "command", "place", "statuses", "claims", "could_change", "concerns")
LIMIT = 20


@click.command()
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=LIMIT,
    show_default=True,
    help="How many steps to show at most; 0 shows all.",
)
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="The day by which a search is old, as 2026-11-30. Default: today.",
)
@format_option(*TABLES)
@file_option
@graph_option
def next(  # noqa: A001, the name of the command
    paths: tuple[str, ...], limit: int, today: datetime | None, format_name: str | None, output: str | None
) -> None:
    """What to do next, ranked by how many claims depend on it.

    What to look for, to read, to judge, to record; with the command that shows what it is about, and the place
    in the file. "statuses" is how many claims could have another status afterwards, which is computed, and "claims"
    how many it concerns, with those that rest on them. docs/keeping.md has the kinds in their order.

    \b
    Example:  ldn-graph next --graph claims.ttl
              ldn-graph next --limit 0 -o steps.csv
    """
    from itertools import islice

    from ..audit.audit import audit_claims
    from ..audit.next_steps import list_steps
    from ..output.counts import count_words
    from ..output.tables import csv_table, json_text
    from .common.output import choose_format, format_rows, write
    from .common.reading import open_named_graph, require_claims

    format_name = choose_format(format_name, output, TABLES)
    graph = open_named_graph(paths)
    audit = audit_claims(require_claims(graph))
    steps = list_steps(audit, (today.date() if today else date.today()).isoformat())
    shown = list(islice(steps, limit or None))
    commands = [_command(step, paths) for step in shown]
    places = [_place(graph, step) for step in shown]
    if format_name == "json":
        write(output, json_text(list(map(_document, shown, commands, places))))
    elif format_name == "csv":
        write(output, csv_table(CSV_COLUMNS, map(_csv_row, shown, commands, places)))
    else:
        write(output, format_rows(format_name, COLUMNS, map(_row, shown, commands, places)))
    more = f"; --limit 0 shows all {len(steps):,}" if len(shown) < len(steps) else ""
    click.echo(f"{count_words(len(shown), 'step')}{more}", err=True)


def _command(step: Step, paths: Sequence[str]) -> str:
    """What shows a step's matter, as one types it in a shell, of the same graph."""
    from ..rdf.database_state import is_database
    from ..rdf.opening import is_address

    option = "--graph"
    if len(paths) == 1:
        option = "--endpoint" if is_address(paths[0]) else "--store" if is_database(paths[0]) else option
    return shlex.join(("ldn-graph", *step.command, *(word for path in paths for word in (option, path))))


def _place(graph: Graph, step: Step) -> str:
    return "" if step.about.startswith("_:") else graph.place(step.about)


def _row(step: Step, command: str, place: str) -> tuple[object, ...]:
    return len(step.could_change), len(step.claims), step.kind, place, f"{step.task} ({command})"


def _csv_row(step: Step, command: str, place: str) -> tuple[object, ...]:
    numbers = len(step.could_change), len(step.claims)
    return step.kind, step.task, command, place, *numbers, " ".join(step.could_change), " ".join(step.claims)


def _document(step: Step, command: str, place: str) -> dict[str, object]:
    return {
        "kind": step.kind,
        "task": step.task,
        "command": command,
        "place": place or None,
        "about": step.about,
        "could_change": list(step.could_change),
        "claims": list(step.claims),
    }
