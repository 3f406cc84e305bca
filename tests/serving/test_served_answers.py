"""What comes out of the web server with the cache, as `config.wsgi` puts it together, and without it."""

import http.client
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest

from comparisons.management.commands.serve import granian
from tests.browser.site import copy_site, environment, free_port, serving

PATHS = [
    "/",
    "/wizard/?market=european-union",
    "/recommendation.json",
    "/compare/iso-27001-vs-soc-2.pdf",
    "/cards/home.png",
    "/robots.txt",
    "/no-such-page/",
    "/recommendation/?x=1",
]
ROUNDS = 4
"""An answer comes from the cache from the third time on, whichever requests were before."""


@pytest.fixture
def addresses(tmp_path, ready_site):
    """Of two servers of one site, the second of which keeps no pages. Each has one worker."""
    copy_site(ready_site, tmp_path)
    ports = [free_port(), free_port()]
    addresses = [f"http://127.0.0.1:{port}" for port in ports]
    # In both, the directives of the content security policy stand in the same order.
    env = {**environment(tmp_path, addresses[0]), "PYTHONHASHSEED": "0"}
    with ExitStack() as servers:
        for address, port, megabytes in zip(addresses, ports, ("32", "0"), strict=True):
            words = granian("127.0.0.1", port, 1)
            servers.enter_context(serving({**env, "ANSWER_CACHE_MB": megabytes}, address, words))
        yield addresses


def answers(address, path):
    """Status, headers and body of requests for a path, over one kept connection."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    tag = dict(ask(connection, path, "GET", {})[1]).get("etag", "*")
    for _ in range(ROUNDS):
        for headers in ({}, {"Accept-Encoding": "gzip"}, {"If-None-Match": tag}):
            for method in ("GET", "HEAD"):
                yield method, headers, *ask(connection, path, method, headers)
    connection.close()


def ask(connection, path, method, headers):
    connection.request(method, path, headers={"Host": "127.0.0.1", "Accept-Encoding": "identity", **headers})
    response = connection.getresponse()
    sent = [(name.lower(), value) for name, value in response.getheaders() if name.lower() != "date"]
    return response.status, sent, response.read()


@pytest.mark.exhaustive
@pytest.mark.servers
def test_server_sends_the_same_with_the_cache_and_without(addresses):
    for path in PATHS:
        cached, bare = (list(answers(address, path)) for address in addresses)

        assert cached == bare
