"""The preview beside a box for Markdown."""

import pytest
from playwright.sync_api import expect

from tests.browser.admin.looks import faults

FORM = "/admin/comparisons/framework/1/change/"


@pytest.mark.exhaustive
def test_preview_shows_the_text_as_readers_will_see_it_and_saves_nothing(changed):
    changed.goto(FORM)
    saved = changed.get_by_label("Description").input_value()
    changed.get_by_label("Description").fill("A **bold** word.\n\n- One\n- Two")

    changed.get_by_role("button", name="Preview").click()

    preview_box = changed.locator("#preview-description")
    expect(preview_box.locator("strong")).to_have_text("bold")
    expect(preview_box.locator("li")).to_have_text(["One", "Two"])
    assert faults(changed) == {}
    changed.get_by_label("Description").fill(saved)
    changed.goto("/admin/")
    changed.goto(FORM)
    expect(changed.get_by_label("Description")).to_have_value(saved)
