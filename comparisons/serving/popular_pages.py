"""Pages that everybody asks for, made before the first one does: after a start and after each release.

They are made one after the other in a thread that rests most of the time, so requests hardly wait for it. They take at
most half of the cache.
"""

from __future__ import annotations

import io
import logging
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlsplit
from wsgiref.types import WSGIEnvironment

from django.conf import settings

from comparisons.releases import release_cache
from comparisons.releases.release_cache import Edition
from comparisons.releases.stored import NoReleaseError
from comparisons.serving import site_path
from comparisons.serving.answer_cache import AnswerCache
from comparisons.views.metadata.canonical import indexed_addresses

INTERVAL = 1.0
"""Seconds between two looks whether there is another release."""
REST = 4
"""How much longer the thread rests after a page than it has worked for it."""

logger = logging.getLogger(__name__)


def start(cache: AnswerCache) -> None:
    threading.Thread(target=_watch, args=(cache,), name="popular-pages", daemon=True).start()


def _watch(cache: AnswerCache) -> None:
    site_path.use_in_this_thread()
    made: object = None
    while True:
        time.sleep(INTERVAL)
        state = release_cache.state()
        if state is not made:
            made = state
            try:
                make_popular_pages(cache, REST)
            except Exception:
                logger.exception("Pages could not be made ahead; each is made when someone asks for it")


def make_popular_pages(cache: AnswerCache, rest: float = 0) -> None:
    """Make the pages of the current release that are missing. Stops when another release comes, or at half the cache.

    `rest` is how much longer than a page has taken it sleeps after it.
    """
    state = release_cache.state()
    with suppress(NoReleaseError):
        for address in popular_addresses(release_cache.current()):
            if release_cache.state() is not state or cache.pages.size > cache.pages.max_bytes / 2:
                return
            start_time = time.monotonic()
            cache.make_ahead(environ_of(address))
            time.sleep(rest * (time.monotonic() - start_time))


def popular_addresses(edition: Edition) -> Iterator[str]:
    """The wizard's first question and what search engines show. The method comes last: its audit takes a while."""
    method = edition.address("method")
    yield edition.address("wizard")
    yield from (address for address in indexed_addresses(edition) if address != method)
    yield method


def environ_of(address: str) -> WSGIEnvironment:
    """The request of a browser. Browsers accept brotli on https alone."""
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": settings.SITE_PATH,
        "PATH_INFO": address.removeprefix(settings.SITE_PATH),
        "QUERY_STRING": "",
        "SERVER_NAME": settings.SITE_HOST,
        "SERVER_PORT": "443" if settings.HTTPS else "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": urlsplit(settings.SITE_URL).netloc,
        "HTTP_ACCEPT_ENCODING": "gzip, br" if settings.HTTPS else "gzip",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "https" if settings.HTTPS else "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
