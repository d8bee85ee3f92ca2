"""``ldn-graph shared``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

import click

from .common.again import again_if_changed
from .common.column_way import choose_session, columns_option
from .common.options import TABLES, file_option, format_option, graph_option

if TYPE_CHECKING:
    from ..model.graph import Graph

SHOWN = 1000
"""So many pairs are shown at most where they are read; files have all."""


@click.command()
@format_option(*TABLES)
@file_option
@columns_option
@graph_option
@again_if_changed
def shared(paths: tuple[str, ...], format_name: str | None, output: str | None, columns: str | None) -> None:
    """Which conditions share mechanisms and outcomes that claims are made on.

    Two conditions share what claims are made on in both, whatever stands behind these claims.
    """
    from ..network.shared import SharedMechanisms, shared_mechanisms
    from ..output.counts import count_words
    from .common.output import choose_format, entry_lines, row_lines, write_texts
    from .common.reading import require_claims

    format_name = choose_format(format_name, output, TABLES)
    with choose_session(paths, columns) as way:
        if way.session:
            from ..scale.column_shared import ALL, count_pairs, first_pairs

            number = count_pairs(way.session)
            most = SHOWN if format_name == "table" else ALL
            pairs: Iterable[SharedMechanisms] = map(SharedMechanisms._make, first_pairs(way.session, most))
        else:
            found = shared_mechanisms(require_claims(cast("Graph", way.graph)))
            number, pairs = len(found), found[:SHOWN] if format_name == "table" else found
        if format_name == "json":
            write_texts(output, entry_lines(s._asdict() for s in pairs))
        else:
            rows = ((s.condition, s.other, " ".join(s.mechanisms), " ".join(s.claims)) for s in pairs)
            write_texts(output, row_lines(format_name, ("condition", "other", "mechanisms", "claims"), rows))
    if format_name == "table" and number > SHOWN:
        click.echo(f"the first {SHOWN:,} of {number:,} are shown; -o FILE.csv has all", err=True)
    click.echo(f"{count_words(number, 'pair')} of conditions, whatever the support of the claims", err=True)
