"""Forks of this process: the only place that makes any, with what must hold for them.

* What waits in a buffer of this process is written before a fork, or both would write it.
* A child ends with its parent, however that ends: it watches a pipe that closes with the parent.
* What is garbage when a fork is made is the parent's to take away: in a child that could end the process, as where a
  library's connection waits for threads that only the parent has.
* A child leaves by ``os._exit``: nothing of the parent's (exit handlers, buffers, ``finally``) runs in it.
* A fork takes along only the thread that makes it, so it is sound while no other thread works. The engine has threads
  for an open database, so each child opens the database anew; those for a store in memory, and of a parser, have
  ended when a fork is made.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import warnings
from collections.abc import Callable
from typing import NamedTuple

CAN_FORK = hasattr(os, "fork")
"""Whether this system has forks, and so can stop work: not on Windows."""


class Child(NamedTuple):
    """A process that works under a time limit, as its parent sees it.

    ``pid`` is its number, ``pipe`` the descriptor to read its answer from, ``lifeline`` that of a pipe of which the
    child watches the other end: it ends when ``lifeline`` is closed. The parent reads ``pipe`` to its end, waits for
    ``pid``, and closes both.
    """

    pid: int
    pipe: int
    lifeline: int


def start_limited(work: Callable[[int], object], seconds: float) -> Child:
    """Fork a child that does the work and ends; ``work`` is given the descriptor to write its answer to.

    The system's alarm ends the child after so many seconds of work (``SIGALRM`` in its status; 0: no limit); what it
    waits for a reader (:func:`~ldn_graph.processes.time_limit.pause_limit`) is not counted. It ends with this process,
    however that ends. Its exit code is 1 where the work raised. Raises ``OSError`` where the system has no process
    left.
    """
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()  # what waits in a buffer would be written by both
    ours, theirs = os.pipe()
    watched, lifeline = os.pipe()  # nothing is written to it: the system closes it when this process ends
    with warnings.catch_warnings():
        # Python warns of forks beside threads, which may hold locks: the child only does this work, and ends
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            child = os.fork()
        except OSError:
            for number in (ours, theirs, watched, lifeline):
                os.close(number)
            raise
    if not child:
        try:
            os.close(ours)
            os.close(lifeline)
            _work_in_child(work, seconds, theirs, watched)
        finally:  # an interrupt before the work begins must not let the child go on as the parent
            os._exit(1)
    os.close(theirs)
    os.close(watched)
    return Child(child, ours, lifeline)


def _work_in_child(work: Callable[[int], object], seconds: float, pipe: int, watched: int) -> None:
    """Do the work and end; the system's alarm ends it at the limit."""
    gc.freeze()
    code = 1
    try:
        if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # as nohup has it
            signal.signal(signal.SIGHUP, signal.SIG_DFL)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        _end_with_parent(watched)
        work(pipe)
        code = 0
    finally:
        os._exit(code)


def _end_with_parent(watched: int) -> None:
    """End this process when the pipe closes. A thread can wait for it: the engine lets others run while it works."""
    from threading import Thread

    def wait() -> None:
        os.read(watched, 1)
        os._exit(0)

    Thread(target=wait, daemon=True).start()
