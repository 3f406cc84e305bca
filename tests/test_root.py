"""What may stand in the root of the repository. A new file there is a decision: add its name here on purpose."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent

ALLOWED = {
    ".ci",
    ".dockerignore",
    ".env.example",
    ".editorconfig",
    ".gitattributes",
    ".github",
    ".gitignore",
    ".pre-commit-config.yaml",
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "comparisons",
    "config",
    "deploy",
    "docs",
    "manage.py",
    "pyproject.toml",
    "requirements",
    "static",
    "templates",
    "tests",
}


def git(*words):
    done = subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603, S607
    return done.stdout.splitlines()


def test_root_holds_what_is_listed_and_nothing_else():
    names = {name.split("/")[0] for name in git("ls-files")}

    assert names == ALLOWED


def test_what_a_tool_downloads_or_a_machine_keeps_secret_is_ignored():
    names = ["tool-1.0-py3-none-any.whl", ".env", ".data/secret-key", "plumbline.cdx.json"]

    assert git("check-ignore", *names) == names
