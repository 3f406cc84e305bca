import threading
import time
from contextlib import contextmanager
from threading import Thread, Timer

import pytest

from comparisons.presentation.renderer.process import Job, Renderer

PATIENCE = 60


@pytest.fixture
def job(tmp_path):
    """A function that gives a job whose template says this."""

    def made(text="Hello", **inputs):
        template = tmp_path / f"{abs(hash(text))}.typ"
        template.write_text(text)
        return Job(str(template), inputs, {"format": "pdf", "timestamp": 0})

    return made


@pytest.fixture
def endless(job):
    """A job that takes longer than any test."""
    return job("#for a in range(100000) { for b in range(100000) { } }")


@pytest.fixture
def make_renderer():
    """A function that gives a renderer, whose process ends with the test."""
    renderers = []

    def made(seconds=PATIENCE, **bounds):
        renderers.append(Renderer(seconds, **bounds))
        return renderers[-1]

    yield made
    for renderer in renderers:
        renderer.end()


@pytest.fixture
def renderer(make_renderer):
    return make_renderer()


def wait_until(condition):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def pid_of(renderer):
    return renderer.child.process.pid


def is_rendering():
    """Whether the time limit of a job runs."""
    return any(isinstance(thread, Timer) for thread in threading.enumerate())


@contextmanager
def in_background(work, *arguments):
    """Work that goes on beside the block, from the moment that it renders. The list has what came of it at the end."""
    results = []

    def run():
        try:
            results.append(work(*arguments))
        except Exception as error:  # noqa: BLE001  (the test looks at it)
            results.append(type(error))

    wait_until(lambda: not is_rendering())  # the one before may not have ended
    thread = Thread(target=run)
    thread.start()
    wait_until(is_rendering)
    yield results
    thread.join()
