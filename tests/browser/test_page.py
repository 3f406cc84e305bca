"""What pages gain from their small script, and what they are without it."""

import pytest
from playwright.sync_api import expect

from comparisons.views.errors import error_html
from tests.browser.pages import ANSWERS, PAGES
from tests.examples import exhaustive

RECOMMENDATION = f"/recommendation/?{ANSWERS}"
PINNED = f"/releases/1{RECOMMENDATION}"


def field(page):
    return page.get_by_role("textbox", name="A link that keeps this result")


def test_link_is_copied_and_the_button_says_so(open_browser, address):
    page = open_browser(permissions=["clipboard-read", "clipboard-write"])
    page.goto(RECOMMENDATION)

    page.get_by_role("button", name="Copy link").click()

    expect(page.locator(".copy-link [role=status]")).to_have_text("Copied.")
    expect(page.get_by_role("button", name="Copy link")).to_be_focused()
    assert page.evaluate("navigator.clipboard.readText()") == address + PINNED


def test_link_that_cannot_be_copied_is_selected_and_told(page, address):
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(RECOMMENDATION)

    page.get_by_role("button", name="Copy link").click()

    expect(page.locator(".copy-link [role=status]")).to_contain_text("The link is selected")
    assert page.evaluate("getSelection().toString()") == address + PINNED


def test_without_javascript_the_link_is_a_plain_field(plain_page, address):
    plain_page.goto(RECOMMENDATION)

    expect(field(plain_page)).to_have_value(address + PINNED)
    expect(plain_page.get_by_role("button", name="Copy link")).to_have_count(0)


@pytest.mark.parametrize(("name", "table"), [("comparison with a guide", "table"), ("recommendation", ".standings")])
@pytest.mark.parametrize("has_javascript", exhaustive([True, False], quick=[True]))
def test_table_laid_out_as_cards_is_a_table_still(open_browser, name, table, has_javascript):
    page = open_browser(viewport={"width": 320, "height": 640}, java_script_enabled=has_javascript)
    page.goto(PAGES[name])

    rows = page.locator(table).first
    assert rows.get_by_role("columnheader").count() > 1
    assert rows.get_by_role("rowheader").count() > 1
    assert rows.get_by_role("cell").count() > 1


@pytest.mark.exhaustive
def test_page_that_could_not_be_made_comes_by_itself_once_it_can(page, watch):
    watch.expect("status 503", "console: error: Failed to load resource.*503")
    answers = iter([503, 503])

    def answer(route):
        if next(answers, 200) == 503:
            route.fulfill(body=error_html("503"), content_type="text/html", status=503)
        else:
            route.continue_()

    page.route("**/method/", answer)

    page.goto("/method/")

    expect(page.get_by_role("heading", level=1)).to_have_text("How recommendations are made", timeout=30_000)
