"""What reads and writes rows does the same on PostgreSQL. The tests of this process run on SQLite."""

import os
import subprocess
import sys

from tests import postgresql
from tests.browser.site import ROOT

WORKING_WITH_ROWS = [
    "tests/admin",
    "tests/test_loading.py",
    "tests/test_publishing.py",
    "tests/history",
    "tests/models",
]


def test_rows_are_read_and_written_on_postgresql_too():
    with postgresql.running(durable=False) as address:
        env = {**os.environ, "TESTS_DATABASE_URL": address}
        env = {name: value for name, value in env.items() if not name.startswith("PYTEST_")}
        words = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-n0",
            "--durations=15",
            "-p",
            "no:cacheprovider",
            *WORKING_WITH_ROWS,
        ]
        done = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, check=False)  # noqa: S603

    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout
