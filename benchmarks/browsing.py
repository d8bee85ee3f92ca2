"""How fast the server gives its pages of a database to 32 clients at once: first screen, search, claim, entity, source.

    python benchmarks/browsing.py [CLAIMS]

The catalogue is made before the clock runs, which is printed apart. Each client asks for one page after another, of all
kinds in turn and of nodes drawn by lot, for as many rounds; each request has a connection of its own. The time of a
page is that from the first byte of the request to the last of the answer, with all clients at work. The files are in
the memory of the system; clients and server share its processors.
"""

from __future__ import annotations

import http.client
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import psutil
from corpora import keep_corpus
from measuring import Limits, warm

from ldn_graph.processes.parallel import processors
from ldn_graph.server.catalogue_service import CATALOGUE_FILE

CLIENTS = 32
ROUNDS = 12
KINDS = ("start", "search", "claim", "entity", "source")


@contextmanager
def served(database: Path) -> Iterator[tuple[int, psutil.Process]]:
    """The port of a server of this database, and its process, which ends with the block."""
    command = [sys.executable, "-m", "ldn_graph", "serve", "--port", "0", "--store", str(database)]
    with tempfile.TemporaryFile() as messages:
        process = subprocess.Popen(command, stderr=messages)
        try:
            port = None
            while process.poll() is None and not port:
                time.sleep(0.1)
                messages.seek(0)
                port = re.search(rb"http://[^:]+:(\d+)/", messages.read())
            if not port:
                sys.exit("the server did not begin")
            yield int(port[1]), psutil.Process(process.pid)
        finally:
            process.terminate()
            process.wait()


def get(port: int, path: str) -> tuple[int, bytes, float]:
    """The status, the body, and the seconds that it took."""
    begin = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", path, headers={"Accept": "text/html"})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response.status, body, time.perf_counter() - begin


def wait_for_catalogue(port: int) -> float:
    """Seconds until a claim has a page."""
    begin = time.perf_counter()
    while get(port, "/search?kind=claim")[0] != 200:
        time.sleep(0.2)
    return time.perf_counter() - begin


def cpu(server: psutil.Process) -> float:
    """Seconds of CPU that the server and the processes that it has now have taken."""
    total = 0.0
    for process in (server, *server.children(recursive=True)):
        with suppress(psutil.Error):
            total += sum(process.cpu_times()[:2])
    return total


def wait_until_idle(server: psutil.Process) -> None:
    """Wait for what a server does at its start besides, such as counting all statements."""
    before = -1.0
    while cpu(server) - before > 0.02:
        before = cpu(server)
        time.sleep(2)


def addresses(claims: int, dice: random.Random) -> dict[str, str]:
    """A path of each kind, as made-up corpora have nodes (``corpora.py``)."""
    source, claim = dice.randrange(claims // 8 + 10), dice.randrange(claims)
    named = (f"Claim {claim}", f"Study {source}", f"condition {claim % 1000}", f"C{claim}", f"{source + 1}")
    return {
        "start": "/",
        "search": f"/search?q={quote(dice.choice(named))}",
        "claim": f"/claim/C{claim}",
        "entity": f"/entity/e{int((claims // 50 + 10) * dice.random() ** 2)}",
        "source": f"/source/s{source}",
    }


def browse(port: int, claims: int, client: int) -> list[tuple[str, float]]:
    """What one client asks for, and the seconds of each."""
    dice = random.Random(client)  # noqa: S311, no secret
    took = []
    for _ in range(ROUNDS):
        paths = addresses(claims, dice)
        for kind in dice.sample(KINDS, len(KINDS)):
            status, body, seconds = get(port, paths[kind])
            if status == 503:  # no place was free within the seconds that the server waits for one
                took.append(("refused", seconds))
                continue
            if status != 200:
                sys.exit(f"{paths[kind]}: {status} {body[:300].decode()}")
            took.append((kind, seconds))
    return took


def main(claims: int) -> int:
    """Print the figures; 0 where all limits were kept."""
    database = keep_corpus(claims).database
    warm(database)
    limits = Limits()
    with served(database) as (port, server):
        seconds = wait_for_catalogue(port)
        size = (database / CATALOGUE_FILE).stat().st_size
        print(f"{claims:,} claims: the catalogue was there after {seconds:.1f} s, {size / 1e6:,.0f} MB")
        if json.loads(get(port, "/search?kind=claim&format=json")[1])["claim"]["total"] != claims:
            sys.exit("the catalogue has not all claims")
        wait_until_idle(server)
        alone = browse(port, claims, CLIENTS)
        with ThreadPoolExecutor(CLIENTS) as clients:
            begin, cpu_before = time.perf_counter(), cpu(server)
            together = [
                each for some in clients.map(lambda n: browse(port, claims, n), range(CLIENTS)) for each in some
            ]
            whole, of_server = time.perf_counter() - begin, cpu(server) - cpu_before
    of_page = of_server / len(together)
    print(f"a page takes {1000 * of_page:.1f} ms of the server's CPU: with nothing else on {processors()} processors,")
    print(f"{CLIENTS} clients would wait {CLIENTS * of_page / processors():.3f} s for one")
    refused = sum(kind == "refused" for kind, _ in together)
    print(f"{CLIENTS} clients: {len(together) / whole:.0f} pages a second, {refused} of {len(together)} refused")
    for kind in KINDS:
        times = sorted(seconds for each, seconds in together if each == kind)
        one = statistics.median(seconds for each, seconds in alone if each == kind)
        late = times[int(0.95 * len(times))]
        print(f"{kind}: median {statistics.median(times):.3f} s, 95 of 100 within {late:.3f} s; one client {one:.3f} s")
        if kind in ("start", "claim"):
            limits.most(f"{kind}: median seconds", statistics.median(times), 1 if kind == "start" else 0.3)
    return limits.code


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 100_000))
