"""What `make check` runs works on a fresh clone, which has no data yet, and leaves no data behind."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FROM_OUTSIDE = {"MAKEFLAGS", "MAKELEVEL", "DATABASE_URL", "TESTS_DATABASE_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE"}


def run(command, **variables):
    environment = {name: value for name, value in os.environ.items() if name not in FROM_OUTSIDE}
    return subprocess.run(  # noqa: S602  (the commands are those of our own Makefile)
        command, shell=True, cwd=ROOT, env={**environment, **variables}, capture_output=True, text=True, check=False
    )


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", ["makemigrations --check", "check --deploy"])
def test_check_works_without_data_and_without_warnings(tmp_path, name):
    lines = run("make --dry-run check").stdout.splitlines()
    [command] = [line for line in lines if f"manage.py {name}" in line]

    checked = run(command, DATA_DIR=str(tmp_path / "absent"))

    assert (checked.returncode, checked.stderr) == (0, "")
    assert list(tmp_path.iterdir()) == []
