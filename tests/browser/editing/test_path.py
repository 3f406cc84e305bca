"""An editor adds a framework, and is led from one thing that is missing to the next."""

import pytest

from tests.browser.admin.looks import faults

DESCRIPTION = {
    "short_name": "New Scheme",
    "name": "The New Scheme",
    "edition": "2026",
    "issuer": "An issuer",
    "website": "https://scheme.example/",
    "summary": "A scheme.",
    "description": "A scheme in a few words.",
    "reviewed_on": "2026-11-01",
}
OPTION = "European Union, Switzerland or Norway"


def describe(page):
    page.goto("/admin/comparisons/framework/add/")
    for name, text in DESCRIPTION.items():
        page.locator(f"[name={name}]").fill(text)
    page.get_by_label("Outcome").select_option("label")
    page.locator("input[name=_save]").first.click()
    page.wait_for_url("**/path/")


@pytest.mark.exhaustive
def test_editor_is_led_through_what_is_missing(changed):
    describe(changed)

    assert faults(changed) == {}
    assert changed.locator(".path .missing h2 .state").all_inner_texts() == ["16 missing", "1 missing", "16 errors"]
    assert changed.get_by_role("link", name="No answer recommends or requires New Scheme.").count() == 0
    changed.get_by_role("link", name="Write the values on one page").click()
    changed.locator("#values-0 summary").click()
    changed.locator("textarea[name=values-0-text]").wait_for()
    assert changed.locator(".is-missing").count() == 16
    assert faults(changed) == {}


@pytest.mark.exhaustive
def test_answer_that_speaks_for_it_is_no_longer_missing(changed):
    describe(changed)
    changed.get_by_role("link", name="Say what each answer says of it").click()
    row = changed.get_by_role("group", name=OPTION, exact=True)

    row.get_by_label("Degree").select_option("2")
    row.get_by_label("Reason").fill("It is known there.")
    row.get_by_label("Aspect").select_option(label="Scope")
    changed.get_by_role("button", name="Save").click()
    changed.wait_for_url("**/path/")

    assert changed.get_by_text("1 answer saved.").is_visible()
    assert changed.locator(".path > li").nth(2).get_attribute("class") == "done"
    assert changed.locator(".path > li").nth(3).get_by_role("link").all_inner_texts() == [
        f"Target market and client base: {OPTION}"
    ]
