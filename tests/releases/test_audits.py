"""What pages get of audits: results that were worked out once, and until then how far they are."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.test import Client

from comparisons.engine.audit.compute import audit, impact
from comparisons.releases import audits, release_cache
from comparisons.releases.audit_process.auditor import Auditor
from comparisons.releases.audit_process.process import AuditProcess
from comparisons.releases.audit_process.store import Store
from comparisons.releases.audits import DraftAudit, Failure, Progress, Unavailable, audit_of, draft_audit
from comparisons.releases.release_cache import Edition
from tests.factories import release_of
from tests.pages import html_of
from tests.releases.gated_audits import BROKEN, OLD, VAST, Gate, new, wait_until

ERRORS = Unavailable("There are errors, so some answers have no result.")


def wait_for(current, draft):
    """The last state of an audit of the draft."""
    wait_until(lambda: not isinstance(draft_audit(current, draft), Progress))
    return draft_audit(current, draft)


@pytest.fixture(autouse=True)
def gate(tmp_path):
    """An auditor that knows nothing yet, whose gate is open."""
    gate = Gate()
    gate.opened.set()
    with audits.replaced(Auditor(Store(tmp_path), gate.compute)):
        yield gate
        gate.opened.set()
        wait_until(audits.is_idle)


def test_draft_audit_is_computed_later_and_then_kept(gate):
    first = draft_audit(OLD, new(200))

    wait_until(audits.is_idle)  # before that, a result can come from its file, and be kept in memory later
    result = draft_audit(OLD, new(200))

    assert first == Progress(0, 0)
    assert result == DraftAudit(impact(OLD, new(200)), audit(OLD), audit(new(200)))
    assert draft_audit(OLD, new(200)).impact is result.impact
    assert gate.leads == [OLD.method.lead, 200]


def test_before_the_first_release_only_the_draft_is_audited():
    known = wait_for(None, OLD)

    assert known == DraftAudit(None, None, audit(OLD))
    assert not known.decides_alike


@pytest.mark.parametrize(("current", "draft"), [(OLD, BROKEN), (BROKEN, OLD), (None, BROKEN)])
def test_catalogue_with_errors_is_not_audited(current, draft):
    assert wait_for(current, draft) == ERRORS
    assert audit_of(Edition(BROKEN, "draft")) == ERRORS


def test_question_with_too_many_options_gives_the_reason_of_the_audit():
    with pytest.raises(ValueError, match=r".+") as refused:
        audit(VAST)

    assert wait_for(OLD, VAST) == Unavailable(str(refused.value))
    assert audit_of(Edition(VAST, "current", 1, "vast")) == Unavailable(str(refused.value))


def test_audit_of_a_release_is_computed_once(gate):
    first, again = (audit_of(Edition(OLD, namespace, 1, "same")) for namespace in ("current", "release"))

    assert first is again
    assert len(gate.leads) == 1


def test_threads_that_want_the_same_audit_compute_it_once(gate):
    gate.opened.clear()

    with ThreadPoolExecutor(2) as pool:
        results = [pool.submit(audit_of, Edition(OLD, "current", 1, "same")) for _ in range(2)]
        wait_until(lambda: gate.leads)
        time.sleep(0.1)  # for the other to come
        gate.opened.set()

    assert len({id(result.result()) for result in results}) == 1
    assert len(gate.leads) == 1


def test_page_of_a_changed_draft_has_another_audit():
    first, same, changed = (audit_of(Edition(draft, "draft")) for draft in (OLD, new(OLD.method.lead), new(200)))

    assert first is same
    assert first != changed


def test_draft_audit_uses_the_audits_that_pages_have_computed(gate):
    pages = [audit_of(Edition(draft, "draft")) for draft in (OLD, new(200))]

    result = wait_for(OLD, new(200))

    assert [result.before, result.after] == pages
    assert gate.leads == [OLD.method.lead, 200]


def test_draft_in_other_words_has_the_audit_of_the_release(gate):
    first, second = OLD.frameworks
    reworded = OLD.model_copy(update={"frameworks": (first.model_copy(update={"summary": "Better words."}), second)})
    of_release = audit_of(Edition(OLD, "current", 1, "a checksum"))

    assert audit_of(Edition(reworded, "draft")) is of_release
    assert draft_audit(OLD, reworded) == DraftAudit(None, of_release, of_release)
    assert draft_audit(OLD, reworded).decides_alike
    assert impact(OLD, reworded).wizard.rows == ()
    assert gate.leads == [OLD.method.lead]


def test_page_does_not_wait_for_the_audit_of_a_draft(gate):
    known = Edition(OLD, "current", 1, "known")
    audit_of(known)
    gate.opened.clear()

    draft_audit(OLD, new(200))
    wait_until(lambda: len(gate.leads) == 2)

    assert audit_of(known) == audit(OLD)
    assert not audits.is_idle()


def test_current_release_is_audited_before_a_page_needs_it(version_1, gate):
    release_cache.replace(release_of(version_1))

    audits.audit_current_release()
    wait_until(audits.is_idle)
    page = audit_of(release_cache.current())

    assert page == audit(version_1)
    assert gate.leads == [version_1.method.lead]


def test_draft_is_published_with_the_audit_of_its_review(version_1, gate):
    wait_for(None, version_1)

    release_cache.replace(release_of(version_1))
    audits.audit_current_release()
    wait_until(audits.is_idle)

    assert gate.leads == [version_1.method.lead]


def test_without_a_release_nothing_is_audited():
    release_cache.replace()

    audits.audit_current_release()

    assert audits.is_idle()


# --- pages of visitors ----------------------------------------------------------------------------------------------


def test_page_without_its_audit_is_shown_and_kept_by_nobody(version_1, gate, monkeypatch):
    release_cache.replace(release_of(version_1))
    monkeypatch.setattr(audits, "PATIENCE", 0)
    gate.opened.clear()

    early = Client().get("/method/")
    gate.opened.set()
    wait_until(audits.is_idle)
    late = Client().get("/method/")

    assert (early.status_code, early["Cache-Control"], early.has_header("ETag")) == (200, "no-store", False)
    assert "We are counting what all answers lead to." in html_of(early)
    assert (late.status_code, late["Cache-Control"][:7], late.has_header("ETag")) == (200, "public,", True)
    assert "We are counting" not in html_of(late)


@pytest.mark.parametrize("address", ["/method/", "/releases/1/method/"])
def test_page_whose_audit_fails_is_shown(version_1, tmp_path, address):
    release_cache.replace(release_of(version_1))

    with audits.replaced(Auditor(Store(tmp_path / "other"), AuditProcess(("/no/such/program",)).compute)):
        state, page = audit_of(release_cache.current()), Client().get(address)

    assert isinstance(state, Failure)
    assert (page.status_code, page["Cache-Control"]) == (200, "no-store")
    assert "We are counting what all answers lead to." in html_of(page)
