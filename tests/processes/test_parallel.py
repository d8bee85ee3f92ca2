"""Work in parts by several processes: in order, ended with whoever takes it, and never more than is taken."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ldn_graph.errors import GraphNotFoundError, LdnGraphError
from ldn_graph.processes.parallel import map_parts
from ldn_graph.rdf.database import load_files
from tests.scale.test_corpus import WOVEN


def children(process: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, text=True).stdout
    return [int(pid) for pid in found.split()]


@pytest.mark.parametrize("processes", [1, 2, 3, 7])
def test_results_come_in_order_and_from_several_processes(processes: int) -> None:
    results = list(map_parts(lambda part: (part * part, os.getpid()), 10, processes))
    assert [square for square, _ in results] == [n * n for n in range(10)]
    assert len({pid for _, pid in results}) == processes
    assert processes == 1 or os.getpid() not in {pid for _, pid in results}


def test_no_parts_give_no_results() -> None:
    assert list(map_parts(lambda part: part, 0, 2)) == []


def test_an_exception_is_raised_where_its_result_would_be() -> None:
    def work(part: int) -> int:
        if part == 3:
            raise GraphNotFoundError("part 3 is not there; look elsewhere")
        return part

    results = map_parts(work, 10, 2)
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(GraphNotFoundError, match="part 3"):
        next(results)


def test_a_process_that_is_killed_is_told() -> None:
    def work(part: int) -> int:
        if part == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        return part

    with pytest.raises(LdnGraphError, match="ended from outside; try again"):
        list(map_parts(work, 4, 2))


def test_processes_end_with_the_iterator_and_do_not_run_ahead(tmp_path: Path) -> None:
    def work(part: int) -> bytes:
        (tmp_path / str(part)).touch()
        return bytes(2**20)  # more than a pipe holds

    results = map_parts(work, 1000, 2)
    next(results)
    time.sleep(0.3)
    assert len(list(tmp_path.iterdir())) < 6
    results.close()  # type: ignore[attr-defined]
    done = len(list(tmp_path.iterdir()))
    time.sleep(0.2)
    assert len(list(tmp_path.iterdir())) == done


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_an_audit_that_is_ended_leaves_no_process_and_no_file(tmp_path: Path, end: signal.Signals) -> None:
    (tmp_path / "woven.ttl").write_text(WOVEN, encoding="utf-8")
    load_files([tmp_path / "woven.ttl"], tmp_path / "db")
    script = (
        "import os, time\n"
        "from ldn_graph import cli\n"
        "from ldn_graph.scale import corpus\n"
        "from ldn_graph.commands import audit\n"
        "corpus.CHUNK = 1\n"
        "slow = audit._RENDER['csv']\n"
        "audit._RENDER['csv'] = lambda claims: os.write(1, b'working\\n') and time.sleep(60)\n"
        "cli.run()\n"
    )
    command = [sys.executable, "-c", script, "audit", "--store", str(tmp_path / "db"), "-o", str(tmp_path / "out.csv")]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert run.stdout
    assert run.stdout.readline() == "working\n"
    workers = children(run.pid)
    assert workers
    run.send_signal(end)
    _, said = run.communicate(timeout=20)
    assert "Traceback" not in said
    codes = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129, signal.SIGKILL: -9}
    assert run.returncode == codes[end]
    while any(_is_running(pid) for pid in workers):  # the output is closed just before they are gone
        time.sleep(0.01)
    assert not (tmp_path / "out.csv").exists()


def _is_running(process: int) -> bool:
    state = Path(f"/proc/{process}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"
