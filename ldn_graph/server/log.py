"""Messages to whoever runs the server."""

from __future__ import annotations

import sys
from contextlib import suppress


def log_message(message: str) -> None:
    """Write a line on standard error. Where nobody reads it any more, it is lost."""
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(f"{message}\n")
            sys.stderr.flush()
