"""What processes of a test run share is made once and ended once. Threads stand for processes: a lock is per file."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

import pytest

from tests.sharing import made_once, running_once

PROCESSES = 4


def test_folder_is_made_once(tmp_path):
    start, made = Barrier(PROCESSES), []

    def make(folder):
        made.append(folder)
        time.sleep(0.05)
        (folder / "file").write_text("whole")

    def use(_):
        start.wait()
        return (made_once(tmp_path / "ready", make) / "file").read_text()

    with ThreadPoolExecutor(PROCESSES) as pool:
        assert list(pool.map(use, range(PROCESSES))) == ["whole"] * PROCESSES
    assert len(made) == 1


def test_folder_that_could_not_be_made_is_not_taken_for_one(tmp_path):
    def fail(_folder):
        message = "no room"
        raise OSError(message)

    for _ in range(2):
        with pytest.raises(OSError, match="no room"):
            made_once(tmp_path / "ready", fail)


def test_what_runs_is_started_once_and_ends_after_its_last_user(tmp_path):
    start, inside, events = Barrier(PROCESSES), Barrier(PROCESSES), []

    @contextmanager
    def run(_folder):
        events.append("started")
        yield "an address"
        events.append("ended")

    def use(number):
        start.wait()
        with running_once(tmp_path / "site", run) as address:
            inside.wait()
            time.sleep(0.02 * number)
            events.append(address)

    with ThreadPoolExecutor(PROCESSES) as pool:
        list(pool.map(use, range(PROCESSES)))
    assert events == ["started", *["an address"] * PROCESSES, "ended"]


def test_what_ended_is_started_again_for_whoever_comes_later(tmp_path):
    addresses = iter(["the first", "the second"])

    @contextmanager
    def run(_folder):
        yield next(addresses)

    used = []
    for _ in range(2):
        with running_once(tmp_path / "site", run) as address:
            used.append(address)

    assert used == ["the first", "the second"]
