"""One version, wherever it is said."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import django
import pytest
from django.urls import reverse

import comparisons

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("word", ["--version", "version"])
def test_manage_names_the_version_without_any_setting(word):
    environment = {"PATH": os.environ["PATH"]}

    done = subprocess.run(  # noqa: S603  (no shell, own words)
        [sys.executable, "manage.py", word], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )

    told = f"Plumbline {comparisons.__version__} (Django {django.get_version()})\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, told, "")


def test_admin_names_the_version_in_its_footer(admin_client):
    page = admin_client.get(reverse("admin:index")).content.decode()

    assert f'<footer id="footer"><p>Plumbline {comparisons.__version__}</p></footer>' in page


@pytest.mark.django_db
def test_sign_in_page_does_not_name_the_version(client):
    page = client.get(reverse("admin:login")).content.decode()

    assert '<footer id="footer"></footer>' in page


def test_project_takes_the_version_from_the_code():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    assert "version" not in project["project"]
    assert project["tool"]["setuptools"]["dynamic"] == {"version": {"attr": "comparisons.__version__"}}


def test_changelog_begins_with_the_version():
    versions = re.findall(r"^## \[([^\]]+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert next(version for version in versions if version != "Unreleased") == comparisons.__version__
