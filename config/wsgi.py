"""The application that a WSGI server calls: Django, the guard before it, and the answer cache before both.

Loading it also starts the threads that load, audit and publish releases, and that fill the cache.
"""

import os
import sys
from wsgiref.types import WSGIApplication

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

django_application = get_wsgi_application()

from django.template import engines  # noqa: E402  (needs the applications to be loaded)

from comparisons.releases import audits, database_watch, schedule_watch, version  # noqa: E402
from comparisons.serving import popular_pages, recompression  # noqa: E402
from comparisons.serving.answer_cache import AnswerCache  # noqa: E402
from comparisons.serving.observers import observed  # noqa: E402
from comparisons.serving.request_guard import RequestGuard  # noqa: E402
from comparisons.serving.site_path import BelowPath  # noqa: E402
from comparisons.serving.warm_up import warm_up  # noqa: E402

sys.setswitchinterval(0.001)  # seconds that a page from memory waits for a thread that computes; by default, 0.005
engines.all()  # before the first request, which would wait until all templates are compiled
database_watch.start()
audits.start()
if settings.PUBLISH_SCHEDULED:
    schedule_watch.start()
version.running_version()  # before the first request, which would wait for it

cache: AnswerCache | None = None
application: WSGIApplication = RequestGuard(django_application, settings.WORKER_THREADS, database_watch.is_database_up)
if settings.ANSWER_CACHE_MB and not settings.DEBUG:
    application = cache = AnswerCache(application, settings.ANSWER_CACHE_MB << 20)
    recompression.start(cache.pages)
    popular_pages.start(cache)
warm_up(application)
if settings.ACCESS_LOG or settings.METRICS_TOKEN:
    application = observed(application, cache.pages if cache else None)
if settings.SITE_PATH:
    application = BelowPath(application, settings.SITE_URL, settings.SITE_PATH)
