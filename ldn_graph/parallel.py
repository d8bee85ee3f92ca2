"""Work that is done in parts by several processes, its results taken in order."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import IO, TypeVar

from .errors import LdnGraphError
from .limits import LIMITS

_T = TypeVar("_T")


def map_parts(work: Callable[[int], _T], parts: int, processes: int | None = None) -> Iterator[_T]:
    """``work(0)``, ``work(1)``, ... up to ``parts``, in this order.

    Several processes (by default one for each processor) do it, forked from this one; each does every so manieth
    part and waits where its results are not taken, so that only few are in memory. Results must be picklable.
    The processes end with the iterator, and where this process ends. With one processor, one part, or no fork
    (Windows), it is done here. An exception of ``work`` is raised where its result would be. Raises
    :class:`~ldn_graph.errors.LdnGraphError` where a process ends before its time.
    """
    processes = min(processes or len(os.sched_getaffinity(0)) if LIMITS else 1, parts)
    if processes < 2:
        yield from map(work, range(parts))
        return
    pipes: list[IO[bytes]] = []
    children = []
    try:
        for first in range(processes):
            ours, theirs = os.pipe()
            child = os.fork()
            if not child:
                for pipe in pipes:
                    pipe.close()
                os.close(ours)
                _work(work, range(first, parts, processes), theirs)
            os.close(theirs)
            children.append(child)
            pipes.append(os.fdopen(ours, "rb"))
        for part in range(parts):
            try:
                done, value = pickle.load(pipes[part % processes])  # noqa: S301, from our own child
            except (EOFError, pickle.UnpicklingError):
                raise LdnGraphError("a process that read part of the graph was ended from outside; try again") from None
            if not done:
                raise value
            yield value
    finally:
        for pipe in pipes:
            pipe.close()
        for child in children:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _work(work: Callable[[int], object], parts: range, pipe: int) -> None:
    """Do the parts in the child, send what comes of each, and end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with suppress(BaseException), os.fdopen(pipe, "wb") as stream:
        for part in parts:
            try:
                outcome = pickle.dumps((True, work(part)), pickle.HIGHEST_PROTOCOL)
            except BaseException as error:  # it goes on in the parent
                stream.write(_portable(error))
                break
            stream.write(outcome)
            stream.flush()
    os._exit(0)


def _portable(error: BaseException) -> bytes:
    try:
        data = pickle.dumps((False, error))
        pickle.loads(data)  # noqa: S301
    except Exception:
        return pickle.dumps((False, LdnGraphError(str(error))))
    return data
