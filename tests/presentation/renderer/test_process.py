"""A renderer does its job, and whatever ends its process, the next job is done."""

import json
import os
import signal
import subprocess
import sys
from multiprocessing import Pipe
from threading import Timer

import pytest

from comparisons.presentation.renderer import DocumentError, RenderingUnavailableError
from comparisons.presentation.renderer.process import PROGRAM, environment
from tests.presentation.renderer.conftest import in_background, pid_of, wait_until


@pytest.fixture
def start_program():
    """A function that starts the program of a renderer, and gives it with our end of its connection."""
    processes = []

    def start(seconds, idle):
        ours, theirs = Pipe()
        words = [sys.executable, "-P", str(PROGRAM), str(seconds), str(idle), ""]
        processes.append(subprocess.Popen(words, stdin=theirs.fileno(), env=environment()))  # noqa: S603
        theirs.close()
        return processes[-1], ours

    yield start
    for process in processes:
        process.kill()
        process.wait()


def test_renderer_makes_the_file_that_its_inputs_ask_for(renderer, job):
    files = [renderer.render(job("#sys.inputs.name", name=name)) for name in ("a", "b", "a")]

    assert [file[:5] for file in files] == [b"%PDF-"] * 3
    assert files[0] == files[2] != files[1]


def test_renderer_keeps_its_process_for_the_next_job(renderer, job):
    pids = [(renderer.render(job()), pid_of(renderer))[1] for _ in range(3)]

    assert len(set(pids)) == 1


@pytest.mark.parametrize("text", ["#panic()", "#(", '#read("/etc/passwd")', "#while true { }"])
def test_document_that_the_template_does_not_take_is_an_error_of_its_own(renderer, job, text):
    renderer.render(job())
    pid = pid_of(renderer)

    with pytest.raises(DocumentError):
        renderer.render(job(text))

    assert renderer.render(job()).startswith(b"%PDF-")
    assert pid_of(renderer) == pid


def test_picture_of_several_pages_is_an_error(renderer, job):
    pages = job("#pagebreak()")
    pages.options["format"] = "png"

    with pytest.raises(DocumentError, match="more than one file"):
        renderer.render(pages)


def test_job_beyond_the_time_limit_is_ended_and_the_next_is_done(renderer, job, endless, caplog):
    renderer.seconds = 0.5

    with pytest.raises(RenderingUnavailableError):
        renderer.render(endless)

    renderer.seconds = 60
    assert renderer.render(job()).startswith(b"%PDF-")
    assert [record.getMessage().count("\n") for record in caplog.records] == [0]
    assert "exit status is -9" in caplog.text


def test_renderer_that_does_not_even_take_a_job_is_ended_in_time(renderer, job):
    """A job that is larger than what lies between two processes cannot be sent to one that stands still."""
    renderer.render(job())
    os.kill(pid_of(renderer), signal.SIGSTOP)
    renderer.seconds = 0.5

    with pytest.raises(RenderingUnavailableError):
        renderer.render(job(text="x" * 4_000_000))


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_renderer_killed_at_work_is_replaced(renderer, job, endless, number):
    with in_background(renderer.render, endless) as results:
        os.kill(pid_of(renderer), number)

    assert results == [RenderingUnavailableError]
    assert renderer.render(job()).startswith(b"%PDF-")


def test_renderer_killed_between_two_jobs_is_not_missed(renderer, job):
    renderer.render(job())
    process = renderer.child.process
    process.kill()
    wait_until(lambda: process.poll() is not None)

    assert renderer.render(job()).startswith(b"%PDF-")
    assert pid_of(renderer) != process.pid


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signal_to_stop_the_server_does_not_stop_a_job(renderer, job, number):
    renderer.render(job())
    pid = pid_of(renderer)
    os.kill(pid, number)

    assert renderer.render(job()).startswith(b"%PDF-")
    assert pid_of(renderer) == pid


@pytest.mark.parametrize("bounds", [{"max_jobs": 2}, {"max_jobs": 100, "max_memory": 1}], ids=["jobs", "memory"])
def test_renderer_beyond_a_bound_is_replaced(make_renderer, job, bounds):
    renderer = make_renderer(**bounds)
    processes = []

    for _ in range(4):
        renderer.render(job())
        processes += [renderer.child.process] if renderer.child else []

    assert [process.returncode for process in processes] == ([-signal.SIGKILL] * 2 if bounds["max_jobs"] == 2 else [])
    assert len({process.pid for process in processes}) == len(processes)


def test_renderer_within_its_bounds_stays(make_renderer, job):
    renderer = make_renderer(max_jobs=5, max_memory=1 << 30)

    pids = [(renderer.render(job()), pid_of(renderer))[1] for _ in range(4)]

    assert len(set(pids)) == 1


def test_renderer_that_cannot_be_started_is_logged_in_one_line(renderer, job, monkeypatch, caplog):
    with monkeypatch.context() as patch:
        patch.setattr(sys, "executable", "/no/such/python")
        with pytest.raises(RenderingUnavailableError):
            renderer.render(job())

    [record] = caplog.records
    assert (record.levelname, record.getMessage().count("\n"), record.exc_info) == ("ERROR", 0, None)
    assert renderer.render(job()).startswith(b"%PDF-")


def test_renderer_without_a_thread_for_its_time_limit_does_not_start_a_job(renderer, job, monkeypatch, caplog):
    def fail(_timer):
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as patch:
        patch.setattr(Timer, "start", fail)
        with pytest.raises(RenderingUnavailableError):
            renderer.render(job())

    assert renderer.render(job()).startswith(b"%PDF-")
    assert len(caplog.records) == 1


def test_renderer_knows_no_secret(monkeypatch):
    for name in ("SECRET_KEY", "DATABASE_URL", "PGPASSWORD"):
        monkeypatch.setenv(name, "secret")

    assert "secret" not in environment().values()
    assert environment()["PATH"] == os.environ["PATH"]


def test_renderer_ends_when_its_parent_does(start_program):
    process, connection = start_program(60, 60)

    connection.close()

    assert process.wait(60) == 0


def test_renderer_whose_parent_is_gone_does_not_work_for_ever(start_program, endless):
    process, connection = start_program(0.2, 60)
    connection.send({"template": endless.template, "inputs": {}, "options": endless.options})
    connection.close()

    assert process.wait(60) == -signal.SIGALRM


def test_renderer_without_a_job_gives_its_memory_back(start_program):
    process, connection = start_program(60, 0.1)

    assert process.wait(60) == 0
    assert connection.poll()


def test_renderer_tells_its_memory(start_program, job):
    process, connection = start_program(60, 60)
    connection.send({"template": job().template, "inputs": {}, "options": job().options})

    facts = json.loads(connection.recv_bytes())

    assert facts["error"] == ""
    assert 20 << 20 < facts["memory"] < 200 << 20
    assert process.poll() is None
