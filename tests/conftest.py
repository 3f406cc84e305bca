import gc
import os
import shlex
from functools import partial
from pathlib import Path

import pytest

from comparisons.engine.audit.compute import Effort
from comparisons.releases import audits, release_cache
from comparisons.releases.audit_process.auditor import Auditor
from comparisons.releases.audit_process.compute import compute
from comparisons.releases.audit_process.store import Store
from tests.browser import site
from tests.examples import register_profiles
from tests.sharing import made_once
from tests.shipped import shipped_as_written, shipped_catalogue, version_1_catalogue

register_profiles()

SITE_URL = "http://127.0.0.1:8000"
SMALL_CONTENT = Path(__file__).parent / "content"
"""Content files with a row of each kind."""


def pytest_addoption(parser):
    parser.addoption("--write-access", action="store_true", help="Write the table of roles and addresses anew.")


def pytest_collection_finish():
    """All modules are in memory now. To look through them for garbage takes nearly a tenth of the time."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter, config):
    """How to run each test alone that failed."""
    reports = [report for outcome in ("failed", "error") for report in terminalreporter.stats.get(outcome, [])]
    tests = dict.fromkeys(report.nodeid for report in reports if "::" in report.nodeid)
    words = [".venv/bin/pytest"]
    if "TESTS_DATABASE_URL" in os.environ:
        words = [".venv/bin/python", "-m", "tests.postgresql", *words]
    if profile := config.getoption("--hypothesis-profile"):
        words = [*words, f"--hypothesis-profile={profile}"]
    if tests:
        terminalreporter.section("to run each alone")
    for test in tests:
        terminalreporter.line(shlex.join([*words, test]))


@pytest.fixture(scope="session")
def shipped():
    return shipped_catalogue()


@pytest.fixture(scope="session")
def as_written():
    """The shipped catalogue as its files have it."""
    return shipped_as_written()


@pytest.fixture(scope="session")
def version_1():
    return version_1_catalogue()


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory, worker_id):
    """A folder that all processes of this test run share."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def ready_site(run_folder):
    """The folder of a site that is ready to be served: see `tests.browser.ready`."""
    return made_once(run_folder / "ready-site", lambda folder: site.prepare(site.environment(folder, SITE_URL)))


@pytest.fixture(autouse=True)
def releases_of_before():
    """Releases that a test publishes, loads or replaces are not served to the next."""
    with release_cache.restored():
        yield


@pytest.fixture(scope="session", autouse=True)
def audits_without_a_process(run_folder):
    """Audits are worked out by a thread, once a test run, with smaller samples than those of the product.

    Only the tests of the process and of servers start a process.
    """
    folder = run_folder / "audits"
    folder.mkdir(exist_ok=True)
    quick_compute = partial(compute, effort=Effort(draws=1 << 14))
    with pytest.MonkeyPatch.context() as patch, audits.replaced(Auditor(Store(folder), quick_compute)):
        patch.setattr(audits, "PATIENCE", 120)
        yield


@pytest.fixture
def may(client, django_user_model):
    """Sign in someone of the staff who has these permissions."""

    def signed_in(*names):
        from django.contrib.auth.models import Permission  # noqa: PLC0415  (needs the applications to be loaded)

        user = django_user_model.objects.create_user("grace", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=names))
        client.force_login(user)
        return client

    return signed_in
