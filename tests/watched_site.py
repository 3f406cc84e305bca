"""A site whose database stops answering after the first release was read. `test_editions` runs this.

Takes what the database does: "hang" for ever, or "fail". Writes what is served meanwhile, and what after it came back
with another release. In a process of its own, because the thread that watches never ends.
"""

import sys
import threading
import time

import django

django.setup()

from django.core.management import call_command  # noqa: E402  (needs the applications to be loaded)
from django.db import DatabaseError, connections  # noqa: E402
from django.db.backends.signals import connection_created  # noqa: E402
from django.test import Client  # noqa: E402

from comparisons.content_files import SHIPPED, read_content  # noqa: E402
from comparisons.releases import database_watch, release_cache  # noqa: E402
from tests.factories import release_of  # noqa: E402

fault = sys.argv[1]
is_back, was_asked = threading.Event(), threading.Event()


def trouble(execute, sql, params, many, context):
    if is_back.is_set():
        return execute(sql, params, many, context)
    was_asked.set()
    if fault == "fail":
        message = "the database is gone"
        raise DatabaseError(message)
    is_back.wait()
    return execute(sql, params, many, context)


def served():
    response = Client(headers={"host": "127.0.0.1"}).get("/recommendation.json")
    return f"{response.status_code} {response.json()['release']['number']}"


call_command("migrate", verbosity=0)
shipped = read_content(SHIPPED)
release_of(shipped, 1).save()
release_cache.refresh()
connections.close_all()
connection_created.connect(lambda connection, **_: connection.execute_wrappers.append(trouble), weak=False)
database_watch.DEADLINE = database_watch.INTERVAL = 0.05

database_watch.start()
was_asked.wait()
lines = [f"meanwhile: {served()}"]

is_back.set()
release_of(shipped, 2).save()
while "2" not in served().split():
    time.sleep(0.05)
lines.append(f"afterwards: {served()}")
sys.stdout.write("\n".join(lines))
