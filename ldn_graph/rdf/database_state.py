"""Whether a folder is an Oxigraph database, and which state it is in."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_PREFIXES = "ldn-graph-prefixes.json"  # beside the engine's files, which it leaves alone

_IRI = r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]*"

LOADING = ".loading-"
"""What stands in the name of a folder beside a database's, in which one is made that will take its place."""
_LONGEST_EXCHANGE = 1.0  # seconds; it takes a ten-thousandth of them


def is_database(path: str) -> bool:
    """Whether a folder is an Oxigraph database, by the two files that each has.

    Where there is nothing because one takes the place of another just now, that is waited for.
    """
    end = time.monotonic() + _LONGEST_EXCHANGE
    while not os.path.lexists(path) and _is_loading(path) and time.monotonic() < end:
        time.sleep(0.001)
    return all(os.path.isfile(os.path.join(path, name)) for name in ("CURRENT", "IDENTITY"))


def _is_loading(path: str) -> bool:
    """Whether a database is there that is to take this place: one that was loaded, beside the one that was there."""
    folder, name = os.path.split(os.path.abspath(path))
    with suppress(OSError):
        beside = (os.path.join(folder, other) for other in os.listdir(folder) if other.startswith(f".{name}{LOADING}"))
        return any(os.path.exists(os.path.join(other, "old")) for other in beside)
    return False


def read_state(folder: str) -> str:
    """A digest that changes whenever something is written to the database in this folder.

    It is of the database's identity and of the names and sizes of its files, since a file with data is written once
    and never changed. Raises ``OSError`` where there is no database.
    """
    import hashlib

    digest = hashlib.sha256()
    for name in ("IDENTITY", "CURRENT"):
        with open(os.path.join(folder, name), "rb") as file:
            digest.update(hashlib.sha256(file.read()).digest())
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if re.fullmatch(r"MANIFEST-.*|.*\.(sst|log)", entry.name):
            digest.update(f"{entry.name} {entry.stat().st_size}\n".encode())
    return digest.hexdigest()


def keep_prefixes(folder: str | Path, prefixes: Mapping[str, str]) -> None:
    """Write the prefixes of the files that a database was made of beside it: the engine keeps none."""
    import json

    with open(os.path.join(folder, _PREFIXES), "w", encoding="utf-8") as file:
        file.write(json.dumps(dict(prefixes), ensure_ascii=False, indent=0))


def read_prefixes(folder: str) -> dict[str, str]:
    """The prefixes that were kept, as far as they are any; none with databases of other programs."""
    import json

    try:
        with open(os.path.join(folder, _PREFIXES), "rb") as file:
            kept = json.loads(file.read())
    except (OSError, ValueError):
        return {}
    pairs = kept.items() if isinstance(kept, dict) else ()
    return {prefix: iri for prefix, iri in pairs if isinstance(iri, str) and re.fullmatch(_IRI, iri)}
