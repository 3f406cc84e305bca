"""Requests over kept connections, each sent as soon as the one before is answered. Runs in the calling process."""

import selectors
import socket
import time
from dataclasses import dataclass
from itertools import cycle

CONNECTIONS = 32
LONGEST = 0.8
"""Seconds that an answer may take. Each run is longer, so that an answer that never comes is seen."""
LENGTH = b"\r\ncontent-length: "


@dataclass(frozen=True)
class Load:
    """What came of it: requests a second, the time of the slowest of a hundred in ms, and bytes of the last answer."""

    rate: float
    p99: float
    size: int


@dataclass(frozen=True)
class Requests:
    """A GET of each of these paths with the same headers, and the status that each has to get."""

    paths: list
    headers: tuple = ()
    status: int = 200

    def encoded(self):
        return [
            "\r\n".join([f"GET {path} HTTP/1.1", "Host: 127.0.0.1", *self.headers, "", ""]).encode()
            for path in self.paths
        ]


class Connection:
    """One kept connection, on which one request after the other is sent. Their answers have this status."""

    def __init__(self, port, requests, status):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sent_at = 0.0
        self.size = 0
        self._requests, self._start = requests, b"HTTP/1.1 %d " % status
        self._has_body = status == 200
        self._missing = 0

    def send(self):
        self.sent_at = time.perf_counter()
        self.socket.sendall(next(self._requests))

    def receive(self):
        """Seconds that the answer took, or None while some of it is missing."""
        part = self.socket.recv(1 << 18)
        if not self._missing:
            self._missing = self._length(part)
        self._missing -= len(part)
        assert self._missing >= 0, "more was sent than the answer"
        return None if self._missing else time.perf_counter() - self.sent_at

    def _length(self, part):
        """Bytes of an answer that begins so. The server sends the head of an answer at once."""
        assert part.startswith(self._start), part[:300]
        head = part.index(b"\r\n\r\n") + 4
        if self._has_body:
            place = part.index(LENGTH) + len(LENGTH)
            self.size = int(part[place : part.index(b"\r", place)])
        return head + self.size


def run(port, requests, seconds, count=CONNECTIONS):
    """Send these requests, round and round, for so many seconds, on so many connections."""
    in_turn = cycle(requests.encoded())
    connections = [Connection(port, in_turn, requests.status) for _ in range(count)]
    times = []
    with selectors.EpollSelector() as selector:
        for connection in connections:
            selector.register(connection.socket, selectors.EVENT_READ, connection)
            connection.send()
        start = time.perf_counter()
        while time.perf_counter() < start + seconds:
            for event, _mask in selector.select(1):
                taken = event.data.receive()
                if taken is not None:
                    times.append(taken)
                    event.data.send()
        end = time.perf_counter()
    for connection in connections:
        assert end - connection.sent_at < LONGEST, "an answer is missing"
        connection.socket.close()
    return Load(len(times) / (end - start), 1000 * sorted(times)[len(times) * 99 // 100], connections[0].size)
