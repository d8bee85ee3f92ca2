"""Which claims a command is asked for: ``--status``, ``--flag``, ``--condition``, ``--as-of``, and ``--without``."""

# Annotations are no texts here (from __future__): NamedTuple would compile each of them at every start.

from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple

import click

from ...model.vocab import FLAGS, STATUSES
from .completion import complete_names
from .options import NearChoice, as_of_option, not_empty


class Selection(NamedTuple):
    """The options as they were given; ``condition`` and ``without`` are names that nobody has looked up yet.

    ``as_of`` is a year, ``without`` are sources to be left out as if they had been retracted. ``nulls_dispute``: a
    null without an interval counts as against.
    """

    statuses: tuple[str, ...]
    flags: tuple[str, ...]
    condition: str | None
    as_of: int | None
    without: tuple[str, ...] = ()
    nulls_dispute: bool = False


_STATUS = click.option(
    "--status", "statuses", multiple=True, type=NearChoice(STATUSES), metavar="STATUS", help="In this status."
)
_FLAG = click.option(
    "--flag", "flags", multiple=True, type=NearChoice(list(FLAGS)), metavar="FLAG", help="With this flag."
)
_CONDITION = click.option(
    "--condition",
    callback=not_empty,
    shell_complete=complete_names("condition"),
    metavar="NAME",
    help="Claims on this condition or a narrower one, as: lupus.",
)
_WITHOUT = click.option(
    "--without",
    multiple=True,
    callback=not_empty,
    shell_complete=complete_names("source"),
    metavar="SOURCE",
    help="As if this source had been retracted: a key, DOI or PMID. May be given several times.",
)
_NULLS_DISPUTE = click.option(
    "--nulls-dispute", is_flag=True, help="Count as against what saw no difference, without an interval."
)


def selection_options(*, without: bool = False) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The options of a selection, which the command gets as one value, ``selection``.

    ``without``: also the options of what is counted otherwise, ``--without`` and ``--nulls-dispute``.
    """
    options = (_STATUS, _FLAG, _CONDITION, as_of_option, *((_WITHOUT, _NULLS_DISPUTE) if without else ()))

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def with_selection(
            *,
            statuses: tuple[str, ...],
            flags: tuple[str, ...],
            condition: str | None,
            as_of: int | None,
            without: tuple[str, ...] = (),
            nulls_dispute: bool = False,
            **others: Any,
        ) -> None:
            command(selection=Selection(statuses, flags, condition, as_of, without, nulls_dispute), **others)

        decorated: Callable[..., None] = with_selection
        for option in reversed(options):  # the first is shown first
            decorated = option(decorated)
        return decorated

    return decorate
