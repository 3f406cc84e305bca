"""The application that a WSGI server calls. Loading it also starts the threads that load and audit releases."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

from comparisons.releases import audits, editions, version  # noqa: E402  (needs the applications to be loaded)

editions.start()
audits.start()
version.running_version()  # before the first request, which would wait for it
