import os
import shutil

import pytest
from django.conf import settings as product

from comparisons.releases.version import FOLDERS, running_version


@pytest.fixture
def copied(tmp_path, settings):
    """A copy of the code, as the code that runs."""
    for folder in FOLDERS:
        shutil.copytree(product.BASE_DIR / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    settings.BASE_DIR = tmp_path
    return tmp_path


def version_now():
    return running_version.__wrapped__()


@pytest.mark.parametrize("changed", ["comparisons/middleware.py", "templates/comparisons/base.html", "static/icon.svg"])
def test_running_version_changes_with_the_contents_of_files(copied, changed):
    before = version_now()
    (copied / changed).write_text("Something else.")

    assert version_now() != before


def test_running_version_does_not_change_with_the_dates_of_files(copied):
    before = version_now()
    os.utime(copied / "comparisons" / "urls.py", (0, 0))
    (copied / "comparisons" / "middleware.pyc").write_bytes(b"compiled")

    assert version_now() == before


def test_running_version_changes_with_the_settings_that_a_page_shows(copied, settings):
    before = version_now()
    settings.SITE_URL = "https://plumbline.example"

    assert version_now() != before
