"""The variables of single sign-on: what is accepted, and which sentence refuses the rest."""

import pytest

from comparisons.admin.people.roles import ROLES_IN_WORDS
from config import single_sign_on


@pytest.mark.parametrize(
    "value",
    [
        "",
        "https://keys.example",
        "https://keys.example/",
        "https://keys.example:8443/realms/staff",
        "https://login.microsoftonline.com/0f0f0f0f-0000-0000-0000-000000000000/v2.0",
        "http://127.0.0.1:9000",
        "http://localhost:9000/x",
        "http://[::1]:9000",
    ],
)
def test_issuer_is_kept_as_it_is(value):
    assert single_sign_on.issuer(value) == value


@pytest.mark.parametrize(
    "value",
    [
        "keys.example",
        "http://keys.example",
        "http://localhost.evil.example",
        "ftp://keys.example",
        "https://",
        "https://[keys",
        "https://keys.example:port",
        "https://user:word@keys.example",
        "https://keys.example/a b",
        "https://bücher.example",
    ],
)
def test_issuer_that_is_no_safe_address_is_refused(value):
    with pytest.raises(ValueError, match="is not an address that begins with https://"):
        single_sign_on.issuer(value)


@pytest.mark.parametrize("end", ["/.well-known/openid-configuration", "?x=1", "#x", "/" + "x" * 200])
def test_issuer_with_more_than_the_issuer_is_refused(end):
    with pytest.raises(ValueError, match="Write the issuer alone"):
        single_sign_on.issuer(f"https://keys.example{end}")


def test_roles_are_pairs_in_which_a_group_may_have_signs_of_its_own():
    pairs = "/team a=Editor, cn=x=Publisher,0f0f-00=Administrator, b=Editor ,"

    assert single_sign_on.roles(pairs) == {
        "/team a": "Editor",
        "cn=x": "Publisher",
        "0f0f-00": "Administrator",
        "b": "Editor",
    }
    assert single_sign_on.roles("") == {}


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("editors", "“editors” has no group."),
        ("=Editor", "“=Editor” has no group."),
        ("editors=Author", "“Author” is not a role. Roles are Editor, Publisher, Administrator."),
        ("editors=editor", "“editor” is not a role."),
        ("editors=", "“” is not a role."),
        ("a=Editor,a=Publisher", "The group “a” is there twice."),
    ],
)
def test_roles_that_cannot_be_read_are_refused(value, reason):
    with pytest.raises(ValueError, match=reason):
        single_sign_on.roles(value)


def test_roles_of_the_settings_are_those_of_the_product():
    assert list(single_sign_on.ROLES) == list(ROLES_IN_WORDS)
