"""The publish page in a browser: as a review that goes on while it is read, and what is wrong with it."""

import os
import re
from itertools import count

import pytest
from playwright.sync_api import expect

from tests.browser.admin.looks import DESK, faults
from tests.browser.admin.states import submit_empty
from tests.browser.windows import PATIENCE

LEADS = count(50 + 4 * int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:]))
"""Points by which one has to lead: others in each test that needs a draft whose effect nobody knows yet."""
WHOLE_WIDTH = "document.scrollingElement.scrollWidth"


def change_the_wizard(page, lead):
    """A draft in which the answers lead elsewhere."""
    page.goto("/admin/comparisons/method/1/change/")
    page.get_by_label("Lead").fill(str(lead))
    page.locator("input[name=_save]").first.click()
    page.wait_for_url("/admin/comparisons/method/")


def wait_for_effect(page):
    page.get_by_role("heading", name="The whole wizard").wait_for(timeout=4 * PATIENCE)


def test_publish_page_with_its_note_fits_a_phone(changed):
    changed.set_viewport_size({"width": 390, "height": 844})
    changed.goto("/admin/publish/")

    box, width = changed.get_by_label("Note").bounding_box(), changed.evaluate(WHOLE_WIDTH)
    changed.set_viewport_size(DESK)

    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["width"] > 250
    assert width <= 390


@pytest.mark.exhaustive
def test_publish_page_that_waits_for_the_effect_has_no_fault(changed):
    change_the_wizard(changed, next(LEADS))
    changed.route("**/publish/effect/", lambda _: None)  # is asked for, and not answered
    changed.goto("/admin/publish/")

    assert changed.get_by_label("Trying the ways to answer").is_visible()
    assert faults(changed) == {}


@pytest.mark.exhaustive
def test_effect_comes_while_the_note_is_written_and_is_announced(changed):
    change_the_wizard(changed, next(LEADS))
    changed.goto("/admin/publish/")
    changed.get_by_label("Note").fill("What I typed.")

    wait_for_effect(changed)

    assert changed.get_by_label("Note").input_value() == "What I typed."
    expect(changed.locator("#effect-status")).to_have_text("What changes for those who answer is known now.")
    expect(changed.locator("progress")).to_have_count(0)


@pytest.mark.exhaustive
def test_publish_page_with_changes_their_effect_and_warnings_has_no_fault(changed):
    change_the_wizard(changed, 40)
    changed.goto("/admin/comparisons/value/3/change/")
    changed.get_by_label("Confidence").select_option("unverified")
    changed.locator("input[name=_save]").first.click()
    changed.goto("/admin/publish/")
    wait_for_effect(changed)
    changed.locator(".publish details").evaluate_all("all => all.forEach(details => details.open = true)")

    assert changed.get_by_role("button", name="Publish").is_visible()
    assert changed.get_by_role("heading", name="1 new").is_visible()
    assert faults(changed) == {}


@pytest.mark.exhaustive
def test_effect_can_be_asked_for_without_javascript(changed, open_editor):
    change_the_wizard(changed, next(LEADS))
    page = open_editor(java_script_enabled=False)
    page.goto("/admin/publish/")

    for _ in range(PATIENCE // 500):
        if page.get_by_role("heading", name="The whole wizard").is_visible():
            break
        page.get_by_role("link", name="Look again").click()
        page.wait_for_timeout(2_000)

    assert page.get_by_role("heading", name="The whole wizard").is_visible()


@pytest.mark.exhaustive
def test_changed_part_leads_to_its_row_on_the_page_it_is_edited_on(changed):
    changed.goto("/admin/comparisons/framework/1/change/#stages-1")
    row = changed.locator("#stages-1")
    row.get_by_label("Result").fill("Something else is held.")
    changed.locator("input[name=_save]").first.click()
    changed.wait_for_url(re.compile("/framework/#stages-1$"))
    changed.goto("/admin/publish/")

    changed.locator(".revision a[href*='#']").first.click()

    expect(row).to_be_in_viewport()
    assert row.get_by_label("Result").input_value() == "Something else is held."


@pytest.mark.exhaustive
def test_publish_page_without_a_note_has_no_fault(changed):
    changed.goto("/admin/publish/")
    submit_empty(changed)

    assert changed.title().startswith("Error:")
    assert changed.locator("#note").get_attribute("aria-invalid") == "true"
    assert faults(changed) == {}


@pytest.mark.exhaustive
def test_publish_page_with_errors_has_no_fault_and_leads_to_the_form_that_mends_them(changed):
    changed.goto("/admin/comparisons/value/1/delete/")
    changed.get_by_role("button", name=re.compile("sure")).click()
    changed.goto("/admin/publish/")

    assert changed.get_by_role("heading", name="1 error").is_visible()
    assert faults(changed) == {}
    changed.get_by_role("link", name=re.compile("has no value for")).click()
    expect(changed.get_by_role("heading", name="Add value")).to_be_visible()
