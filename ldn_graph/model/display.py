"""How values show themselves in a notebook: a registry from classes to what renders them as HTML.

A value knows nothing of the page. It asks here, and the page's module for notebooks, which registers its renderers,
is imported when the first value asks.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TypeVar

_Value = TypeVar("_Value")

RENDERERS: dict[type, Callable[..., str]] = {}
"""For each class, what gives the HTML of its values."""
_NOTEBOOK = "ldn_graph.page.notebook"


def register(cls: type[_Value], render: Callable[[_Value], str]) -> None:
    """Have values of this class shown so."""
    RENDERERS[cls] = render


def to_html(value: object) -> str:
    """The value as a fragment of HTML, as Jupyter asks for it by ``_repr_html_``."""
    if type(value) not in RENDERERS:
        import_module(_NOTEBOOK)
    return RENDERERS[type(value)](value)
