"""What a server does before it listens, so that its first visitors do not wait for it."""

import gc
import os
import subprocess
import sys

import pytest
from django.conf import settings as product

from comparisons.releases import last_release, release_cache
from comparisons.releases.stored import StoredRelease
from comparisons.serving.warm_up import warm_up
from tests.factories import release_of
from tests.wire import connections_left_alone

FIRST_VISITORS = """
import sys
import threading

import config.settings

config.settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"

import config.wsgi
from comparisons.serving.popular_pages import environ_of
from django.urls import get_resolver

class Imports:
    def find_spec(self, name, path=None, target=None):
        if threading.current_thread() is threading.main_thread():  # other threads have other work
            modules.append(name)

is_ready, modules, statuses = get_resolver()._populated, [], []
sys.meta_path.insert(0, Imports())
for path in ["/wizard/", "/frameworks/", "/frameworks/soc-2/", "/compare/iso-27001-vs-soc-2/", "/recommendation/"]:
    b"".join(config.wsgi.application(environ_of(path), lambda status, headers, error=None: statuses.append(status)))
print(is_ready, modules, statuses)
"""


@pytest.mark.exhaustive
def test_first_visitors_of_a_process_wait_for_no_module_and_no_address(tmp_path, settings, shipped):
    settings.DATA_DIR = tmp_path
    last_release.save(1, StoredRelease.of(release_of(shipped, 1)))
    environment = {"PATH": os.environ["PATH"], "SECRET_KEY": "of-a-test", "DATA_DIR": str(tmp_path)}

    done = subprocess.run(  # noqa: S603  (no shell, own words)
        [sys.executable, "-c", FIRST_VISITORS],
        cwd=product.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == f"True [] {['200 OK'] * 5}\n"


def test_without_a_release_no_page_is_asked_for(django):
    with release_cache.restored():
        release_cache.replace()

        warm_up(django)

    assert django.calls == 0


def test_home_page_is_asked_for_once(served, django):
    with connections_left_alone():
        warm_up(django)

    assert django.calls == 1


def test_what_a_worker_starts_with_is_not_searched_for_garbage(served, django):
    gc.unfreeze()

    with connections_left_alone():
        warm_up(django)

    assert gc.get_freeze_count() > len(gc.get_objects())
