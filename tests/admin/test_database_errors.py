"""A database that fails under an editing page: 503 with Retry-After, and the cause in one line of the log."""

import pytest
from django.db import (
    DatabaseError,
    DataError,
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
    ProgrammingError,
    connection,
)
from django.test import Client

from comparisons.models import Source
from tests.examples import exhaustive
from tests.factories import DraftLinkFactory, make_publishable
from tests.forms import untouched_form

FAILURES = [
    OperationalError("the server closed the connection"),
    OperationalError("attempt to write a readonly database"),
    OperationalError("database or disk is full"),
    InternalError("cannot execute UPDATE in a read-only transaction"),
    InterfaceError("the connection is closed"),
    DatabaseError("database disk image is malformed"),
]
FAULTS_OF_OURS = [ProgrammingError("syntax"), DataError("too long"), IntegrityError("twice")]
SAVE = "/admin/comparisons/source/{key}/change/"
MISSING = SAVE.format(key=10**6)
"""There is no such row, so Django leaves a message in the session and redirects."""


@pytest.fixture
def editor(admin_user):
    browser = Client(raise_request_exception=False)
    browser.force_login(admin_user)
    make_publishable()
    return browser


def failing(error, *, on=""):
    """Every statement fails that has these words."""

    def fail(execute, sql, params, many, context):
        if on in sql:
            raise error from RuntimeError("as the driver says it")
        return execute(sql, params, many, context)

    return connection.execute_wrapper(fail)


def is_refused(response):
    return (
        response.status_code == 503
        and response.headers["Retry-After"] == "5"
        and "no-store" in response.headers["Cache-Control"]
        and "<h1>The editing pages are not available</h1>" in response.content.decode()
    )


@pytest.mark.django_db
@pytest.mark.parametrize("error", FAILURES, ids=str)
@pytest.mark.parametrize("path", ["/admin/", "/admin/comparisons/source/", "/draft/", "preview"])
def test_page_says_that_the_database_fails(editor, caplog, error, path):
    path = DraftLinkFactory().address if path == "preview" else path

    with failing(error):
        response = editor.get(path)

    assert is_refused(response)
    assert f"The database failed at {path}: {error}" in [record.getMessage() for record in caplog.records]
    assert [record.exc_info for record in caplog.records if record.exc_info] == []


@pytest.mark.django_db
@pytest.mark.parametrize("error", exhaustive(FAILURES, quick=FAILURES[1:2]), ids=str)
@pytest.mark.parametrize("statement", ['UPDATE "comparisons_source"', 'INSERT INTO "comparisons_auditlogentry"'])
def test_form_that_cannot_be_saved_is_refused_and_can_be_sent_again(editor, error, statement):
    source = Source.objects.first()
    path = SAVE.format(key=source.pk)
    form = {**untouched_form(editor.get(path).content.decode(), "source_form"), "title": ["Other words"]}

    with failing(error, on=statement):
        refused = editor.post(path, form)
    before = Source.objects.get(pk=source.pk).title
    again = editor.post(path, form)

    assert is_refused(refused)
    assert before == source.title
    assert (again.status_code, Source.objects.get(pk=source.pk).title) == (302, "Other words")


@pytest.mark.django_db
@pytest.mark.parametrize("error", FAILURES, ids=str)
def test_session_with_a_message_that_cannot_be_saved_is_no_fault_of_the_request(editor, error):
    with failing(error, on='UPDATE "django_session"'):
        response = editor.get(MISSING)

    assert is_refused(response)


@pytest.mark.django_db
def test_session_that_was_deleted_meanwhile_is_still_said_to_be(editor):
    """Django's own case, which looks alike: no row was there to update."""
    from django.contrib.sessions.models import Session  # noqa: PLC0415  (needs the applications to be loaded)

    def delete(execute, sql, params, many, context):
        if 'UPDATE "django_session"' in sql:
            Session.objects.all().delete()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(delete):
        response = editor.get(MISSING)

    assert response.status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("error", FAULTS_OF_OURS, ids=str)
def test_fault_of_ours_is_an_error_of_ours(editor, error):
    with failing(error):
        assert editor.get("/admin/").status_code == 500


@pytest.mark.django_db
@pytest.mark.parametrize("error", FAILURES, ids=str)
def test_signing_in_waits_for_the_database(error):
    browser = Client(raise_request_exception=False)

    with failing(error):
        response = browser.post("/admin/login/", {"username": "ada", "password": "a password"})

    assert is_refused(response)


@pytest.mark.django_db
def test_save_is_refused_by_a_sqlite_that_cannot_be_written(editor):
    source = Source.objects.first()
    path = SAVE.format(key=source.pk)
    form = untouched_form(editor.get(path).content.decode(), "source_form") | {"title": ["Other words"]}

    connection.cursor().execute("PRAGMA query_only = 1")
    refused = editor.post(path, form)
    connection.cursor().execute("PRAGMA query_only = 0")

    assert is_refused(refused)
    assert editor.post(path, form).status_code == 302
