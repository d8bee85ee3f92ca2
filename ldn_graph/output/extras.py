"""Libraries that only some users need, which are extras of this package."""

from __future__ import annotations

from typing import Any

from ..errors import MissingExtraError


def import_extra(module: str, extra: str) -> Any:
    """The module of a library that comes with an extra.

    Raises :class:`~ldn_graph.errors.MissingExtraError` where it is not installed, with what installs it.
    """
    from importlib import import_module

    try:
        return import_module(module)
    except ImportError:
        library = module.partition(".")[0]
        remedy = f"in the checkout: pip install -e '.[{extra}]', without -e where a copy was installed"
        raise MissingExtraError(f"{library} is not installed; {remedy}") from None
