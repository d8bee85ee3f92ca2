"""How values are shown in a notebook: a registry from classes to functions that render them as HTML.

Values do not import the page. They ask here, and :mod:`ldn_graph.page.notebook`, which registers the renderers, is
imported by its name when the first value asks.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TypeVar

_Value = TypeVar("_Value")

RENDERERS: dict[type, Callable[..., str]] = {}
"""For each class, the function that gives the HTML of its values."""
_NOTEBOOK = "ldn_graph.page.notebook"


def register(cls: type[_Value], render: Callable[[_Value], str]) -> None:
    """Have values of this class shown by a function."""
    RENDERERS[cls] = render


def to_html(value: object) -> str:
    """The value as a fragment of HTML, as Jupyter asks for it by ``_repr_html_``."""
    if type(value) not in RENDERERS:
        import_module(_NOTEBOOK)
    return RENDERERS[type(value)](value)
