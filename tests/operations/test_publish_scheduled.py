"""Several timers at once, as on several servers: what is scheduled is published once."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from tests.browser.site import CHANGED, DATABASE, ROOT, copy_database, environment, manage
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


def run_at_once(words, env, processes):
    """What each process wrote, in order. All have to end well."""
    runs = [
        subprocess.Popen(words, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)  # noqa: S603  (our own words)
        for _ in range(processes)
    ]
    outputs = sorted(run.communicate(timeout=300)[0] for run in runs)
    assert [run.returncode for run in runs] == [0] * processes
    return outputs


@pytest.mark.parametrize("processes", exhaustive([2, 6], quick=[2]))
def test_of_several_at_once_one_schedules_and_one_publishes(ready_site, tmp_path, processes):
    copy_database(ready_site / CHANGED, tmp_path / DATABASE)
    env = environment(tmp_path, "http://127.0.0.1:8000")

    scheduled = run_at_once([sys.executable, "-c", SCHEDULE], env, processes)
    with closing(sqlite3.connect(tmp_path / DATABASE)) as connection, connection:
        connection.execute("UPDATE comparisons_scheduledrelease SET publish_at = '2026-01-01 00:00:00'")
    published = run_at_once(manage("publish_scheduled"), env, processes)

    with closing(sqlite3.connect(tmp_path / DATABASE)) as connection:
        releases = connection.execute("SELECT note FROM comparisons_release WHERE number > 1").fetchall()
    assert scheduled == ["True\n"] * (processes - 1) + ["scheduled\n"]
    assert published == [""] * (processes - 1) + ["Release 2 is published, as scheduled by ada.\n"]
    assert releases == [("Why.",)]
