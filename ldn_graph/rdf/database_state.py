"""Which database is in a folder, and in which state."""

from __future__ import annotations

import os
import re


def is_database(path: str) -> bool:
    """Whether a folder is an Oxigraph database, by the two files that each has."""
    return all(os.path.isfile(os.path.join(path, name)) for name in ("CURRENT", "IDENTITY"))


def read_state(folder: str) -> str:
    """A digest of which database is in a folder and of the names and sizes of its files, of which those with data are
    written once: it is another after whatever was written. Raises ``OSError`` where there is none."""
    import hashlib

    digest = hashlib.sha256()
    for name in ("IDENTITY", "CURRENT"):
        with open(os.path.join(folder, name), "rb") as file:
            digest.update(hashlib.sha256(file.read()).digest())
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if re.fullmatch(r"MANIFEST-.*|.*\.(sst|log)", entry.name):
            digest.update(f"{entry.name} {entry.stat().st_size}\n".encode())
    return digest.hexdigest()
