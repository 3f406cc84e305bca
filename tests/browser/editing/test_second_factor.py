"""A second factor in a real browser: an app set up by its QR code, and a passkey that signs in alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.admin.second_factors import code_of
from tests.browser import site
from tests.browser.admin.looks import DESK, faults

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
REFUSED = "() => Promise.reject(new DOMException('', 'NotAllowedError'))"


@pytest.fixture(scope="session")
def address(address):
    """Passkeys need a host name."""
    return address.replace("127.0.0.1", "localhost")


@pytest.fixture
def signing_in(begin_with, open_browser):
    """A browser in which ada has just signed in with her password."""
    page = open_browser(viewport=DESK, reduced_motion="reduce")
    site.sign_in(page)
    yield page
    begin_with(site.DATABASE)


def log_in(page):
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(site.EDITOR)
    page.get_by_label("Password").fill(site.PASSWORD)
    page.get_by_role("button", name="Log in").click()


def log_out(page):
    page.goto("/admin/second-factor/")
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url("**/admin/logout/")


@pytest.mark.exhaustive
def test_app_is_set_up_and_its_codes_sign_in(signing_in):
    page = signing_in
    page.get_by_role("link", name="Second factor").click()
    page.get_by_role("link", name="Set up an app").click()
    expect(page.get_by_role("img", name="QR code")).to_be_visible()
    secret = page.locator("code").inner_text()
    assert page.get_by_role("img", name="QR code").evaluate("picture => picture.naturalWidth") > 0
    assert faults(page) == {}

    page.get_by_label("Code that the app shows").fill(code_of(secret))
    page.get_by_role("button", name="Set up the app").click()
    expect(page.locator("ol.recovery-codes li")).to_have_count(10)
    assert faults(page) == {}
    log_out(page)
    log_in(page)
    page.get_by_label("Code from your app").fill("000000")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_text("This code is wrong, or was used already.")).to_be_visible()
    assert page.title().startswith("Error:")
    assert faults(page) == {}
    page.get_by_label("Code from your app").fill(code_of(secret, 1))
    page.get_by_role("button", name="Log in").click()

    page.wait_for_url("**/admin/")
    page.goto("/admin/auth/user/1/second-factor/")
    expect(page.get_by_role("button", name="Reset the second factor")).to_be_visible()
    assert faults(page) == {}


@pytest.mark.exhaustive
def test_passkey_signs_in_alone_and_after_the_password(signing_in):
    page = signing_in
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    page.goto("/admin/second-factor/passkeys/add/")

    page.get_by_role("button", name="Add a passkey").click()
    expect(page.locator("ol.recovery-codes li")).to_have_count(10)
    log_out(page)
    page.goto("/admin/login/?next=/admin/search/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(re.compile("^http://[^/]+/admin/search/$"))
    log_out(page)
    log_in(page)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/admin/")

    page.goto("/admin/second-factor/")
    expect(page.get_by_text("Passkey, added on")).to_be_visible()
    assert faults(page) == {}
    log_out(page)
    log_in(page)
    expect(page.get_by_role("button", name="Use a passkey")).to_be_visible()
    assert faults(page) == {}


def test_refused_passkey_says_why(signing_in):
    page = signing_in
    page.goto("/admin/second-factor/passkeys/add/")
    page.evaluate(f"() => {{ navigator.credentials.create = {REFUSED} }}")

    page.get_by_role("button", name="Add a passkey").click()

    expect(page.get_by_role("alert")).to_have_text(
        "No passkey was used: the request was cancelled or took too long. Try again."
    )
    assert faults(page) == {}
