"""Open sessions: which are listed, who may end which, and that an ended one is signed out at once."""

import re
import time

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils.html import escape

from comparisons.admin.people.open_sessions import open_sessions_of
from comparisons.models import AuditLogEntry
from comparisons.sessions import store
from tests.admin.people import person
from tests.admin.second_factors import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("password_alone")]

PATH = "/admin/sessions/"


@pytest.fixture
def grace():
    return person("grace", "Editor")


@pytest.fixture
def ada():
    return person("ada", "Administrator")


def signed_in(name):
    client = Client()
    sign_in(client, name)
    return client


def is_signed_in(client):
    return client.get("/admin/").status_code == 200


def handle_of(client):
    """The handle of the session that a client is in."""
    key = client.session.session_key
    user = User.objects.get(pk=client.session["_auth_user_id"])
    return next(session.handle for session in open_sessions_of(user) if session.key == key)


def comments():
    entries = AuditLogEntry.objects.filter(comment__contains="ended")
    return [(entry.label, entry.comment, entry.created_by) for entry in entries]


def end(client, **form):
    """The messages on the page that comes after the form."""
    response = client.post(PATH, form, follow=True)
    assert response.redirect_chain == [(PATH, 302)]
    return [str(message) for message in response.context["messages"]]


def path_of(user):
    return f"/admin/auth/user/{user.pk}/sessions/"


# --- one's own --------------------------------------------------------------------------------------------------


def test_page_lists_own_sessions_and_marks_this_one(grace, ada):
    here, there, _other = signed_in("grace"), signed_in("grace"), signed_in("ada")

    page = here.get(PATH).content.decode()

    assert page.count('<th scope="row">') == 2
    assert page.count("This one") == 1
    assert re.findall(r'name="session" value="(.+?)"', page) == [handle_of(there)]


def test_page_shows_handles_and_no_keys(grace):
    here, there = signed_in("grace"), signed_in("grace")

    page = here.get(PATH).content.decode()

    for client in (here, there):
        assert client.session.session_key not in page
        assert handle_of(client) not in client.session.session_key
    assert "session_key" not in repr(open_sessions_of(grace))
    assert there.session.session_key not in repr(open_sessions_of(grace))


def test_ended_session_is_signed_out_at_once_and_that_is_recorded(grace):
    here, there, third = signed_in("grace"), signed_in("grace"), signed_in("grace")

    messages = end(here, session=handle_of(there))

    assert messages == ["1 session has ended."]
    assert [is_signed_in(client) for client in (here, there, third)] == [True, False, True]
    assert comments() == [("grace", "1 session ended", "grace")]


def test_all_others_end_and_this_one_stays(grace):
    here, there, third = signed_in("grace"), signed_in("grace"), signed_in("grace")

    messages = end(here, others="End all others")

    assert messages == ["2 sessions have ended."]
    assert [is_signed_in(client) for client in (here, there, third)] == [True, False, False]
    assert comments() == [("grace", "2 sessions ended", "grace")]


def test_sessions_of_other_people_stay_where_all_others_end(grace, ada):
    here, _there, other = signed_in("grace"), signed_in("grace"), signed_in("ada")

    end(here, others="End all others")

    assert is_signed_in(other)


def test_this_one_cannot_be_ended_by_mistake(grace):
    here = signed_in("grace")

    messages = end(here, session=handle_of(here))

    assert messages == ["You are using this session. To end it, log out."]
    assert is_signed_in(here)
    assert comments() == []


def test_handle_of_another_person_is_refused(grace, ada):
    here, other = signed_in("ada"), signed_in("grace")

    messages = end(here, session=handle_of(other))

    assert messages == ["This session has ended already."]
    assert is_signed_in(other)
    assert comments() == []


@pytest.mark.parametrize("form", [{}, {"session": ""}, {"session": "no handle"}])
def test_what_is_no_handle_ends_nothing(grace, form):
    here, there = signed_in("grace"), signed_in("grace")

    assert end(here, **form) == ["This session has ended already."]
    assert is_signed_in(there)


def test_key_is_not_taken_for_a_handle(grace):
    here, there = signed_in("grace"), signed_in("grace")

    end(here, session=there.session.session_key)

    assert is_signed_in(there)


def test_form_without_a_token_ends_nothing(grace):
    here, there = Client(enforce_csrf_checks=True), signed_in("grace")
    here.force_login(grace)

    response = here.post(PATH, {"others": "End all others"})

    assert response.status_code == 403
    assert is_signed_in(there)


