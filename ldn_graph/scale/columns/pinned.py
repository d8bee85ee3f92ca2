"""The tables in a folder, open as they are now: whatever takes the place of the folder, they stay."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from glob import escape
from typing import IO

from ...errors import DatabaseChangedError
from .schema import TABLES

_OPENED = "/proc/self/fd"
"""Where Linux has the files that a process has open, each under its number."""


@contextmanager
def pinned_tables(folder: str) -> Iterator[Mapping[str, str]]:
    """Paths of the tables' files, by the names of the tables, which lead to what was there at first, as patterns.

    A table may be a folder of files, as Spark writes it. Raises ``OSError`` where one is missing, and
    :class:`~ldn_graph.errors.DatabaseChangedError` where others took their places before all were open. Not promised
    of folders, nor on other systems than Linux: that they stay.
    """
    files: dict[str, IO[bytes]] = {}
    with ExitStack() as opened:
        paths = {table.name: os.path.join(folder, f"{table.name}.parquet") for table in TABLES}
        for name, path in paths.items():
            if os.path.isdir(path):
                paths[name] = f"{escape(path)}/*.parquet"
                continue
            if not os.path.isfile(path):
                os.stat(path)  # which says why, unless it is a pipe or the like, which never ends
                raise OSError(errno.EINVAL, "not a file", path)
            file = files[path] = opened.enter_context(open(path, "rb"))
            paths[name] = f"{_OPENED}/{file.fileno()}" if os.path.isdir(_OPENED) else escape(path)
        if not all(_is_still(path, file) for path, file in files.items()):
            raise DatabaseChangedError(folder)
        yield paths


def _is_still(path: str, file: IO[bytes]) -> bool:
    try:
        return os.path.samestat(os.stat(path), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False
