"""The data of the page, as its document holds them: JSON, or the same compressed where there is much of it."""

from __future__ import annotations

import json
import zlib
from base64 import b64encode

from markupsafe import Markup

PLAIN_LIMIT = 128 * 1024
"""So many characters of JSON at most stand in the document as they are."""

# What would end the element, or begin another, in HTML, and what old scripts take for the end of a line; in JSON each
# stands in texts only.
_ESCAPES = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


def data_element(data: object) -> Markup:
    """The element that holds the data for the page's script, ``id="data"``.

    Up to :data:`PLAIN_LIMIT` it is JSON, of the type ``application/json``. What is longer is of the type
    ``text/plain``: JSON in UTF-8, compressed (zlib, RFC 1950), in base64. The same data give the same bytes with the
    same build of zlib; another build may compress otherwise, and what it unpacks to is the same.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    if len(text) <= PLAIN_LIMIT:
        return _element("application/json", text.translate(_ESCAPES))
    return _element("text/plain", b64encode(zlib.compress(text.encode(), 9)).decode())


def _element(kind: str, content: str) -> Markup:
    return Markup(f'<script type="{kind}" id="data">{content}</script>')  # noqa: S704 - nothing in it is markup
