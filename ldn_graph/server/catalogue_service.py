"""The catalogue of the served graph, made in a child process, and the workers that answer from it."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from ..errors import OutputError
from ..model.graph import Graph
from ..output.counts import count_words
from ..output.leftovers import remove_leftovers
from .browsing import CHANGED, NOT_DRAWN, draw, open_browsing
from .catalogue import Catalogue, open_catalogue
from .catalogue_writer import made_from, write_catalogue
from .database_marks import Marks, read_marks
from .log import explain, log_end, log_message
from .refusals import RefusedError, all_busy, process_ended, took_too_long
from .renewal import Renewal
from .settings import PATIENCE, Settings
from .steady_workers import Reply, SteadyWorkers
from .workers import BusyError, Workers, start_worker

CATALOGUE_FILE = "ldn-graph-catalogue.sqlite"
"""The name of the file, in the folder of the database."""
_ELSEWHERE = "ldn-graph-catalogue-"  # begins the name of a folder for it, where that of the database cannot be written
_BEGINNING = "the claims are being listed"
_NONE = "no catalogue of the claims, so no page of each and no search"
_PAUSES = (3.0, 10.0, 60.0, 600.0)
"""Seconds after which it is tried again, as often in a row for one state of the database."""
_WORTH_A_WORD = 10_000  # claims: of more it is told how far the catalogue is


class CatalogueService:
    """Answers requests for pages of nodes as soon as the catalogue of the graph is there."""

    def __init__(
        self, open_graph: Callable[[], Graph], settings: Settings, workers: Workers, renew: Callable[[], object]
    ) -> None:
        """``renew`` is called where the database is another by now."""
        self._open_graph = open_graph
        self._workers = workers
        self._renew = renew
        self._seconds = settings.timeout
        self._steady = SteadyWorkers(
            lambda: open_browsing(open_graph, self._path), settings.at_once, settings.timeout, PATIENCE
        )
        self._path = ""
        self._folder = ""
        self._database = ""  # the folder of the database, as soon as a child has opened it
        self._marks: Marks | None = None
        self._again_at: float | None = None
        self._failures = 0
        self._making = Renewal(self._make)
        self.claims: int | None = None
        """How many claims the catalogue has; None while there is none."""
        self.progress = _BEGINNING
        """How far it is, in words."""

    def start(self) -> None:
        """Begin to make the catalogue, or to look for one that is there."""
        self._again_at = None
        self._making.start()

    async def end(self) -> None:
        """End what is being made, and the workers; remove what was written elsewhere."""
        await self._making.end()
        self._steady.end()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
        if self._database:
            _clear(self._database)

    def look(self) -> None:
        """Begin what is due: where another database took the place of the one that was served all is made anew; where
        there is no catalogue it is tried again after a pause."""
        if self._database and (marks := read_marks(self._database)) != self._marks:
            log_message("the database was replaced by another; the catalogue is looked for anew")
            self._marks, self._failures = marks, 0
            self._forget()
            self.start()
            self._renew()
        elif self._again_at and time.monotonic() > self._again_at:
            self.start()

    async def ask(self, request: Mapping[str, object]) -> Reply:
        """The reply to a request. Raises :class:`~ldn_graph.server.refusals.RefusedError` where there is none."""
        self.look()
        if self.claims is None:
            raise self._not_yet()
        reply = await self._steady.ask(request)
        if reply.status != CHANGED:
            self._failures = 0
            return reply
        self.look()
        if self.claims is not None:
            log_message("the catalogue is not that of the database, or is gone; it is looked for anew")
            self._forget()
            self._try_again()
        raise self._not_yet()

    def _forget(self) -> None:
        self.claims, self.progress = None, _BEGINNING
        self._steady.end()

    def _try_again(self) -> None:
        """Do so after a pause, unless that was done often enough; a database that could not be opened yet has no state
        that one could wait for."""
        if self._failures < len(_PAUSES) or not self._database:
            pause = _PAUSES[min(self._failures, len(_PAUSES) - 1)]
            self._again_at = time.monotonic() + pause
            self.progress = f"that failed, and is tried again in {pause:.0f} seconds"
        self._failures += 1

    async def find_values(self, kind: str, text: str) -> list[tuple[str, str]]:
        """What is sent for the values of a kind of parameter that are named so, and what they are called; none where
        they cannot be had now."""
        try:
            reply = await self.ask({"what": "values", "kind": kind, "text": text})
        except RefusedError:
            return []
        return [(value, words) for value, words in json.loads(reply.body)] if reply.status == 200 else []

    async def draw(self, kind: str, iri: str) -> bytes:
        """The page of the claims around a node that is there; empty where there are none.

        Raises :class:`~ldn_graph.server.refusals.RefusedError` where it cannot be had.
        """

        def work(pipe: int) -> None:
            draw(self._open_graph, self._path, kind, iri, pipe)

        try:
            async with self._workers.start(work) as worker, asyncio.timeout(self._seconds + 1):
                page = await worker.reader.read()
                log_end(NOT_DRAWN, worker.wait())
                if worker.wait():
                    raise process_ended(worker.wait(), self._seconds, page=True)
                return page
        except BusyError:
            raise all_busy() from None
        except TimeoutError:
            raise took_too_long(self._seconds, page=True) from None

    def _not_yet(self) -> RefusedError:
        if self.has_failed:
            reason = "whoever runs the server finds the reason in its messages"
            return RefusedError(503, f"the catalogue of the claims, which this page needs, could not be made; {reason}")
        message = f"the catalogue of the claims, which this page needs, is being made: {self.progress}"
        return RefusedError(503, message, {"Retry-After": "3"})

    @property
    def has_failed(self) -> bool:
        """It could not be made, and is not tried again while the database stays as it is."""
        return self.claims is None and not self._making.is_running and not self._again_at

    async def _make(self) -> None:
        if not self._folder:
            remove_leftovers(tempfile.gettempdir(), _ELSEWHERE)
            self._folder = tempfile.mkdtemp(prefix=f"{_ELSEWHERE}{os.getpid()}-")
        is_in_vain = False
        try:
            async with start_worker(lambda pipe: make_catalogue(self._open_graph, self._folder, pipe), 0) as worker:
                while line := await worker.reader.readline():
                    told = json.loads(line)
                    if "path" in told:
                        self._path, self.claims = told["path"], told["claims"]
                    if not self._database and told.get("database"):
                        self._database, self._marks = told["database"], read_marks(told["database"])
                    self.progress = told.get("progress", self.progress)
                    is_in_vain = is_in_vain or "in_vain" in told
                log_end(_NONE, worker.wait())
        except BusyError:
            log_message(f"{_NONE}: the system has no process left")
        if self.claims is None and not is_in_vain:
            self._try_again()


def make_catalogue(open_graph: Callable[[], Graph], elsewhere: str, pipe: int) -> None:
    """Write lines of JSON: how far the catalogue is, and at the end where it is and how many claims it has.

    It is beside the database where that can be written, else in a folder ``elsewhere``. One that was made from this
    state of the database is taken as it is.
    """
    os.nice(10)
    with open(pipe, "w", encoding="utf-8", closefd=False) as out:

        def tell(**told: object) -> None:
            out.write(json.dumps(told) + "\n")
            out.flush()

        graph = None
        try:
            graph = open_graph()
            folder = graph.access.folder
            tell(database=folder or "")
            if folder:  # what servers left that were ended at work
                _clear(folder)
            path = _make(graph, elsewhere, lambda progress: tell(progress=progress))
        except Exception as error:  # also of a database that is replaced while it is read
            log_message(f"{_NONE}: {explain(error)}")
            if graph is not None and not graph.access.folder and not isinstance(error, OutputError):
                tell(in_vain=True)  # files were read before, and stay as they are
        else:
            tell(path=path, claims=Catalogue(path).counts["claim"])


def _clear(folder: str) -> None:
    """Remove what processes that were ended at work left half written in the folder of a database."""
    remove_leftovers(folder, f".{CATALOGUE_FILE}.")


def _make(graph: Graph, elsewhere: str, progress: Callable[[str], None]) -> str:
    """The path of the catalogue that was found or made."""
    folder = graph.access.folder
    beside = os.path.join(folder, CATALOGUE_FILE) if folder else ""
    digest = made_from(graph)
    if folder and open_catalogue(beside, digest):
        return beside
    if beside and Path(beside).exists():
        log_message(
            "the catalogue beside the database was made from another state of it, or by another version; "
            "it is made anew"
        )
    tell = _teller(progress)
    if beside and os.access(str(folder), os.W_OK):
        with suppress(OutputError):
            write_catalogue(graph, beside, tell)
            return beside
    path = os.path.join(elsewhere, CATALOGUE_FILE)
    write_catalogue(graph, path, tell)
    return path


def _teller(progress: Callable[[str], None]) -> Callable[[int, int], None]:
    """A function that tells each tenth of the claims, of many on standard error, too."""
    begin = time.monotonic()
    told = -1

    def tell(done: int, total: int) -> None:
        nonlocal told
        tenths = 10 * done // total
        if tenths == told:
            return
        told = tenths
        progress(f"{10 * tenths} % of {count_words(total, 'claim')} are in it")
        if total >= _WORTH_A_WORD:
            log_message(f"catalogue of the claims: {done:,} of {total:,}, {time.monotonic() - begin:.0f} s")

    return tell
