import os
import shutil

import pytest
from django.conf import settings as product

from comparisons.releases.version import FOLDERS, fingerprint


@pytest.fixture
def copied(tmp_path, settings):
    """A copy of the code that is looked at anew each time."""
    for folder in FOLDERS:
        shutil.copytree(product.BASE_DIR / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    settings.BASE_DIR = tmp_path
    return tmp_path


def taken():
    return fingerprint.__wrapped__()


@pytest.mark.parametrize("changed", ["comparisons/editions.py", "templates/comparisons/base.html", "static/icon.svg"])
def test_fingerprint_follows_what_the_files_say(copied, changed):
    before = taken()
    (copied / changed).write_text("Something else.")

    assert taken() != before


def test_fingerprint_does_not_follow_when_files_were_written(copied):
    before = taken()
    os.utime(copied / "comparisons" / "urls.py", (0, 0))
    (copied / "comparisons" / "editions.pyc").write_bytes(b"compiled")

    assert taken() == before


def test_fingerprint_follows_the_settings_that_a_page_shows(copied, settings):
    before = taken()
    settings.SITE_URL = "https://plumbline.example"

    assert taken() != before
