"""What a worker has worked out, in which order, and what it and the other workers know of it."""

import datetime
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from comparisons.engine.audit.compute import audit, impact
from comparisons.releases.audit_process.auditor import CACHE_SIZE, MAX_RETRY, MAX_WAITERS, Auditor
from comparisons.releases.audit_process.compute import compute
from comparisons.releases.audit_process.results import Failure, Progress
from comparisons.releases.audit_process.store import Store
from tests.releases.gated_audits import OLD, Gate, new, pair, wait_until


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "audits")


@pytest.fixture
def unwritable(tmp_path):
    (tmp_path / "file").write_text("")
    return Store(tmp_path / "file" / "audits")


@pytest.fixture
def gate():
    gate = Gate()
    yield gate
    gate.opened.set()


def results(auditor, wanted):
    """The results of a pair, in the end."""
    wait_until(lambda: not isinstance(auditor.state(wanted), Progress))
    wait_until(lambda: auditor.is_idle)
    return auditor.state(wanted)


def fail(_pair, _missing, _emit, _lock=None):
    raise RuntimeError("out of luck")


def test_one_is_computed_at_a_time_and_the_last_request_comes_next(store, gate):
    auditor = Auditor(store, gate.compute)
    auditor.state(pair(1))
    wait_until(lambda: gate.leads)
    for lead in (*range(2, 2 * CACHE_SIZE + 1), 2):
        auditor.state(pair(lead))

    gate.opened.set()
    wait_until(lambda: auditor.is_idle)

    assert gate.leads == [1, 2, *range(2 * CACHE_SIZE, CACHE_SIZE + 1, -1)]


def test_progress_is_that_of_the_impact_and_other_workers_see_it(store):
    gate = Gate()

    def compute_half(wanted, missing, emit, lock=None):
        emit(Progress(3, 9))
        gate.compute(wanted, missing, emit, lock)

    first, second = Auditor(store, compute_half), Auditor(store, gate.compute)
    first.state(pair(7, OLD))
    wait_until(lambda: gate.leads)

    states = [worker.state(pair(7, OLD)) for worker in (first, second)]
    gate.opened.set()

    assert states == [Progress(3, 9)] * 2
    assert results(first, pair(7, OLD)) == [audit(OLD), audit(new(7)), impact(OLD, new(7))]


def test_two_workers_that_ask_at_once_compute_once(store, gate):
    workers = [Auditor(store, gate.compute) for _ in range(2)]
    for worker in workers:
        worker.state(pair(7, OLD))
    wait_until(lambda: gate.leads)
    gate.opened.set()

    first, second = (results(worker, pair(7, OLD)) for worker in workers)

    assert first == second == [audit(OLD), audit(new(7)), impact(OLD, new(7))]
    assert gate.leads == [OLD.method.lead, 7]


def test_worker_that_waits_for_another_then_computes_what_it_wants(store, gate):
    first, second = (Auditor(store, gate.compute) for _ in range(2))
    first.state(pair(1))
    wait_until(lambda: gate.leads)
    second.state(pair(2))
    gate.opened.set()

    assert results(second, pair(2)) == [audit(new(2))]
    assert gate.leads == [1, 2]


def test_next_start_reads_what_was_worked_out_before(store, gate):
    before = results(Auditor(store, compute), pair(7, OLD))

    assert Auditor(Store(store.folder), gate.compute).state(pair(7, OLD)) == before
    assert gate.leads == []


@pytest.mark.parametrize("damage", [lambda content: content[:-9], lambda content: content.replace(b'"wizard"', b'"w"')])
def test_result_that_cannot_be_read_is_worked_out_anew(store, gate, damage):
    before = results(Auditor(store, compute), pair(7))
    path = store.path(pair(7).name)
    path.write_bytes(damage(path.read_bytes()))
    gate.opened.set()

    assert results(Auditor(store, gate.compute), pair(7)) == before
    assert gate.leads == [7]
    assert Store(store.folder).read(pair(7).name) == before[0]


