"""The audits in memory: computed once, one at a time, and never while a page of the admin waits."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from comparisons.engine.audit.compute import audit, impact
from comparisons.releases import audits, release_cache
from comparisons.releases.audits import CACHE_SIZE, DraftAudit, Progress, Unavailable, audit_of, draft_audit
from comparisons.releases.release_cache import Edition
from tests.engine.catalogues import catalogue, criterion, framework, option
from tests.factories import release_of

FRAMEWORKS = [framework("a"), framework("b")]
OPTIONS = [option("v0", {"a": 2}), option("v1", {"b": 2})]
OLD = catalogue(FRAMEWORKS, [criterion("v", OPTIONS)])
VAST = catalogue(
    FRAMEWORKS,
    [
        criterion("v", OPTIONS),
        criterion("w", [option(f"w{n}", {"a": 1}) for n in range(40)], selection="many"),
    ],
)


def new(lead):
    return catalogue(FRAMEWORKS, [criterion("v", OPTIONS)], lead=lead)


def wait_until(is_reached):
    for _ in range(1000):
        if is_reached():
            return
        time.sleep(0.01)
    pytest.fail("It took longer than ten seconds.")


def wait_for(current, draft):
    """The last state of an audit of the draft."""
    wait_until(lambda: not isinstance(draft_audit(current, draft), Progress))
    return draft_audit(current, draft)


@pytest.fixture(autouse=True)
def cache():
    audits.clear()
    yield
    wait_until(audits.is_idle)
    audits.clear()


@pytest.fixture
def audited(monkeypatch):
    """The lead of each catalogue that is audited. The first audit ends once the gate is open."""
    leads, gate = [], threading.Event()

    def audit_behind_gate(catalogue):
        leads.append(catalogue.method.lead)
        gate.wait(10)
        return audit(catalogue)

    monkeypatch.setattr(audits, "audit", audit_behind_gate)
    yield leads, gate
    gate.set()


def test_draft_audit_is_computed_later_and_then_kept():
    first = draft_audit(OLD, new(200))

    result = wait_for(OLD, new(200))

    assert first == Progress(0, 0)
    assert result == DraftAudit(impact(OLD, new(200)), audit(OLD), audit(new(200)))
    assert draft_audit(OLD, new(200)).impact is result.impact


def test_before_the_first_release_only_the_draft_is_audited():
    assert wait_for(None, OLD) == DraftAudit(None, None, audit(OLD))


def test_draft_with_errors_is_not_audited():
    broken = catalogue(FRAMEWORKS[:1], [criterion("v", OPTIONS)])

    assert wait_for(OLD, broken) == Unavailable("There are errors, so some answers have no result.")
    assert audit_of(Edition(broken, "draft")) is None


def test_question_with_too_many_options_gives_the_reason_of_the_audit():
    with pytest.raises(ValueError, match=r".+") as refused:
        audit(VAST)

    assert wait_for(OLD, VAST) == Unavailable(str(refused.value))
    assert audit_of(Edition(VAST, "current", 1, "vast")) is None


def test_audit_of_a_release_is_computed_once(audited):
    leads, gate = audited
    gate.set()

    first, again = (audit_of(Edition(OLD, namespace, 1, "same")) for namespace in ("current", "release"))

    assert first is again
    assert len(leads) == 1


def test_threads_that_want_the_same_audit_compute_it_once(audited):
    leads, gate = audited

    with ThreadPoolExecutor(3) as pool:
        results = [pool.submit(audit_of, Edition(OLD, "current", 1, "same")) for _ in range(3)]
        wait_until(lambda: leads)
        time.sleep(0.1)  # for the others to come
        gate.set()

    assert len({id(result.result()) for result in results}) == 1
    assert len(leads) == 1


def test_page_of_a_changed_draft_has_another_audit():
    first, same, changed = (audit_of(Edition(draft, "draft")) for draft in (OLD, new(OLD.method.lead), new(200)))

    assert first is same
    assert first != changed


def test_draft_audit_uses_the_audits_that_pages_have_computed(audited):
    leads, gate = audited
    gate.set()
    pages = [audit_of(Edition(draft, "draft")) for draft in (OLD, new(200))]

    result = wait_for(OLD, new(200))

    assert [result.before, result.after] == pages
    assert leads == [OLD.method.lead, 200]


def test_page_does_not_wait_for_the_audit_of_a_draft(audited):
    leads, gate = audited
    known = Edition(OLD, "current", 1, "known")
    gate.set()
    audit_of(known)
    gate.clear()

    draft_audit(OLD, new(200))
    wait_until(lambda: len(leads) == 2)

    assert audit_of(known) == audit(OLD)
    assert not audits.is_idle()


def test_current_release_is_audited_before_a_page_needs_it(shipped, audited):
    leads, gate = audited
    release_cache.replace(release_of(shipped))
    gate.set()

    audits.audit_current_release()
    wait_until(audits.is_idle)
    page = audit_of(release_cache.current())

    assert page == audit(shipped)
    assert leads == [shipped.method.lead]


def test_without_a_release_nothing_is_audited():
    release_cache.replace()

    audits.audit_current_release()

    assert audits.is_idle()


def test_one_is_computed_at_a_time_and_the_last_request_comes_next(audited):
    leads, gate = audited
    draft_audit(None, new(1))
    for lead in (*range(2, 2 * CACHE_SIZE + 1), 2):
        draft_audit(None, new(lead))

    gate.set()
    wait_until(audits.is_idle)

    assert leads == [1, 2, *range(2 * CACHE_SIZE, CACHE_SIZE + 1, -1)]


def test_progress_is_that_of_the_impact(monkeypatch):
    gate = threading.Event()

    def impact_behind_gate(old, new, on_progress):
        on_progress(3, 9)
        gate.wait(10)
        return impact(old, new)

    monkeypatch.setattr(audits, "impact", impact_behind_gate)
    draft_audit(OLD, new(7))

    wait_until(lambda: draft_audit(OLD, new(7)) != Progress(0, 0))
    progress = draft_audit(OLD, new(7))
    gate.set()

    assert progress == Progress(3, 9)
    assert isinstance(wait_for(OLD, new(7)), DraftAudit)


def test_only_the_audits_that_were_used_last_are_kept(audited):
    leads, gate = audited
    gate.set()
    for number in range(1, CACHE_SIZE + 1):
        audit_of(Edition(new(number), "release", number, f"checksum {number}"))
    audit_of(Edition(new(1), "release", 1, "checksum 1"))
    audit_of(Edition(new(100), "release", 100, "checksum 100"))
    leads.clear()

    audit_of(Edition(new(1), "release", 1, "checksum 1"))
    audit_of(Edition(new(2), "release", 2, "checksum 2"))

    assert leads == [2]


def test_unforeseen_error_is_logged_and_the_next_draft_is_audited(monkeypatch, caplog):
    with monkeypatch.context() as broken:
        broken.setattr(audits, "audit", None)
        result = wait_for(OLD, new(5))

    assert result == Unavailable("""An error in Plumbline: TypeError("'NoneType' object is not callable").""")
    assert "A catalogue could not be audited" in caplog.text
    assert isinstance(wait_for(OLD, new(6)), DraftAudit)
