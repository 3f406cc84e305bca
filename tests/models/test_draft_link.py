import datetime

import pytest
from django.core.signing import Signer
from django.db import IntegrityError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from comparisons.models import DraftLink
from tests.factories import DraftLinkFactory

pytestmark = pytest.mark.database

LINK = DraftLink(pk=12, expires_at=datetime.datetime(2030, 1, 31, tzinfo=datetime.UTC))


@pytest.mark.django_db
def test_token_opens_its_link_and_no_other():
    link, other = DraftLinkFactory.create_batch(2)

    assert DraftLink.objects.opened_by(link.token) == link
    assert DraftLink.objects.opened_by(other.token) == other


@pytest.mark.django_db
def test_link_that_begins_now_lasts_for_its_days_and_is_opened_by_its_token():
    link = DraftLink(recipient="Grace")
    link.start("ada", 30)
    link.save()

    assert (link.created_by, link.expires_at - link.created_at, link.state) == (
        "ada",
        datetime.timedelta(days=30),
        "open",
    )
    assert timezone.now() - link.created_at < datetime.timedelta(minutes=1)
    assert DraftLink.objects.opened_by(link.token) == link


@pytest.mark.django_db
def test_link_that_has_expired_opens_nothing():
    link = DraftLinkFactory(days=0)

    assert (DraftLink.objects.opened_by(link.token), link.state) == (None, "expired")


@pytest.mark.django_db
def test_link_that_is_revoked_opens_nothing_and_tells_by_whom():
    link, kept = DraftLinkFactory.create_batch(2)

    count = DraftLink.objects.filter(pk=link.pk).revoke("grace")

    link.refresh_from_db()
    assert (count, link.state, link.revoked_by) == (1, "revoked", "grace")
    assert DraftLink.objects.opened_by(link.token) is None
    assert DraftLink.objects.opened_by(kept.token) == kept


@pytest.mark.django_db
def test_revoking_leaves_what_has_ended_as_it_was():
    expired = DraftLinkFactory(days=-1)
    revoked = DraftLinkFactory(revoked_at=timezone.now(), revoked_by="ada")

    assert DraftLink.objects.revoke("grace") == 0
    assert DraftLink.objects.get(pk=expired.pk).revoked_at is None
    assert DraftLink.objects.get(pk=revoked.pk).revoked_by == "ada"


@pytest.mark.django_db
def test_token_of_a_row_whose_number_was_given_again_opens_nothing():
    """As after a backup was put back."""
    link = DraftLinkFactory()
    earlier = link.token
    DraftLink.objects.filter(pk=link.pk).update(expires_at=link.expires_at + datetime.timedelta(seconds=1))

    assert DraftLink.objects.opened_by(earlier) is None


@pytest.mark.django_db
def test_link_expires_after_it_is_made():
    with pytest.raises(IntegrityError):
        DraftLinkFactory(created_at=timezone.now() + datetime.timedelta(days=60))


def test_nobody_may_be_allowed_to_delete_a_link():
    assert DraftLink._meta.default_permissions == ["add", "change", "view"]


# --- tokens that were not made here: without the mark `django_db`, any use of the database raises an error -----------


@given(st.text(max_size=300))
def test_any_text_opens_nothing(text):
    assert DraftLink.objects.opened_by(text) is None


@pytest.mark.parametrize("token", ["", ".", "..", "9" * 70_000, "a." * 40_000, "\ud800.\ud800", "1-2.\0", "1-2:x"])
def test_strange_text_opens_nothing(token):
    assert DraftLink.objects.opened_by(token) is None


@given(place=st.integers(0, len(LINK.token) - 1), put=st.characters())
def test_token_with_another_character_opens_nothing(place, put):
    token = LINK.token
    changed = token[:place] + put + token[place + 1 :]

    assert changed == token or DraftLink.objects.opened_by(changed) is None


@given(length=st.integers(0, len(LINK.token) - 1), more=st.text(min_size=1, max_size=20))
def test_token_cut_off_or_longer_opens_nothing(length, more):
    assert DraftLink.objects.opened_by(LINK.token[:length]) is None
    assert DraftLink.objects.opened_by(LINK.token + more) is None


@pytest.mark.parametrize(
    "signer",
    [
        Signer(sep="."),
        Signer(sep=".", salt="django.contrib.sessions.backends.signed_cookies"),
        Signer(sep=".", salt="comparisons.draft-links"),
        Signer(sep=".", salt="comparisons.draft-link", key="another key"),
    ],
)
def test_token_signed_for_something_else_opens_nothing(signer):
    assert DraftLink.objects.opened_by(signer.sign("12-1896048000")) is None
