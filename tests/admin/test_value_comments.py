"""Comments on a value: written, seen by others, settled and opened again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from comparisons.editing.audit_log import change_set, undo
from comparisons.models import AuditLogEntry, Value, ValueComment
from comparisons.releases import publish
from tests.admin.addresses import address
from tests.admin.people import signed_in
from tests.factories import make_publishable
from tests.forms import untouched_form
from tests.pages import html_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]

OPEN = "/admin/open-comments/"


@pytest.fixture
def erin():
    return signed_in("erin", "Editor")


@pytest.fixture
def paul():
    return signed_in("paul", "Publisher")


@pytest.fixture
def value():
    make_publishable()
    return Value.objects.first()


def page_of(value):
    return reverse("admin:comparisons_value_comments", args=[value.pk])


def write(client, value, text, **more):
    return client.post(page_of(value), {"text": text, **more}, follow=True)


def settle(client, value, text=""):
    """By the form as it is on the page now."""
    form = untouched_form(html_of(client.get(page_of(value))), "comment_form")
    return write(client, value, **{**form, "text": text, "settle": "Settle"})


def test_comment_is_seen_by_others_until_it_is_settled_and_a_new_one_opens_them_again(erin, paul, value):
    answer = write(erin, value, "Is this still so?\r\nSee clause 4.")

    assert answer.redirect_chain == [(page_of(value), 302)]
    assert "Your comment is written." in html_of(answer)
    for page in (OPEN, page_of(value), "/admin/"):
        assert "erin" in html_of(paul.get(page))
    assert "Is this still so?<br>See clause 4." in html_of(paul.get(page_of(value)))
    assert "commented</span>" in html_of(erin.get(address(value.framework)))

    settle(paul, value, "Yes.")

    assert "paul</strong> settled this" in html_of(erin.get(page_of(value)))
    assert "No comment is open." in html_of(erin.get(OPEN))
    assert "No values with open comments" in html_of(erin.get("/admin/"))
    assert "commented</span>" not in html_of(erin.get(address(value.framework)))

    write(erin, value, "No, there is a new edition.")

    assert "there is a new edition" in html_of(paul.get(OPEN))
    written = list(ValueComment.objects.values_list("created_by", "settles"))
    assert written == [("erin", False), ("paul", True), ("erin", False)]


def test_comment_that_nobody_has_read_is_not_settled(erin, paul, value):
    write(erin, value, "Is this still so?")
    form = untouched_form(html_of(paul.get(page_of(value))), "comment_form")
    write(erin, value, "See clause 4 too.")

    answer = write(paul, value, **{**form, "text": "Yes.", "settle": "Settle"})

    assert "Nothing was written. erin has written since you opened this page. Read it first." in html_of(answer)
    assert answer.context["text"] == "Yes."
    assert ValueComment.objects.newest_of_open().get().text == "See clause 4 too."


def test_settling_needs_no_text(erin, value):
    write(erin, value, "Is this still so?")
    settle(erin, value)

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


@pytest.mark.parametrize("page", [OPEN, "/admin/", "form"])
def test_queries_do_not_grow_with_the_comments(erin, value, page):
    path = address(value.framework) if page == "form" else page
    write(erin, value, "Is this still so?")
    erin.get(path)  # a process reads some things once

    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            erin.get(path)
        counts.append(len(queries))
        for row in Value.objects.all():
            write(erin, row, "Is this still so?")

    assert counts[0] == counts[1]
