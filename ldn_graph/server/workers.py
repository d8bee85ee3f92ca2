"""Child processes that answer for a server with one event loop, a few at a time.

Nothing that takes time is done in the server itself. Each answer is made by a fork of it: the system's alarm ends the
child at the time limit, and the server ends it when nobody waits for it any more. A fork is sound only while no other
thread works: the server starts none, and it opens no database, whose engine has threads; each child opens its own.
"""

from __future__ import annotations

import asyncio
import os
import signal
import stat
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from ..processes.children import Child, start_limited

_BUFFER = 2**16  # bytes of an answer that the server holds


class BusyError(Exception):
    """No place was free in time, or the system has no process left."""


class Worker:
    """A child at work: ``reader`` has what it writes."""

    def __init__(self, child: Child, reader: asyncio.StreamReader) -> None:
        self.child = child
        self.reader = reader
        self._status: int | None = None

    def wait(self) -> int:
        """Its status, as of ``os.waitpid``.

        To be called when ``reader`` is at its end: the child has closed its pipe then and ends, so that the event loop
        does not wait for it in any time that counts.
        """
        if self._status is None:
            _, self._status = os.waitpid(self.child.pid, 0)
        return self._status

    def kill(self) -> None:
        """End it at once, unless it has been waited for: its number may be another process's by then."""
        if self._status is None:
            with suppress(ProcessLookupError):
                os.kill(self.child.pid, signal.SIGKILL)


class Workers:
    """At most ``most`` children at once, each for at most ``seconds``; others wait ``patience`` seconds for a place."""

    def __init__(self, most: int, seconds: float, patience: float) -> None:
        self.seconds = seconds
        self.patience = patience
        self._places = asyncio.Semaphore(most)

    @asynccontextmanager
    async def start(self, work: Callable[[int], object]) -> AsyncIterator[Worker]:
        """A child that does the work; it is gone when the block ends. Raises :class:`BusyError`."""
        try:
            async with asyncio.timeout(self.patience):
                await self._places.acquire()
        except TimeoutError:
            raise BusyError from None
        try:
            async with start_worker(work, self.seconds) as worker:
                yield worker
        finally:
            self._places.release()


@asynccontextmanager
async def start_worker(work: Callable[[int], object], seconds: float) -> AsyncIterator[Worker]:
    """A child that does the work within so many seconds; it is gone when the block ends. Raises :class:`BusyError`."""

    def work_without_sockets(pipe: int) -> None:
        close_sockets()
        work(pipe)

    try:
        child = start_limited(work_without_sockets, seconds)
    except OSError:  # the system has no process, or no file, left
        raise BusyError from None
    reader = asyncio.StreamReader(limit=_BUFFER)
    worker = Worker(child, reader)
    try:
        transport, _ = await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(child.pipe, "rb", buffering=0)
        )
        try:
            yield worker
        finally:
            worker.kill()
            transport.close()
    finally:
        worker.kill()
        worker.wait()
        os.close(child.lifeline)


def close_sockets() -> None:
    """Close this fork's copies of the server's sockets: a connection ends for its client only when no process has it
    open, and a port is free again only then."""
    for name in os.listdir("/dev/fd"):
        number = int(name)
        with suppress(OSError):
            if number > 2 and stat.S_ISSOCK(os.fstat(number).st_mode):
                os.close(number)
