"""Where a command's answer goes, in which format, and with which exit code."""

from __future__ import annotations

import errno
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import IO

import click

from ..audit.results import Summary
from ..errors import OutputError
from ..model.vocab import FLAGS
from ..output.files import ENDINGS
from ..output.tables import Row, csv_table, markdown_table, printable, text_table
from .options import FAIL_ON


def choose_format(format_name: str | None, output: str | None, known: Sequence[str], default: str = "table") -> str:
    """The format asked for by name, or by the ending of the file (``.gz`` aside), or the default."""
    if format_name or output in (None, "-"):
        return format_name or default
    output = str(output)
    by_ending = ENDINGS.get(os.path.splitext(output.lower().removesuffix(".gz"))[1])
    if by_ending is None or by_ending not in known:
        endings = ", ".join(ending for ending, name in ENDINGS.items() if name in known)
        raise OutputError(f"{output}: its ending names no format of this command; use one of {endings}, or --format")
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


NAMES, BLOCKS = 100, 1000
"""So many claims of which the same is found are named for reading, and so many different findings of a rule."""


@contextmanager
def open_output(output: str | None) -> Iterator[IO[bytes]]:
    """A stream to the file, written whole or not at all, or to standard output.

    Raises :class:`~ldn_graph.errors.OutputError`, but leaves a pipe that was closed to click.
    """
    if output in (None, "-"):
        with _open_stdout() as stream:
            yield stream
        return
    from pathlib import Path

    from ..output.files import open_whole

    with open_whole(Path(str(output))) as stream:
        yield stream


def packed(output: str | None, stream: IO[bytes]) -> AbstractContextManager[IO[bytes]]:
    """The stream itself, or one that compresses onto it where the file's name ends in ``.gz``."""
    from ..output.files import compressed

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
    if format_name == "csv":
        return csv_table(names, rows)
    return markdown_table(names, rows) if format_name == "markdown" else text_table(names, rows, terminal_width())


def terminal_width() -> int | None:
    """The width of the terminal, or None where the output goes elsewhere."""
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    import shutil

    return shutil.get_terminal_size().columns


def summary_text(summary: Summary) -> str:
    """How many claims, how many were checked, how they stand as published and in the literature, and the flags."""
    of = f" of {summary.selected_from}" if summary.selected_from is not None else ""
    as_of = _taken(summary)
    width = max(4, len(str(summary.claims)))
    lines = [
        f"{summary.claims}{of} claims, {summary.checked} checked (somebody recorded a source or a search){as_of}",
        "",
        "as published: what the article cites for them",
        *(f"  {name.replace('_', ' '):36}{count:{width}}" for name, count in summary.as_published.items()),
        "in the literature: what was found for them",
        *(f"  {name:36}{count:{width}}" for name, count in summary.status.items()),
        "flags",
        *(f"  {FLAGS[flag]:11}{flag:25}{count:{width}}" for flag, count in summary.flags.items() if count),
    ]
    return "".join(line + "\n" for line in lines)


def _taken(summary: Summary) -> str:
    """As of which year, and without which sources, where that was asked for."""
    as_of = f", as of {summary.as_of}" if summary.as_of else ""
    return as_of + (f", without {', '.join(summary.without)}" if summary.without else "")


class FindingBlocks:
    """Findings for reading: those that say the same of several claims stand together, by rule, the gravest first.

    Of very many only the first are shown, and the others counted. Lines are wrapped for a terminal, and left whole
    for a file or a pipe.
    """

    def __init__(self) -> None:
        self._claims: dict[str, dict[tuple[str, str], list[str]]] = {rule: {} for rule in FLAGS}
        self._counts: Counter[tuple[str, str, str]] = Counter()
        self._more: Counter[str] = Counter()

    def add(self, rule: str, message: str, remedy: str, claim: str) -> None:
        """Take in a finding; they come in the order of their claims."""
        alike = self._claims[rule]
        if len(alike) == BLOCKS and (message, remedy) not in alike:
            self._more[rule] += 1
            return
        claims = alike.setdefault((message, remedy), [])
        self._counts[rule, message, remedy] += 1
        if len(claims) < NAMES:
            claims.append(claim)

    def lines(self) -> Iterator[str]:
        """The blocks, line by line."""
        width = terminal_width()
        for rule, alike in self._claims.items():
            if alike:
                yield f"\n{FLAGS[rule]}  {rule}\n"
            for (message, remedy), claims in alike.items():
                others = self._counts[rule, message, remedy] - len(claims)
                names = " ".join(claims) + (f" and {others} more" if others else "")
                for lead, text in (("  ", names), ("      ", message), ("      -> ", remedy)):
                    yield indented(lead, printable(text), width)
            if more := self._more[rule]:
                yield f"  and {more} more findings, all of which are in: ldn-graph audit -o FILE.csv\n"


def indented(lead: str, text: str, width: int | None) -> str:
    """The text after its lead, wrapped to the width where one is given, with a newline at the end."""
    if width is None:
        return f"{lead}{text}\n"
    import textwrap

    return textwrap.fill(text, width, initial_indent=lead, subsequent_indent=" " * len(lead)) + "\n"


def remark_counts(summary: Summary) -> None:
    """Say on standard error how many claims were audited, of how many, and how many were checked."""
    of = f" of {summary.selected_from}" if summary.selected_from is not None else ""
    as_of = _taken(summary)
    click.echo(f"{summary.claims}{of} claims, {summary.checked} checked{as_of}", err=True)


def exit_by(summary: Summary, fail_on: str) -> None:
    """End with exit code 1 where there are findings at or above the severity."""
    worst = summary.worst()
    if worst and fail_on != "never" and FAIL_ON.index(worst.lower()) <= FAIL_ON.index(fail_on):
        raise SystemExit(1)
