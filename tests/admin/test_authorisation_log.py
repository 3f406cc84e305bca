"""The log of what an account may not open: who, which page, which right; and never what is in the address."""

import logging

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.admin.people import signed_in
from tests.factories import FrameworkFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines(caplog):
    caplog.set_level(logging.INFO, "comparisons.authorisation")
    return lambda: [record.getMessage() for record in caplog.records if record.name == "comparisons.authorisation"]


@pytest.mark.parametrize(
    ("role", "method", "path", "line"),
    [
        ("Editor", "get", "/admin/auth/user/?q=secret", "GET /admin/auth/user/, auth.view_user"),
        ("Editor", "post", "/admin/auth/group/add/", "POST /admin/auth/group/add/, auth.add_group"),
        ("Editor", "get", "/admin/status/", "GET /admin/status/, auth.view_user"),
        ("Publisher", "post", "/admin/comparisons/framework/add/", "POST /admin/comparisons/framework/add/,"),
        ("Publisher", "post", "/admin/content/apply/", "POST /admin/content/apply/, comparisons."),
        ("Administrator", "get", "/draft/wizard/?industry=secret", "GET /draft/wizard/, any of comparisons"),
        ("Administrator", "get", "/admin/publish/", "GET /admin/publish/, comparisons.view_framework"),
    ],
)
def test_page_that_is_forbidden_is_a_line_with_the_right_that_is_missing(lines, role, method, path, line):
    client = signed_in("carl", role)

    answer = getattr(client, method)(path)

    assert answer.status_code == 403
    assert len(lines()) == 1
    assert lines()[0].startswith(f"Refused: account 'carl', {line}")
    assert "secret" not in lines()[0]


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/admin/no-such-page/secret/", "/admin/(?P<url>.*)$"),
        ("/admin/auth/user/77777/second-factor/", "/admin/auth/user/<path:object_id>/second-factor/"),
    ],
)
def test_page_that_is_not_there_is_a_line(lines, path, route):
    client = signed_in("carl", "Administrator")

    assert client.get(path).status_code == 404
    assert lines() == [f"Not found: account 'carl', GET {route}"]


def test_draft_link_that_opens_nothing_is_a_line_without_its_token(lines, client):
    assert client.get("/preview/1-1900000000.forged/method/").status_code == 404
    assert lines() == ["Not found: nobody, GET /preview/<token:token>/method/"]


def test_account_that_lost_its_role_is_a_line(lines):
    client = signed_in("carl", "Editor")
    User.objects.get(username="carl").groups.clear()

    assert client.get("/admin/publish/?q=secret").status_code == 302
    assert lines() == ["Refused: account 'carl', GET /admin/publish/, no role"]


def test_what_is_allowed_and_what_visitors_ask_for_is_no_line(lines):
    editor, framework = signed_in("carl", "Editor"), FrameworkFactory()

    editor.get("/admin/")
    editor.get(f"/admin/comparisons/framework/{framework.pk}/change/")
    Client().get("/admin/publish/")
    Client().get("/no-such-page/")

    assert lines() == []


def test_line_cannot_be_broken_by_a_name_and_has_nothing_of_the_address(lines):
    client = signed_in("carl\nRefused: ada", "Administrator")

    client.get("/admin/auth/user/%27,%20Refused/second-factor/")

    assert lines() == [r"Not found: account 'carl\nRefused: ada', GET /admin/auth/user/<path:object_id>/second-factor/"]
