"""``ldn-graph keystones``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

import click

from .common.again import again_if_changed
from .common.column_way import choose_session, columns_option
from .common.options import TABLES, as_of_option, file_option, format_option, graph_option

if TYPE_CHECKING:
    from ..audit.whatif import Keystone
    from ..model.graph import Graph

SHOWN = 1000
"""So many sources are shown at most where they are read; files have all."""


@click.command()
@as_of_option
@click.option("--all", "everything", is_flag=True, help="Also sources whose loss would change no status.")
@format_option(*TABLES)
@file_option
@columns_option
@graph_option
@again_if_changed
def keystones(
    paths: tuple[str, ...],
    everything: bool,
    as_of: int | None,
    format_name: str | None,
    output: str | None,
    columns: str | None,
) -> None:
    """Which source's loss would leave most claims without support.

    Each source is taken away and its claims are audited anew. "fallen" are claims that lose all
    direct support, "changed" those whose status changes otherwise.
    """
    from ..audit.whatif import Keystone, keystone_sources
    from ..output.counts import count_words
    from ..output.tables import json_text
    from .common.output import choose_format, format_rows, write
    from .common.reading import require_claims

    format_name = choose_format(format_name, output, TABLES)
    with choose_session(paths, columns, as_of) as way:
        if way.session:
            from ..scale.column_keystones import keystones_of

            found: Iterable[Keystone] = keystones_of(way.session)
        else:
            found = keystone_sources(require_claims(cast("Graph", way.graph)), as_of)
        shown, bearing = [], 0
        for keystone in found:
            bearing += 1
            if everything or keystone.fallen or keystone.changed:
                shown.append(keystone)
    if format_name == "json":
        write(output, json_text([k._asdict() for k in shown]))
    else:
        first = shown[:SHOWN] if format_name == "table" else shown
        rows = [
            (", also ".join((k.source, *k.also)), k.claims, " ".join(k.fallen), " ".join(k.changed), k.label)
            for k in first
        ]
        names = ("source", "claims", "fallen", "changed", Keystone._fields[1])
        write(output, format_rows(format_name, names, rows))
        if len(first) < len(shown):
            click.echo(f"the first {SHOWN:,} of {len(shown):,} are shown; -o FILE.csv has all", err=True)
    words = f"{count_words(bearing, 'source')} that {'bears' if bearing == 1 else 'bear'} on a claim"
    click.echo(f"{len(shown):,} of {words}; the others change no status", err=True)
