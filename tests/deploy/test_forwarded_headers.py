"""What a proxy passes on of the headers in which a client could claim to be someone else."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.deploy.proxies import caddy, nginx

pytestmark = pytest.mark.servers


class Echo(BaseHTTPRequestHandler):
    """Answers with the headers of the request, in lower case, as a list of pairs."""

    def do_GET(self):
        body = json.dumps([(name.lower(), value) for name, value in self.headers.items()]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        """Say nothing."""


@contextmanager
def echo():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.parametrize("start", [nginx, caddy])
def test_client_cannot_choose_its_address_or_its_scheme(start, tmp_path, certificate):
    forged = {"X__Forwarded__For": "203.0.113.1", "X__Forwarded__Proto": "http", "X_Forwarded_For": "203.0.113.1"}
    forged |= {"X_Forwarded_Proto": "http", "X__Forwarded_For": "203.0.113.1", "Forwarded": "for=203.0.113.1"}

    with echo() as port, start(tmp_path, [port, port], certificate) as proxy:
        pairs = json.loads(proxy.ask("/", **forged).body)

    names = ("host", "x-forwarded-for", "x-forwarded-proto")
    assert sorted(pair for pair in pairs if pair[0] in names) == [
        ["host", f"localhost:{proxy.port}"],
        ["x-forwarded-for", "127.0.0.1"],
        ["x-forwarded-proto", "https"],
    ]
    assert [pair for pair in pairs if "_" in pair[0] or "203.0.113.1" in pair[1]] == []
