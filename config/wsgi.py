"""The application that a WSGI server calls. Loading it also starts the threads that load and audit releases."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

django_application = get_wsgi_application()

from django.conf import settings  # noqa: E402  (needs the applications to be loaded)

from comparisons.releases import audits, database_watch, version  # noqa: E402
from config.request_guard import RequestGuard  # noqa: E402

database_watch.start()
audits.start()
version.running_version()  # before the first request, which would wait for it

application = RequestGuard(django_application, settings.WORKER_THREADS, database_watch.is_database_up)
