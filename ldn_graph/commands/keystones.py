"""``ldn-graph keystones``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    from .common.output import choose_format, entry_lines, row_lines, write_texts
    from .common.reading import require_claims

    format_name = choose_format(format_name, output, TABLES)
    counted = {"bearing": 0, "shown": 0}
    most = SHOWN if format_name == "table" else None

    def choose(found: Iterable[Keystone]) -> Iterator[Keystone]:
        for keystone in found:
            counted["bearing"] += 1
            if everything or keystone.fallen or keystone.changed:
                counted["shown"] += 1
                if most is None or counted["shown"] <= most:
                    yield keystone

    with choose_session(paths, columns, as_of) as way:
        if way.session:
            from ..scale.column_keystones import keystones_of

            chosen = choose(keystones_of(way.session))
        else:
            chosen = choose(keystone_sources(require_claims(cast("Graph", way.graph)), as_of))
        if format_name == "json":
            write_texts(output, entry_lines(k._asdict() for k in chosen))
        else:
            names = ("source", "claims", "fallen", "changed", Keystone._fields[1])
            write_texts(output, row_lines(format_name, names, map(_row, chosen)))
    bearing, shown = counted["bearing"], counted["shown"]
    if most is not None and shown > most:
        click.echo(f"the first {most:,} of {shown:,} are shown; -o FILE.csv has all", err=True)
    words = f"{count_words(bearing, 'source')} that {'bears' if bearing == 1 else 'bear'} on a claim"
    click.echo(f"{shown:,} of {words}; the others change no status", err=True)


def _row(keystone: Keystone) -> tuple[object, ...]:
    source = ", also ".join((keystone.source, *keystone.also))
    return (source, keystone.claims, " ".join(keystone.fallen), " ".join(keystone.changed), keystone.label)
