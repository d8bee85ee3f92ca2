"""Requests that are not answered: the status of HTTP for each, and what the client is told."""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from .settings import PATIENCE


class RefusedError(Exception):
    """A request that is not answered: the status of HTTP, and a message for the client.

    ``about`` is what a page can do about it (:class:`~ldn_graph.server.answer.Head`).
    """

    def __init__(
        self,
        status: int,
        message: str,
        headers: Mapping[str, str] | None = None,
        about: Mapping[str, Any] = MappingProxyType({}),
    ) -> None:
        self.status = status
        self.about = about
        self.headers = dict(headers or {})
        super().__init__(message)


def all_busy() -> RefusedError:
    """As many requests as there may be at once are being answered."""
    message = f"others are being answered; ask again in {PATIENCE} seconds"
    return RefusedError(503, message, {"Retry-After": str(PATIENCE)})


def server_ending() -> RefusedError:
    """The server ends, and with it every query."""
    return RefusedError(503, "the server is ending; ask again later", {"Retry-After": "10"})


def took_too_long(seconds: float, *, page: bool = False) -> RefusedError:
    """The query, or the ``page`` of a node, was stopped at the time limit."""
    if page:
        return RefusedError(504, f"this page was not ready after {seconds:g} s; try again later")
    return RefusedError(504, f"the query was stopped after {seconds:g} s; ask for less at a time")


def process_ended(status: int, seconds: float, *, page: bool = False) -> RefusedError:
    """The child process that answered a query, or made a ``page``, ended before it was done; ``status`` is as of
    ``os.waitpid``, ``seconds`` the time limit."""
    number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if number == signal.SIGALRM:
        return took_too_long(seconds, page=page)
    if number in (signal.SIGINT, signal.SIGTERM):  # Ctrl-C in a terminal goes to the server and its children
        return server_ending()
    if page:
        reason = "whoever runs the server finds the reason in its messages"
        return RefusedError(500, f"this page could not be made; {reason}")
    problem = f"the query was ended by signal {number}" if number else "the query was ended"
    return RefusedError(500, f"{problem}, it may have taken too much memory; ask for less at a time")
