"""Role x address of the admin x method -> what is answered. `python -m tests.admin.access` writes the table anew.

Whoever writes it reads the difference: each line that changed is a right that someone got or lost.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.admin.sites import site
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver

from comparisons.admin.people.second_factor.urls import urlpatterns as second_factor
from comparisons.admin.people.single_sign_on.urls import urlpatterns as single_sign_on

TABLE = Path(__file__).with_name("access.csv")
ROLES = ("nobody", "no role", "Editor", "Publisher", "Administrator")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
NO_PAGE = {"(?P<url>.*)$", "^(?P<app_label>comparisons|auth)/$"}
"""What Django answers for every other address, and a list of models by application."""

Table = dict[tuple[str, str], tuple[str, ...]]


def routes() -> Iterator[tuple[str, str]]:
    """Every address of the admin with names for its parts, and the model that it is about, if it is about one."""
    yield from _routes(second_factor, "second-factor/")
    yield from _routes(single_sign_on, "single-sign-on/")
    yield from _routes(site.get_urls(), "")


def _routes(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        elif pattern.name and route not in NO_PAGE:
            yield route, "/".join(route.split("/")[:2])


def path_of(route: str, about: str) -> str:
    """An address of the route: of the first row of its model."""
    app, _, name = about.partition("/")
    known = (app, name) in {(m._meta.app_label, m._meta.model_name) for m in apps.get_models()}
    row = apps.get_model(app, name)._default_manager.order_by("pk").first() if known else None
    entry = apps.get_model("comparisons", "AuditLogEntry").objects.for_row(row).first() if row else None
    route = route.replace("<int:entry>", str(entry.pk) if entry else "1")
    return "/admin/" + re.sub(r"<[^>]+>", str(row.pk) if row else "1", route)


def answer(client: Client, method: str, path: str) -> str:
    """The status; "sign in" where that is asked for. Whatever the request writes is taken back."""
    with transaction.atomic():
        response = client.generic(method, path)
        transaction.set_rollback(True)
    to_sign_in = response.status_code == 302 and "/admin/login/" in response["Location"]
    return "sign in" if to_sign_in else str(response.status_code)


def table(clients: dict[str, Client], methods: Sequence[str] = METHODS, every: int = 1) -> Table:
    """What is answered at each address, or at every tenth, say."""
    ordered = sorted(routes(), key=lambda pair: pair[0] == "logout/")  # nobody comes back from there
    return {
        (route, method): tuple(answer(clients[role], method, path_of(route, about)) for role in ROLES)
        for route, about in ordered[::every]
        for method in methods
    }


def written(table: Table) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["address", "method", *ROLES])
    writer.writerows([*place, *answers] for place, answers in sorted(table.items()))
    return text.getvalue()


if __name__ == "__main__":
    sys.exit(pytest.main(["-q", "-n0", "--write-access", str(TABLE.with_name("test_access.py"))]))
