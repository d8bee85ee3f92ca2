"""Commands begin again where their database is replaced while they read it: an answer is of one state of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import click

from ...errors import DatabaseChangedError

_P = ParamSpec("_P")
_TRIES = 3


def again_if_changed(command: Callable[_P, None]) -> Callable[_P, None]:
    """The function of a command, begun again where it raises
    :class:`~ldn_graph.errors.DatabaseChangedError`, which it does before it writes anything; the last time it ends so.
    """

    @wraps(command)
    def begin(*args: _P.args, **kwargs: _P.kwargs) -> None:
        for _ in range(_TRIES - 1):
            try:
                return command(*args, **kwargs)
            except DatabaseChangedError:
                click.echo("the database was changed meanwhile; it is read anew", err=True)
        return command(*args, **kwargs)

    return begin
