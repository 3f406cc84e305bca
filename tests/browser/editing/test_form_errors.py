"""A form that was refused: its note leads to each field that is wrong, however long the form is."""

import pytest
from playwright.sync_api import expect

from tests.browser.admin.looks import faults
from tests.browser.admin.states import submit_empty

pytestmark = pytest.mark.exhaustive


def test_note_of_a_refused_page_of_effects_leads_to_the_wrong_row(changed):
    changed.goto("/admin/comparisons/framework/1/supports/")
    row = changed.locator("fieldset.support:not(.is-said)").last
    row.locator("select[name$=-degree]").select_option("2")
    changed.locator("input[type=submit][value=Save]").click()

    expect(changed.locator(".errornote")).to_be_focused()
    links = changed.locator(".error-links a")
    expect(links).to_have_count(2)
    expect(links.first).to_contain_text("This field is required.")
    assert faults(changed) == {}
    links.first.click()
    expect(changed.locator("fieldset.support.errors [name$=-reason]")).to_be_focused()


def test_note_of_a_refused_form_leads_to_fields_that_are_folded(changed):
    changed.goto("/admin/comparisons/framework/add/")
    submit_empty(changed)

    expect(changed.locator(".errornote")).to_be_focused()
    links = changed.locator(".error-links a").all()
    assert len(links) > 5
    for link in links:
        link.click()
        assert link.get_attribute("href") == f"#{changed.evaluate('document.activeElement.id')}"
