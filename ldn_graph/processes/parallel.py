"""Work that is done in parts by several processes, its results taken in order."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TypeVar, cast

from ..errors import ProcessError
from .children import CAN_FORK, start_limited

_T = TypeVar("_T")


def map_parts(work: Callable[[int], _T], parts: int, processes: int | None = None) -> Iterator[_T]:
    """``work(0)``, ``work(1)``, ... up to ``parts``, in this order.

    Several processes (by default one for each processor), forked from this one, share the work in turn: of three the
    first does 0, 3, 6, ... Each waits until its result is taken, so that few results are in memory. Results must be
    picklable. The processes end with the iterator, and with this process, however that ends. With one processor, one
    part, or no fork (Windows), the work is done in this process. An exception of ``work`` is raised where its result
    would come. Raises :class:`~ldn_graph.errors.ProcessError` where a process is ended from outside.
    """
    processes = min(processes or processors() if CAN_FORK else 1, parts)
    if processes < 2:
        yield from map(work, range(parts))
        return
    import pickle  # which a graph of a few claims has no need of

    from .outcomes import unpack_outcome

    children = []
    try:
        for first in range(processes):
            children.append(start_limited(_sender(work, range(first, parts, processes)), 0))  # 0: no limit
        pipes = [open(child.pipe, "rb", closefd=False) for child in children]  # noqa: SIM115, closed with the child
        for part in range(parts):
            try:
                outcome = pickle.load(pipes[part % processes])  # noqa: S301, from our own child
            except (EOFError, pickle.UnpicklingError):
                raise ProcessError("a process that read part of the graph was ended from outside; try again") from None
            yield cast("_T", unpack_outcome(outcome))
    finally:
        for child in children:
            os.close(child.pipe)
            os.close(child.lifeline)
            with suppress(ProcessLookupError):
                os.kill(child.pid, signal.SIGKILL)
            os.waitpid(child.pid, 0)


def _sender(work: Callable[[int], object], parts: range) -> Callable[[int], None]:
    """A function for a child, which does these parts and writes to a pipe what comes of each."""
    from .outcomes import pack_outcome

    def send(pipe: int) -> None:
        with os.fdopen(pipe, "wb") as stream:
            for part in parts:
                try:
                    result = work(part)
                except BaseException as error:  # which the parent raises
                    stream.write(pack_outcome(error, raised=True))
                    return
                stream.write(pack_outcome(result))
                stream.flush()

    return send


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
