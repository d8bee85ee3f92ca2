"""Rows in JSON on their way from a server to the parser, which takes no member behind them.

The W3C's format lets other members stand beside its own ("JSON Results Object"), and an object of JSON has no order.
QLever says behind the rows how long a query took (``meta``), others say whether rows are ``distinct`` and ``ordered``.
Oxigraph's parser takes these before the rows and refuses them behind. So what stands behind the rows is left out here,
while the bytes pass, and nothing is kept but its beginning.

Where a server fails while it sends rows, its status has long said that all is well, and it writes its message between
them. What cannot stand there in JSON is therefore an error, with the message.
"""

from __future__ import annotations

import re
from enum import Enum

LONGEST = 2**14
"""Bytes of a server's message, or of the members behind the rows, that are read."""

_TEXT = re.compile(rb'(?s:[^"\\\x00-\x1f]*+(?:\\.[^"\\\x00-\x1f]*+)*+)')
"""What stands in a string of JSON, up to its end or to what may not stand there."""
_SIGNS = rb"[ \t\r\n{:,]*+"
_ROWS, _PLAIN_ROWS = (
    re.compile(rb'(?s:%b(?:(?:"%b"|\}(?![ \t\r\n]*+\{))%b)*+)' % (_SIGNS, text, _SIGNS))
    for text in (_TEXT.pattern, rb'[^"]*+')
)
"""What stands between the brackets of ``bindings``: strings and the signs between them. No object follows another
without a comma. The second, which is twice as fast, is for what holds no backslash and no end of a line."""
_ELSEWHERE = re.compile(rb'[^"{}\[\]:]*+')
"""What is passed over outside of ``bindings``: numbers, commas, spaces."""
_ROW_MEMBERS = [b"results", b"bindings"]
_NAME = 16  # bytes of a member's name that are kept: more than those of the names that matter


class MessageError(Exception):
    """What a server says where JSON should go on; the argument is its beginning, as bytes."""


class _Part(Enum):
    BEFORE, ROWS, BEHIND, UNCHANGED = range(4)


class RowsAlone:
    """An answer in JSON, given a piece at a time, less the members behind its rows.

    ``behind`` is the beginning of what was left out. An answer whose ``head`` comes after its rows passes unchanged,
    since the parser then reads it as a whole; so does one without rows.
    """

    def __init__(self) -> None:
        self.behind = b""
        self._part = _Part.BEFORE
        self._path: list[bytes] = []  # the member that is open in each object or array
        self._open = len(_ROW_MEMBERS)  # objects around the rows that are not closed yet
        self._name = b""  # the last string, which is a name if a colon follows
        self._in_text = False
        self._seen_head = False
        self._run = _ROWS
        self._last = b""  # the last byte of the piece before
        self._rest = b""  # a backslash at the end of a piece, whose sign is in the next

    @property
    def unfinished(self) -> bool:
        """Whether the rows have ended, and what is around them has not."""
        return self._part is _Part.BEHIND

    def take(self, piece: bytes) -> bytes:
        """What of the next piece goes to the parser. Raises :class:`MessageError` where a message begins in it."""
        data = self._rest + piece
        self._rest = b""
        between = self._part is _Part.ROWS and not self._in_text
        if between and self._last == b"}" and data[:1] == b"{":
            raise MessageError(data)
        self._last = data[-1:] or self._last
        self._run = _ROWS if b"\\" in data or b"\n" in data else _PLAIN_ROWS
        kept: list[bytes] = []
        at = 0
        while at < len(data):
            if self._part is _Part.UNCHANGED:
                kept.append(data[at:])
                break
            start, part = at, self._part
            at = self._step(data, at)
            if part is not _Part.BEHIND:
                kept.append(data[start:at])
            elif len(self._path) < self._open:
                self._open -= 1
                kept.append(b"}")
                if not self._open:
                    self._part = _Part.UNCHANGED
            elif len(self.behind) < LONGEST:
                self.behind += data[start:at]
            if self._rest:
                break
        return b"".join(kept)

    def _step(self, data: bytes, at: int) -> int:
        """Where the next part that is of one kind ends."""
        if self._in_text:
            return self._read_text(data, at)
        run = self._run if self._part is _Part.ROWS else _ELSEWHERE
        match = run.match(data, at)
        end = match.end() if match else at
        if end > at:
            return end
        sign = data[at : at + 1]
        if sign == b'"':
            self._in_text, self._name = True, b""
        elif self._part is _Part.ROWS:
            if sign != b"]":
                raise MessageError(data[at:])
            self._part = _Part.BEHIND if self._seen_head else _Part.UNCHANGED
            self._path.pop()
        else:
            self._nest(sign)
        return at + 1

    def _read_text(self, data: bytes, at: int) -> int:
        match = _TEXT.match(data, at)
        end = match.end() if match else at
        if self._part is not _Part.ROWS and len(self._name) < _NAME:
            self._name += data[at : min(end, at + _NAME)]
        sign = data[end : end + 1]
        if sign == b'"':
            self._in_text = False
            return end + 1
        if sign == b"\\":
            self._rest = data[end:]
        elif sign and self._part is _Part.ROWS:
            raise MessageError(data[end:])
        elif sign:  # the parser says what is wrong
            self._part = _Part.UNCHANGED
        return end

    def _nest(self, sign: bytes) -> None:
        """Note a bracket or colon outside of the rows."""
        if sign == b":":
            if self._path:
                self._path[-1] = self._name
            self._seen_head |= self._path == [b"head"]
        elif sign in b"}]":
            del self._path[-1:]
        elif sign == b"[" and self._path == _ROW_MEMBERS:
            self._part = _Part.ROWS
            self._path.append(b"")
        else:
            self._path.append(b"")
