"""Work with a time limit: what it gives back, and that it is gone when it is stopped."""

from __future__ import annotations

import gc
import os
import signal
import time
from pathlib import Path
from threading import Event, Thread, get_native_id

import pytest

from ldn_graph.errors import LdnGraphError, ProcessError, QueryFailedError, QuerySyntaxError, QueryTimeoutError
from ldn_graph.model.graph import Graph
from ldn_graph.processes.parallel import map_parts
from ldn_graph.processes.time_limit import pause_limit, run_limited
from ldn_graph.sparql.questions import ask

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def children() -> str:
    """The processes that this thread began, dead ones that nobody waited for included; others' tests may have some."""
    return Path(f"/proc/{os.getpid()}/task/{get_native_id()}/children").read_text()


def test_a_slow_query_is_stopped_and_its_process_is_gone(graph: Graph) -> None:
    before = children()
    with pytest.raises(QueryTimeoutError, match=r"stopped after 0.2 s; ask for less, or allow more"):
        ask(graph, SLOW, timeout=0.2)
    assert children() == before


def test_what_comes_back_in_time_is_the_same_as_without_a_limit(graph: Graph) -> None:
    assert ask(graph, "claim-status", timeout=60) == ask(graph, "claim-status")
    assert ask(graph, "ASK {}", timeout=60) is True


