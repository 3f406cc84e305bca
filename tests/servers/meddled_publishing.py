"""Someone saves two rows between two queries of a publisher. `test_publishing_at_once` runs this on a site's database.

Writes what the release says in these rows, and what the next one would. In a process of its own, because a thread
writes beside it.
"""

import sys
import threading

import django

django.setup()

from django.db import connection, connections  # noqa: E402  (needs the applications to be loaded)

from comparisons.editing.audit_log import change_set  # noqa: E402
from comparisons.editing.draft import draft_catalogue  # noqa: E402
from comparisons.models import Framework  # noqa: E402
from comparisons.releases import publish  # noqa: E402

LONG_ENOUGH = 2
"""Seconds to wait for a save that has to wait for us."""


def save(words):
    with change_set("grace", "form"):
        framework = Framework.objects.get(slug="soc-2")
        framework.summary = words
        framework.save()
        value = framework.values.first()
        value.note = words
        value.save()


def meddle():
    save("after")
    connections.close_all()


def interrupt(execute, sql, params, many, context):
    if 'FROM "comparisons_value"' in sql and not meddler.ident:
        meddler.start()
        meddler.join(LONG_ENOUGH)
    return execute(sql, params, many, context)


def said(catalogue):
    framework = next(each for each in catalogue.frameworks if each.slug == "soc-2")
    return "/".join(sorted({framework.summary, framework.values[0].note}))


meddler = threading.Thread(target=meddle)
save("before")

with connection.execute_wrapper(interrupt):
    release = publish.publish("Meanwhile.", "ada")

meddler.join()
sys.stdout.write(f"{said(publish.Catalogue.model_validate_json(release.catalogue))}\n")
sys.stdout.write(f"afterwards: {said(draft_catalogue())}\n")
