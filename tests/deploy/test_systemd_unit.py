"""The systemd unit is correct, closed, and lets everything through that the site does."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from comparisons.management.commands.serve import STOP_TIMEOUT
from tests.browser.site import DATABASE, ROOT, copy_database, environment, free_port, manage, serving
from tests.deploy.programs import program
from tests.deploy.sandbox import settings_of
from tests.examples import exhaustive
from tests.servers.visitors import status_of

UNIT = ROOT / "deploy" / "plumbline@.service"
PATIENCE = 300
"""Seconds for an audit, which stands back for everybody else."""


def analyse(*words):
    done = subprocess.run(  # noqa: S603  (no shell, own words)
        [program("systemd-analyze"), *words], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_unit_is_correct(tmp_path):
    """Its programs are replaced by one that is there, since systemd looks for them."""
    text = re.sub(r"^(Exec\w+=)\S+", r"\1/bin/true", UNIT.read_text(encoding="utf-8"), flags=re.MULTILINE)
    (tmp_path / UNIT.name).write_text(text)

    assert analyse("verify", "--man=no", str(tmp_path / UNIT.name)) == (0, "")


def test_exposure_is_as_the_operations_page_says():
    code, text = analyse("security", "--offline=true", str(UNIT))

    score = re.search(r"Overall exposure level for \S+: ([0-9.]+)", text)[1]
    documented = re.search(
        r"`systemd-analyze security` rates its exposure ([0-9.]+)", (ROOT / "docs" / "operations.md").read_text()
    )[1]
    assert code == 0
    assert float(score) <= float(documented) < 2


def test_unit_waits_for_workers_that_finish_their_requests():
    assert int(settings_of(UNIT)["TimeoutStopSec"][0]) > STOP_TIMEOUT


@pytest.fixture
def env(ready_site, tmp_path):
    (tmp_path / "static").symlink_to(ready_site / "static")
    copy_database(ready_site / DATABASE, tmp_path / DATABASE)
    return environment(tmp_path, f"http://127.0.0.1:{free_port()}") | {"RENDERING_TIMEOUT": "60"}


@pytest.mark.exhaustive
@pytest.mark.servers
@pytest.mark.parametrize("is_audited", exhaustive([True, False], quick=[False]))
def test_site_needs_no_more_than_the_unit_allows(env, is_audited):
    """Pages, files from a renderer, and audits: the last two are processes that lower their priority."""
    address, port = env["SITE_URL"], env["SITE_URL"].rpartition(":")[2]
    log = Path(env["DATA_DIR"]) / f"{port}.log"
    words = manage("serve", "--port", port, "--workers", "1")
    sandbox = [sys.executable, "-m", "tests.deploy.sandbox", str(UNIT), *words]

    with serving(env, address, sandbox):
        statuses = [status_of(address, path) for path in ("/", "/recommendation.pdf", "/admin/login/")]
        waited = subprocess.run(  # noqa: S603  (no shell, the unit's own words)
            settings_of(UNIT)["ExecStartPost"][0].replace("%i", port).split(), capture_output=True, check=False
        )
        deadline = time.monotonic() + PATIENCE
        while is_audited and "Audited catalogue" not in log.read_text():
            assert time.monotonic() < deadline
            time.sleep(1)

    assert (statuses, waited.returncode, waited.stderr) == ([200] * 3, 0, b"")
    assert re.findall(r".*(?:not permitted|PermissionError|failed).*", log.read_text()) == []
