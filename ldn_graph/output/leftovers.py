"""What writers that were killed have left beside their files: found by the number of their process in the name."""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress


def remove_leftovers(folder: str, prefix: str) -> None:
    """Take away the files and folders in ``folder`` whose names are ``prefix`` and the number of a process that has
    ended, with anything behind it. What cannot be taken away stays.

    Not promised: that a number is not used again by another process, or by one of another container.
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
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True
