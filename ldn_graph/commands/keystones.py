"""``ldn-graph keystones``."""

from __future__ import annotations

import click

from .common.options import TABLES, as_of_option, file_option, format_option, graph_option


@click.command()
@as_of_option
@click.option("--all", "everything", is_flag=True, help="Also sources whose loss would change no status.")
@format_option(*TABLES)
@file_option
@graph_option
def keystones(
    paths: tuple[str, ...], everything: bool, as_of: int | None, format_name: str | None, output: str | None
) -> None:
    """Which source's loss would leave most claims without support.

    Each source is taken away and its claims are audited anew. "fallen" are claims that lose all
    direct support, "changed" those whose status changes otherwise.
    """
    from ..audit.whatif import Keystone, keystone_sources
    from ..output.counts import count_words
    from ..output.tables import json_text
    from .common.output import choose_format, format_rows, write
    from .common.reading import open_named_graph, require_claims

    sources = keystone_sources(require_claims(open_named_graph(paths)), as_of)
    shown = sources if everything else tuple(k for k in sources if k.fallen or k.changed)
    format_name = choose_format(format_name, output, TABLES)
    if format_name == "json":
        write(output, json_text([k._asdict() for k in shown]))
    else:
        rows = [
            (", also ".join((k.source, *k.also)), k.claims, " ".join(k.fallen), " ".join(k.changed), k.label)
            for k in shown
        ]
        names = ("source", "claims", "fallen", "changed", Keystone._fields[1])
        write(output, format_rows(format_name, names, rows))
    bearing = f"{count_words(len(sources), 'source')} that {'bears' if len(sources) == 1 else 'bear'} on a claim"
    click.echo(f"{len(shown):,} of {bearing}; the others change no status", err=True)
