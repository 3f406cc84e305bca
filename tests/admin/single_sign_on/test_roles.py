"""Roles by the groups that the provider says: given, taken, or left as they are."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import Group, User
from django.test import Client

from comparisons.models import AuditLogEntry
from tests.admin.single_sign_on.visits import name_of, roles_of, sign_in, words_on

pytestmark = pytest.mark.django_db


def test_roles_follow_the_groups_at_each_sign_in_and_others_stay(client, provider):
    sign_in(client, provider)
    ada = User.objects.get(username="ada")
    ada.groups.add(Group.objects.create(name="Translator"))
    provider.person["groups"] = ["publishers"]

    sign_in(client, provider)

    assert roles_of("ada") == ["Publisher", "Translator"]
    entry = AuditLogEntry.objects.for_row(ada).first()
    assert (entry.comment, entry.created_by) == ("single sign-on", "")
    assert [name for _, name in entry.before["groups"]] == ["Editor", "Translator"]


def test_who_lost_every_group_is_refused_and_open_sessions_end(client, provider):
    sign_in(client, provider)
    provider.person["groups"] = []

    other = Client()
    refused = sign_in(other, provider)

    assert "None of your groups at Keys gives you a role here." in words_on(other, refused)
    assert (name_of(other), roles_of("ada")) == (None, [])
    assert client.get("/admin/")["Location"] == "/admin/login/?next=/admin/"


@pytest.mark.parametrize("groups", [[], ["all staff"], "all staff", ["Editors"], "editors,publishers", ["Editor"]])
def test_nobody_is_made_without_a_group_that_has_a_role(client, provider, groups):
    provider.person["groups"] = groups

    refused = sign_in(client, provider)

    assert "None of your groups at Keys gives you a role here." in words_on(client, refused)
    assert (name_of(client), User.objects.count(), SocialAccount.objects.count()) == (None, 0, 0)


@pytest.mark.parametrize("groups", [None, 7, {"editors": True}, ["editors", 7], [["editors"]], True])
def test_unknown_person_is_refused_where_the_claim_is_absent_or_no_list_of_texts(client, provider, groups):
    provider.person["groups"] = groups

    refused = sign_in(client, provider)

    assert "Keys does not say which groups you are in." in words_on(client, refused)
    assert (name_of(client), User.objects.count()) == (None, 0)


@pytest.mark.parametrize("groups", [None, 7, ["publishers", 7]])
def test_roles_stay_where_the_claim_is_absent_or_no_list_of_texts(client, provider, groups):
    sign_in(client, provider)
    provider.person["groups"] = groups

    sign_in(client, provider)

    assert (name_of(client), roles_of("ada")) == ("ada", ["Editor"])


def test_one_text_is_one_group(client, provider):
    provider.person["groups"] = "editors"

    sign_in(client, provider)

    assert roles_of("ada") == ["Editor"]


def test_person_in_thousands_of_groups_signs_in(client, provider):
    provider.person["groups"] = [f"group number {number}" for number in range(5000)] + ["editors"]

    sign_in(client, provider)

    assert roles_of("ada") == ["Editor"]


def test_role_that_the_site_does_not_have_gives_nothing_and_the_log_says_so(client, provider, caplog):
    Group.objects.get(name="Editor").delete()

    sign_in(client, provider)

    assert User.objects.count() == 0
    assert "Single sign-on: OIDC_ROLES names the role 'Editor', which this site does not have" in caplog.messages


def test_superuser_keeps_what_a_superuser_has(client, provider):
    sign_in(client, provider)
    User.objects.update(is_superuser=True)
    provider.person["groups"] = []

    sign_in(client, provider)

    assert (name_of(client), roles_of("ada")) == ("ada", ["Editor"])


def test_account_that_is_switched_off_stays_out_and_its_roles_stay(client, provider):
    sign_in(client, provider)
    User.objects.update(is_active=False)
    provider.person["groups"] = ["admins"]

    other = Client()
    refused = sign_in(other, provider)

    assert "This account is switched off. Ask an administrator." in words_on(other, refused)
    assert (name_of(other), roles_of("ada")) == (None, ["Editor"])
