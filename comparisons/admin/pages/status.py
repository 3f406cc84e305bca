"""How the site is, for whoever runs it: versions, database, releases, backup, room on the disk."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Iterator
from typing import Any

import django
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.views.decorators.http import require_safe

import comparisons
from comparisons.models import LinkCheck, Release
from comparisons.releases import last_backup, release_cache

Line = tuple[str, str, Any]
"""What it is, how it is, and a moment that belongs to it or None."""


@require_safe
def status_page(request: HttpRequest) -> HttpResponse:
    """For those who manage people."""
    if not request.user.has_perm("auth.view_user"):
        raise PermissionDenied("auth.view_user")
    context = {**admin.site.each_context(request), "title": "Status of the site", "lines": list(_lines())}
    return render(request, "admin/status.html", context)


def _lines() -> Iterator[Line]:
    yield "Plumbline", comparisons.__version__, None
    yield "Python and Django", f"{platform.python_version()} and {django.get_version()}", None
    yield "Address", settings.SITE_URL, None
    yield "Database", _database(), None
    yield from _releases()
    backup = last_backup.load()
    yield "Last backup from this machine", backup.file if backup else "none", backup.made_at if backup else None
    checked_at = LinkCheck.objects.aggregate(last=Max("checked_at"))["last"]
    yield "Links last checked", "" if checked_at else "never", checked_at
    yield "Second factor", "needed by everybody" if settings.REQUIRE_SECOND_FACTOR else "not needed", None
    yield "Free in DATA_DIR", filesizeformat(shutil.disk_usage(settings.DATA_DIR).free), None


def _database() -> str:
    """The program that answered just now, and its version."""
    with connection.cursor() as cursor:
        name, statement = ("SQLite", "SELECT sqlite_version()")
        if connection.vendor == "postgresql":
            name, statement = ("PostgreSQL", "SHOW server_version")
        cursor.execute(statement)
        return f"{name} {cursor.fetchone()[0]}"


def _releases() -> Iterator[Line]:
    newest = Release.objects.without_catalogues().first()
    if newest is None:
        yield "Newest release", "none yet", None
        return
    yield "Newest release", str(newest.number), newest.published_at
    number = release_cache.current_number()
    yield "Release that this server shows", str(number or "none"), None
    if unreadable := release_cache.unreadable():
        yield "Releases that this version cannot read", ", ".join(map(str, unreadable)), None
