"""What the first visitor would wait for, done before a server listens."""

from __future__ import annotations

import gc
from typing import Any
from wsgiref.types import WSGIApplication

from django.urls import reverse

from comparisons.releases import release_cache
from comparisons.serving import site_path
from comparisons.serving.popular_pages import environ_of


def warm_up(application: WSGIApplication) -> None:
    """Read all addresses, with the modules of their pages, and answer the home page once if there is a release.

    What is in memory by then stays as long as the worker, so the collector of garbage need not look at it again: that
    would stop all threads for a tenth of a second, time and again. The release of the start stays in memory with it.
    """
    site_path.use_in_this_thread()
    home = reverse("current:home")
    if release_cache.current_number():
        answer: Any = application(environ_of(home), _ignore)
        b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
    gc.collect()
    gc.freeze()


def _ignore(*_args: Any) -> Any:
    """Drop the status and the headers."""
