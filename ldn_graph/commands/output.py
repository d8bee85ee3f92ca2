"""Where a command's answer goes, in which format, and with which exit code."""

from __future__ import annotations

import os.path
import sys
from collections.abc import Iterable, Iterator, Sequence

from ..audit import Audit
from ..errors import OutputError
from ..results import ENDINGS, Row, csv_table, markdown_table, printable, text_table
from ..vocab import FLAGS
from .options import FAIL_ON


def choose_format(form: str | None, output: str | None, known: Sequence[str], default: str = "table") -> str:
    """The format asked for by name, or by the ending of the file, or the default."""
    if form or output is None:
        return form or default
    by_ending = ENDINGS.get(os.path.splitext(output)[1].lower())
    if by_ending is None or by_ending not in known:
        endings = ", ".join(ending for ending, name in ENDINGS.items() if name in known)
        raise OutputError(f"{output}: its ending names no format of this command; use one of {endings}, or --format")
    return by_ending


def write(output: str | None, data: str | bytes) -> None:
    """Write to the file, whole or not at all, or to standard output; text as UTF-8."""
    raw = data.encode("utf-8") if isinstance(data, str) else data
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(raw)
        sys.stdout.buffer.flush()
        return
    from pathlib import Path

    from ..results import write_file

    write_file(Path(output), raw)


def format_rows(form: str, names: Sequence[str], rows: Iterable[Row]) -> str:
    """Rows as a table, CSV or Markdown."""
    if form == "csv":
        return csv_table(names, rows)
    return markdown_table(names, rows) if form == "markdown" else text_table(names, rows, terminal_width())


def terminal_width() -> int | None:
    """The width of the terminal, or None where the output goes elsewhere."""
    if not sys.stdout.isatty():
        return None
    import shutil

    return shutil.get_terminal_size().columns


def summary_text(audit: Audit) -> str:
    """How many claims, how many were checked, how they stand as published and in the literature, and the flags."""
    as_of = f" as of {audit.as_of}" if audit.as_of else ""
    lines = [
        f"{len(audit.claims)} claims, {audit.checked} checked (somebody recorded a source or a search){as_of}",
        "",
        "as published: what the article cites for them",
        *(f"  {name.replace('_', ' '):36}{count:4}" for name, count in audit.count_as_published().items()),
        "in the literature: what was found for them",
        *(f"  {name:36}{count:4}" for name, count in audit.count_statuses().items()),
        "flags",
        *(f"  {FLAGS[flag]:11}{flag:25}{count:4}" for flag, count in audit.count_flags().items() if count),
    ]
    return "".join(line + "\n" for line in lines)


def finding_blocks(audit: Audit) -> Iterator[str]:
    """The findings for reading: those that say the same of several claims stand together.

    Lines are wrapped for a terminal, and left whole for a file or a pipe.
    """
    alike: dict[tuple[str, str, str, str], list[str]] = {}
    for f in audit.findings:
        alike.setdefault((f.severity, f.rule, f.message, f.remedy), []).append(f.claim)
    width = terminal_width()
    heading = ""
    for (severity, rule, message, remedy), names in alike.items():
        if rule != heading:
            yield f"\n{severity}  {rule}\n"
            heading = rule
        for lead, text in (("  ", " ".join(names)), ("      ", message), ("      -> ", remedy)):
            yield indented(lead, printable(text), width)


def indented(lead: str, text: str, width: int | None) -> str:
    """The text after its lead, wrapped to the width where one is given, with a newline at the end."""
    if width is None:
        return f"{lead}{text}\n"
    import textwrap

    return textwrap.fill(text, width, initial_indent=lead, subsequent_indent=" " * len(lead)) + "\n"


def exit_by(audit: Audit, fail_on: str) -> None:
    """End with exit code 1 where there are findings at or above the severity."""
    worst = audit.worst()
    if worst and fail_on != "never" and FAIL_ON.index(worst.lower()) <= FAIL_ON.index(fail_on):
        raise SystemExit(1)
