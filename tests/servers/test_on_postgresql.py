"""What reads and writes rows does the same on PostgreSQL. The tests of this process run on SQLite."""

import os
import subprocess
import sys

from tests import postgresql
from tests.browser.site import ROOT

WORKING_WITH_ROWS = ["admin/test_admin.py", "admin/test_conflicts.py", "admin/test_protected_deletion.py", "models"]
WORKING_WITH_ROWS += ["editing/audit_log", "editing/test_loading.py", "releases/test_publish.py"]


def test_rows_are_read_and_written_on_postgresql_too():
    paths = [f"tests/{name}" for name in WORKING_WITH_ROWS]
    with postgresql.running(durable=False) as address:
        env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
        env["TESTS_DATABASE_URL"] = address
        words = [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", *paths]
        done = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, check=False)  # noqa: S603

    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout
