"""Requests over kept connections, each sent as soon as the one before is answered. Runs in the calling process."""

import selectors
import socket
import time
from dataclasses import dataclass

CONNECTIONS = 32


@dataclass(frozen=True)
class Load:
    """What came of it: requests a second, the time of the slowest of a hundred in ms, and bytes of one answer."""

    rate: float
    p99: float
    size: int


class Connection:
    """One kept connection, on which the same request is sent again and again."""

    def __init__(self, port, request):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._request = request
        self._missing = self._size = 0
        self._sent_at = 0.0

    def measure(self, status):
        """The size of an answer. Later ones have the same, so that they need not be parsed."""
        self.socket.sendall(self._request)
        with self.socket.makefile("rb") as file:
            head = b"".join(iter(file.readline, b"\r\n"))
            assert head.startswith(b"HTTP/1.1 %d " % status), head
            lengths = [line.split(b":")[1] for line in head.splitlines() if line.lower().startswith(b"content-length:")]
            body = len(file.read(int(lengths[0]))) if lengths and status == 200 else 0
        self._size = len(head) + 2 + body
        return body

    def send(self):
        self._sent_at, self._missing = time.perf_counter(), self._size
        self.socket.sendall(self._request)

    def receive(self):
        """Seconds that the answer took, or None while some of it is missing."""
        self._missing -= len(self.socket.recv(1 << 18))
        assert self._missing >= 0, "the answer is longer than those before"
        return None if self._missing else time.perf_counter() - self._sent_at


def run(port, path, seconds, headers=(), status=200):
    """Ask for a path for so many seconds."""
    lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1", *headers]
    request = "\r\n".join([*lines, "", ""]).encode()
    connections = [Connection(port, request) for _ in range(CONNECTIONS)]
    size = [connection.measure(status) for connection in connections][-1]
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
        rate = len(times) / (time.perf_counter() - start)
    for connection in connections:
        connection.socket.close()
    return Load(rate, 1000 * sorted(times)[len(times) * 99 // 100], size)
