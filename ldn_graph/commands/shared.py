"""``ldn-graph shared``."""

from __future__ import annotations

import click

from .common.options import TABLES, file_option, format_option, graph_option


@click.command()
@format_option(*TABLES)
@file_option
@graph_option
def shared(paths: tuple[str, ...], format_name: str | None, output: str | None) -> None:
    """Which conditions share mechanisms and outcomes that claims are made on.

    Two conditions share what claims are made on in both, whatever stands behind these claims.
    """
    from ..network.shared import shared_mechanisms
    from ..output.counts import count_words
    from ..output.tables import json_text
    from .common.output import choose_format, format_rows, write
    from .common.reading import open_named_graph, require_claims

    pairs = shared_mechanisms(require_claims(open_named_graph(paths)))
    format_name = choose_format(format_name, output, TABLES)
    if format_name == "json":
        write(output, json_text([s._asdict() for s in pairs]))
    else:
        rows = [(s.condition, s.other, " ".join(s.mechanisms), " ".join(s.claims)) for s in pairs]
        write(output, format_rows(format_name, ("condition", "other", "mechanisms", "claims"), rows))
    click.echo(f"{count_words(len(pairs), 'pair')} of conditions, whatever the support of the claims", err=True)
