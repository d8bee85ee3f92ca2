"""How much memory the engine of this machine may take."""

from __future__ import annotations

import os
import re

from ...errors import SetupError

VARIABLE = "LDN_GRAPH_MEMORY"
"""The variable that says it, such as ``4GB``; what does not fit is put on disk."""
LEAST, MOST = 1_000_000_000, 3_000_000_000
"""Bytes where nothing says it: of up to three million claims, and of ten million and more."""
FOR_A_CLAIM = 300
"""Bytes between these."""
_SIZE = re.compile(r"(\d{1,6}(?:\.\d{1,3})?) ?([MGT])i?B?", re.IGNORECASE)
_UNITS = {"M": 10**6, "G": 10**9, "T": 10**12}
_TOO_LITTLE = 100_000_000


def memory_of(claims: int = 0) -> int:
    """In bytes, for so many claims: what :data:`VARIABLE` says, else from :data:`LEAST` to :data:`MOST`.

    Not promised: that the process takes no more, since the answers and Python itself come to it, half a GB or so.
    Raises :class:`~ldn_graph.errors.SetupError` for a variable that is no size, or less than 100 MB.

    >>> memory_of(1_000_000), memory_of(5_000_000), memory_of(20_000_000)
    (1000000000, 1500000000, 3000000000)
    """
    said = os.environ.get(VARIABLE, "").strip()
    if not said:
        return min(max(LEAST, FOR_A_CLAIM * claims), MOST)
    found = _SIZE.fullmatch(said)
    size = round(float(found[1]) * _UNITS[found[2].upper()]) if found else 0
    if size < _TOO_LITTLE:
        raise SetupError(f"{VARIABLE}: {said!r} is no size of at least 100 MB; write it as 4GB, or unset it")
    return size
