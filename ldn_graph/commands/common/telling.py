"""Remarks on standard error."""

from __future__ import annotations

from collections.abc import Iterable

import click


def tell(remarks: Iterable[str]) -> None:
    """Write remarks to standard error, a line each, with nothing in them that a terminal would obey."""
    from ...output.characters import printable

    for remark in remarks:
        click.echo(printable(remark), err=True)
