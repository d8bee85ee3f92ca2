"""What tells a database from another that was put in its place, without opening it."""

from __future__ import annotations

import os

Marks = tuple[tuple[int, int], ...]


def read_marks(folder: str | None) -> Marks | None:
    """The marks of the database in a folder; of no folder, as of a graph in memory, none; None where there is no
    database. Not promised: that they change with what is written to a database in its place."""
    if not folder:
        return ()
    try:
        found = [os.stat(os.path.join(folder, name)) for name in ("IDENTITY", "CURRENT")]
    except OSError:
        return None
    return tuple((mark.st_ino, mark.st_mtime_ns) for mark in found)
