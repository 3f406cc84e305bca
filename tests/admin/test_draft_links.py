import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comparisons.models import DraftLink
from tests.factories import DraftLinkFactory, make_publishable
from tests.pages import html_of

pytestmark = pytest.mark.django_db

LIST = "/admin/comparisons/draftlink/"


def page_of(answer):
    return " ".join(html_of(answer).split())


def of(link, what="change"):
    return reverse(f"admin:comparisons_draftlink_{what}", args=[link.pk])


@pytest.mark.parametrize("days", [1, 7, 30])
def test_link_is_made_and_its_address_shown(admin_client, settings, days):
    make_publishable()
    settings.SITE_ORIGIN = "https://plumbline.example"

    answer = admin_client.post(f"{LIST}add/", {"recipient": "Grace, a reviewer", "days": days}, follow=True)

    link = DraftLink.objects.get()
    assert (link.recipient, link.created_by) == ("Grace, a reviewer", "admin")
    assert link.expires_at - link.created_at == datetime.timedelta(days=days)
    assert answer.redirect_chain == [(of(link), 302)]
    assert f">https://plumbline.example{link.address}</a>" in page_of(answer)
    assert Client().get(link.address).status_code == 200


@pytest.mark.parametrize(
    "form", [{"recipient": "", "days": 7}, {"recipient": "Grace", "days": 365}, {"recipient": "Grace"}]
)
def test_link_for_nobody_or_for_ever_is_refused(admin_client, form):
    answer = admin_client.post(f"{LIST}add/", form)

    assert (answer.status_code, "errornote" in page_of(answer)) == (200, True)
    assert DraftLink.objects.count() == 0


def test_links_are_listed_with_who_made_them_and_their_state(admin_client):
    DraftLinkFactory(recipient="Grace")
    DraftLinkFactory(recipient="Barbara", days=-1)
    DraftLinkFactory(revoked_at=timezone.now(), revoked_by="alan")

    page = page_of(admin_client.get(LIST))

    assert [name in page for name in ("Grace", "Barbara", "ada", "alan")] == [True] * 4
    assert [page.count(f'<td class="field-state">{state}</td>') for state in ("open", "expired", "revoked")] == [
        1,
        1,
        1,
    ]


def test_link_is_revoked_in_one_action(admin_client):
    link, kept = DraftLinkFactory.create_batch(2)

    page = page_of(admin_client.get(of(link)))
    answer = admin_client.post(of(link, "revoke"), follow=True)

    link.refresh_from_db()
    assert f'<form method="post" action="{of(link, "revoke")}">' in page
    assert "1 link is revoked." in page_of(answer)
    assert (link.state, link.revoked_by, link.address in page_of(admin_client.get(of(link)))) == (
        "revoked",
        "admin",
        False,
    )
    assert DraftLink.objects.get(pk=kept.pk).state == "open"


def test_chosen_links_are_revoked_together(admin_client):
    links = DraftLinkFactory.create_batch(2)

    form = {"action": "revoke_chosen", "_selected_action": [link.pk for link in links]}
    answer = admin_client.post(LIST, form, follow=True)

    assert "2 links are revoked." in page_of(answer)
    assert {link.state for link in DraftLink.objects.all()} == {"revoked"}


@pytest.mark.parametrize(
    ("ended", "told"),
    [
        ({"days": -1}, "has expired"),
        ({"revoked_at": datetime.datetime(2026, 1, 31, tzinfo=datetime.UTC)}, "is revoked"),
    ],
)
def test_link_that_has_ended_has_no_address_and_nothing_to_revoke(admin_client, ended, told):
    link = DraftLinkFactory(**ended)

    page = page_of(admin_client.get(of(link)))

    assert f"None: the link {told}." in page
    assert (link.token in page, "Revoke this link" in page) == (False, False)


def test_nobody_changes_or_deletes_a_link(admin_client):
    link = DraftLinkFactory()

    changed = admin_client.post(of(link), {"recipient": "Someone else", "days": 30})
    deleted = admin_client.post(of(link, "delete"), {"post": "yes"})
    form = {"action": "delete_selected", "_selected_action": [link.pk], "post": "yes"}
    admin_client.post(LIST, form)

    assert (changed.status_code, deleted.status_code) == (403, 403)
    assert DraftLink.objects.get().recipient == link.recipient


def test_revoking_is_no_link_to_follow(admin_client):
    link = DraftLinkFactory()

    assert admin_client.get(of(link, "revoke")).status_code == 405
    assert Client(enforce_csrf_checks=True).post(of(link, "revoke")).status_code == 403
    assert DraftLink.objects.get().state == "open"


@pytest.mark.parametrize(
    ("names", "statuses"),
    [
        ([], (302, 302, 302)),
        (["view_draftlink"], (200, 403, 403)),
        (["add_draftlink", "view_draftlink"], (200, 200, 403)),
        (["change_draftlink", "view_draftlink"], (200, 403, 302)),
    ],
)
def test_permissions_to_see_to_make_and_to_revoke_are_apart(may, names, statuses):
    link = DraftLinkFactory()
    client = may(*names)

    answers = client.get(of(link)), client.get(f"{LIST}add/"), client.post(of(link, "revoke"))

    assert tuple(answer.status_code for answer in answers) == statuses
    assert (DraftLink.objects.get().state == "revoked") is ("change_draftlink" in names)


def test_who_may_not_revoke_is_not_offered_it(may):
    link = DraftLinkFactory()
    client = may("view_draftlink")

    assert "Revoke this link" not in page_of(client.get(of(link)))
    assert "revoke_chosen" not in page_of(client.get(LIST))


def test_index_shows_draft_links_beside_releases(admin_client):
    page = page_of(admin_client.get("/admin/"))

    assert page.index("/admin/comparisons/release/") < page.index('href="/admin/comparisons/draftlink/"')
