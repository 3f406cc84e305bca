"""Single sign-on in a real browser, by a provider on another host: under our policy of content and our cookies."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import site
from tests.browser.admin.looks import DESK, faults
from tests.openid_provider import CLIENT, SECRET, openid_provider

pytestmark = pytest.mark.exhaustive

TO_PROVIDER = r"leaves the site: http://localhost:\d+/authorize\?"


@pytest.fixture(scope="session")
def provider():
    with openid_provider() as provider:
        provider.issuer = provider.issuer.replace("127.0.0.1", "localhost")
        provider.person |= {"preferred_username": "grace", "groups": ["admins"]}
        yield provider


@pytest.fixture(scope="session")
def address(tmp_path_factory, ready_site, provider):
    """A site of its own that names the provider."""
    variables = {
        "OIDC_ISSUER": provider.issuer,
        "OIDC_CLIENT_ID": CLIENT,
        "OIDC_CLIENT_SECRET": SECRET,
        "OIDC_NAME": "Keys",
        "OIDC_ROLES": "admins=Administrator",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in variables.items():
            patch.setenv(name, value)
        with site.running(tmp_path_factory.mktemp("single-sign-on"), ready=ready_site) as running:
            yield running


def test_button_signs_in_and_a_sensitive_page_asks_the_provider_again(open_browser, watch, provider):
    provider.just_signed_in = False
    watch.expect(TO_PROVIDER)
    page = open_browser(viewport=DESK, reduced_motion="reduce")
    page.goto("/admin/login/?next=/admin/auth/user/")
    assert faults(page) == {}

    page.get_by_role("link", name="Sign in with Keys").click()

    expect(page).to_have_url(re.compile("/admin/auth/user/$"))
    expect(page.locator("#user-tools")).to_contain_text("grace")
    page.goto("/admin/second-factor/")
    page.get_by_role("link", name="Set up an app").click()
    expect(page.get_by_role("heading", name="Sign in again")).to_be_visible()
    assert faults(page) == {}
    provider.just_signed_in = True
    page.get_by_role("link", name="Sign in with Keys").click()
    expect(page.get_by_role("heading", name="Set up an app for codes")).to_be_visible()


def test_refusal_is_said_on_the_sign_in_page(open_browser, watch, provider):
    provider.person["groups"] = []
    watch.expect(TO_PROVIDER)
    page = open_browser(viewport=DESK, reduced_motion="reduce")
    page.goto("/admin/login/")

    page.get_by_role("link", name="Sign in with Keys").click()

    expect(page.get_by_text("None of your groups at Keys gives you a role here.")).to_be_visible()
    assert faults(page) == {}
