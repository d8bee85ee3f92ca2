"""Files that are written whole or not at all, and those that are compressed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from typing import IO, TYPE_CHECKING, cast

from ..errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, as :func:`open_whole` does."""
    with open_whole(path) as stream:
        stream.write(data)


def write_files(contents: Mapping[Path, bytes]) -> None:
    """Write files, all or none: each is written beside first, and all are then renamed over what was there.

    Where one cannot be renamed, those that were get back what was in them. Raises
    :class:`~ldn_graph.errors.OutputError`. Not promised: that none is renamed where the machine stops amid that.
    """
    before = {path: path.read_bytes() if path.is_file() else None for path in contents}
    try:
        with ExitStack() as written:
            for path, data in contents.items():
                written.enter_context(open_whole(path)).write(data)
    except OutputError:
        for path, old in before.items():
            _restore(path, old, contents[path])
        raise


def _restore(path: Path, old: bytes | None, new: bytes) -> None:
    """Give a file back what was in it, where it has what was written; None: there was none."""
    if not path.is_file() or old == new or path.read_bytes() != new:
        return
    if old is None:
        path.unlink()
    else:
        with open_whole(path) as stream:
            stream.write(old)


@contextmanager
def open_whole(path: Path) -> Iterator[IO[bytes]]:
    """A stream to write a file whole or not at all: beside it first, then renamed over what was there.

    Nothing is renamed where the block ends with an exception. A link is followed and a file's
    permissions are kept; what is no ordinary file, such as a named pipe or ``/dev/stdout``, is
    written to as it is. Raises :class:`~ldn_graph.errors.OutputError`, with what was there untouched.
    """
    import shutil

    target = path.resolve()
    beside = target.with_name(f".{os.getpid()}.{target.name[-100:]}.part")
    try:
        if path.is_dir():
            raise OSError(0, "it is a folder")
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:
                yield stream
            return
        with beside.open("wb") as stream:
            yield stream
        if target.exists():
            shutil.copymode(target, beside)
        beside.replace(target)
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror or error}; give another file with -o") from None
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


@contextmanager
def compressed(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    """A stream that writes gzip (RFC 1952) to another, without time and name in it: the same bytes every time."""
    from gzip import GzipFile

    with GzipFile(filename="", mode="wb", fileobj=stream, mtime=0) as packed:
        yield cast("IO[bytes]", packed)


GZIP = b"\x1f\x8b"
"""The first bytes of a file that gzip made."""


def unpacked(data: bytes) -> bytes:
    """The bytes that gzip compressed. Raises ``OSError`` where they are cut off or not gzip's."""
    import gzip
    import zlib

    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error):
        raise OSError(0, "not compressed as its name says") from None
