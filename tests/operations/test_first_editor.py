"""The password of the first editor: where it goes, how long it works, and that it has to be changed."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.utils import timezone

from comparisons.models import FirstPassword, Framework
from comparisons.releases import first_run, publish
from tests.factories import make_publishable
from tests.pages import html_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def prepared(settings, tmp_path):
    """A site that lacks nothing but its first editor."""
    settings.DATA_DIR = tmp_path
    make_publishable()
    publish.publish("First.", "ada")
    assert Framework.objects.exists()


def editor():
    return get_user_model().objects.get(username="editor")


def test_password_goes_to_a_terminal():
    [line] = first_run.prepare(is_terminal=True)

    text, password = line.split("\npassword: ")
    assert text == "First editor: editor"
    assert len(password) == 22  # 128 bits
    assert editor().check_password(password)


def test_password_goes_into_a_file_where_there_is_no_terminal(tmp_path, capsys):
    call_command("prepare")

    file = tmp_path / "first-editor-password"
    password, output = file.read_text().strip(), capsys.readouterr().out
    assert editor().check_password(password)
    assert file.stat().st_mode & 0o777 == 0o600
    assert password not in output
    assert f"First editor: editor; its password is in {file}. Delete the file when you have read it" in output


@pytest.mark.parametrize("is_terminal", [True, False])
def test_operator_chooses_the_password(settings, tmp_path, is_terminal):
    settings.FIRST_EDITOR_PASSWORD = "four unlikely words together"

    [line] = first_run.prepare(is_terminal=is_terminal)

    assert line == "First editor: editor; its password is that of FIRST_EDITOR_PASSWORD"
    assert editor().check_password("four unlikely words together")
    assert not (tmp_path / "first-editor-password").exists()


def test_first_password_cannot_be_changed_to_itself(client):
    [line] = first_run.prepare(is_terminal=True)
    password = line.split("\npassword: ")[1]
    client.force_login(editor())

    page = client.post(
        "/admin/password_change/",
        {"old_password": password, "new_password1": password, "new_password2": password},
    )

    assert "This is the password that the account has. Choose another one." in html_of(page)
    assert FirstPassword.objects.of(editor())


def test_chosen_password_that_is_easy_to_guess_stops_the_start(settings):
    settings.FIRST_EDITOR_PASSWORD = "plumbline2026"

    with pytest.raises(CommandError, match="FIRST_EDITOR_PASSWORD: This password is easy to guess"):
        call_command("prepare")
    assert not get_user_model().objects.exists()


@pytest.fixture
def first_password(settings):
    settings.FIRST_EDITOR_PASSWORD = "four unlikely words together"
    list(first_run.prepare(is_terminal=False))
    return settings.FIRST_EDITOR_PASSWORD


OWN = "other words that nobody guesses"


def sign_in(client, password):
    return client.post("/admin/login/", {"username": "editor", "password": password, "next": "/admin/"})


@pytest.mark.parametrize("path", ["/admin/", "/admin/auth/user/", "/admin/second-factor/", "/draft/"])
def test_first_password_opens_nothing_until_it_is_changed(client, first_password, path):
    sign_in(client, first_password)
    before = client.get(path)

    form = {"old_password": first_password, "new_password1": OWN, "new_password2": OWN}
    client.post("/admin/password_change/", form)

    assert (before.status_code, before["Location"]) == (302, "/admin/password_change/")
    assert client.get(path).status_code == 200
    client.post("/admin/logout/")
    assert sign_in(client, OWN)["Location"] == "/admin/"
    assert client.get(path).status_code == 200


def test_first_password_that_stays_is_asked_to_be_changed_at_each_sign_in(client, first_password):
    for _time in range(2):
        sign_in(client, first_password)
        assert client.get("/admin/")["Location"] == "/admin/password_change/"
        client.post("/admin/logout/")


def test_first_password_opens_nothing_after_seven_days(client, first_password):
    FirstPassword.objects.update(expires_at=timezone.now())

    answer = sign_in(client, first_password)

    assert "was not changed within seven days, and no longer works." in answer.content.decode()
    assert client.get("/admin/")["Location"] == "/admin/login/?next=/admin/"
    user = editor()
    user.set_password(OWN)  # as `manage.py changepassword` does
    user.save()
    assert sign_in(client, OWN)["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_first_password_works_for_seven_days(first_password):
    days = (FirstPassword.objects.get().expires_at - timezone.now()).total_seconds() / 86_400

    assert 6.9 < days <= 7
