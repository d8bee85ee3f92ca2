"""Cleaning up after writers that were killed, by the number of their process in the names of what they left."""

from __future__ import annotations

import os
import re
import shutil
import sys
from contextlib import suppress


def remove_leftovers(folder: str, prefix: str) -> None:
    """Remove what is named ``prefix`` and the number of a process that has ended, with anything after it, in a folder.

    What cannot be removed stays, and so does all on Windows, where a process cannot be asked for by a signal. Not
    promised: that all leftovers are removed, since the system gives the number of a process that has ended to another;
    nor that a process of another container is seen to run.
    """
    with suppress(OSError):
        for name in os.listdir(folder):
            written_by = re.match(re.escape(prefix) + r"([0-9]+)", name)
            if written_by and not _is_running(int(written_by[1])):
                path = os.path.join(folder, name)
                if os.path.isdir(path) and not os.path.islink(path):
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    with suppress(OSError):
                        os.unlink(path)


def _is_running(process: int) -> bool:
    if sys.platform == "win32":
        return True  # signal 0 is Ctrl-C there, and would end what it asks for
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    try:
        with open(f"/proc/{process}/stat", "rb") as about:  # one that nobody has waited for yet has ended all the same
            return not about.read().rpartition(b")")[2].lstrip().startswith(b"Z")
    except OSError:
        return True
