"""How the pages of the server are rendered: their templates, and the policies that they are sent with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from ..model.words import FLAG_WORDS
from ..output.characters import NOT_SHOWN, REPLACEMENT, capital
from ..output.counts import count_words
from ..page.layout import ALL_LOOKS, OVERCLAIM, status_word
from ..page.render import source_hash
from ..resources import TEMPLATES
from ..sparql.names import KINDS
from .addresses import node_address
from .columns import heading_words
from .editor import script_address
from .value_lists import choices

if TYPE_CHECKING:
    from jinja2 import Environment, Template

    from .catalogue import Node


def render(name: str, **values: object) -> bytes:
    """A page by the name of its template; all that comes from the graph or from a client is escaped."""
    return template(name).render(**values).encode("utf-8", "replace")


def message_page(heading: str, message: str, near: Sequence[Node] = (), *, waiting: bool = False) -> bytes:
    """A page that says why something is not there, and what is near; ``waiting``: it loads again by itself."""
    return render("message.html", heading=heading, message=f"{capital(message)}.", near=near, waiting=waiting)


@cache
def policy(*, scripts: bool = False) -> str:
    """The Content-Security-Policy of these pages: their own style, forms that ask this server and, where they have
    one, the script of the forms."""
    allowed = "script-src 'self'; connect-src 'self'; " if scripts else ""
    return (
        f"default-src 'none'; style-src {source_hash(str(_environment().globals['css']))}; img-src data:; {allowed}"
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def template(name: str) -> Template:
    """A template, in which a text loses the characters that no output for people holds."""
    return _environment().get_template(name)


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
        address=node_address,
        choices=choices,
        count_words=count_words,
        flag_words=FLAG_WORDS,
        graph_kinds=KINDS,
        heading_words=heading_words,
        looks=ALL_LOOKS,
        overclaim=OVERCLAIM,
        script=script_address,
        status_word=status_word,
    )
    environment.globals["css"] = environment.get_template("served.css").render(looks=ALL_LOOKS)
    return environment


def _shown(value: object) -> object:
    """A text without the characters that no output for people holds; markup, which was made of such, as it is."""
    is_text = isinstance(value, str) and not hasattr(value, "__html__")
    return NOT_SHOWN.sub(REPLACEMENT, str(value)) if is_text else value
