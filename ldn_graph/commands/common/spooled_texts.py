"""Texts that are written under headings and read back heading by heading; what is long lies on disk meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from typing import IO, cast

_IN_MEMORY = 2**22  # bytes of the texts under one heading
_READ_AT_ONCE = 2**16  # characters


class SpooledTexts:
    """Texts under headings, each heading's in the order in which they were written. A context manager, which takes
    what lies on disk away.
    """

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._files: dict[str, IO[str]] = {}

    def __enter__(self) -> SpooledTexts:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def add(self, heading: str, texts: Iterable[str]) -> None:
        """Write these texts under a heading."""
        if heading not in self._files:
            opened = SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", errors="replace", newline="")  # noqa: SIM115
            self._files[heading] = cast("IO[str]", self._stack.enter_context(opened))
        self._files[heading].writelines(texts)

    def read(self, headings: Iterable[str]) -> Iterator[str]:
        """All that stands under these headings, in pieces that are cut anywhere."""
        for heading in headings:
            if file := self._files.get(heading):
                file.seek(0)
                while text := file.read(_READ_AT_ONCE):
                    yield text
