"""Where a SPARQL server is, and as whom it is asked.

A user and a password, or a token, come from environment variables. They are read for each query and kept nowhere, and
are sent by https, or to this machine.
"""

from __future__ import annotations

import os
import re
from urllib.parse import urlsplit, urlunsplit

from ..errors import EXCERPT, EndpointError
from ..output.characters import printable
from ..sources.http import is_loopback

USER, PASSWORD = "LDN_GRAPH_ENDPOINT_USER", "LDN_GRAPH_ENDPOINT_PASSWORD"
TOKEN = "LDN_GRAPH_ENDPOINT_TOKEN"
"""Environment variables: a user and a password (Basic), or a token (Bearer)."""


def check_url(url: str) -> str:
    """The URL without its fragment. Raises :class:`~ldn_graph.errors.EndpointError` where none can be asked there."""
    shown = printable(re.sub(r"(?<=//)[^/]*@", "", url))[:EXCERPT]
    if re.search(r"[^!-~]", url):
        raise EndpointError(f"{shown}: no URL; write it in ASCII without spaces, as https://example.org/sparql")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise EndpointError(f"{shown}: no URL; write it as https://example.org/sparql") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise EndpointError(f"{shown}: no address of a SPARQL server; write it as https://example.org/sparql")
    if "@" in parts.netloc:
        raise EndpointError(
            f"{shown}: user and password do not belong in a URL, where others see them; "
            f"give them in the environment, as {USER} and {PASSWORD}"
        )
    return urlunsplit(parts._replace(fragment=""))


def is_private(url: str) -> bool:
    """Whether nobody on the way can read what is sent to a URL: it is https, or leads to this machine."""
    return urlsplit(url).scheme == "https" or is_loopback(url)


def credentials() -> dict[str, str]:
    """The header ``Authorization``, by the environment variables; none where they are not set.

    Raises :class:`~ldn_graph.errors.EndpointError` where they hold what cannot be sent.
    """
    token, user, password = (os.environ.get(name, "") for name in (TOKEN, USER, PASSWORD))
    if token:
        if re.search(r"[^!-~]", token):
            raise EndpointError(f"{TOKEN} holds what a token cannot, as a space or the end of a line; set it anew")
        return {"Authorization": f"Bearer {token}"}
    if not user and not password:
        return {}
    if not user or not password or ":" in user:
        raise EndpointError(f"{USER} and {PASSWORD} are set together, and a user has no colon; set both, or neither")
    from base64 import b64encode

    return {"Authorization": f"Basic {b64encode(f'{user}:{password}'.encode()).decode()}"}
