"""Libraries that only some users need, which are extras of this package."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..errors import MissingExtraError
from ..resources import PACKAGE


def import_extra(module: str, extra: str) -> Any:
    """The module of a library that comes with an extra.

    Raises :class:`~ldn_graph.errors.MissingExtraError` where it is not installed, with what installs it.
    """
    from importlib import import_module

    try:
        return import_module(module)
    except ImportError:
        library = module.partition(".")[0]
        raise MissingExtraError(f"{library} is not installed; {_remedy(extra)}") from None


def _remedy(extra: str) -> str:
    """What installs an extra: in a checkout its name does, beside a wheel the libraries that it stands for do.

    The name would be looked for in an index, where this package need not be.
    """
    if Path(PACKAGE).with_name("pyproject.toml").is_file():
        return f"in the checkout: pip install -e '.[{extra}]', without -e where a copy was installed"
    libraries = " ".join(f"'{library}'" for library in extra_libraries(extra))
    return f"pip install {libraries}, or where pipx keeps this package: pipx inject ldn-graph {libraries}"


def extra_libraries(extra: str) -> list[str]:
    """The libraries of an extra, as the installed package names them: ``['statsmodels>=0.14.2']``."""
    from importlib.metadata import requires

    marked = (text.partition(";") for text in requires("ldn-graph") or ())
    return [library.strip() for library, _, mark in marked if mark.strip() == f"extra == '{extra}'"]
