"""The renderers of a server that runs: they heal, and none outlives its server."""

import os
import signal
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import islice

import pytest

from comparisons.management.commands.serve import granian
from tests.browser.site import copy_site, environment, free_port, serving
from tests.examples import exhaustive
from tests.servers.processes import process_of, processes_under, renderers_under
from tests.servers.visitors import SEEN, SLUGS, status_of

PATIENCE = 20
PDF = "/recommendation.pdf"
FILES, PLACES = 8, 4
"""Files that are asked for at once, and how many of them may wait in a worker with 16 threads."""


@pytest.fixture
def address():
    return f"http://127.0.0.1:{free_port()}"


@pytest.fixture
def server(ready_site, tmp_path, address):
    """With one worker, so that it has one renderer."""
    copy_site(ready_site, tmp_path)
    env = environment(tmp_path, address) | {"ANSWER_CACHE_MB": "0"}
    with serving(env, address, granian("127.0.0.1", int(address.rpartition(":")[2]), 1)) as process:
        yield process


def is_gone_soon(pid):
    deadline = time.monotonic() + PATIENCE
    while process_of(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return process_of(pid) is None


@pytest.mark.exhaustive
def test_renderer_is_started_for_the_first_file_and_replaced_when_it_is_killed(server, address):
    before = renderers_under(server.pid)
    statuses = [status_of(address, PDF)]
    [first] = renderers_under(server.pid)
    os.kill(first.pid, signal.SIGKILL)
    assert is_gone_soon(first.pid)
    statuses += [status_of(address, PDF) for _ in range(2)]

    assert (before, statuses) == ([], [200] * 3)
    assert [process.pid != first.pid for process in renderers_under(server.pid)] == [True]


@pytest.mark.exhaustive
def test_files_beyond_the_queue_are_refused_and_pages_are_served(server, address):
    """The renderer stands still, so as many files as have a place wait for it, and no longer than that."""
    assert status_of(address, PDF) == 200
    [first] = renderers_under(server.pid)
    os.kill(first.pid, signal.SIGSTOP)

    with ThreadPoolExecutor(FILES) as pool:
        files = [pool.submit(status_of, address, f"/compare/{SLUGS[0]}-vs-{slug}.pdf") for slug in SLUGS[1 : FILES + 1]]
        refused = [file.result() for file in islice(as_completed(files), FILES - PLACES)]
        pages = Counter(status_of(address, path) for path in SEEN)
        waiting = sum(not file.done() for file in files)
        os.kill(first.pid, signal.SIGKILL)
        statuses = Counter(file.result() for file in files)

    assert (refused, pages, waiting) == ([503] * (FILES - PLACES), {200: len(SEEN)}, PLACES)
    assert statuses == {200: PLACES - 1, 503: FILES - PLACES + 1}
    assert status_of(address, PDF) == 200


@pytest.mark.exhaustive
@pytest.mark.parametrize("end", exhaustive(["stop", "kill worker", "kill all"], quick=["stop", "kill worker"]))
def test_no_renderer_outlives_its_server(server, address, end):
    assert status_of(address, PDF) == 200
    [renderer] = renderers_under(server.pid)
    [worker] = [process for process in processes_under(server.pid) if renderers_under(process.pid)]

    if end == "stop":
        server.terminate()
    else:
        os.kill(worker.pid, signal.SIGKILL)
        if end == "kill all":
            os.kill(server.pid, signal.SIGKILL)

    assert is_gone_soon(renderer.pid)
    assert is_gone_soon(worker.pid)
