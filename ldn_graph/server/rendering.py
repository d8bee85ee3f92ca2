"""How pages of nodes are rendered: their templates, and the policy that lets them have their own style."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ..output.characters import NOT_SHOWN, REPLACEMENT
from ..output.counts import count_words
from ..page.layout import ALL_LOOKS, OVERCLAIM, status_word
from ..page.render import source_hash
from ..resources import TEMPLATES
from .addresses import node_address

if TYPE_CHECKING:
    from jinja2 import Environment


def render(template: str, **values: object) -> bytes:
    """A page; all that comes from the graph or from a client is escaped."""
    return _environment().get_template(template).render(**values).encode("utf-8", "replace")


@cache
def policy() -> str:
    """The Content-Security-Policy of these pages: their own style, no script, forms that ask this server."""
    return (
        f"default-src 'none'; style-src {source_hash(str(_environment().globals['css']))}; img-src data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=_shown,
    )
    environment.globals.update(
        count_words=count_words, address=node_address, looks=ALL_LOOKS, overclaim=OVERCLAIM, status_word=status_word
    )
    environment.globals["css"] = environment.get_template("browse.css").render(looks=ALL_LOOKS)
    return environment


def _shown(value: object) -> object:
    """A text without the characters that no output for people holds; markup, which was made of such, as it is."""
    is_text = isinstance(value, str) and not hasattr(value, "__html__")
    return NOT_SHOWN.sub(REPLACEMENT, str(value)) if is_text else value
