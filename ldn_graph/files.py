"""Files that are written whole or not at all, and the formats that their endings ask for."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from .errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path

ENDINGS: Mapping[str, str] = {
    ".json": "json", ".srj": "json", ".xml": "xml", ".srx": "xml", ".csv": "csv", ".tsv": "tsv", ".txt": "table",
    ".md": "markdown", ".ttl": "turtle", ".nt": "ntriples", ".rdf": "rdfxml", ".jsonld": "jsonld",
}  # fmt: skip
"""The format that a file's ending asks for."""


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: beside it first, then renamed over what was there.

    A link is followed and a file's permissions are kept; what is no ordinary file, such as
    a named pipe or ``/dev/stdout``, is written to as it is. Raises
    :class:`~ldn_graph.errors.OutputError`, with what was there untouched.
    """
    import contextlib
    import shutil

    target = path.resolve()
    beside = target.with_name(f".{os.getpid()}.part")
    try:
        if path.is_dir():
            raise OSError(0, "it is a folder")
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        beside.write_bytes(data)
        if target.exists():
            shutil.copymode(target, beside)
        beside.replace(target)
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror or error}; give another file with -o") from None
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
