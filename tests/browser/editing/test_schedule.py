"""Publishing at a set time, in a browser that is not in UTC."""

import datetime
import sqlite3
import subprocess
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.browser import site
from tests.browser.admin.looks import faults


def execute(database, statement):
    with closing(sqlite3.connect(database)) as connection, connection:
        return connection.execute(statement).fetchall()


def schedule(page, note):
    """For a noon of next January, when Berlin is an hour before UTC. The words of it in UTC."""
    year = datetime.datetime.now(datetime.UTC).year + 1
    page.goto("/admin/publish/")
    page.get_by_label("Note").fill(note)
    page.get_by_label("Date and time (your time)").fill(f"{year}-01-05T12:00")
    expect(page.get_by_label("At a set time")).to_be_checked()
    expect(page.locator("#publish_at_utc")).to_have_text(f"5 January {year} at 11:00 UTC.")
    return f"5 January {year} at 12:00 your time (5 January {year}, 11:00 UTC)"


@pytest.fixture
def in_berlin(begin_with, open_editor):
    """The browser of somebody who edits and publishes, before a working copy that differs from the release."""
    begin_with(site.CHANGED)
    return open_editor(timezone_id="Europe/Berlin")


def test_publisher_schedules_in_their_own_time_and_the_command_publishes(in_berlin, site_folder, address):
    page = in_berlin
    words = schedule(page, "A better sentence.")
    page.get_by_role("button", name="Schedule", exact=True).click()
    page.wait_for_url("/admin/")
    expect(page.locator(".scheduled time")).to_have_text(words)

    execute(site_folder / site.DATABASE, "UPDATE comparisons_scheduledrelease SET publish_at = '2026-01-01 00:00:00'")
    command = subprocess.run(  # noqa: S603  (no shell, own words)
        site.manage("publish_scheduled"),
        cwd=site.ROOT,
        env=site.environment(site_folder, address),
        capture_output=True,
        text=True,
        check=True,
    )
    page.reload()

    assert command.stdout == "Release 2 is published, as scheduled by ada.\n"
    expect(page.locator(".scheduled")).to_have_count(0)
    expect(page.locator(".latest").first).to_contain_text("by ada: A better sentence.")


def test_choosing_now_takes_the_time_away(in_berlin):
    schedule(in_berlin, "Why.")
    in_berlin.get_by_label("Now").check()

    expect(in_berlin.locator("#publish_at")).to_have_value("")
    expect(in_berlin.get_by_role("button", name="Publish", exact=True)).to_be_visible()


@pytest.mark.exhaustive
def test_pages_with_something_scheduled_have_no_fault(in_berlin):
    schedule(in_berlin, "Why.")
    in_berlin.get_by_role("button", name="Schedule", exact=True).click()
    in_berlin.wait_for_url("/admin/")

    assert faults(in_berlin) == {}
    in_berlin.goto("/admin/publish/")
    assert faults(in_berlin) == {}
