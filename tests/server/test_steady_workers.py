"""Children that stay: they answer one request after another, and one that is slow or ends takes nothing with it."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

import pytest

from ldn_graph.server.refusals import RefusedError
from ldn_graph.server.steady_workers import Answer, Reply, SteadyWorkers


def open_answer() -> Answer:
    begun = time.monotonic()

    def answer(request: Mapping[str, object]) -> Reply:
        if request["do"] == "sleep":
            time.sleep(30)
        elif request["do"] == "end":
            os._exit(3)
        elif request["do"] == "raise":
            raise MemoryError
        size = int(str(request.get("size", 0)))
        return Reply(200, "text/plain", f"{os.getpid()} {begun}".encode() + b" " * size)

    return answer


def asked(work: Callable[[SteadyWorkers], Awaitable[None]], most: int = 2, patience: float = 5) -> None:
    async def run() -> None:
        workers = SteadyWorkers(open_answer, most, 1, patience)
        try:
            await work(workers)
        finally:
            workers.end()

    with ThreadPoolExecutor(1) as other:  # a browser that another test has open runs a loop in this thread
        other.submit(asyncio.run, run()).result()


def test_children_stay_and_large_answers_come_whole() -> None:
    async def work(workers: SteadyWorkers) -> None:
        first = await workers.ask({"do": "say"})
        large = await workers.ask({"do": "say", "size": 3_000_000})
        assert large.body.strip() == first.body
        assert len(large.body) == 3_000_000 + len(first.body)
        several = await asyncio.gather(*(workers.ask({"do": "say"}) for _ in range(20)))
        assert len({reply.body for reply in several}) == 2

    asked(work)


@pytest.mark.parametrize(("do", "status"), [("sleep", 504), ("end", 500), ("raise", 500)])
def test_a_child_that_is_slow_or_ends_is_replaced(do: str, status: int) -> None:
    async def work(workers: SteadyWorkers) -> None:
        before = await workers.ask({"do": "say"})
        with pytest.raises(RefusedError) as refused:
            await workers.ask({"do": do})
        assert refused.value.status == status
        after = await workers.ask({"do": "say"})
        assert after.body != before.body

    asked(work, most=1)


def test_who_comes_after_a_child_ended_without_work_does_not_notice() -> None:
    async def work(workers: SteadyWorkers) -> None:
        before = await workers.ask({"do": "say"})
        os.kill(int(before.body.split()[0]), signal.SIGKILL)
        assert (await workers.ask({"do": "say"})).body != before.body

    asked(work)


def test_one_who_leaves_does_not_leave_the_answer_to_the_next() -> None:
    async def work(workers: SteadyWorkers) -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(workers.ask({"do": "sleep"}), 0.3)
        assert (await workers.ask({"do": "say"})).body

    asked(work, most=1)


def test_who_finds_no_place_in_time_is_told_to_come_again() -> None:
    async def work(workers: SteadyWorkers) -> None:
        busy = asyncio.create_task(workers.ask({"do": "sleep"}))
        await asyncio.sleep(0.1)
        with pytest.raises(RefusedError) as refused:
            await workers.ask({"do": "say"})
        assert refused.value.status == 503
        with pytest.raises(RefusedError):
            await busy

    asked(work, most=1, patience=0.2)
