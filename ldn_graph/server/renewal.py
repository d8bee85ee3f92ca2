"""What the server makes at its start for all requests, and again where the database was replaced."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress


class Renewal:
    """Runs ``make`` beside the requests; begun again, it gives up what it was doing."""

    def __init__(self, make: Callable[[], Awaitable[None]]) -> None:
        self._make = make
        self._task: asyncio.Task[None] | None = None

    @property
    def is_running(self) -> bool:
        """Whether it was begun and is not done."""
        return self._task is not None and not self._task.done()

    def start(self) -> None:
        """Begin, or begin again."""

        async def make() -> None:
            await self._make()

        if self._task:
            self._task.cancel()
        self._task = asyncio.create_task(make())

    async def wait(self, seconds: float) -> bool:
        """Whether it is done, for which so many seconds are waited."""
        if self._task:
            await asyncio.wait({self._task}, timeout=seconds)
        return not self.is_running

    async def end(self) -> None:
        """End it, and wait until it has ended."""
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
