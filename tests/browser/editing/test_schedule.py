"""From “ready for review” to a release at a set time, in browsers that are not in UTC."""

import datetime
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.browser import site
from tests.browser.admin.looks import faults

PEOPLE = f"""
import django
django.setup()
from django.contrib.auth.models import Group, User
for name, role in (("erin", "Editor"), ("paul", "Publisher")):
    User.objects.create_user(name, password={site.PASSWORD!r}).groups.add(Group.objects.get(name=role))
"""


@pytest.fixture
def run(begin_with, site_folder, address):
    """Run a command on the site, whose working copy differs from the release, and return what it writes."""
    begin_with(site.CHANGED)
    env = site.environment(site_folder, address)

    def run(*words):
        done = subprocess.run(words, cwd=site.ROOT, env=env, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603
        return done.stdout

    return run


@pytest.fixture
def in_berlin(run, open_editor):
    """The browser of someone who edits and publishes."""
    return open_editor(timezone_id="Europe/Berlin")


def say_ready(page, words):
    page.goto("/admin/publish/")
    page.get_by_label("A word to the publishers").fill(words)
    page.get_by_role("button", name="Say that it is ready").click()
    expect(page.get_by_text("The publishers see on the desk that it is ready for review.")).to_be_visible()


def schedule(page, note):
    """For a noon of next January, when Berlin is an hour before UTC. The words of it in UTC."""
    year = datetime.datetime.now(datetime.UTC).year + 1
    page.goto("/admin/publish/")
    page.get_by_label("Note").fill(note)
    page.get_by_label("Date and time (your time)").fill(f"{year}-01-05T12:00")
    expect(page.get_by_label("At a set time")).to_be_checked()
    expect(page.locator("#publish_at_utc")).to_have_text(f"5 January {year} at 11:00 UTC.")
    return f"5 January {year} at 12:00 your time (5 January {year}, 11:00 UTC)"


@pytest.mark.exhaustive
def test_editor_says_ready_publisher_schedules_and_the_command_publishes(run, open_browser, site_folder):
    run(sys.executable, "-c", PEOPLE)
    erin, paul = (open_browser(timezone_id=f"Europe/{city}") for city in ("Vienna", "Rome"))
    site.sign_in(erin, "erin")
    site.sign_in(paul, "paul")

    say_ready(erin, "One sentence is better now.")
    paul.goto("/admin/")
    expect(paul.locator(".scheduled").first).to_contain_text("One sentence is better now.")
    paul.get_by_role("link", name="Review it").click()
    moment = schedule(paul, "A better sentence.")
    paul.get_by_role("button", name="Schedule", exact=True).click()
    paul.wait_for_url("/admin/")
    erin.goto("/admin/")
    expect(erin.locator("[aria-labelledby=scheduled-heading] time")).to_have_text(moment)

    with closing(sqlite3.connect(site_folder / site.DATABASE)) as connection, connection:
        connection.execute("UPDATE comparisons_scheduledrelease SET publish_at = '2026-01-01 00:00:00'")
    output = run(*site.manage("publish_scheduled"))
    erin.reload()

    assert output == "Release 2 is published, as scheduled by paul.\n"
    expect(erin.locator(".scheduled")).to_have_count(0)
    expect(erin.locator(".latest").first).to_contain_text("by paul: A better sentence.")


def test_choosing_now_takes_the_time_away(in_berlin):
    schedule(in_berlin, "Why.")
    in_berlin.get_by_label("Now").check()

    expect(in_berlin.locator("#publish_at")).to_have_value("")
    expect(in_berlin.get_by_role("button", name="Publish", exact=True)).to_be_visible()


@pytest.mark.exhaustive
def test_pages_with_something_ready_and_something_scheduled_have_no_fault(in_berlin):
    say_ready(in_berlin, "Look.")
    schedule(in_berlin, "Why.")
    in_berlin.get_by_role("button", name="Schedule", exact=True).click()
    in_berlin.wait_for_url("/admin/")

    assert faults(in_berlin) == {}
    in_berlin.goto("/admin/publish/")
    in_berlin.locator(".scheduled summary").click()
    assert faults(in_berlin) == {}
