import datetime
import os
import subprocess
import sys

import pytest
from django.conf import settings as product
from hypothesis import given
from hypothesis import strategies as st

from comparisons.views.security import expiry
from tests.wire import send


def test_contact_is_told(settings):
    settings.SITE_URL = "https://plumbline.example"
    settings.SECURITY_CONTACT = "mailto:security@plumbline.example"

    answer = send("/.well-known/security.txt")

    contact, expires, *rest = answer.text.splitlines()
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert contact == "Contact: mailto:security@plumbline.example"
    assert datetime.datetime.fromisoformat(expires.removeprefix("Expires: ")).day == 1
    assert rest == ["Preferred-Languages: en", "Canonical: https://plumbline.example/.well-known/security.txt"]


def test_without_a_contact_there_is_no_such_file(settings):
    settings.SECURITY_CONTACT = ""

    assert send("/.well-known/security.txt").status == 404


@given(st.dates(max_value=datetime.date(9000, 1, 1)))
def test_expiry_is_five_to_six_months_away_whatever_the_day(today):
    days = (expiry(today).date() - today).days

    assert 150 <= days <= 184


def test_expiry_changes_once_a_month():
    days = [datetime.date(2026, 1, 1) + datetime.timedelta(n) for n in range(365)]

    assert len({expiry(day) for day in days}) == 12


@pytest.mark.parametrize("contact", ["security@plumbline.example", "mailto:x", "http://x", "https://x\nExpires: never"])
def test_contact_that_is_no_address_stops_the_start(contact):
    """Settings are read once in a process, so they are read in another one."""
    environ = {"PATH": os.environ["PATH"], "DEBUG": "true", "SECURITY_CONTACT": contact}

    run = subprocess.run(
        [sys.executable, "-c", "import config.settings"],
        cwd=product.BASE_DIR,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode != 0
    assert "Write it as mailto:security@plumbline.example" in run.stderr
