"""The password of the first editor: to a terminal, into a file, or chosen by the operator; never into a log."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from comparisons.models import Framework
from comparisons.releases import first_run, publish
from tests.factories import make_publishable

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


def test_chosen_password_that_is_easy_to_guess_stops_the_start(settings):
    settings.FIRST_EDITOR_PASSWORD = "plumbline2026"

    with pytest.raises(CommandError, match="FIRST_EDITOR_PASSWORD: This password is easy to guess"):
        call_command("prepare")
    assert not get_user_model().objects.exists()
