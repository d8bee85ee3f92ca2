"""Messages to whoever runs the server."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress

from ..errors import LdnGraphError


def log_message(message: str) -> None:
    """Write a line on standard error. Where nobody reads it any more, it is lost."""
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(f"{message}\n")
            sys.stderr.flush()


def explain(error: Exception) -> str:
    """An exception in a line: one of this package says what to do, of others the kind tells the most."""
    return str(error) if isinstance(error, LdnGraphError) else f"{type(error).__name__}: {error}"


def log_end(what: str, status: int) -> None:
    """Say how a child process ended before it was done, from its status as of ``os.waitpid``; nothing where it was told
    to end, as by Ctrl-C in a terminal, or has done its work."""
    if not os.WIFSIGNALED(status):
        if status:
            log_message(f"{what}: its process ended with the code {os.waitstatus_to_exitcode(status)}")
        return
    number = os.WTERMSIG(status)
    if number == signal.SIGALRM:
        log_message(f"{what}: it took too long")
    elif number not in (signal.SIGINT, signal.SIGTERM):
        log_message(f"{what}: its process was ended by signal {number}; it may have taken too much memory")
