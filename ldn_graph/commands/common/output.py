"""Where a command's answer goes, in which format, and with which exit code."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import IO, TYPE_CHECKING

import click

from ...audit.results import Summary
from ...audit.text import counts_text
from ...errors import OutputError
from .options import FAIL_ON

if TYPE_CHECKING:
    from ...output.tables import Row


def choose_format(
    format_name: str | None,
    output: str | None,
    names: Sequence[str] | Mapping[str, str],
    default: str = "table",
) -> str:
    """The format asked for by name, or the one of ``names`` by the ending of the file (``.gz`` aside), or the default.

    A mapping has the ending of each format, where these are not those of :data:`~ldn_graph.sparql.formats.FORMATS`.
    Raises :class:`~ldn_graph.errors.OutputError` for an ending that stands for none of them.
    """
    if format_name or output in (None, "-"):
        return format_name or default
    from ...sparql.formats import ending_of, endings_of, format_by_ending

    if isinstance(names, Mapping):
        ending, endings = ending_of(str(output)), tuple(names.values())
        by_ending = next((name for name in names if names[name] == ending), None)
    else:
        by_ending, endings = format_by_ending(str(output), names), endings_of(names)
    if by_ending is None:
        known = ", ".join(endings)
        raise OutputError(f"{output}: its ending names no format of this command; use one of {known}, or --format")
    return by_ending


def write(output: str | None, data: str | bytes) -> None:
    """Write to the file or to standard output, as :func:`open_output` does; text as UTF-8."""
    with open_output(output) as stream, packed(output, stream) as out:
        out.write(data.encode("utf-8", "replace") if isinstance(data, str) else data)


def write_texts(output: str | None, texts: Iterable[str]) -> None:
    """The same for a text that comes in pieces."""
    with open_output(output) as stream, packed(output, stream) as out:
        for text in texts:
            out.write(text.encode("utf-8", "replace"))


def write_bytes(output: str | None, pieces: Iterable[bytes | memoryview]) -> None:
    """The same for bytes that come in pieces, each of which is of use until the next is asked for."""
    with open_output(output) as stream, packed(output, stream) as out:
        for piece in pieces:
            out.write(piece)


@contextmanager
def open_output(output: str | None) -> Iterator[IO[bytes]]:
    """A stream to the file, written whole or not at all, or to standard output.

    Raises :class:`~ldn_graph.errors.OutputError`, also for a file that the command's graph is read from, but leaves a
    pipe that was closed to click.
    """
    if output in (None, "-"):
        with _open_stdout() as stream:
            yield stream
        return
    from pathlib import Path

    from ...output.files import open_whole

    _refuse_input(str(output))
    with open_whole(Path(str(output))) as stream:
        yield stream


def _refuse_input(output: str) -> None:
    """Refuse a file that the graph of the running command is in, or the text of its article."""
    from .settings import is_read

    context = click.get_current_context(silent=True)
    paths = context.params.get("paths") if context else None
    if paths is not None and is_read(output, paths):
        raise OutputError(f"{output}: this command reads it; give -o another name")


def packed(output: str | None, stream: IO[bytes]) -> AbstractContextManager[IO[bytes]]:
    """The stream itself, or one that compresses onto it where the file's name ends in ``.gz``."""
    from ...output.files import compressed

    return compressed(stream) if str(output).lower().endswith(".gz") else nullcontext(stream)


@contextmanager
def _open_stdout() -> Iterator[IO[bytes]]:
    if sys.stdout is None:
        raise OutputError("standard output is closed; give a file with -o")
    try:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise
        # what is left in the buffer would be tried once more at exit, and fail once more
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OutputError(f"standard output: {error.strerror or error}; give a file with -o") from None


def format_rows(format_name: str, names: Sequence[str], rows: Iterable[Row]) -> str:
    """Rows as a table, CSV or Markdown."""
    return "".join(row_lines(format_name, names, rows))


def row_lines(format_name: str, names: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """The same line by line, for very many rows."""
    from ...output.tables import csv_lines, markdown_lines, text_lines

    if format_name == "csv":
        return csv_lines(names, rows)
    return markdown_lines(names, rows) if format_name == "markdown" else text_lines(names, rows, terminal_width())


def entry_lines(entries: Iterable[object]) -> Iterator[str]:
    """Entries as a document of JSON with one array, piece by piece."""
    from ...output.tables import json_array, json_item

    yield from json_array((json_item(entry, 0) for entry in entries), 0)
    yield "\n"


def terminal_width() -> int | None:
    """The width of the terminal, or None where the output goes elsewhere."""
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    import shutil

    return shutil.get_terminal_size().columns


def remark_counts(summary: Summary) -> None:
    """Tell on standard error how many claims were audited, of how many, and how many were checked."""
    click.echo(counts_text(summary), err=True)


def exit_by(summary: Summary, fail_on: str) -> None:
    """End with exit code 1 where there are findings at or above the severity."""
    exit_by_severity(summary.worst(), fail_on)


def exit_by_severity(worst: str | None, fail_on: str) -> None:
    """End with exit code 1 where the gravest severity that was found is at or above this one."""
    if worst and fail_on != "never" and FAIL_ON.index(worst.lower()) <= FAIL_ON.index(fail_on):
        raise SystemExit(1)
