"""The search box by keyboard, and on a phone."""

import pytest
from playwright.sync_api import expect

from tests.browser.admin.looks import DESK, faults

BOX = "Search the working copy"
WHOLE_WIDTH = "document.scrollingElement.scrollWidth"


@pytest.mark.exhaustive
def test_slash_leads_to_the_search_and_is_a_character_in_a_field(changed):
    changed.goto("/admin/")
    changed.keyboard.press("/")
    expect(changed.get_by_label(BOX)).to_be_focused()

    changed.keyboard.type("a/b")
    expect(changed.get_by_label(BOX)).to_have_value("a/b")
    changed.keyboard.press("Control+a")
    changed.keyboard.type("certificate")
    changed.keyboard.press("Enter")

    changed.wait_for_url("**/admin/search/?q=certificate")
    assert changed.locator(".search-results mark").count() > 10
    assert faults(changed) == {}


def test_results_and_the_box_fit_a_phone(changed):
    changed.set_viewport_size({"width": 390, "height": 844})
    changed.goto("/admin/search/?q=certificate")

    box, width = changed.get_by_label(BOX).bounding_box(), changed.evaluate(WHOLE_WIDTH)
    changed.set_viewport_size(DESK)

    assert box["x"] + box["width"] <= 390
    assert width <= 390
