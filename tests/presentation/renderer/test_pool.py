"""A pool gives each job its turn, and refuses what would have to wait too long."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest

from comparisons.presentation.renderer import RendererPool, RenderingUnavailableError
from tests.presentation.renderer.conftest import in_background, pid_of


def test_job_without_a_place_is_refused_until_there_is_one(renderer, job, endless):
    pool = RendererPool([renderer], places=1, seconds=60)

    with in_background(pool.render, endless):
        for _ in range(3):
            with pytest.raises(RenderingUnavailableError):
                pool.render(job())
        os.kill(pid_of(renderer), signal.SIGKILL)

    assert pool.render(job()).startswith(b"%PDF-")


def test_job_that_waits_too_long_is_refused_and_gives_its_place_back(renderer, job, endless):
    pool = RendererPool([renderer], places=2, seconds=0.1)

    with in_background(pool.render, endless):
        for _ in range(3):
            with pytest.raises(RenderingUnavailableError):
                pool.render(job())
        os.kill(pid_of(renderer), signal.SIGKILL)

    assert pool.render(job()).startswith(b"%PDF-")


def test_jobs_that_wait_each_get_their_own_file(make_renderer, job):
    pool = RendererPool([make_renderer(), make_renderer()], places=6, seconds=60)
    jobs = [job("#sys.inputs.name", name=str(number)) for number in range(6)]
    alone = [pool.render(job) for job in jobs]

    with ThreadPoolExecutor(6) as threads:
        together = list(threads.map(pool.render, jobs))

    assert together == alone
    assert len(set(together)) == 6


def test_renderer_that_is_not_needed_is_not_started(make_renderer, job):
    renderers = [make_renderer(), make_renderer()]
    pool = RendererPool(renderers, places=2, seconds=60)

    for _ in range(3):
        pool.render(job())

    assert [renderer.child is None for renderer in renderers] == [True, False]


def test_renderers_of_a_pool_can_be_ended_and_start_again(renderer, job):
    pool = RendererPool([renderer], places=1, seconds=60)
    pool.render(job())
    process = renderer.child.process

    pool.end()

    assert process.returncode == -signal.SIGKILL
    assert pool.render(job()).startswith(b"%PDF-")