def test_looking_changes_nothing(grace, ada):
    here, there, administrator = signed_in("grace"), signed_in("grace"), signed_in("ada")

    for query in ("", f"?session={handle_of(there)}", "?others=1"):
        here.get(PATH + query)
        administrator.get(path_of(grace) + query)

    assert is_signed_in(there)
    assert comments() == []


# --- which are open ---------------------------------------------------------------------------------------------


def test_sessions_that_ended_by_time_are_not_listed(grace, settings, monkeypatch):
    signed_in("grace")
    assert len(open_sessions_of(grace)) == 1

    later = time.time() + settings.SESSION_IDLE_MINUTES * 60
    monkeypatch.setattr(store.time, "time", lambda: later)

    assert open_sessions_of(grace) == []


def test_sessions_that_a_new_password_ended_are_not_listed(grace):
    signed_in("grace")
    grace.set_password("another password of hers")
    grace.save()

    assert open_sessions_of(grace) == []


def test_sessions_of_another_with_the_same_hash_of_a_password_are_not_listed(grace, ada):
    """As where rows of accounts were copied. Otherwise the hash alone would tell them apart."""
    User.objects.filter(pk=ada.pk).update(password=grace.password)
    signed_in("grace")

    assert open_sessions_of(User.objects.get(pk=ada.pk)) == []


def test_sessions_of_a_former_secret_key_are_listed(grace, settings):
    signed_in("grace")
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another key for tests, and as long as needed: 0123456789"
    assert open_sessions_of(grace) == []

    settings.SECRET_KEY_FALLBACKS = [former]

    assert len(open_sessions_of(grace)) == 1


def test_damaged_row_is_passed_over(grace):
    here, there = signed_in("grace"), signed_in("grace")
    Session.objects.filter(pk=there.session.session_key).update(session_data="junk")

    assert here.get(PATH).status_code == 200
    assert len(open_sessions_of(grace)) == 1


def test_session_without_times_is_listed_last(grace):
    here, there = signed_in("grace"), signed_in("grace")
    undated = there.session
    del undated[store.SIGNED_IN], undated[store.LAST_USED]
    undated.save()

    assert [session.signed_in_at is None for session in open_sessions_of(grace)] == [False, True]
    assert here.get(PATH).content.decode().count("not recorded") == 2


# --- those of others --------------------------------------------------------------------------------------------


def test_administrator_ends_all_sessions_of_somebody(grace, ada):
    administrator, hers = signed_in("ada"), [signed_in("grace"), signed_in("grace")]
    change = administrator.get(f"/admin/auth/user/{grace.pk}/change/").content.decode()

    response = administrator.post(path_of(grace), follow=True)

    assert f'<a href="{path_of(grace)}">Open sessions: 2</a>' in change
    assert [str(message) for message in response.context["messages"]] == ["2 sessions of grace have ended."]
    assert [is_signed_in(client) for client in hers] == [False, False]
    assert is_signed_in(administrator)
    assert comments() == [("grace", "2 sessions ended", "ada")]


def test_page_of_a_person_names_no_session(grace, ada):
    administrator, hers = signed_in("ada"), signed_in("grace")

    page = administrator.get(path_of(grace)).content.decode()

    assert page.count('<th scope="row">') == 1
    assert hers.session.session_key not in page
    assert handle_of(hers) not in page


def test_nobody_ends_sessions_of_somebody_above(grace, ada):
    root = person("root", is_superuser=True)
    administrator, editor, roots = signed_in("ada"), signed_in("grace"), signed_in("root")

    answers = [client.post(path_of(user)).status_code for client, user in ((administrator, root), (editor, ada))]

    assert answers == [403, 403]
    assert is_signed_in(roots)
    assert is_signed_in(administrator)
    assert "Open sessions" not in administrator.get(f"/admin/auth/user/{root.pk}/change/").content.decode()


def test_password_is_asked_for_again_before_sessions_of_others_end(grace, ada, monkeypatch):
    administrator, hers = signed_in("ada"), signed_in("grace")
    later = time.time() + 301
    monkeypatch.setattr(store.time, "time", lambda: later)

    response = administrator.post(path_of(grace))

    assert response["Location"].startswith("/admin/second-factor/password/")
    assert is_signed_in(hers)


def test_own_sessions_are_not_ended_from_the_page_of_a_person(ada):
    administrator = signed_in("ada")

    assert administrator.post(path_of(ada))["Location"] == PATH
    assert is_signed_in(administrator)


def test_name_of_a_person_is_escaped(ada):
    name = "<b>grace</b>"
    grace = person("grace", "Editor")
    User.objects.filter(pk=grace.pk).update(username=name)

    page = signed_in("ada").get(path_of(grace)).content.decode()

    assert name not in page
    assert escape(name) in page
