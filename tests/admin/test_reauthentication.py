"""The password is asked for again before accounts and roles change, and nothing that was typed is lost by it."""

import time

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session

from comparisons.admin.people import reauthentication
from comparisons.sessions import store
from comparisons.sessions.store import SessionStore
from tests.admin.people import person
from tests.admin.second_factors import WORDS, sign_in
from tests.forms import untouched_form

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("password_alone")]

AGAIN = "/admin/second-factor/password/"
NEW_WORDS = "lagoon-typewriter-nine"
ADD = {"username": "dora", "usable_password": "true", "password1": NEW_WORDS, "password2": NEW_WORDS}


@pytest.fixture
def grace():
    return person("grace", "Editor")


@pytest.fixture
def later(monkeypatch):
    """Moves the clock to so many seconds after the start of the test."""
    start = time.time()

    def move(seconds):
        monkeypatch.setattr(store.time, "time", lambda: start + seconds)

    return move


@pytest.fixture
def administrator(client):
    person("ada", "Administrator")
    sign_in(client, "ada")
    return client


@pytest.fixture
def superuser(client):
    """Administrators delete nobody."""
    person("root", is_superuser=True)
    sign_in(client, "root")
    return client


def is_asked_again(response):
    return response.status_code == 302 and response["Location"].startswith(f"{AGAIN}?next=")


def pages_of(person, role):
    return [
        "/admin/auth/user/add/",
        f"/admin/auth/user/{person.pk}/change/",
        f"/admin/auth/user/{person.pk}/delete/",
        f"/admin/auth/user/{person.pk}/password/",
        "/admin/auth/group/add/",
        f"/admin/auth/group/{role.pk}/change/",
        f"/admin/auth/group/{role.pk}/delete/",
    ]


@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_every_form_about_people_and_roles_asks_again_five_minutes_after_the_sign_in(superuser, grace, later, method):
    pages = pages_of(grace, Group.objects.get(name="Editor"))
    fresh = [superuser.head(page).status_code for page in pages]
    later(301)

    answers = [getattr(superuser, method)(page) for page in pages]

    assert fresh == [200] * len(pages)
    assert [is_asked_again(answer) for answer in answers] == [True] * len(pages)
    assert [answer["Location"] for answer in answers] == [f"{AGAIN}?next={page.replace('/', '%2F')}" for page in pages]


@pytest.mark.parametrize("table", ["user", "group"])
def test_bulk_deletion_asks_again(superuser, grace, later, table):
    path, row = f"/admin/auth/{table}/", (grace if table == "user" else Group.objects.get(name="Editor"))
    form = {"action": "delete_selected", "_selected_action": [row.pk]}
    confirmation = superuser.post(path, form)
    later(301)

    answers = [superuser.post(path, form), superuser.post(path, {**form, "post": "yes"})]

    assert confirmation.status_code == 200
    assert [is_asked_again(answer) for answer in answers] == [True, True]
    assert type(row).objects.filter(pk=row.pk).exists()


def test_looking_asks_for_nothing(administrator, grace, later):
    later(301)
    pages = ["/admin/auth/user/", "/admin/auth/group/", f"/admin/auth/user/{grace.pk}/history/"]

    assert [administrator.get(page).status_code for page in pages] == [200, 200, 200]


def test_right_password_leads_back_to_the_form(administrator, grace, later):
    path = f"/admin/auth/user/{grace.pk}/change/"
    later(301)
    page = administrator.get(path)["Location"]

    answer = administrator.post(page, {"password": WORDS, "next": path})

    assert (answer.status_code, answer["Location"]) == (302, path)
    assert administrator.get(path).status_code == 200


def test_form_that_was_opened_in_time_can_be_sent_for_half_an_hour(administrator, later):
    administrator.get("/admin/auth/user/add/")
    later(29 * 60)

    answer = administrator.post("/admin/auth/user/add/", ADD)

    assert not is_asked_again(answer)
    assert User.objects.get(username="dora").check_password(NEW_WORDS)


def test_form_with_an_error_can_be_corrected_and_is_sent_once(administrator, later):
    administrator.get("/admin/auth/user/add/")
    later(29 * 60)

    wrong = administrator.post("/admin/auth/user/add/", {**ADD, "password2": "something else"})
    right = administrator.post("/admin/auth/user/add/", ADD)
    another = administrator.post("/admin/auth/user/add/", {**ADD, "username": "erin"})

    assert (wrong.status_code, right.status_code) == (200, 302)
    assert is_asked_again(another)
    assert not User.objects.filter(username="erin").exists()


def test_form_that_was_open_for_longer_asks_again(administrator, grace, later, settings):
    settings.SESSION_IDLE_MINUTES = 60
    path = f"/admin/auth/user/{grace.pk}/change/"
    form = untouched_form(administrator.get(path).content.decode(), "user_form")
    later(reauthentication.OPEN_FOR + 60)  # to open it took some seconds

    answer = administrator.post(path, {**form, "groups": [Group.objects.get(name="Publisher").pk]})

    assert is_asked_again(answer)
    assert [group.name for group in grace.groups.all()] == ["Editor"]


def test_open_form_allows_no_other(administrator, grace, later):
    administrator.get(f"/admin/auth/user/{grace.pk}/change/")
    later(301)

    answer = administrator.post("/admin/auth/user/add/", ADD)

    assert is_asked_again(answer)
    assert not User.objects.filter(username="dora").exists()


def test_looking_at_a_form_too_late_does_not_count_as_opening_it(administrator, later):
    later(301)
    administrator.get("/admin/auth/user/add/")

    assert is_asked_again(administrator.post("/admin/auth/user/add/", ADD))


def test_password_that_was_typed_for_somebody_is_in_no_session(administrator, later):
    later(301)

    administrator.post("/admin/auth/user/add/", ADD)

    sessions = [SessionStore().decode(text) for text in Session.objects.values_list("session_data", flat=True)]
    assert sessions
    assert NEW_WORDS not in str(sessions)


def test_who_may_not_change_anybody_is_refused_and_not_asked(client, grace, later):
    person("carl", "Editor")
    sign_in(client, "carl")
    later(301)

    pages = pages_of(grace, Group.objects.get(name="Editor"))

    assert [client.get(page).status_code for page in pages] == [403] * len(pages)
