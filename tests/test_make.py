"""The commands that the README names: all are listed, and each says in one line what it lacks."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAKEFILE = ROOT / "Makefile"

LACKS_VENV = """\
#!/bin/sh
case "$2" in *ensurepip*) exit 1 ;; esac
"""
"""A Python that is new enough and has no venv module, as Debian ships it."""

TOO_OLD = """\
#!/bin/sh
exit 1
"""


def run(*words, folder=ROOT, **environment):
    """Without what `make test` tells the commands that it starts: that would change what a second make says."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(  # noqa: S603  (no shell, own words)
        words, cwd=folder, env=inherited | environment, capture_output=True, text=True, check=False
    )


def test_help_lists_every_target_with_what_it_does():
    targets = re.findall(r"^([a-z][a-z-]*):", MAKEFILE.read_text(encoding="utf-8"), re.MULTILINE)

    lines = run("make", "help").stdout.splitlines()

    assert [line.split()[:2] for line in lines] == [["make", target] for target in targets]
    assert [line for line in lines if len(line.split()) == 2] == []


@pytest.mark.parametrize(
    ("script", "advice"),
    [
        (TOO_OLD, "Plumbline needs Python 3.11 or newer; PYTHON=... names another interpreter."),
        (LACKS_VENV, "Python's venv module is missing: install it (Debian and Ubuntu: apt install python3-venv)."),
    ],
    ids=["too old", "without venv"],
)
def test_make_says_in_one_line_what_python_lacks(tmp_path, script, advice):
    python = tmp_path / "python"
    python.write_text(script)
    python.chmod(0o755)
    (tmp_path / "static").mkdir()

    done = run("make", "--file", str(MAKEFILE), ".venv/created", f"PYTHON={python}", folder=tmp_path)

    told, made_by_make = done.stderr.splitlines()
    assert told == advice
    assert made_by_make.startswith("make: *** ")
    assert not (tmp_path / ".venv").exists()


@pytest.mark.parametrize(
    ("module", "variable", "beginning"),
    [
        ("tests.browser.chromium", "CHROMIUM", "No Chromium: install one"),
        ("tests.postgresql", "POSTGRESQL", "No PostgreSQL: install one"),
    ],
    ids=["Chromium", "PostgreSQL"],
)
def test_tests_say_in_one_line_which_program_is_missing(tmp_path, module, variable, beginning):
    done = run(sys.executable, "-m", module, **{variable: str(tmp_path / "nothing")})

    assert done.returncode == 1
    assert done.stdout == ""
    assert [line[: len(beginning)] for line in done.stderr.splitlines()] == [beginning]
