"""Results as files: read as they were written, and without harm where they cannot be read or written."""

import os
import resource
import stat
from contextlib import contextmanager

import pytest

from comparisons.engine.audit import FORMAT, Impact, MostFrequentChanges, OutcomeWithAddOns, SampleUpTo
from comparisons.engine.audit.compute import Effort, audit, impact
from comparisons.releases import checked_file
from comparisons.releases.audit_process.results import Failure, Named, Progress, Unavailable, to_json
from comparisons.releases.audit_process.store import KEPT, PROGRESS, Store
from tests.engine.test_audit_2 import large_from, small_from
from tests.factories import MOMENT
from tests.releases.gated_audits import OLD, new

SAMPLE = Effort(exact_up_to=0, draws=8)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "audits")


def names(store):
    return sorted(path.name for path in store.folder.iterdir())


@contextmanager
def room_for(size):
    """No file grows beyond this many bytes, as if the disk were full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize(
    "result",
    [
        audit(OLD),
        audit(OLD, SAMPLE),
        impact(OLD, new(200)),
        impact(OLD, new(200), SAMPLE),
        Unavailable("Too many options."),
        Failure("It was ended.", MOMENT, MOMENT),
    ],
    ids=["audit", "sampled audit", "impact", "sampled impact", "unavailable", "failure"],
)
def test_result_is_read_as_it_was_written(store, result):
    store.write("name", result)

    assert Store(store.folder).read("name") == result
    assert names(store) == [f"name.{FORMAT}"]
    assert stat.S_IMODE(store.path("name").stat().st_mode) == 0o600
    assert stat.S_IMODE(store.folder.stat().st_mode) == 0o700


def test_result_under_version_2_is_read_as_it_was_written(store):
    """It has outcomes with add-ons, a limit of options, and changes that are not listed."""
    before, after = large_from(1), large_from(2)
    changes = impact(before, after, SAMPLE).core
    listed = MostFrequentChanges(changes.coverage, changes.tried, changes.changed, changes.rows, unlisted=7)

    for result in (audit(after, SAMPLE), impact(OLD, small_from(3)), Impact(listed, changes)):
        store.write("name", result)
        assert Store(store.folder).read("name") == result
    assert isinstance(changes.coverage, SampleUpTo)
    assert any(isinstance(row.after, OutcomeWithAddOns) for row in changes.rows)


def test_audit_of_a_whole_catalogue_is_read_as_it_was_written(store, version_1):
    result = audit(version_1)

    store.write("name", result)

    assert store.read("name") == result


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b'{"name": "name", "result": {"core": {}}}',
        to_json(Named("other", Unavailable("It is another's."))),
        to_json(Named("name", Unavailable("It is of before."), FORMAT - 1)),
    ],
    ids=["empty", "nothing", "other types", "another name", "another format"],
)
def test_file_of_something_else_is_not_used(store, caplog, content):
    checked_file.write(store.path("name"), content)

    assert store.read("name") is None
    assert "is not used" in caplog.text


def test_full_disk_costs_a_line_in_the_log_and_keeps_what_was_there(store, caplog):
    store.write("name", Unavailable("Before."))

    with room_for(100):
        store.write("name", audit(OLD))

    assert store.read("name") == Unavailable("Before.")
    assert names(store) == [f"name.{FORMAT}"]
    assert "An audit is not kept, so other workers and the next start work it out again: [Errno 27]" in caplog.text


def test_results_that_were_not_used_for_longest_are_deleted(store):
    for number in range(KEPT):
        store.write(f"{number}", Unavailable("No."))
        os.utime(store.path(f"{number}"), (number, number))
    store.read("0")

    with store.locked():
        store.write_progress("more", Progress(1, 2))
        store.write("more", Unavailable("No."))

    assert store.read("1") is None
    assert [store.read(name) for name in ("0", "2", "more")] == [Unavailable("No.")] * 3
    assert store.progress("more") == Progress(1, 2)


def test_progress_is_that_of_this_name_alone(store):
    store.folder.mkdir()
    store.write_progress("name", Progress(3, 9))

    assert [store.progress(name) for name in ("name", "other")] == [Progress(3, 9), Progress(0, 0)]


@pytest.mark.parametrize("content", [b"", b"name", b"name\n", b"name\n{}", b"\xff\n\xff", b"name\n[3, 9]"])
def test_progress_that_cannot_be_read_is_none(store, content):
    store.folder.mkdir()
    (store.folder / PROGRESS).write_bytes(content)

    assert store.progress("name") == Progress(0, 0)
