"""The page in a frame, as a notebook shows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..audit.results import Audit
from ..model.bodies import BodyOfEvidence
from ..model.claims import Claim, Source
from ..output.counts import count_words
from .render import render_page


class InlinePage(NamedTuple):
    """The page of :func:`~ldn_graph.page.render.render_page` as a notebook shows it: in a frame of its own.

    ``html`` is the whole document, and ``height`` that of the frame in pixels.
    """

    html: str
    height: int

    def _repr_html_(self) -> str:
        # The frame holds the document itself: no server, no file. In its sandbox it has an origin of its own, so
        # that nothing in it reaches the notebook; links to sources open in a tab.
        document = self.html.replace("&", "&amp;").replace("'", "&#39;")  # a sixth shorter than with all escaped
        return (
            f"<iframe srcdoc='{document}' "
            'title="The claims and what stands behind them" referrerpolicy="no-referrer" '
            'sandbox="allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox" '
            f'width="100%" height="{self.height}" style="border: 1px solid; box-sizing: border-box"></iframe>'
        )

    def __repr__(self) -> str:
        return f"<the page, {count_words(len(self.html), 'character')}; a notebook shows it>"


def show_page(
    audit: Audit,
    *,
    height: int = 640,
    claims: Iterable[Claim] | None = None,
    cited: Iterable[Source] = (),
    bodies: Iterable[BodyOfEvidence] = (),
    modified: str | None = None,
    article: str | None = None,
) -> InlinePage:
    """The interactive page of an audit, to be the last value of a notebook's cell.

    ``height`` is in pixels; the rest is as in :func:`~ldn_graph.page.render.render_page`. It needs no server and
    asks no host for anything. The notebook keeps the whole page, 600 kB and some 4 kB a claim: show a
    selection.
    A notebook that is not trusted, and some sites that show notebooks, leave it out; write the page to a file
    (``ldn-graph draw``) to pass it on.
    """
    page = render_page(audit, claims=claims, cited=cited, bodies=bodies, modified=modified, article=article)
    return InlinePage(page, height)
