"""The first page of the server: counted and drawn in a child process, while the server answers already."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from ..model.graph import Graph
from ..resources import PACKAGE
from .log import explain, log_end, log_message
from .rendering import message_page
from .renewal import Renewal
from .workers import BusyError, start_worker

MAX_CLAIMS = 30_000
"""Of more claims no page is drawn: it would be too much for a browser, and for the memory of the server."""
_LONGEST = 3600.0  # seconds for counting and drawing
_NONE = "no page of the claims"
_HEADING = "What stands behind each claim"
_WAIT = 0.8  # seconds that a request waits for the page


class FrontPage:
    """What ``/`` shows: the page of the audit, or why there is none."""

    def __init__(self, open_graph: Callable[[], Graph], article: str | None = None) -> None:
        self._open_graph = open_graph
        self._article = article
        self.making = Renewal(self._make)
        self.counts: Mapping[str, int] | None = None
        self._page: bytes | None = None

    async def _make(self) -> None:
        self.counts, self._page = None, None
        try:
            async with start_worker(
                lambda pipe: count_and_draw(self._open_graph, pipe, self._article), _LONGEST
            ) as worker:
                counted = await worker.reader.readline()
                if counted:
                    self.counts = json.loads(counted)
                page = await worker.reader.read()
                log_end(_NONE, worker.wait())
                if page and worker.wait() == 0:
                    self._page = page
        except BusyError:
            log_message(f"{_NONE}: the system has no process left")

    async def html(self) -> tuple[bytes, bool]:
        """The page, and whether it is that of the audit; else it says why there is none."""
        is_done = await self.making.wait(_WAIT)
        if self._page is not None:
            return self._page, True
        if not is_done:
            return message_page(_HEADING, "the page of the claims is being made", waiting=True), False
        if self.counts and not self.counts["claims"]:
            nothing = "there is no claim in this graph to draw; it can be asked all the same"
            return message_page(_HEADING, nothing), False
        reason = "whoever runs the server finds the reason in its messages"
        return message_page(_HEADING, f"the page of the claims could not be made; {reason}"), False


def count_and_draw(open_graph: Callable[[], Graph], pipe: int, article: str | None = None) -> None:
    """Write a line of JSON with the counts of a graph, and the page of the audit unless there are none or too many;
    ``article`` is the raw text that the page shows."""
    import os

    from ..audit.audit import audit_claims
    from ..page.render import render_page
    from ..rdf.contents import read_contents

    os.nice(5)
    with open(pipe, "wb", closefd=False) as out:
        try:
            graph = open_graph()
            counts = count_graph(graph)
            out.write(json.dumps(counts).encode() + b"\n")
            out.flush()
            if 0 < counts["claims"] <= MAX_CLAIMS:
                contents = read_contents(graph)
                page = render_page(
                    audit_claims(contents.claims),
                    cited=contents.cited,
                    bodies=contents.bodies,
                    modified=contents.modified,
                    query_form="/query",
                    article=article,
                )
                out.write(page.encode("utf-8", "replace"))
        except Exception as error:
            log_message(f"{_NONE}: {explain(error)}")


def count_graph(graph: Graph) -> dict[str, int]:
    """How many claims, evidence lines, sources, entities and statements a graph holds, counted where it is."""
    import pyoxigraph as ox

    result = graph.query(Path(PACKAGE, "counts.rq").read_text(encoding="utf-8"))
    if not isinstance(result, ox.QuerySolutions):
        raise TypeError("counts.rq is a SELECT")
    row = next(result)
    return {variable.value: int(row[variable].value) for variable in result.variables}
