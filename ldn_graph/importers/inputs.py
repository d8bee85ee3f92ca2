"""Files to import: whole or line by line, compressed or not, ``-`` for standard input.

What begins as gzip begins is unpacked, whatever the file is called. Text is UTF-8, with or without a byte order mark.
"""

from __future__ import annotations

import gzip
import io
import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, cast

from ..errors import ImportFormatError
from ..output.files import GZIP

LARGEST = 1 << 30
"""The most bytes that are read whole, unpacked: 1 GiB."""


def read_whole(path: str) -> str:
    """The text of a file. Raises :class:`~ldn_graph.errors.ImportFormatError` where it cannot be had."""
    with _opened(path) as stream:
        data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ImportFormatError(
            f"{path}: more than {LARGEST >> 20:,} MiB; split the file, and import its parts together"
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ImportFormatError(f"{path}:{line}: not UTF-8; save the file as UTF-8 text") from None


@contextmanager
def open_text(path: str) -> Iterator[IO[str]]:
    """The text of a file as a stream whose line ends are as they stand. Raises as :func:`read_whole` does."""
    with _opened(path) as stream:
        try:
            yield io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
        except UnicodeDecodeError:
            raise ImportFormatError(f"{path}: not UTF-8; save the file as UTF-8 text") from None


@contextmanager
def _opened(path: str) -> Iterator[IO[bytes]]:
    try:
        if path == "-":
            if sys.stdin is None:
                raise OSError(0, "standard input is closed")
            yield _unpacked(sys.stdin.buffer)
            return
        with open(path, "rb") as stream:
            yield _unpacked(stream)
    except (OSError, EOFError, zlib.error, ValueError) as error:
        if isinstance(error, UnicodeError):
            raise
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise ImportFormatError(f"{path}: {reason}; check the path and the file") from None


def _unpacked(stream: IO[bytes]) -> IO[bytes]:
    ahead = io.BufferedReader(cast("io.RawIOBase", stream))
    packed = ahead.peek(len(GZIP)).startswith(GZIP)
    return cast("IO[bytes]", gzip.GzipFile(fileobj=ahead, mode="rb") if packed else ahead)


def list_files(paths: tuple[str, ...], endings: tuple[str, ...]) -> list[str]:
    """The files that are named, and those with these endings in folders that are, sorted by folder and name."""
    found: list[str] = []
    for path in paths:
        if not os.path.isdir(path):
            found.append(path)
            continue
        inside = [
            os.path.join(folder, name)
            for folder, _, names in os.walk(path)
            for name in names
            if name.lower().removesuffix(".gz").endswith(endings)
        ]
        if not inside:
            raise ImportFormatError(f"{path}: no file in this folder ends in {' or '.join(endings)}; name the files")
        found += sorted(inside)
    return found
