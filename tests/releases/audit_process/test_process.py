"""The process that audits: what it hands over, and how it ends."""

import fcntl
import os
import signal
import subprocess
import sys
import textwrap
from contextlib import contextmanager

import pytest

from comparisons.engine.audit.compute import audit, impact
from comparisons.releases.audit_process.auditor import Auditor
from comparisons.releases.audit_process.process import ROOT, TIME_LIMIT, WORDS, AuditProcess, AuditProcessError
from comparisons.releases.audit_process.results import Named, Pair, Progress
from comparisons.releases.audit_process.store import LOCK, Store
from tests.releases.gated_audits import OLD, new, pair, wait_until

WORKER = """
    import sys, time
    from pathlib import Path
    from comparisons.releases.audit_process.auditor import Auditor
    from comparisons.releases.audit_process.process import AuditProcess
    from comparisons.releases.audit_process.results import Progress
    from comparisons.releases.audit_process.store import Store
    from tests.releases.gated_audits import OLD, pair

    folder, *words = sys.argv[1:]
    auditor = Auditor(Store(Path(folder)), AuditProcess(words).compute)
    while isinstance(state := auditor.state(pair(7, OLD)), Progress):
        time.sleep(0.02)
    print(len(state), [type(result).__name__ for result in state])
"""
"""A worker that asks until it knows. Takes the folder of the results and the command of the process."""


def python(code, *words):
    return [sys.executable, "-c", textwrap.dedent(code), *map(str, words)]


def compute(words=WORDS, wanted=None, time_limit=TIME_LIMIT):
    """All that the process hands over."""
    values, wanted = [], wanted or pair(7, OLD)
    AuditProcess(words, time_limit).compute(wanted, wanted.names, values.append)
    return values


def test_process_hands_over_the_audits_the_progress_and_the_impact():
    before, after, *progress, comparison = compute()

    names = pair(7, OLD).names
    assert [before, after, comparison] == [
        Named(names[0], audit(OLD)),
        Named(names[1], audit(new(7))),
        Named(names[2], impact(OLD, new(7))),
    ]
    assert progress
    assert {type(value) for value in progress} == {Progress}


def test_process_works_out_only_what_is_missing():
    values, wanted = [], pair(7, OLD)

    AuditProcess().compute(wanted, wanted.names[1:2], values.append)

    assert values == [Named(wanted.names[1], audit(new(7)))]


def test_process_gives_way_and_is_bounded_by_itself():
    words = python(
        """
        import os, signal
        before = os.nice(0)
        from comparisons.releases.audit_process.__main__ import main
        main()
        os._exit(os.nice(0) - before + (100 if signal.alarm(0) else 0))
        """
    )

    with pytest.raises(AuditProcessError, match=r"status 110\."):
        compute(words)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (
            "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
            "The process for it was ended by SIGKILL. Is there enough memory?",
        ),
        ("raise SystemExit(3)", "The process for it failed with status 3. The log of the server says why."),
        ("print('no line of ours')", "The process for it wrote something that cannot be read."),
        ("import time; time.sleep(60)", "It took longer than 1 seconds, and was stopped."),
        (
            "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)",
            "It took longer than 1 seconds, and was stopped.",
        ),
    ],
    ids=["killed", "failed", "garbled", "slow", "stopped"],
)
def test_process_that_comes_to_nothing_says_why(shipped, code, reason):
    """It does not read the catalogue, which is longer than a pipe."""
    with pytest.raises(AuditProcessError) as failure:
        compute(python(code), Pair.of(None, shipped), time_limit=1)

    assert str(failure.value) == reason


@pytest.mark.parametrize("program", ["/no/such/program", str(ROOT), ""])
def test_process_that_cannot_be_started_says_why(program):
    with pytest.raises(AuditProcessError, match=r"^The server cannot start a process for it: .+\.$"):
        compute((program,))


# --- several workers ------------------------------------------------------------------------------------------------


def counting(log):
    """The process, with a line in this file for each time that it is started."""
    code = """
        import os, runpy, sys
        with open(sys.argv[1], "a") as log:
            log.write(f"{os.getpid()}\\n")
        runpy.run_module("comparisons.releases.audit_process", run_name="__main__")
    """
    return python(code, log)


@contextmanager
def worker(folder, words):
    process = subprocess.Popen(  # noqa: S603  (our own words)
        python(WORKER, folder, *words), cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.exhaustive
def test_workers_that_ask_at_once_start_one_process(tmp_path):
    log = tmp_path / "log"

    with worker(tmp_path / "audits", counting(log)) as first, worker(tmp_path / "audits", counting(log)) as second:
        answers = [process.communicate(timeout=60)[0] for process in (first, second)]

    assert answers == ["3 ['Audit', 'Audit', 'Impact']\n"] * 2
    assert len(log.read_text().splitlines()) == 1


def is_locked(folder):
    descriptor = os.open(folder / LOCK, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(descriptor)


@pytest.mark.exhaustive
def test_process_whose_worker_was_killed_keeps_others_waiting_until_it_ends(tmp_path):
    folder, log = tmp_path / "audits", tmp_path / "log"
    sleeping = python("import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(60)", log)
    with worker(folder, sleeping) as killed:
        wait_until(lambda: log.exists() and log.read_text())
        killed.kill()
        killed.wait()
        is_locked_by_process = is_locked(folder)
        auditor = Auditor(Store(folder), AuditProcess().compute)
        state = auditor.state(pair(7, OLD))
        os.kill(int(log.read_text()), signal.SIGKILL)

    assert (is_locked_by_process, state) == (True, Progress(0, 0))
    wait_until(lambda: not isinstance(auditor.state(pair(7, OLD)), Progress))
    assert auditor.state(pair(7, OLD)) == [audit(OLD), audit(new(7)), impact(OLD, new(7))]
