"""A time limit that really stops the work: it is done in a child process, which the system ends.

The engine's query takes no limit, and Python handles no signal before it returns, so nothing inside the process could
stop it. Only the work is limited: while a write waits for its reader, the clock stands still (:func:`pause_limit`).
"""

from __future__ import annotations

import io
import os
import pickle
import select
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, TypeVar, cast

from ..errors import ProcessError, QueryFailedError, QueryTimeoutError
from .children import CAN_FORK, start_limited
from .outcomes import pack_outcome, unpack_outcome

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_T = TypeVar("_T")
_LONGEST = 1_000_000  # seconds
_BUFFER = 2**16  # bytes that are written at once
_LOOK = 500  # milliseconds; a signal that comes just before a wait does not end it, so that no wait is without end


def run_limited(work: Callable[[], _T], seconds: float | None) -> _T:
    """What ``work`` returns, or the exception that it raises, if it ends within so many seconds.

    Seconds in which it waits for a reader (:func:`pause_limit`) are not counted. It runs in a fork of this process, so
    what it changes in memory is lost; what it writes to open files stays. Its result, or its exception, must be
    picklable. With None or 0 it runs in this process, without a limit. The child ends with this process, however that
    ends. Raises :class:`~ldn_graph.errors.QueryTimeoutError` at the limit, when the child is gone,
    :class:`~ldn_graph.errors.QueryFailedError` where the child ends without an answer, and
    :class:`~ldn_graph.errors.ProcessError` where the limit is no number of seconds, or where the system has no fork
    (:data:`~ldn_graph.processes.children.CAN_FORK`).
    """
    if not seconds:
        return work()
    if not 0 < seconds <= _LONGEST:
        raise ProcessError(f"a time limit of {seconds} seconds; give one above 0, at most {_LONGEST:,}, or none")
    if not CAN_FORK:
        raise ProcessError("this system cannot stop a query; leave the time limit out (--timeout 0)")
    child = start_limited(lambda pipe: _send_outcome(work, pipe), seconds)
    try:
        with os.fdopen(child.pipe, "rb") as pipe:
            ready = select.poll()
            ready.register(pipe, select.POLLIN)
            while not ready.poll(_LOOK):
                pass
            data = pipe.read()
    except BaseException:
        with suppress(ProcessLookupError):
            os.kill(child.pid, signal.SIGKILL)
        raise
    finally:
        _, status = os.waitpid(child.pid, 0)
        os.close(child.lifeline)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM:
        raise QueryTimeoutError(
            f"the query was stopped after {seconds:g} s; ask for less, or allow more with --timeout"
        )
    if os.WIFSIGNALED(status):
        raise QueryFailedError(f"the query was ended by signal {os.WTERMSIG(status)}; ask for less at a time")
    if not data:
        raise QueryFailedError("the process that answers the query ended before its answer; try again")
    return cast("_T", unpack_outcome(pickle.loads(data)))  # noqa: S301, from our own child


@contextmanager
def pause_limit(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    """A stream that writes to another, whose reader may be slow: the limit of :func:`run_limited` stops meanwhile.

    The buffer of ``stream`` must be empty. All is written when the block ends; where it ends with an exception, what
    waits in a buffer may be lost.
    """
    if not CAN_FORK:
        yield stream
        return
    buffered = io.BufferedWriter(_PausingWriter(getattr(stream, "raw", stream)), _BUFFER)
    yield cast("IO[bytes]", buffered)
    buffered.flush()


class _PausingWriter(io.RawIOBase):
    """Passes bytes on while the alarm of this process is stopped; closes nothing."""

    def __init__(self, raw: IO[bytes] | io.RawIOBase) -> None:
        self.raw = raw

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer) -> int | None:
        left, _ = signal.setitimer(signal.ITIMER_REAL, 0)
        try:
            return self.raw.write(data)
        finally:
            signal.setitimer(signal.ITIMER_REAL, left)


def _send_outcome(work: Callable[[], object], pipe: int) -> None:
    """Do the work and send what came of it, a result or an exception."""
    try:
        data = pack_outcome(work())
    except BaseException as error:  # which the parent raises
        data = pack_outcome(error, raised=True)
    with os.fdopen(pipe, "wb") as stream:
        stream.write(data)
