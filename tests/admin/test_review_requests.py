"""“Ready for review”: an editor says it, publishers see it, publishing settles it, and “not yet” goes back."""

import pytest

from comparisons.models import AuditLogEntry, ReviewRequest
from comparisons.releases import publish
from tests.admin.people import signed_in
from tests.factories import make_publishable
from tests.forms import untouched_form
from tests.pages import html_of

pytestmark = pytest.mark.django_db

PAGE, DESK = "/admin/publish/", "/admin/"
READY, WITHDRAW, NOT_YET = "/admin/publish/ready/", "/admin/publish/withdraw/", "/admin/publish/not-yet/"


@pytest.fixture
def erin():
    """An editor, before a working copy to publish."""
    make_publishable()
    return signed_in("erin", "Editor")


@pytest.fixture
def paul():
    return signed_in("paul", "Publisher")


def say_ready(client, words="Look at SOC 2."):
    form = untouched_form(html_of(client.get(PAGE)), "ready_form")
    return html_of(client.post(READY, {**form, "words": words}, follow=True))


def say_not_yet(client, answer="One source is missing."):
    form = untouched_form(html_of(client.get(PAGE)), f"not_yet_{ReviewRequest.objects.get().pk}")
    return html_of(client.post(NOT_YET, {**form, "answer": answer}, follow=True))


def log():
    entries = AuditLogEntry.objects.filter(model="comparisons.reviewrequest").order_by("pk")
    return [(entry.action, entry.created_by, entry.comment) for entry in entries]


def test_publishers_see_who_says_so_with_the_words_and_the_review(erin, paul):
    say_ready(erin, "Look at SOC 2.\r\n\r\n<b>Twice</b>.")

    row = ReviewRequest.objects.get()
    desk, page = html_of(paul.get(DESK)), html_of(paul.get(PAGE))
    assert (row.words, row.created_by) == ("Look at SOC 2.\n\n<b>Twice</b>.", "erin")
    for html in (desk, page):
        assert "Look at SOC 2.<br><br>&lt;b&gt;Twice&lt;/b&gt;." in html
        assert (
            f'erin said “ready for review” on <time class="moment" datetime="{row.created_at:%Y-%m-%dT%H:%M:%S}' in html
        )
    assert "says erin" not in page, "the review lists what was changed in the working copy"
    assert desk.index("Ready for review</h2>") < desk.index("To do</h2>")
    assert '<a href="/admin/publish/">Review it</a>' in desk
    assert log() == [("added", "erin", "ready for review")]


def test_who_may_only_read_the_working_copy_does_not_see_it(erin, may):
    say_ready(erin)

    desk = html_of(may("view_framework").get(DESK))

    assert "To do</h2>" in desk
    assert "Look at SOC 2." not in desk


def test_saying_it_again_takes_the_place_of_the_words_and_of_the_answer(erin, paul):
    say_ready(erin)
    say_not_yet(paul)
    say_ready(erin, "The source is there.")

    row = ReviewRequest.objects.get()
    assert (row.words, row.answer, row.answered_by, row.answered_at) == ("The source is there.", "", "", None)


def test_publishing_settles_it(erin):
    say_ready(erin)

    publish.publish("Why.", "paul")

    assert not ReviewRequest.objects.exists()
    assert "Ready for review" not in html_of(erin.get(DESK))
    assert log()[-1] == ("deleted", "paul", "published")


def test_editor_withdraws_only_what_is_their_own(erin):
    fred = signed_in("fred", "Editor")
    say_ready(erin)
    say_ready(fred, "Mine too.")

    page = html_of(fred.post(WITHDRAW, untouched_form(html_of(fred.get(DESK)), "withdraw_form"), follow=True))
    again = html_of(fred.post(WITHDRAW, follow=True))

    assert "It is withdrawn." in page
    assert "Nothing was sent. What you said was withdrawn or published before." in again
    assert [row.created_by for row in ReviewRequest.objects.all()] == ["erin"]
    assert log()[-1] == ("deleted", "fred", "ready for review withdrawn")


def test_not_yet_and_its_reason_are_on_the_desk_of_the_editor(erin, paul):
    say_ready(erin)

    say_not_yet(paul, "One source\r\nis missing.")

    desk = html_of(erin.get(DESK))
    assert "Not ready yet</h2>" in desk
    assert "paul answered “not yet” on" in desk
    assert "One source<br>is missing." in desk
    assert "Take this off the desk" in desk
    assert log()[-1] == ("changed", "paul", "not ready yet")


def test_answer_to_what_was_said_anew_meanwhile_is_refused(erin, paul):
    say_ready(erin)
    form = untouched_form(html_of(paul.get(PAGE)), f"not_yet_{ReviewRequest.objects.get().pk}")
    say_ready(erin, "Other words.")

    page = html_of(paul.post(NOT_YET, {**form, "answer": "No."}, follow=True))

    assert "Nothing was sent. The request was withdrawn, published or sent again since." in page
    assert ReviewRequest.objects.get().answer == ""


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (" ", "Write why it is not ready yet."),
        ("\u200b", "Write why it is not ready yet."),
        ("x" * 501, "at most 500 characters"),
    ],
)
def test_answer_that_says_nothing_or_too_much_is_refused(erin, paul, answer, reason):
    say_ready(erin)

    assert reason in say_not_yet(paul, answer)
    assert ReviewRequest.objects.get().answer == ""


@pytest.mark.parametrize("key", ["", "x", "²", "9" * 30, "1\x00"])
def test_answer_to_nothing_is_refused(erin, paul, key):
    answer = paul.post(NOT_YET, {"request": key, "seen": "", "answer": "No."}, follow=True)

    assert "Nothing was sent. The request was withdrawn, published or sent again since." in html_of(answer)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("", "This field cannot be blank."),
        (" \r\n", "This field cannot be blank."),
        ("\u200b", "This field cannot be blank."),
        ("x" * 501, "at most 500 characters"),
        ("Why.\x00", "a character that cannot be shown"),
    ],
)
def test_words_that_say_nothing_or_too_much_are_refused(erin, words, reason):
    assert reason in say_ready(erin, words)
    assert not ReviewRequest.objects.exists()


def test_five_hundred_characters_of_several_lines_are_kept(erin):
    say_ready(erin, "\r\n".join(["x" * 49] * 10))

    assert len(ReviewRequest.objects.get().words) == 499


def test_nothing_is_ready_when_nothing_was_changed(erin):
    publish.publish("Why.", "paul")

    answer = erin.post(READY, {"words": "Look."}, follow=True)

    assert "Nothing was sent. Nothing has changed since release 1." in html_of(answer)
    assert 'id="ready_form"' not in html_of(erin.get(PAGE))


def test_publisher_says_nothing_and_editor_answers_nothing(erin, paul):
    say_ready(erin)
    row = ReviewRequest.objects.get()
    answer = {"request": row.pk, "seen": row.created_at.isoformat(), "answer": "No."}

    codes = [
        paul.post(READY, {"words": "Look."}).status_code,
        paul.post(WITHDRAW).status_code,
        erin.post(NOT_YET, answer).status_code,
    ]

    assert codes == [403, 403, 403]
    assert ReviewRequest.objects.get() == row
    assert 'id="ready_form"' not in html_of(paul.get(PAGE))
    assert "Why not yet?" not in html_of(erin.get(PAGE))