def test_without_a_folder_the_results_of_this_worker_are_kept_in_memory(unwritable, gate, caplog):
    gate.opened.set()
    auditor = Auditor(unwritable, gate.compute)

    first, again = results(auditor, pair(7, OLD)), auditor.state(pair(7, OLD))

    assert first == again == [audit(OLD), audit(new(7)), impact(OLD, new(7))]
    assert gate.leads == [OLD.method.lead, 7]
    assert "Audits go without a lock between workers" in caplog.text
    assert "An audit is not kept" in caplog.text


def test_only_the_results_that_were_used_last_are_kept_in_memory(unwritable, gate):
    gate.opened.set()
    auditor = Auditor(unwritable, gate.compute)
    for lead in range(1, CACHE_SIZE + 1):
        results(auditor, pair(lead))
    auditor.state(pair(1))
    results(auditor, pair(100))
    gate.leads.clear()

    results(auditor, pair(1))
    results(auditor, pair(2))

    assert gate.leads == [2]


def test_only_some_threads_wait(store, gate):
    auditor = Auditor(store, gate.compute)

    with ThreadPoolExecutor(MAX_WAITERS) as pool:
        waiting = [pool.submit(auditor.wait, pair(7), 10) for _ in range(MAX_WAITERS)]
        wait_until(lambda: gate.leads)
        time.sleep(0.1)  # for the other to come
        one_more = auditor.wait(pair(7), 10)
        gate.opened.set()

    assert one_more == Progress(0, 0)
    assert [future.result() for future in waiting] == [[audit(new(7))]] * MAX_WAITERS


# --- failures -------------------------------------------------------------------------------------------------------


def test_unforeseen_error_is_logged_and_told_and_the_next_draft_is_audited(store, caplog):
    calls = []

    def fail_once(*words):
        calls.append(words)
        (fail if len(calls) == 1 else compute)(*words)

    auditor = Auditor(store, fail_once)
    (failure,) = results(auditor, pair(5))

    assert failure.error == "An error in Plumbline: RuntimeError('out of luck')."
    assert "A catalogue could not be audited" in caplog.text
    assert results(auditor, pair(6)) == [audit(new(6))]


def test_what_was_worked_out_before_a_failure_is_kept(store):
    def fail_half_way(wanted, missing, emit, lock=None):
        compute(wanted, missing[:1], emit, lock)
        raise RuntimeError

    before, after, comparison = results(Auditor(store, fail_half_way), pair(7, OLD))

    assert before == audit(OLD)
    assert after.error == comparison.error == "An error in Plumbline: RuntimeError()."


def test_computation_without_a_result_is_a_failure(store):
    (failure,) = results(Auditor(store, lambda *_: None), pair(7))

    assert failure.error == "The process for it ended without a result."


def test_failure_is_known_to_all_workers_and_nobody_tries_again_at_once(store, gate):
    failures = results(Auditor(store, fail), pair(7))

    assert Auditor(store, gate.compute).state(pair(7)) == failures
    assert gate.leads == []


def later(failure, seconds):
    """The failure as it is so many seconds later."""
    passed = datetime.timedelta(seconds=seconds)
    return Failure(failure.error, failure.failed_at - passed, failure.retry_at - passed)


def test_failure_is_followed_by_another_try_each_after_a_longer_time(store):
    seconds = []
    for _ in range(6):
        (failure,) = results(Auditor(store, fail), pair(7))
        seconds.append((failure.retry_at - failure.failed_at).total_seconds())
        store.write(pair(7).name, later(failure, seconds[-1]))

    assert seconds == [30, 120, 480, 1920, MAX_RETRY, MAX_RETRY]
    assert results(Auditor(store, compute), pair(7)) == [audit(new(7))]


def test_worker_that_knows_of_a_failure_reads_what_another_has_worked_out_since(store, gate):
    (failure,) = results(Auditor(store, fail), pair(7))
    store.write(pair(7).name, later(failure, 60))
    workers = [Auditor(store, gate.compute) for _ in range(2)]
    for worker in workers:
        worker.state(pair(7))
    gate.opened.set()

    assert [results(worker, pair(7)) for worker in workers] == [[audit(new(7))]] * 2
    assert gate.leads == [7]


def test_clock_that_was_put_back_delays_no_try():
    now = datetime.datetime.now(datetime.UTC)
    hour = datetime.timedelta(hours=1)

    assert not Failure("", now, now + hour).is_over
    assert Failure("", now + hour, now + 2 * hour).is_over
