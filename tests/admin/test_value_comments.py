"""Comments on a value: written, seen by others, settled and opened again."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from comparisons.editing.audit_log import change_set, undo
from comparisons.models import AuditLogEntry, Value, ValueComment
from comparisons.releases import publish
from tests.admin.addresses import address
from tests.factories import make_publishable
from tests.pages import html_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]

OPEN = "/admin/open-comments/"


def signed_in(django_user_model, name, role):
    user = django_user_model.objects.create_user(name, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def erin(django_user_model):
    return signed_in(django_user_model, "erin", "Editor")


@pytest.fixture
def paul(django_user_model):
    return signed_in(django_user_model, "paul", "Publisher")


@pytest.fixture
def value():
    make_publishable()
    return Value.objects.first()


def page_of(value):
    return reverse("admin:comparisons_value_comments", args=[value.pk])


def write(client, value, text, **more):
    return client.post(page_of(value), {"text": text, **more}, follow=True)


def test_comment_is_seen_by_others_until_it_is_settled_and_a_new_one_opens_them_again(erin, paul, value):
    answer = write(erin, value, "Is this still so?\r\nSee clause 4.")

    assert answer.redirect_chain == [(page_of(value), 302)]
    assert "Your comment is written." in html_of(answer)
    for page in (OPEN, page_of(value), "/admin/"):
        assert "erin" in html_of(paul.get(page))
    assert "Is this still so?<br>See clause 4." in html_of(paul.get(page_of(value)))
    assert "commented</span>" in html_of(erin.get(address(value.framework)))

    write(paul, value, "Yes.", settle="Settle")

    assert "paul</strong> settled this" in html_of(erin.get(page_of(value)))
    assert "No comment is open." in html_of(erin.get(OPEN))
    assert "No values with open comments" in html_of(erin.get("/admin/"))
    assert "commented</span>" not in html_of(erin.get(address(value.framework)))

    write(erin, value, "No, there is a new edition.")

    assert "there is a new edition" in html_of(paul.get(OPEN))
    written = list(ValueComment.objects.values_list("created_by", "settles"))
    assert written == [("erin", False), ("paul", True), ("erin", False)]


def test_settling_needs_no_text(erin, value):
    write(erin, value, "Is this still so?")
    write(erin, value, "", settle="Settle")

    assert not ValueComment.objects.newest_of_open()


@pytest.mark.parametrize(
    ("text", "more", "reason"),
    [
        ("", {}, "Write what you have to say."),
        (" \u200b\n", {}, "Write what you have to say."),
        ("x" * 2001, {}, "at most 2000 characters"),
        ("\u202etxt", {}, "direction"),
        ("Done.", {"settle": "Settle"}, "The comments are settled already."),
    ],
)
def test_what_says_nothing_or_cannot_be_shown_is_refused_and_stays_in_the_box(erin, value, text, more, reason):
    answer = write(erin, value, text, **more)

    assert "Nothing was written. " in html_of(answer)
    assert reason in html_of(answer)
    assert answer.context["text"] == text
    assert not ValueComment.objects.exists()


def test_who_may_only_read_values_sees_no_comments(may, erin, value):
    write(erin, value, "Is this still so?")
    reader = may("view_value", "view_framework", "view_aspect")

    assert [reader.get(page).status_code for page in (OPEN, page_of(value))] == [403, 403]
    assert write(reader, value, "Yes.").status_code == 403
    assert "comments" not in html_of(reader.get("/admin/"))
    assert "/comments/" not in html_of(reader.get(address(value.framework)))


def test_reader_of_comments_writes_none(may, erin, value):
    write(erin, value, "Is this still so?")
    reader = may("view_valuecomment")

    assert "comment_form" not in html_of(reader.get(page_of(value)))
    assert write(reader, value, "Yes.").status_code == 403


def test_comments_of_a_deleted_value_are_there_again_once_that_is_undone(erin, value):
    write(erin, value, "Is this still so?")
    key = value.pk
    with change_set("erin", "form"):
        value.delete()

    assert "No comment is open." in html_of(erin.get(OPEN))
    assert erin.get(page_of(Value(pk=key))).status_code == 404

    undo(AuditLogEntry.objects.first(), "erin")

    assert "Is this still so?" in html_of(erin.get(OPEN))


def test_comment_is_text_and_no_part_of_the_content(erin, value):
    publish.publish("First.", "ada")

    write(erin, value, "<script>alert(1)</script>")

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html_of(erin.get(page_of(value)))
    assert not publish.review().differs


def test_queries_do_not_grow_with_the_comments(erin, value):
    pages = (OPEN, "/admin/", address(value.framework))
    write(erin, value, "Is this still so?")

    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            for page in pages:
                erin.get(page)
        counts.append(len(queries))
        for row in Value.objects.all():
            write(erin, row, "Is this still so?")

    assert counts[0] == counts[1]
