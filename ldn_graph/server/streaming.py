"""The answer to a query, passed on as it comes from the child process that writes it.

What the child does is in :mod:`~ldn_graph.server.answer`, how it is started and ended in
:mod:`~ldn_graph.server.workers`.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from ..model.graph import Graph
from .answer import Head, write_answer
from .log import log_message
from .refusals import RefusedError, all_busy, process_ended, server_ending, took_too_long
from .rendering import policy
from .request import QueryRequest
from .settings import PATIENCE, Settings
from .value_lists import ValueLists
from .workers import BusyError, Workers

if TYPE_CHECKING:
    from starlette.types import Message, Receive, Scope, Send

_PIECE = 2**16  # bytes that are passed on at a time


class QueryService:
    """Answers queries, a few at a time; ``open_graph`` opens the graph, in each child process anew."""

    def __init__(self, open_graph: Callable[[], Graph], settings: Settings) -> None:
        self.open_graph = open_graph
        self.settings = settings
        self.value_lists = ValueLists(open_graph)
        self.workers = Workers(settings.at_once, settings.timeout, PATIENCE)
        self.closing = asyncio.Event()

    def close(self) -> None:
        """End the queries that are being answered."""
        self.closing.set()


class StreamedAnswer:
    """The answer to one query, as an ASGI application."""

    def __init__(self, service: QueryService, request: QueryRequest) -> None:
        self.service = service
        self.request = request
        self.begun = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Answer until the client leaves, or the server ends."""
        answering = asyncio.create_task(self._answer(send))
        leaving = asyncio.create_task(_wait_until_gone(receive))
        closing = asyncio.create_task(self.service.closing.wait())
        try:
            await asyncio.wait({answering, leaving, closing}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (leaving, closing):
                task.cancel()
            if not answering.done():
                answering.cancel()
        with suppress(asyncio.CancelledError):
            await answering
            return
        if not self.begun and self.service.closing.is_set():
            raise server_ending()

    async def _answer(self, send: Send) -> None:
        """Raises :class:`RefusedError` as long as nothing was sent; what goes wrong later breaks the transfer off.

        It ends without its last message then, from which the server below closes the connection, and the client sees
        that the answer is not whole.
        """
        service, seconds = self.service, self.service.settings.timeout

        def work(pipe: int) -> None:
            write_answer(
                service.open_graph, self.request, service.settings.limit, pipe, service.value_lists.values, seconds
            )

        try:
            # at the limit its alarm ends the child; a second later a client that does not read loses its place, too
            async with service.workers.start(work) as worker, asyncio.timeout(seconds + 1):
                line = await worker.reader.readline()
                if not line:
                    raise process_ended(worker.wait(), seconds)
                head = Head(*json.loads(line))
                if head.problem:
                    raise RefusedError(head.status, head.problem, about=head.about)
                await send(self._start(head))
                self.begun = True
                while piece := await worker.reader.read(_PIECE):
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
                if worker.wait() == 0:
                    await send({"type": "http.response.body", "body": b"", "more_body": False})
                elif os.WIFSIGNALED(worker.wait()):
                    log_message(f"a transfer was broken off: {process_ended(worker.wait(), seconds)}")
        except BusyError:
            raise all_busy() from None
        except TimeoutError:
            if not self.begun:
                raise took_too_long(seconds) from None
            log_message(f"a transfer was broken off: {took_too_long(seconds)}")

    def _start(self, head: Head) -> Message:
        charset = "; charset=utf-8" if head.media_type.startswith("text/") else ""
        headers = {"content-type": head.media_type + charset, "vary": "Accept"}
        if head.media_type == "text/html":
            headers["content-security-policy"] = policy(scripts=True)
        elif self.service.settings.limit is not None:
            headers["row-limit"] = str(self.service.settings.limit)
        if head.file:
            headers["content-disposition"] = f'attachment; filename="{head.file}"'
        raw = [(name.encode(), value.encode()) for name, value in headers.items()]
        return {"type": "http.response.start", "status": head.status, "headers": raw}


async def _wait_until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
