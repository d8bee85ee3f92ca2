"""Temporary folders that are told from those whose process was killed: by a lock that ends with the process."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress

from ..errors import OutputError

_LOCK = ".lock"


def make_temporary(prefix: str) -> tuple[str, Callable[[], None]]:
    """A new folder for temporary files whose name begins so, and what removes it.

    Folders of the same prefix whose processes were killed are removed first. Not promised: that on Windows, nor of a
    process that was killed while it made its folder. Raises :class:`~ldn_graph.errors.OutputError` where none can be
    made.
    """
    try:
        _remove_abandoned(prefix)
        folder = tempfile.mkdtemp(prefix=prefix)
    except OSError as error:
        problem = error.strerror or str(error)
        raise OutputError(f"no temporary folder: {problem}; set TMPDIR to a folder with room") from None
    held = _hold(folder)

    def remove() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        if held is not None:
            with suppress(OSError):
                os.close(held)

    return folder, remove


def _hold(folder: str) -> int | None:
    """The lock of a new folder, held as long as this process or a child of it lives; None where there are none."""
    try:
        import fcntl
    except ImportError:
        return None
    path = os.path.join(folder, _LOCK)
    file = os.open(f"{path}.new", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.rename(f"{path}.new", path)  # nobody sees it before it is held
    except OSError:  # a file system without locks
        os.close(file)
        return None
    return file


def _remove_abandoned(prefix: str) -> None:
    """Remove the folders of this prefix whose lock nobody holds; what has none stays."""
    try:
        import fcntl
    except ImportError:
        return
    parent = tempfile.gettempdir()
    with suppress(OSError):
        for name in os.listdir(parent):
            folder = os.path.join(parent, name)
            if not name.startswith(prefix) or os.path.islink(folder):
                continue
            with suppress(OSError):
                file = os.open(os.path.join(folder, _LOCK), os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    shutil.rmtree(folder, ignore_errors=True)
                finally:
                    os.close(file)
