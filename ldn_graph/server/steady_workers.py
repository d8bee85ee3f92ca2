"""Child processes that stay and answer one request after another, each with the graph open.

To open a database anew for each page would take longer than the page itself. The system's alarm ends a child that
takes too long for one request; another takes its place. Where one that had answered before ends otherwise, another is
asked the same. As with :mod:`~ldn_graph.server.workers`, nothing that takes
time is done in the server itself, and what a child opens it opens after the fork.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import NamedTuple

from ..processes.children import Child, start_limited
from .log import log_end
from .refusals import all_busy, process_ended, took_too_long
from .workers import close_sockets

_BUFFER = 2**16  # bytes of an answer that the server holds at a time
_MOST_REQUESTS = 5000  # of one child: what its libraries keep in memory is given back then


class Reply(NamedTuple):
    """What a child answers: a status of HTTP, the media type of the body, and where the client is sent instead."""

    status: int
    media_type: str
    body: bytes
    location: str = ""


class _EndedError(Exception):
    """A child ended before its reply; ``status`` is as of ``os.waitpid``."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(status)


Answer = Callable[[Mapping[str, object]], Reply]


class SteadyWorkers:
    """At most ``most`` children, started when they are needed; a request may take ``seconds``, and waits ``patience``
    seconds for one that is free. ``open_answer`` is called in each child, and gives the function that answers there."""

    def __init__(self, open_answer: Callable[[], Answer], most: int, seconds: float, patience: float) -> None:
        self._open_answer = open_answer
        self._seconds = seconds
        self._patience = patience
        self._places = asyncio.Semaphore(most)
        self._free: list[_Steady] = []
        self._all: set[_Steady] = set()

    async def ask(self, request: Mapping[str, object]) -> Reply:
        """The reply to a request. Raises :class:`~ldn_graph.server.refusals.RefusedError` where none comes in time."""
        try:
            async with asyncio.timeout(self._patience):
                await self._places.acquire()
        except TimeoutError:
            raise all_busy() from None
        try:
            return await self._ask(request)
        finally:
            self._places.release()

    async def _ask(self, request: Mapping[str, object]) -> Reply:
        if self._free:
            with suppress(_EndedError):  # it may have ended while it had nothing to do
                return await self._ask_worker(self._free.pop(), request)
        try:
            return await self._ask_worker(await self._start(), request)
        except _EndedError as ended:
            raise process_ended(ended.status, self._seconds, page=True) from None

    async def _ask_worker(self, worker: _Steady, request: Mapping[str, object]) -> Reply:
        try:
            async with asyncio.timeout(self._seconds + 1):
                reply = await worker.ask(request)
        except (asyncio.IncompleteReadError, BrokenPipeError):
            status = self._end(worker)
            if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM:
                raise took_too_long(self._seconds, page=True) from None
            log_end("a page could not be made", status)
            raise _EndedError(status) from None
        except TimeoutError:
            self._end(worker)
            raise took_too_long(self._seconds, page=True) from None
        except BaseException:  # nobody waits for the answer: what comes of it would be taken for the next one
            self._end(worker)
            raise
        if worker in self._all and worker.asked < _MOST_REQUESTS:
            self._free.append(worker)
        else:
            self._end(worker)
        return reply

    def end(self) -> None:
        """End all children, those at work when they have answered; others are started for the next request."""
        self._all.difference_update(self._free)
        for worker in self._free:
            worker.end()
        self._free.clear()
        self._all.clear()

    async def _start(self) -> _Steady:
        try:
            worker = await _Steady.start(self._open_answer, self._seconds)
        except OSError:  # the system has no process, or no file, left
            raise all_busy() from None
        self._all.add(worker)
        return worker

    def _end(self, worker: _Steady) -> int:
        self._all.discard(worker)
        return worker.end()


class _Steady:
    """One child: a line of JSON is written to it, and a line with the head of its reply comes back, then the body."""

    def __init__(self, child: Child, pipe: int, reader: asyncio.StreamReader, transport: asyncio.ReadTransport) -> None:
        self._child, self._pipe, self._reader, self._transport = child, pipe, reader, transport
        self.asked = 0

    @classmethod
    async def start(cls, open_answer: Callable[[], Answer], seconds: float) -> _Steady:
        theirs, ours = os.pipe()

        def work(pipe: int) -> None:
            os.close(ours)
            close_sockets()
            _answer_all(open_answer, theirs, pipe, seconds)

        try:
            child = start_limited(work, 0)
        except OSError:
            os.close(ours)
            raise
        finally:
            os.close(theirs)
        reader = asyncio.StreamReader(limit=_BUFFER)
        transport, _ = await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(child.pipe, "rb", buffering=0)
        )
        return cls(child, ours, reader, transport)

    async def ask(self, request: Mapping[str, object]) -> Reply:
        """Raises ``IncompleteReadError`` or ``BrokenPipeError`` where the child ends before its reply."""
        self.asked += 1
        line = json.dumps(request).encode() + b"\n"
        # a request is smaller than the buffer of a pipe, which is empty: this does not wait
        os.write(self._pipe, line)
        head = json.loads(await self._reader.readuntil(b"\n"))
        return Reply(
            head["status"], head["media_type"], await self._reader.readexactly(head["length"]), head["location"]
        )

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self._child.pid, signal.SIGKILL)

    def end(self) -> int:
        """End it, and give its status as of ``os.waitpid``."""
        ended, status = os.waitpid(self._child.pid, os.WNOHANG)
        if not ended:
            self.kill()
            _, status = os.waitpid(self._child.pid, 0)
        self._transport.close()
        os.close(self._pipe)
        os.close(self._child.lifeline)
        return status


def _answer_all(open_answer: Callable[[], Answer], requests: int, replies: int, seconds: float) -> None:
    """In a child: answer requests until there are no more."""
    with os.fdopen(requests, "rb") as lines, os.fdopen(replies, "wb") as out:
        answer = open_answer()
        for line in lines:
            signal.setitimer(signal.ITIMER_REAL, seconds)
            reply = answer(json.loads(line))
            head = {**reply._asdict(), "length": len(reply.body)}
            del head["body"]
            out.write(json.dumps(head).encode() + b"\n" + reply.body)
            signal.setitimer(signal.ITIMER_REAL, 0)
            out.flush()
