"""A read-only endpoint of the SPARQL 1.1 Protocol, with the page and a form (docs/serving.md).

One event loop takes requests; each query is answered by a child process (:mod:`~ldn_graph.server.workers`), so that a
slow one can be stopped and holds nothing up.
"""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable

from ..errors import AddressError
from ..model.graph import Graph
from ..output.extras import import_extra
from .app import make_app
from .settings import Settings
from .streaming import QueryService

_CONNECTIONS = 500
_GRACE = 2  # seconds for what is on its way when the server ends


def open_socket(host: str, port: int) -> socket.socket:
    """A socket bound to the address; 0 is any free port. Raises :class:`~ldn_graph.errors.AddressError`."""
    try:
        family, kind, number, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError):
        raise AddressError(f"{host}: there is no such host; give an address of this machine with --host") from None
    listener = socket.socket(family, kind, number)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise AddressError(f"{host}, port {port}: {_reason(error)}") from None
    listener.setblocking(False)
    return listener


def _reason(error: OSError) -> str:
    import errno

    if error.errno == errno.EADDRINUSE:
        return "something else is served there; give another --port, or 0 for any that is free"
    if error.errno == errno.EACCES:
        return "ports below 1024 need more rights; give another --port, as 8000"
    if error.errno == errno.EADDRNOTAVAIL:
        return "that is no address of this machine; give one with --host, as 127.0.0.1"
    return f"{error.strerror or error}; give another --host or --port"


def require_libraries() -> None:
    """Raise :class:`~ldn_graph.errors.MissingExtraError` where the extra ``serve`` is not installed."""
    for name in ("starlette", "uvicorn"):
        import_extra(name, "serve")


def serve(
    open_graph: Callable[[], Graph], listener: socket.socket, settings: Settings, ready: Callable[[], None]
) -> None:
    """Serve until a signal ends it, which then takes its usual course; ``ready`` is called when it begins.

    ``open_graph`` is called in each child process anew: an open database does not outlive a fork.
    """
    import uvicorn

    class Server(uvicorn.Server):
        """A server that ends the queries that are being answered when it shuts down."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready()

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            service.close()
            await super().shutdown(sockets)

    # of uvicorn's messages only those with a traceback: faults of this package
    logging.getLogger("uvicorn.error").addFilter(lambda record: record.exc_info is not None)
    service = QueryService(open_graph, settings)
    config = uvicorn.Config(
        make_app(service),
        loop="asyncio",
        http="h11",
        ws="none",
        log_config=None,
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=_CONNECTIONS,
        timeout_graceful_shutdown=_GRACE,
    )
    Server(config).run(sockets=[listener])
