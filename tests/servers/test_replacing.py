"""Two servers behind a proxy: one is killed, or each is restarted, and no visitor notices."""

import os
import signal
import time
from contextlib import ExitStack

import pytest

from comparisons.management.commands.serve import granian
from tests.browser.site import copy_site, environment, free_port, serving
from tests.examples import exhaustive
from tests.servers.proxy import proxy
from tests.servers.visitors import visit_during

CLIENTS = 8


class Servers:
    """Two that share a folder, each in a block of its own, so that one can end before the other."""

    def __init__(self, folder):
        ports = [free_port(), free_port()]
        self.addresses = [f"http://127.0.0.1:{port}" for port in ports]
        self._env = environment(folder, self.addresses[0])
        self._words = [granian("127.0.0.1", port, 1) for port in ports]
        self._blocks = [ExitStack(), ExitStack()]

    def start(self, number):
        block = self._blocks[number]
        return block.enter_context(serving(self._env, self.addresses[number], self._words[number]))

    def stop(self, number):
        """As an operator does: it may finish what it has begun."""
        self._blocks[number].close()


@pytest.fixture
def servers(ready_site, tmp_path):
    copy_site(ready_site, tmp_path)
    both = Servers(tmp_path)
    yield both
    for number in (0, 1):
        both.stop(number)


@pytest.mark.exhaustive
@pytest.mark.parametrize("pages", exhaustive([300, 5000], quick=[300]))
def test_no_visitor_notices_that_a_server_is_killed(servers, pages):
    first, _second = servers.start(0), servers.start(1)

    def kill():
        time.sleep(0.5)
        os.killpg(first.pid, signal.SIGKILL)

    with proxy(*servers.addresses) as address:
        statuses = visit_during(address, kill, CLIENTS, pages)

    assert list(statuses) == [200]
    assert statuses[200] >= pages


@pytest.mark.exhaustive
@pytest.mark.parametrize("rounds", [2])
def test_no_visitor_notices_that_the_servers_are_restarted_one_after_the_other(servers, rounds):
    def restart():
        for number in (0, 1) * rounds:
            servers.stop(number)
            servers.start(number)

    for number in (0, 1):
        servers.start(number)

    with proxy(*servers.addresses) as address:
        statuses = visit_during(address, restart, CLIENTS)

    assert list(statuses) == [200]
    assert statuses[200] > CLIENTS
