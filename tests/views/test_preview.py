"""The draft by a link, for someone without an account: read, and nothing else."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from comparisons.models import Framework, Value
from comparisons.releases import publish, release_cache
from tests.factories import DraftLinkFactory, FrameworkFactory, make_publishable
from tests.pages import html_of
from tests.views.test_hostile_input import ADDRESSES, MARKER, path_parts
from tests.wire import send

PRIVATE = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store"}
FORGED = "1-1800000000.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


@pytest.fixture(autouse=True)
def no_release():
    release_cache.replace()


@pytest.fixture
def changed(db):
    """A release, and a draft in which the summary of each framework is another one. Gives the first framework."""
    make_publishable()
    publish.publish("First.", "ada")
    release_cache.refresh()
    Framework.objects.update(summary="A sentence that an editor changed.")
    return Framework.objects.all()[0]


def private(answer):
    return {name: answer.headers.get(name) for name in PRIVATE}


def text_of(answer):
    return " ".join(html_of(answer).split())


def test_link_shows_the_draft_without_an_account(client, changed):
    link = DraftLinkFactory()

    page = text_of(client.get(f"{link.address}frameworks/{changed.slug}/"))

    assert "A sentence that an editor changed." in page
    assert f'shown to you until <time datetime="{link.expires_at.isoformat()}">' in page
    assert "It differs from the current release in 1 item here; elsewhere, 1 item differs." in page
    assert f'<a href="/frameworks/{changed.slug}/">Open this page in the current release</a>' in page


def test_page_of_a_preview_has_nothing_for_editors(client, changed):
    link = DraftLinkFactory(recipient="Grace Hopper", created_by="ada-lovelace")

    pages = [text_of(client.get(link.address + path)) for path in ("", "frameworks/", "compare/", "wizard/", "method/")]

    assert [
        word for word in ("/admin/", "/draft/", "Grace", "lovelace", "/publish") for page in pages if word in page
    ] == []


def test_signed_in_editor_is_nobody_in_a_preview(admin_client, changed):
    """Its pages are the same for everybody, so that what an editor checks is what the reader gets."""
    link = DraftLinkFactory()

    theirs, ours = Client().get(link.address), admin_client.get(link.address)

    assert theirs.content == ours.content
    assert not ours.cookies


@pytest.mark.parametrize("cookie", ["session=x", "csrf=x", f"csrf={'a' * 32}", "messages=x"])
def test_preview_neither_reads_a_cookie_nor_sets_one(changed, cookie):
    address = DraftLinkFactory().address

    plain, answer = send(address), send(address, headers={"Cookie": cookie})

    assert (answer, answer.status) == (plain, 200)
    assert "Set-Cookie" not in answer.headers


def test_every_link_of_a_preview_stays_in_it_but_that_to_the_current_release(client, changed):
    link = DraftLinkFactory()

    page = text_of(client.get(link.address))

    links = re.findall(r'<a [^>]*href="(/[^"]*)"', page)
    assert [to for to in links if not to.startswith(link.address)] == ["/"]


def test_answer_leads_on_within_the_preview(client, changed):
    link = DraftLinkFactory()

    answer = client.get(f"{link.address}wizard/?old=answer")

    assert (answer.status_code, answer.headers["Location"]) == (302, f"{link.address}wizard/?dropped=unknown")
    assert private(answer) == PRIVATE


@pytest.mark.parametrize("suffix", ["csv", "md", "json", "xlsx", "pdf"])
def test_file_of_a_preview_tells_nothing_of_its_link(client, changed, suffix):
    link = DraftLinkFactory()
    slugs = "-vs-".join(Framework.objects.values_list("slug", flat=True))

    answer = client.get(f"{link.address}compare/{slugs}.{suffix}")

    assert (answer.status_code, private(answer)) == (200, PRIVATE)
    assert link.token.encode() not in answer.content
    assert link.token not in str(answer.headers)


@pytest.mark.parametrize("ended", [{"days": -1}, {"revoked_at": timezone.now(), "revoked_by": "ada"}])
def test_link_that_has_ended_is_like_one_that_never_was(client, changed, ended):
    link = DraftLinkFactory(**ended)

    over, never = client.get(link.address), client.get(f"/preview/{FORGED}/")

    assert over.status_code == 404
    assert (over.content, dict(over.headers)) == (never.content, dict(never.headers))
    assert private(over) == PRIVATE


def test_draft_that_cannot_be_shown_says_so_without_its_reasons(client, changed):
    link = DraftLinkFactory()
    Value.objects.update(confidence="nonsense")

    answer = client.get(link.address)

    assert (answer.status_code, private(answer)) == (409, PRIVATE)
    assert "Try again later" in text_of(answer)
    assert "nonsense" not in text_of(answer)
    assert "/admin/" not in text_of(answer)


def test_framework_that_is_not_there_is_told_within_the_preview(client, changed):
    link = DraftLinkFactory()

    answer = client.get(f"{link.address}frameworks/old/")

    assert (answer.status_code, private(answer)) == (404, PRIVATE)
    assert "This page is not in the current release." in text_of(answer)


def test_link_is_read_before_there_is_a_release(client, db):
    FrameworkFactory.create_batch(2)
    link = DraftLinkFactory()

    answer = client.get(link.address)

    assert answer.status_code == 200
    assert "Nothing is published yet." in text_of(answer)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", ["", "wizard/", "recommendation.json"])
def test_preview_can_only_be_read(method, path):
    answer = send(f"/preview/{FORGED}/{path}", method=method, body=b"market=european-union")

    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")
    assert private(answer) == PRIVATE


# --- hostile tokens: a query would fail these tests, which may not use the database -----------------------------------


@pytest.mark.hypothesis
@pytest.mark.parametrize("address", ADDRESSES)
def test_hostile_token_opens_nothing(address):
    @settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    @given(token=path_parts)
    def check(token):
        answer = send(f"/preview/{token}{address.replace('{part}', 'soc-2')}")

        assert answer.status in {404, 414}
        assert MARKER.encode() not in answer.body
        assert private(answer) == PRIVATE
        assert "Set-Cookie" not in answer.headers

    check()


@pytest.mark.parametrize("path", ["/preview", "/preview/", "/preview//", "/preview/../admin/", "/preview/%2e%2e/"])
def test_place_without_a_token_is_not_there(path):
    assert send(path).status == 404
