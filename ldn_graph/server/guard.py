"""What stands between the network and the application: who may call the server by which name, and careful headers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEADERS = {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
"""Of every answer that does not set its own."""


class GuardedApp:
    """An application for those who call the server by one of its names, with headers that keep browsers careful.

    A page of another site can make a browser ask a server on loopback by letting a name of its own point there
    (DNS rebinding); but then the request has that name in ``Host``. Without ``hosts`` any name will do.
    """

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...]) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        from starlette.datastructures import Headers, MutableHeaders
        from starlette.responses import PlainTextResponse

        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if is_own_host(Headers(scope=scope).get("host"), self.hosts):
            await self.app(scope, receive, send_with_headers)
        else:
            name = f"as {self.hosts[0]}" if self.hosts else "as it is spelt in addresses"
            message = f"this server does not go by the name in Host; call it {name}\n"
            await PlainTextResponse(message, 421)(scope, receive, send_with_headers)


def is_own_host(header: str | None, hosts: Sequence[str]) -> bool:
    """Whether the ``Host`` of a request is one of these, whatever its port; without any, whether it is a host at all.

    >>> is_own_host("localhost:8000", ["localhost"]), is_own_host("evil.example", ["localhost"])
    (True, False)
    """
    match = re.fullmatch(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+)(:[0-9]{1,5})?", header or "")
    return match is not None and (not hosts or match[1].lower() in hosts)