def test_an_exception_comes_back_as_it_is(graph: Graph) -> None:
    with pytest.raises(QuerySyntaxError, match="never closed"):
        run_limited(lambda: graph.query("SELECT * {"), 60)
    with pytest.raises(ZeroDivisionError):
        run_limited(lambda: 1 // 0, 60)


class _TwoPartsError(Exception):
    """Pickle makes it anew of its message alone, which fails."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} and {second}")


def test_what_cannot_be_sent_is_an_error_with_its_text() -> None:
    def fail() -> None:
        raise _TwoPartsError("one", "two")

    with pytest.raises(ProcessError, match="one and two"):
        run_limited(fail, 60)
    with pytest.raises(ProcessError, match="lambda"):
        run_limited(lambda: lambda: 0, 60)
    with pytest.raises(ProcessError, match="lambda"):
        list(map_parts(lambda part: lambda: part, 2, processes=2))


def test_a_child_that_dies_is_an_error() -> None:
    with pytest.raises(LdnGraphError, match="ended by signal 9"):
        run_limited(lambda: os.kill(os.getpid(), signal.SIGKILL), 60)
    with pytest.raises(QueryFailedError, match="ended before its answer"):
        run_limited(lambda: os._exit(3), 60)


@pytest.mark.parametrize("seconds", [-1, float("nan"), float("inf"), 1e300])
def test_a_limit_that_is_none_is_refused(seconds: float) -> None:
    with pytest.raises(LdnGraphError, match=r"a time limit of .*; give one above 0"):
        run_limited(os.getpid, seconds)


def test_without_fork_a_limit_is_refused_and_none_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ldn_graph.processes.time_limit.CAN_FORK", False)
    with pytest.raises(LdnGraphError, match="leave the time limit out"):
        run_limited(os.getpid, 60)
    assert run_limited(os.getpid, None) == os.getpid()


def test_no_file_is_left_open() -> None:
    before = os.listdir("/dev/fd")
    run_limited(os.getpid, 60)
    with pytest.raises(ZeroDivisionError):
        run_limited(lambda: 1 // 0, 60)
    assert len(os.listdir("/dev/fd")) == len(before)


def test_other_threads_of_this_process_do_no_harm(graph: Graph) -> None:
    stop = Event()
    busy = Thread(target=lambda: [sum(range(1000)) for _ in iter(stop.is_set, True)])
    busy.start()
    try:
        assert ask(graph, "claim-status", timeout=60) == ask(graph, "claim-status")
    finally:
        stop.set()
        busy.join()


def test_what_was_garbage_before_is_not_taken_away_in_the_child() -> None:
    """A connection of a library may wait there for threads that only the parent has."""
    taken_away: list[int] = []

    class Connection:
        def __del__(self) -> None:
            taken_away.append(os.getpid())

    def collect() -> list[int]:
        gc.collect()
        return taken_away

    gc.disable()
    try:
        connection = Connection()
        connection.itself = connection  # type: ignore[attr-defined]
        del connection
        assert run_limited(collect, 60) == []
    finally:
        gc.enable()
    gc.collect()
    assert taken_away == [os.getpid()]


def test_what_is_written_to_an_open_file_stays(tmp_path: object) -> None:
    with open(f"{tmp_path}/file", "wb") as stream:

        def work() -> int:
            stream.write(b"all of it")
            stream.flush()
            return 9

        assert run_limited(work, 60) == 9
    with open(f"{tmp_path}/file", "rb") as stream:
        assert stream.read() == b"all of it"


@pytest.mark.parametrize("seconds", [None, 0])
def test_without_a_limit_it_is_done_here(seconds: float | None) -> None:
    assert run_limited(os.getpid, seconds) == os.getpid()
    assert run_limited(os.getpid, 60) != os.getpid()


def test_a_limit_goes_on_when_a_write_has_ended(tmp_path: Path) -> None:
    """Work that writes, and then does nothing for long, is stopped all the same."""
    with open(tmp_path / "file", "wb") as stream:

        def work() -> str:
            with pause_limit(stream) as patient:
                patient.write(b"all of it")
            time.sleep(20)
            return "nobody stopped it"

        with pytest.raises(QueryTimeoutError, match=r"stopped after 0\.3 s"):
            run_limited(work, 0.3)
    assert (tmp_path / "file").read_bytes() == b"all of it"


def test_a_limit_is_not_given_anew_by_each_write(tmp_path: Path) -> None:
    with open(tmp_path / "file", "wb", buffering=0) as stream:

        def work() -> str:
            with pause_limit(stream) as patient:
                for _ in range(200):
                    patient.write(b"x")
                    patient.flush()
                    time.sleep(0.1)
            return "nobody stopped it"

        with pytest.raises(QueryTimeoutError, match=r"stopped after 0\.3 s"):
            run_limited(work, 0.3)
    assert 1 <= len((tmp_path / "file").read_bytes()) < 100


def test_a_limit_stands_still_while_a_reader_takes_its_time() -> None:
    ours, theirs = os.pipe()
    taken: list[bytes] = []

    def take() -> None:
        time.sleep(1.5)
        with open(ours, "rb") as stream:
            taken.append(stream.read())

    reader = Thread(target=take)

    def work() -> int:
        with open(theirs, "wb", buffering=0, closefd=False) as stream, pause_limit(stream) as patient:
            return patient.write(b"x" * 1_000_000)  # more than a pipe holds

    reader.start()
    try:
        assert run_limited(work, 1) == 1_000_000
    finally:
        os.close(theirs)
        reader.join()
    assert taken == [b"x" * 1_000_000]


def test_a_signal_that_interrupts_no_wait_is_seen_all_the_same() -> None:
    """One that comes just before a wait begins would be lost; here another thread takes it, to the same effect."""

    class TellError(Exception):
        pass

    def tell(number: int, frame: object) -> None:
        raise TellError

    done = Event()
    thread = Thread(target=done.wait)
    thread.start()
    before = signal.signal(signal.SIGUSR1, tell)
    begin = time.monotonic()
    try:
        Thread(target=lambda: (time.sleep(0.5), signal.pthread_kill(thread.ident or 0, signal.SIGUSR1))).start()
        with pytest.raises(TellError):
            run_limited(lambda: time.sleep(60), 90)
        assert time.monotonic() - begin < 30
    finally:
        signal.signal(signal.SIGUSR1, before)
        done.set()
