"""How values are shown: registries from classes to functions that render them as HTML, or have them as columns.

Values do not import what shows them. They ask here, and the module that registers its functions,
:mod:`ldn_graph.page.notebook` or :mod:`ldn_graph.audit.tables`, is imported by its name when the first value asks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TypeVar

_Value = TypeVar("_Value")

RENDERERS: dict[type, Callable[..., str]] = {}
"""For each class, the function that gives the HTML of its values."""
COLUMNS: dict[type, Callable[..., list[tuple[str, str, Sequence[object]]]]] = {}
"""For each class, the function that gives its values as columns of a data frame: name, type and cells of each."""
_NOTEBOOK = "ldn_graph.page.notebook"
_TABLES = "ldn_graph.audit.tables"


def register(cls: type[_Value], render: Callable[[_Value], str]) -> None:
    """Have values of this class shown by a function."""
    RENDERERS[cls] = render


def to_html(value: object) -> str:
    """The value as a fragment of HTML, as Jupyter asks for it by ``_repr_html_``."""
    if type(value) not in RENDERERS:
        import_module(_NOTEBOOK)
    return RENDERERS[type(value)](value)


def register_columns(cls: type[_Value], columns: Callable[[_Value], list[tuple[str, str, Sequence[object]]]]) -> None:
    """Have values of this class made columns of by a function."""
    COLUMNS[cls] = columns


def to_columns(value: object) -> list[tuple[str, str, Sequence[object]]]:
    """The value as columns of a data frame."""
    if type(value) not in COLUMNS:
        import_module(_TABLES)
    return COLUMNS[type(value)](value)
