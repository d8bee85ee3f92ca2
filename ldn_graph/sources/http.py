"""Fetching a record of the literature from a server: one bounded, polite request, never made unasked.

Only addresses with https are fetched, and of this machine also with http (for a server that stands in for one). What
comes is bounded in size and in time, redirects lead nowhere else, and a server that is busy is asked again a few times,
after the wait that it asks for. The servers of the literature ask their users to say who they are: the variable
``LDN_GRAPH_CONTACT`` has an address of e-mail or a web page for that, and goes nowhere but to them.
"""

from __future__ import annotations

import os
import re
import time
from functools import cache
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from ..errors import EXCERPT, InputError, SetupError
from ..output.characters import printable
from ..version import __version__

if TYPE_CHECKING:
    import urllib3

CONTACT = "LDN_GRAPH_CONTACT"
"""The environment variable with the address of who asks."""
LARGEST = 10_000_000
"""The largest answer that is taken, in bytes; a record has some ten thousand."""
LONGEST = 30.0
"""Seconds that an answer may take, waits aside."""
AGAIN = 3
"""How often a server that is busy is asked again."""
LONGEST_WAIT = 20.0
"""Seconds that are waited before it is asked again, whatever it asks for in ``Retry-After``."""
APART = 0.34
"""Seconds between two requests to one host: NCBI allows three in a second, Crossref more."""
REDIRECTS = 5
_BUSY = frozenset({429, 500, 502, 503, 504})
_NOTHING = frozenset({404, 410})
_MOVED = frozenset({301, 302, 303, 307, 308})
_CONTACT = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+|https?://[A-Za-z0-9.-]+(?:/[!-~]*)?")
_last_asked: dict[str, float] = {}


def fetch(url: str, accept: str = "*/*") -> bytes | None:
    """The body of the answer for this address, in the media type; None where the server has nothing there (404, 410).

    Raises :class:`~ldn_graph.errors.SetupError` where the server cannot be reached, is too slow or stays busy, where
    the address or a redirect of it may not be fetched, and where the contact is none;
    :class:`~ldn_graph.errors.InputError` where the answer is larger than :data:`LARGEST` or no answer (403, 400).
    """
    headers = {"Accept": accept, "User-Agent": user_agent()}
    deadline = time.monotonic() + LONGEST + AGAIN * LONGEST_WAIT
    for _ in range(REDIRECTS + 1):
        _refuse(url)
        response = _ask(url, headers, deadline)
        with response:
            if response.status not in _MOVED:
                return _body(url, response, deadline)
            target = _target(url, response.headers.get("Location", ""))
        if is_loopback(target) and not is_loopback(url):
            raise SetupError(f"{url}: the server leads to this machine, {target[:200]}; nothing was fetched")
        url = target
    raise SetupError(f"{url}: more than {REDIRECTS} redirects; try again later, or get the record by hand")


def _target(url: str, location: str) -> str:
    """Where a redirect leads."""
    try:
        return urljoin(url, location)
    except ValueError:
        told = printable(location)[:EXCERPT]
        raise SetupError(f"{url}: the server leads to {told}, which is no address; nothing was fetched") from None


def user_agent() -> str:
    """How this program calls itself, with the contact of who uses it where there is one.

    Raises :class:`~ldn_graph.errors.SetupError` where the contact is neither an address of e-mail nor of a web page.
    """
    contact = os.environ.get(CONTACT, "").strip()
    if not contact:
        return f"ldn-graph/{__version__}"
    if len(contact) > 200 or not _CONTACT.fullmatch(contact):
        example = f"{CONTACT}=name@example.org"
        raise SetupError(f"{CONTACT} is neither an address of e-mail nor of a web page; set it as {example}")
    return f"ldn-graph/{__version__} ({'mailto:' if '@' in contact and '://' not in contact else ''}{contact})"


def is_loopback(url: str) -> bool:
    """Whether an address is one of this machine."""
    try:
        host = urlsplit(url).hostname or ""
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _refuse(url: str) -> None:
    """Raise where an address may not be fetched."""
    try:
        parts = urlsplit(url)
        fetched = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(url))
    except ValueError:
        fetched = False
    if not fetched or not parts.hostname or parts.username is not None:
        raise SetupError(f"{url[:200]}: only addresses that begin with https:// are fetched, without a user's name")


@cache
def _pool() -> urllib3.PoolManager:
    import urllib3

    return urllib3.PoolManager()


def _ask(url: str, headers: dict[str, str], deadline: float) -> urllib3.BaseHTTPResponse:
    """The answer's head. A server that is busy is asked again, a connection that fails once more too."""
    import urllib3

    host = urlsplit(url).netloc
    for attempt in range(AGAIN + 1):
        _keep_apart(host)
        last = attempt == AGAIN
        try:
            response = _pool().request(
                "GET", url, headers=headers, redirect=False, retries=False, preload_content=False, timeout=LONGEST
            )
        except urllib3.exceptions.HTTPError as error:
            if not last and isinstance(error, urllib3.exceptions.ProtocolError):
                time.sleep(min(0.5 * 2**attempt, max(deadline - time.monotonic(), 0)))
                continue
            raise SetupError(f"{host} cannot be reached ({_why(error)}); try again later, or work without it") from None
        if response.status not in _BUSY:
            return response
        wait = _wait(response, attempt)
        response.close()
        if last or time.monotonic() + wait > deadline:
            break
        time.sleep(wait)
    raise SetupError(f"{host} is busy (HTTP {response.status}); try again later")


def _wait(response: urllib3.BaseHTTPResponse, attempt: int) -> float:
    """Seconds until a busy server is asked again: as it says, within bounds, else longer each time."""
    said = response.headers.get("Retry-After", "")
    return min(float(said), LONGEST_WAIT) if said.isascii() and said.isdigit() else min(0.5 * 2**attempt, LONGEST_WAIT)


def _keep_apart(host: str) -> None:
    """Wait until this host may be asked again."""
    now = time.monotonic()
    at = max(now, _last_asked.get(host, -APART) + (0 if is_loopback(f"//{host}") else APART))
    _last_asked[host] = at
    time.sleep(at - now)


def _body(url: str, response: urllib3.BaseHTTPResponse, deadline: float) -> bytes | None:
    import urllib3

    host = urlsplit(url).netloc
    if response.status in _NOTHING:
        return None
    if response.status != 200:
        raise InputError(f"{url}: the server answered HTTP {response.status}; look at the address in a browser")
    body = bytearray()
    try:
        while data := response.read(65536, decode_content=True):
            body += data
            if len(body) > LARGEST:
                raise InputError(f"{url}: an answer of more than {LARGEST:,} bytes, which no record has")
            if time.monotonic() > deadline:
                raise SetupError(f"{host} is too slow; try again later, or work without it")
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise SetupError(f"{host} broke off its answer ({_why(error)}); try again later") from None
    return bytes(body)


def _why(error: Exception) -> str:
    """What went wrong, in a few words."""
    reason = getattr(error, "reason", None) or error
    return re.sub(r"\s+", " ", str(reason).rpartition(": ")[2] or type(error).__name__)[:200]
