"""The page: one self-contained HTML document that shows what stands behind each claim.

This is the only module that knows pyvis. Its own page is not valid HTML and asks other
hosts for files, so it gets a template of ours, and we take from it the network's data
and vis-network. Positions come from :mod:`~ldn_graph.page.layout` and physics is off, so the
same audit gives the same bytes.

A script draws and lists what it is handed as data (:mod:`~ldn_graph.page.packing`); for readers without scripts the
document says it in words. Nothing in a graph is trusted: text is
escaped in the markup, handed to the script as JSON and written as text; a
Content-Security-Policy lets no script run but the three that are hashed, and lets nothing
be asked of any host.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ..audit.results import Audit
from ..model.bodies import BodyOfEvidence
from ..model.claims import Claim, Source
from ..output.characters import NOT_SHOWN, REPLACEMENT
from ..resources import TEMPLATES
from .content import describe_page, designs_by_level
from .layout import ALL_LOOKS, CROSS, OVERCLAIM, arrange, shorten_text
from .packing import data_element
from .scripts import join_modules

if TYPE_CHECKING:
    from pyvis.network import Network

VIS = "lib/vis-9.1.2/vis-network.min.js"
"""vis-network as it lies among pyvis's templates."""

OPTIONS: Mapping[str, object] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"shape": "custom", "fixed": True, "chosen": False, "borderWidth": 0},
    "edges": {"chosen": False, "hoverWidth": 0, "selectionWidth": 0, "arrows": {}},
    "interaction": {"dragNodes": False, "dragView": False, "zoomView": False, "hover": False, "selectable": False},
}
"""vis-network's options: nothing moves by itself, and the page scrolls as pages do."""


def render_page(
    audit: Audit,
    *,
    claims: Iterable[Claim] | None = None,
    cited: Iterable[Source] = (),
    bodies: Iterable[BodyOfEvidence] = (),
    modified: str | None = None,
    query_form: str | None = None,
    article: str | None = None,
) -> str:
    """One complete HTML5 document that shows the audit; write it as UTF-8.

    It opens from disk, asks no host for anything, and is the same for the same audit. Where the audit's claims are
    a selection, ``claims`` are all of them, since a claim's flags may depend on claims that are not shown;
    ``cited`` are sources with the names of those that the articles cite; ``bodies`` give the summaries of findings
    their rows by outcome; ``modified`` is the date of the data;
    ``query_form`` the address of a form to ask the graph with, where our server shows the page and has one for each
    claim. ``article`` is the raw text of the article, in which passages are places: where the claims are of one
    article, the page shows it with the claims marked, and holds all of it. Raises
    :class:`~ldn_graph.errors.InputError` where it is too long to be searched, see
    :func:`~ldn_graph.validation.passages.check_passages`.
    """
    from jinja2 import Environment, FileSystemLoader
    from pyvis.network import Network

    net: Network = Network(cdn_resources="in_line", directed=True)
    vis = _read_vis(net)
    chart = arrange(audit)
    page = _clean(describe_page(audit, claims, cited, modified, bodies, article))
    net.options = OPTIONS
    net.nodes = _clean(chart.nodes)
    net.edges = chart.edges
    net.templateEnv = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True, auto_reload=False
    )
    net.templateEnv.filters["number"] = "{:,}".format
    net.path = "page.html"
    css = net.templateEnv.get_template("page.css").render(looks=ALL_LOOKS)
    scripts = (_read_beginning(), vis, read_script())
    net.templateEnv.globals.update(
        page=page,
        chart=chart.frame,
        looks=ALL_LOOKS,
        cross=CROSS,
        overclaim=OVERCLAIM,
        levels=designs_by_level(),
        css=css,
        scripts=scripts,
        policy=content_policy(scripts, (css,)),
        short=shorten_text,
        query_form=query_form,
        data_element=data_element,
    )
    html: str = net.generate_html()
    return html


@cache
def read_script(entry: str = "page") -> str:
    """A script of ours: the module ``page.js``, or another ``entry``, and all that it imports, joined."""
    return join_modules(lambda name: Path(TEMPLATES, f"{name}.js").read_text(encoding="utf-8"), entry)


@cache
def _read_beginning() -> str:
    """The script of the document's head, which stands for itself: what it does must not wait for the others."""
    return Path(TEMPLATES, "beginning.js").read_text(encoding="utf-8")


def content_policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """The Content-Security-Policy that allows these inline scripts and styles and no request."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(source_hash, scripts))}",
            f"style-src {' '.join(map(source_hash, styles))}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _read_vis(net: Network) -> str:
    """vis-network without the pointer to its source map, which a browser's tools would look for beside the page."""
    text: str = net.templateEnv.loader.get_source(net.templateEnv, VIS)[0]
    return text.partition("//# sourceMappingURL")[0]


def source_hash(text: str) -> str:
    """What a Content-Security-Policy calls an inline script or style."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _clean(value: object) -> object:
    """The same with a mark for each character that no output for people holds."""
    if isinstance(value, str):
        return value if value.isprintable() else NOT_SHOWN.sub(REPLACEMENT, value)
    if isinstance(value, dict):
        return {_clean(k): _clean(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(v) for v in value]
    return value
