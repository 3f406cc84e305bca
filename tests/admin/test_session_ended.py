"""A form that is sent after the session ended: the sign-in says so, and leads back to the page that the form was on."""

import pytest
from django.urls import reverse

from tests.admin.people import signed_in
from tests.factories import make_publishable
from tests.pages import html_of

pytestmark = pytest.mark.django_db

HOST = "http://testserver"
ENDED = "Your session has ended, and nothing was saved."


def after(client, path, referrer=""):
    """Where the sign-in leads to, and its page."""
    answer = client.post(path, {"words": "Look at it."}, headers={"Referer": referrer} if referrer else {})
    assert answer.status_code == 302
    page = client.get(answer["Location"])
    return page.context["next"], html_of(page)


@pytest.mark.parametrize(
    ("path", "referrer", "leads_to"),
    [
        ("/admin/publish/ready/", f"{HOST}/admin/publish/", "/admin/publish/"),
        (
            "/admin/comparisons/auditlogentry/1/undo/",
            f"{HOST}/admin/comparisons/?q=a&p=2",
            "/admin/comparisons/?q=a&p=2",
        ),
        ("/admin/comparisons/framework/1/supports/", "", "/admin/comparisons/framework/1/supports/"),
        ("/admin/publish/", "http://elsewhere.example/admin/", "/admin/publish/"),
        ("/admin/publish/", f"{HOST}/frameworks/", "/admin/publish/"),
        ("/admin/publish/", f"{HOST}.example/admin/", "/admin/publish/"),
        ("/admin/publish/", "http://[", "/admin/publish/"),
    ],
)
def test_sign_in_leads_back_to_the_page_that_the_form_was_on(client, path, referrer, leads_to):
    address, page = after(client, path, referrer)

    assert address == leads_to
    assert ENDED in page


def test_page_that_is_only_looked_at_says_nothing_of_it(client):
    answer = client.get("/admin/publish/", follow=True)

    assert ENDED not in html_of(answer)


def test_signing_out_twice_says_nothing_of_it(client):
    answer = client.post(reverse("admin:logout"), follow=True)

    assert ENDED not in html_of(answer)


@pytest.mark.parametrize(
    ("act", "roles", "tags"),
    [
        ("ready", ["Editor"], "saved-at:/admin/publish/"),
        ("withdraw", ["Editor"], ""),
        ("ready", ["Editor", "Publisher"], ""),
    ],
)
def test_text_is_dropped_once_the_form_is_sent_that_it_was_typed_into(act, roles, tags):
    """For those who publish, the page keeps the note of the release, which this does not send."""
    make_publishable()
    client = signed_in("grace", *roles)
    client.post("/admin/publish/ready/", {"words": "Look."})
    client.get("/admin/publish/")  # shows the message of that

    page = client.post(f"/admin/publish/{act}/", {"words": "Look at it."}, follow=True)

    assert [message.extra_tags for message in page.context["messages"]] == [tags]
