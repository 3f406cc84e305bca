"""Publishes a release in which one framework has the summary that is given. `test_nginx` runs this on a site."""

import sys

import django

django.setup()

from comparisons.editing.audit_log import change_set  # noqa: E402  (needs the applications to be loaded)
from comparisons.models import Framework  # noqa: E402
from comparisons.releases import publish  # noqa: E402

with change_set("ada", "form"):
    framework = Framework.objects.get(slug="soc-2")
    framework.summary = sys.argv[1]
    framework.save()
publish.publish("A sentence changes.", "ada")
