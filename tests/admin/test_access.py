"""Who may do what in the admin: the table beside this file, and the roles that a migration makes."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

from comparisons.content_files import load_content
from comparisons.models import AuditLogEntry, DraftLink, FirstPassword, LinkCheck, OpenForm, SignInAttempt
from comparisons.releases import publish, release_cache
from tests.admin import access
from tests.conftest import SMALL_CONTENT
from tests.forms import untouched_form

pytestmark = pytest.mark.django_db

NOT_GIVEN = {"add_method", "delete_method"}
"""There is one method."""
NOT_FOR_PEOPLE = {FirstPassword, LinkCheck, OpenForm, SignInAttempt}
"""What a program or a browser writes by itself, and the pages of sources and the forms show."""


def signed_in(name, *roles, **fields):
    user = User.objects.create_user(name, is_staff=True, **fields)
    user.groups.set(Group.objects.filter(name__in=roles))
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


@pytest.fixture
def clients():
    load_content(SMALL_CONTENT)
    publish.publish("First.", "ada")
    release_cache.refresh()
    link = DraftLink(recipient="An expert")
    link.start("ada", 7)
    link.save()
    people = {role: signed_in(role, role) for role in access.ROLES if role != "nobody"}
    return {"nobody": Client(), **people}


@pytest.mark.exhaustive
def test_everybody_may_do_what_the_table_says_and_nothing_else(clients, request):
    text = access.written(access.table(clients))

    if request.config.getoption("--write-access"):
        access.TABLE.write_text(text, encoding="utf-8")
    assert text.splitlines() == access.TABLE.read_text(encoding="utf-8").splitlines()


def test_some_addresses_give_each_role_what_the_table_says(clients):
    expected = access.TABLE.read_text(encoding="utf-8").splitlines()

    lines = access.written(access.table(clients, ("GET",), every=10)).splitlines()

    assert len(lines) > 10
    assert [line for line in lines if line not in expected] == []


def test_no_address_answers_with_an_error_of_the_server():
    answers = access.TABLE.read_text(encoding="utf-8").splitlines()[1:]

    assert answers
    assert [line for line in answers if any(cell.startswith("5") for cell in line.split(",")[2:])] == []


def test_nobody_without_a_role_gets_further_than_the_first_page():
    open_to_all = {
        ",".join(line.split(",")[:2])
        for line in access.TABLE.read_text(encoding="utf-8").splitlines()[1:]
        if line.split(",")[2] != "sign in"
    }

    entrances = {f"{page},{method}" for page in ("login/", "logout/") for method in access.METHODS}
    of_provider = {f"single-sign-on/{page},{method}" for page in ("", "callback/") for method in access.METHODS}
    assert open_to_all == entrances | of_provider | {
        f"second-factor/passkey-sign-in/,{method}" for method in ("DELETE", "OPTIONS", "PATCH")
    }


def test_every_right_over_our_models_is_given_to_a_role_or_kept_back_by_name():
    ours = Permission.objects.filter(content_type__app_label="comparisons")

    given = ours.filter(group__isnull=False).values_list("codename", flat=True)

    assert {permission.codename for permission in ours} - {*given} == NOT_GIVEN
    assert {*apps.get_app_config("comparisons").get_models()} - NOT_FOR_PEOPLE == {
        permission.content_type.model_class() for permission in ours
    }


def test_administrator_cannot_rise_above_the_role():
    client = signed_in("carl", "Administrator")
    carl = User.objects.get(username="carl")
    path = reverse("admin:auth_user_change", args=[carl.pk])
    form = untouched_form(client.get(path).content.decode(), "user_form")
    every = [permission.pk for permission in Permission.objects.all()]

    saved = client.post(path, {**form, "is_superuser": "on", "user_permissions": every})

    carl = User.objects.get(username="carl")
    assert saved.status_code == 302
    assert (carl.is_superuser, carl.user_permissions.count()) == (False, 0)


@pytest.mark.parametrize("form", ["auth_user_change", "auth_user_password_change"])
def test_administrator_cannot_touch_a_superuser(form):
    client = signed_in("carl", "Administrator")
    root = User.objects.create_superuser("root", password="a password for tests")
    path = reverse(f"admin:{form}", args=[root.pk])
    words = {"username": "root", "password1": "other words for tests", "password2": "other words for tests"}

    answered = client.post(path, words)

    assert answered.status_code == 403
    assert User.objects.get(username="root").check_password("a password for tests")


def test_administrator_cannot_become_whom_a_superuser_gave_a_right_of_their_own():
    client = signed_in("carl", "Administrator")
    dora = User.objects.create_user("dora", password="a password for tests", is_staff=True)
    dora.user_permissions.add(Permission.objects.get(codename="change_permission"))
    words = "other words for tests"

    answered = client.post(
        reverse("admin:auth_user_password_change", args=[dora.pk]), {"password1": words, "password2": words}
    )

    assert answered.status_code == 403
    assert User.objects.get(username="dora").check_password("a password for tests")


def test_administrator_makes_a_person_and_gives_a_role():
    client = signed_in("carl", "Administrator")
    words = "some words for tests"

    client.post(
        reverse("admin:auth_user_add"),
        {"username": "dora", "usable_password": "true", "password1": words, "password2": words},
    )
    dora = User.objects.get(username="dora")
    role = Group.objects.get(name="Editor")
    path = reverse("admin:auth_user_change", args=[dora.pk])
    form = untouched_form(client.get(path).content.decode(), "user_form")
    client.post(path, {**form, "is_staff": "on", "groups": [role.pk]})

    dora = User.objects.get(username="dora")
    assert list(dora.groups.all()) == [role]
    assert AuditLogEntry.objects.for_row(dora).first().after["groups"] == [[role.pk, "Editor"]]


def test_two_administrators_do_not_undo_each_other_unseen():
    first, second = signed_in("carl", "Administrator"), signed_in("dora", "Administrator")
    erin, editor = User.objects.create_user("erin", is_staff=True), Group.objects.get(name="Editor")
    path = reverse("admin:auth_user_change", args=[erin.pk])
    form_of = {client: untouched_form(client.get(path).content.decode(), "user_form") for client in (first, second)}
    first.post(path, {**form_of[first], "groups": [editor.pk]})

    refused = second.post(path, {**form_of[second], "email": "erin@plumbline.example"})

    erin.refresh_from_db()
    assert refused.status_code == 200
    assert "carl changed groups after you opened the page." in refused.content.decode()
    assert (erin.email, list(erin.groups.all())) == ("", [editor])
