"""Many visitors at once, and clients that send half of a request and wait."""

from __future__ import annotations

import socket
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection, HTTPException
from itertools import count, islice, permutations
from threading import Event
from urllib.parse import urlsplit

TIMEOUT = 10
"""Seconds for one answer, on a busy machine. One that takes longer waits for what never comes, and is an error."""
PATIENCE = 20
"""Seconds until a server, on a busy machine, has seen that its database is there again."""
MAX_FAILURES = 10
"""After so many, the rest of the pages is not asked for: each could take as long again."""

SEEN = ["/", "/frameworks/soc-2/", "/compare/iso-27001-vs-soc-2/", "/wizard/", "/recommendation/?market=european-union"]
SLUGS = ["iso-27001", "soc-2", "nist-csf", "fedramp", "pci-dss", "hitrust", "tisax", "iso-27701", "cmmc"]
NEVER_SEEN = (f"/compare/{'-vs-'.join(slugs)}/" for slugs in permutations(SLUGS, 4))
"""Addresses of comparisons of four, none twice."""


def status_of(address: str, path: str, headers: dict[str, str] | None = None) -> int | str:
    """The status of a GET on a connection of its own, or the name of what went wrong."""
    parts = urlsplit(address)
    connection = HTTPConnection(str(parts.hostname), parts.port, timeout=TIMEOUT)
    try:
        connection.request("GET", path, headers=headers or {})
        response = connection.getresponse()
        response.read()
    except (OSError, HTTPException) as error:
        return type(error).__name__
    finally:
        connection.close()
    return response.status


def comes(address: str, path: str, status: int, in_a_row: int = 1) -> bool:
    """Whether this status comes before long; with several workers, so often in a row that each has answered."""
    deadline, row = time.monotonic() + PATIENCE, 0
    while row < in_a_row and time.monotonic() < deadline:
        row = row + 1 if status_of(address, path) == status else 0
        time.sleep(0 if row else 0.1)
    return row == in_a_row


def visit(address: str, pages: int, clients: int = 4, *, new: int = 4) -> Counter[int | str]:
    """How often each status came: `pages` that were seen before, in turn, and `new` others."""
    paths = [SEEN[number % len(SEEN)] for number in range(pages)] + list(islice(NEVER_SEEN, new))
    failures: list[int | str] = []

    def ask(path: str) -> int | str:
        status = status_of(address, path) if len(failures) < MAX_FAILURES else "not asked"
        if status != 200:
            failures.append(status)
        return status

    with ThreadPoolExecutor(clients) as pool:
        return Counter(pool.map(ask, paths))


def visit_during(address: str, act: Callable[[], object], clients: int, at_least: int = 0) -> Counter[int | str]:
    """How often each status came while something else happened, and then until there were as many pages as this."""
    numbers, over = count(), Event()

    def visitor() -> list[int | str]:
        statuses = []
        while (number := next(numbers)) < at_least or not over.is_set():
            statuses.append(status_of(address, SEEN[number % len(SEEN)]))
        return statuses

    with ThreadPoolExecutor(clients) as pool:
        visitors = [pool.submit(visitor) for _ in range(clients)]
        try:
            act()
        finally:
            over.set()
        return Counter(status for visits in visitors for status in visits.result())


@contextmanager
def half_sent(address: str, head: str, number: int) -> Iterator[list[socket.socket]]:
    """Connections that sent this much of a request, and no more."""
    parts = urlsplit(address)
    with ExitStack() as connections:
        sockets = [
            connections.enter_context(socket.create_connection((parts.hostname, parts.port), timeout=TIMEOUT))
            for _ in range(number)
        ]
        for connection in sockets:
            connection.sendall(head.replace("\n", "\r\n").encode())
        yield sockets
