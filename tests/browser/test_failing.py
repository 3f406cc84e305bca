"""A request that fails says so where it is seen, and can be sent again."""

import re

import pytest
from playwright.sync_api import expect

FAILURES = {
    "offline": (lambda route: route.abort("internetdisconnected"), ["request failed", "console: error"]),
    "500": (lambda route: route.fulfill(status=500, body="broken"), ["status 500", "console: error"]),
}


def answer_while(page, fail):
    page.route("**/wizard/?*asked=*", fail)
    page.goto("/wizard/")
    page.get_by_role("checkbox", name="No, nobody has named one").check()
    page.get_by_role("button", name="Continue").click()


def tells_and_mends(page):
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("did not reach the server")
    expect(alert).to_be_in_viewport()
    expect(page.get_by_role("button", name="Try again")).to_be_focused()
    expect(page.get_by_role("checkbox", name="No, nobody has named one")).to_be_checked()
    expect(page.get_by_role("button", name="Continue")).to_be_visible()

    page.unroute("**/wizard/?*asked=*")
    page.keyboard.press("Enter")

    expect(page).to_have_url("/wizard/?customer-demand=nobody")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(alert).to_have_count(0)


@pytest.mark.parametrize("failure", FAILURES)
def test_failed_request_is_told_and_sent_again(page, watch, failure):
    fail, messages = FAILURES[failure]
    watch.expect(*messages)

    answer_while(page, fail)

    tells_and_mends(page)


@pytest.mark.exhaustive
def test_request_without_an_answer_is_told_after_ten_seconds(page, watch):
    watch.expect("console: error: htmx:timeout", "console: error: htmx:")
    answer_while(page, lambda _route: None)
    expect(page.get_by_role("button", name="One moment …")).to_be_visible()

    expect(page.get_by_role("alert")).to_be_visible(timeout=25_000)

    tells_and_mends(page)


def test_sign_in_page_is_shown_as_a_page_and_never_inside_a_question(page):
    page.route("**/wizard/?*asked=*", lambda route: route.fulfill(status=302, headers={"Location": "/admin/login/"}))
    page.goto("/wizard/")
    page.get_by_role("checkbox", name="No, nobody has named one").check()

    page.get_by_role("button", name="Continue").click()

    expect(page).to_have_url(re.compile("/admin/login/"))
