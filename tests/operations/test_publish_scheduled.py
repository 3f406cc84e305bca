"""The command and the thread that publish: of several at once, as on several servers, one does it."""

import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from comparisons.management.commands.serve import granian
from tests.browser.site import (
    CHANGED,
    DATABASE,
    ROOT,
    copy_database,
    copy_site,
    environment,
    free_port,
    manage,
    serving,
)
from tests.examples import exhaustive

SCHEDULE = """
import datetime, django
django.setup()
from django.utils import timezone
from comparisons.releases import publish, schedule
token = publish.review().token
try:
    schedule.schedule(timezone.now() + datetime.timedelta(hours=1), "Why.", "ada", token)
except publish.PublishError as error:
    print("has scheduled" in str(error))
else:
    print("scheduled")
"""

LET_IT_BE_DUE = "UPDATE comparisons_scheduledrelease SET publish_at = '2026-01-01 00:00:00'"
NEW_RELEASES = "SELECT note FROM comparisons_release WHERE number > 1"
PATIENCE = 120


def run_at_once(words, env, processes):
    """What each process wrote, in order. All have to end well."""
    runs = [
        subprocess.Popen(words, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)  # noqa: S603  (our own words)
        for _ in range(processes)
    ]
    outputs = sorted(run.communicate(timeout=300)[0] for run in runs)
    assert [run.returncode for run in runs] == [0] * processes
    return outputs


def rows(folder, statement):
    with closing(sqlite3.connect(folder / DATABASE)) as connection, connection:
        return connection.execute(statement).fetchall()


@pytest.mark.exhaustive
@pytest.mark.parametrize("processes", exhaustive([2, 6], quick=[2]))
def test_of_several_at_once_one_schedules_and_one_publishes(ready_site, tmp_path, processes):
    copy_database(ready_site / CHANGED, tmp_path / DATABASE)
    env = environment(tmp_path, "http://127.0.0.1:8000")

    scheduled = run_at_once([sys.executable, "-c", SCHEDULE], env, processes)
    rows(tmp_path, LET_IT_BE_DUE)
    published = run_at_once(manage("publish_scheduled"), env, processes)

    assert scheduled == ["True\n"] * (processes - 1) + ["scheduled\n"]
    assert published == [""] * (processes - 1) + ["Release 2 is published, as scheduled by ada.\n"]
    assert rows(tmp_path, NEW_RELEASES) == [("Why.",)]


@pytest.mark.exhaustive
def test_server_publishes_by_itself_when_the_setting_says_so(ready_site, tmp_path):
    copy_site(ready_site, tmp_path, CHANGED)
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    env = environment(tmp_path, address) | {"PUBLISH_SCHEDULED": "true"}
    run_at_once([sys.executable, "-c", SCHEDULE], env, 1)
    rows(tmp_path, LET_IT_BE_DUE)

    with serving(env, address, granian("127.0.0.1", port, 2)):
        deadline = time.monotonic() + PATIENCE
        while not rows(tmp_path, NEW_RELEASES) and time.monotonic() < deadline:
            time.sleep(0.2)

    assert rows(tmp_path, NEW_RELEASES) == [("Why.",)]
    assert rows(tmp_path, "SELECT id FROM comparisons_scheduledrelease") == []
