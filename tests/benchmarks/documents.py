"""How long `/` takes beside four clients that ask for PDF files that nobody asked for, and the memory after that.

The site is served as it is run: granian, two workers. The home page is asked for by one visitor, each time over a new
connection, idle and beside the clients in turn: compare the two, since others may use the machine as well. The figures
to reach: at most 3 times as long at 95 %, and workers of 120 MB after 1,000 PDF files. Run by hand: `make bench`, or
`python -m tests.benchmarks.documents 1000` for another number of files.
"""

import os
import random
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import django

django.setup()

from comparisons.management.commands.serve import granian  # noqa: E402
from tests.benchmarks.pages import SEED, answer_sets  # noqa: E402
from tests.browser.site import environment, free_port, prepare, serving  # noqa: E402
from tests.servers.processes import processes_under  # noqa: E402
from tests.servers.visitors import status_of  # noqa: E402
from tests.shipped import shipped_catalogue  # noqa: E402

CLIENTS, WORKERS = 4, 2
FILES = 300
ROUNDS, VISITS, PAUSE = 3, 400, 0.005
"""`VISITS` of the home page in each round, and seconds between two."""
SETTLING = 15
"""Seconds in which the server makes popular pages ahead and compresses what it has."""


def ask_for_files(address, queries, over):
    """How often each status came. One client, which asks again at once until there are no more files, or it is over."""
    statuses = Counter()
    for query in queries:
        if over.is_set():
            break
        statuses[status_of(address, f"/recommendation.pdf?{query}")] += 1
    return statuses


@contextmanager
def clients(address, queries, number=sys.maxsize):
    """Clients that share as many queries as this, while the block lasts."""
    shares = [list(islice(queries, min(number // CLIENTS, 500))) for _ in range(CLIENTS)]
    context = get_context("spawn")
    with context.Manager() as manager, ProcessPoolExecutor(CLIENTS, context) as pool:
        over = manager.Event()
        futures = [pool.submit(ask_for_files, address, share, over) for share in shares]
        time.sleep(1)
        yield futures
        over.set()


def visits(address):
    """Milliseconds of each visit, the quickest first."""
    times = []
    for _ in range(VISITS):
        start = time.perf_counter()
        assert status_of(address, "/") == 200
        times.append(1000 * (time.perf_counter() - start))
        time.sleep(PAUSE)
    return sorted(times)


def report_memory(title, server):
    sizes = [
        f"{'renderer' if process.is_renderer else 'server'} {process.memory:.0f} MB"
        for process in sorted(processes_under(server.pid), key=lambda process: (process.is_renderer, process.pid))
    ]
    print(f"{title:24} {', '.join(sizes)}", flush=True)


def report_times(title, times):
    p50, p95 = times[len(times) // 2], times[len(times) * 95 // 100]
    print(f"{title:24} median {p50:6.1f} ms   95 % {p95:6.1f} ms   load {os.getloadavg()[0]:.1f}", flush=True)
    return p95


def main():
    files = int(sys.argv[1]) if len(sys.argv) > 1 else FILES
    queries = answer_sets(shipped_catalogue(), random.Random(SEED))  # noqa: S311  (no secret)
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        env = environment(Path(folder), address)
        prepare(env)
        with serving(env, address, granian("127.0.0.1", port, WORKERS)) as server:
            visits(address)
            time.sleep(SETTLING)
            report_memory("at first", server)
            idle, beside = [], []
            for _ in range(ROUNDS):
                idle += visits(address)
                with clients(address, queries):
                    beside += visits(address)
            ratio = report_times("/ beside four clients", sorted(beside)) / report_times("/ idle", sorted(idle))
            print(f"{'':24} {ratio:.1f} times as long at 95 %")
            start = time.perf_counter()
            with clients(address, queries, files) as futures:
                statuses = sum((share.result() for share in futures), Counter())
            seconds = time.perf_counter() - start
            print(f"{files} files in {seconds:.0f} s, {files / seconds:.1f} a second, by status {dict(statuses)}")
            report_memory(f"after {files} files", server)


if __name__ == "__main__":
    main()
