"""Files to import: whole or line by line, compressed or not, ``-`` for standard input.

What begins as gzip begins is unpacked, whatever the file is called. Text is UTF-8, with or without a byte order mark.
Each failure is an :class:`~ldn_graph.errors.ImportFormatError` that names the file and, where it is known, the line.
"""

from __future__ import annotations

import gzip
import io
import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import IO, cast

from ..errors import ImportFormatError
from ..output.files import GZIP

LARGEST = 1 << 30
"""The most bytes that are read whole, unpacked: 1 GiB."""


def read_whole(path: str) -> str:
    """The text of a file, its line ends as they stand."""
    return text_of(path, read_bytes(path))


def read_bytes(path: str) -> bytes:
    """The bytes of a file, unpacked."""
    with ExitStack() as stack, _failures(path):
        stream = _open(path, stack)
        data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ImportFormatError(
            f"{path}: more than {LARGEST >> 20:,} MiB; split the file, and import its parts together"
        )
    return data


def text_of(path: str, data: bytes) -> str:
    """The text of a file's bytes, its line ends as they stand."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(path, error, 1) from None


@contextmanager
def open_lines(path: str) -> Iterator[Iterator[str]]:
    """The lines of a file, which is open meanwhile, their ends as they stand.

    What goes wrong while they are read is raised where the next line is asked for: two files that are open at the same
    time are not taken for one another.
    """
    with ExitStack() as stack:
        with _failures(path):
            stream = _open(path, stack)
        yield _lines(path, stream)


def _lines(path: str, stream: IO[bytes]) -> Iterator[str]:
    number = 0
    with _failures(path), io.TextIOWrapper(stream, encoding="utf-8-sig", newline="") as text:
        try:
            for line in text:
                number += 1
                yield line
        except UnicodeDecodeError as error:
            # decoded a block at a time: the one that failed begins within the line after the last that was given
            raise _not_utf8(path, error, number + 1) from None


def _not_utf8(path: str, error: UnicodeDecodeError, first_line: int) -> ImportFormatError:
    line = first_line + error.object.count(b"\n", 0, error.start)
    return ImportFormatError(f"{path}:{line}: not UTF-8; save the file as UTF-8 text")


def _open(path: str, stack: ExitStack) -> IO[bytes]:
    """The bytes of a file, unpacked; it is closed with the stack, and standard input stays open."""
    if path != "-":
        return _unpacked(stack.enter_context(open(path, "rb")))
    if sys.stdin is None:
        raise OSError(0, "standard input is closed")
    return _unpacked(sys.stdin.buffer)


def _unpacked(stream: IO[bytes]) -> IO[bytes]:
    ahead = io.BufferedReader(cast("io.RawIOBase", stream))
    packed = ahead.peek(len(GZIP)).startswith(GZIP)
    return cast("IO[bytes]", gzip.GzipFile(fileobj=ahead, mode="rb") if packed else ahead)


@contextmanager
def _failures(path: str) -> Iterator[None]:
    try:
        yield
    except (OSError, EOFError, zlib.error, ValueError) as error:  # ValueError: a zero byte in the name
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise ImportFormatError(f"{path}: {reason}; check the path and the file") from None


def list_files(paths: tuple[str, ...], endings: tuple[str, ...]) -> list[str]:
    """The files that are named, and those with these endings in folders that are, sorted by folder and name.

    A folder that cannot be read is an error, and not an omission.
    """

    def refuse(error: OSError) -> None:
        raise ImportFormatError(f"{error.filename}: {error.strerror}; make it readable, or name the files one by one")

    files: list[str] = []
    for path in paths:
        if not os.path.isdir(path):
            files.append(path)
            continue
        inside = [
            os.path.join(folder, name)
            for folder, _, names in os.walk(path, onerror=refuse)
            for name in names
            if name.lower().removesuffix(".gz").endswith(endings)
        ]
        if not inside:
            raise ImportFormatError(f"{path}: no file in this folder ends in {' or '.join(endings)}; name the files")
        files += sorted(inside)
    return files
